"""Keys that a record does not have: which one was meant, and what to do where none was."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from yaml.nodes import Node, ScalarNode

from briefings.problems import find_nearest
from briefings.reading.conversion import FAILED, Context, Converter, Failed, Fields, describe, is_empty, read_key

_OTHER_NAMES = {
    "author": "authors",
    "category": "topics",
    "description": "summary",
    "keywords": "topics",
    "tags": "topics",
    "updated": "modified",
    "verdict": "status",
}
"""What other generators call a key."""

_ADDRESS = "The settings say where pages lie, in ARTICLE_URL and PAGE_URL; a file only has its `slug`."
_INSTEAD = {
    "save_as": _ADDRESS,
    "template": "Delete the line: the theme has one template for each kind of page.",
    "url": _ADDRESS,
}
"""What to do about keys of Pelican that no file here has."""


_DRAFT = ("draft", "published")
"""Flags of other generators."""

_QUOTES = re.compile("[“”„‟«»]")


def find_meant(key: str, fields: Collection[str]) -> str:
    """The key that was meant by one that is none; empty where that is not certain enough to be said."""
    if " " in key or _is_draft(key, fields):
        return ""
    other = _OTHER_NAMES.get(key.lower(), "")
    return other if other in fields else find_nearest(key.lower(), fields)


def hint_at_key(key: str, fields: Collection[str]) -> str:
    """What to do about a key that is none; empty where nothing can be said.

    Words with spaces or quotation marks are no key: mostly the rest of a text that a comma cut in two.
    """
    if " " in key or _QUOTES.search(key):
        straight = ', such as `"…"`' if _QUOTES.search(key) else ""
        return f"Inside `{{…}}` a comma ends a value: put text that contains one in double quotes{straight}."
    if key.partition(":")[0] in fields:
        return "Put a space behind the colon."
    if _is_draft(key, fields):
        return "Write `status: draft` for what is not published yet, and delete the line otherwise."
    meant = find_meant(key, fields)
    if not meant:
        return find_way(key)
    return f"Here it is called `{meant}`." if _OTHER_NAMES.get(key.lower()) == meant else f"Did you mean `{meant}`?"


def _is_draft(key: str, fields: Collection[str]) -> bool:
    return key.lower() in _DRAFT and {"title", "status"} <= set(fields)


def find_way(key: str) -> str:
    """What to do instead of giving a key of Pelican that no file here has; empty for other keys."""
    return _INSTEAD.get(key.lower(), "")


def guess_values(
    strangers: Iterable[tuple[Node, Node]], pairs: Collection[str], fields: Fields, context: Context
) -> dict[str, Any]:
    """Report keys that are unknown; gives what stands there, by the attribute that was meant, where that can be read.

    A list or mapping that cannot be leaves no record: what it holds would be missed everywhere.
    """
    guessed: dict[str, Any] = {}
    for key_node, value_node in strangers:
        key = read_key(key_node)
        meant = find_meant(key, fields)
        name, converter = fields.get(meant, ("", None))
        is_free = meant not in pairs and name not in guessed
        value = _try(converter, value_node, context) if converter and is_free else FAILED
        is_guessed = not isinstance(value, Failed)
        if is_guessed:
            guessed[name] = value
        shown, hint = (f"`{key}`", hint_at_key(key, fields)) if key else (describe(key_node), "")
        is_passable = is_guessed or isinstance(value_node, ScalarNode)
        # Thirty keys would only hide a hint that names one.
        expected = "a key that belongs here" if hint else "one of " + ", ".join(fields)
        context.report("BRF-unknown-key", key_node, shown, expected, hint, is_passable=is_passable)
    return guessed


def _try(converter: Converter, node: Node, context: Context) -> Any:
    """What a converter makes of a node, if it has nothing at all to say against it."""
    trial = Context(context.path, context.first_line, context.zone)
    value = FAILED if is_empty(node) else converter(node, trial)
    return FAILED if trial.problems else value
