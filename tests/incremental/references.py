"""An id in all places where it stands: another one there, or none."""

from __future__ import annotations

import re
from typing import Any

from tests.incremental.desk import Desk
from tests.incremental.stock import REGISTRY, Article, Rows


def replace_everywhere(desk: Desk, old: str, new: str) -> None:
    """Let everything that refers to one id refer to another."""
    for value in desk.files.values():
        if isinstance(value, Article):
            value.front = _replace(value.front, old, new)
            value.body = re.sub(rf"(\[\[(?:\w+:)?){re.escape(old)}(?=[|\]])", rf"\g<1>{new}", value.body)
        elif isinstance(value, Rows):
            value.rows = _replace(value.rows, old, new)


def _replace(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _replace(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_replace(item, old, new) for item in value]
    return new if value == old else value


def drop_everywhere(desk: Desk, old: str) -> None:
    """Let nothing refer to an id any more, as far as that leaves a sound record."""
    for path, value in desk.files.items():
        if isinstance(value, Article):
            value.front = _drop(value.front, old)
            value.body = re.sub(rf"\[\[(?:\w+:)?{re.escape(old)}(?:\|([^\]]*))?\]\]", r"\g<1>…", value.body)
        elif isinstance(value, Rows) and path.startswith(REGISTRY):
            value.rows = _drop(value.rows, old)


def _drop(value: Any, old: str) -> Any:
    if isinstance(value, dict):
        return {key: _drop(item, old) for key, item in value.items() if item != old}
    if isinstance(value, list):
        speaks = [isinstance(item, dict) and old in (item.get("by"), item.get("publisher")) for item in value]
        return [_drop(item, old) for item, is_of in zip(value, speaks, strict=True) if item != old and not is_of]
    return value
