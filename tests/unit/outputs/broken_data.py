"""Data with one wrong value, for tests of what schemas refuse."""

from __future__ import annotations

import copy
from typing import Any


def put(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The data with another value at a path of keys and indices; a record or a list gets one more where it is short."""
    broken = copy.deepcopy(data)
    *steps, last = path.split("/")
    target: Any = broken
    for step in steps:
        target = target[int(step)] if isinstance(target, list) else target[step]
    if isinstance(target, list):
        target[int(last) :] = [value]
    else:
        assert last in target
        target[last] = value
    return broken
