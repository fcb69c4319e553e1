"""Settings of Pelican's with values of another kind than it documents: they would fail later, in Python's words."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

from briefings.problems import Location, Problem


def _is_path(value: Any) -> bool:
    return isinstance(value, str | os.PathLike)


def _is_list(value: Any) -> bool:
    """Or text: of that in the place of a list Pelican tells itself, and takes its default."""
    return isinstance(value, list | tuple | set | frozenset | str)


def _is_list_of_texts(value: Any) -> bool:
    return _is_list(value) and all(map(_is_path, value))


def _is_mapping(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_list_or_mapping(value: Any) -> bool:
    return _is_list(value) or _is_mapping(value)


def _is_metadata_by_path(value: Any) -> bool:
    return _is_mapping(value) and all(_is_mapping(v) and _is_path(v.get("path", "")) for v in value.values())


def _has_extensions(value: Any) -> bool:
    return (
        _is_mapping(value)
        and _is_list(value.get("extensions") or ())
        and _is_mapping(value.get("extension_configs") or {})
    )


def _is_readers(value: Any) -> bool:
    return _is_mapping(value) and all(reader in (None, False) or callable(reader) for reader in value.values())


_TEXTS = (
    *("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS", "PLUGIN_PATHS", "THEME_TEMPLATES_OVERRIDES"),
    *("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES", "IGNORE_FILES"),
)
_PATHS = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH", "THEME_STATIC_DIR", "STATIC_SAVE_AS")
_MAPPINGS = ("TEMPLATE_PAGES", "JINJA_FILTERS")
_LISTS = ("FORMATTED_FIELDS", "SLUG_REGEX_SUBSTITUTIONS")
_PAIRS = "a mapping, such as `{…: …}`"
KINDS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(_PATHS, ("a path", _is_path)),
    **dict.fromkeys(_TEXTS, ("a list of texts", _is_list_of_texts)),
    **dict.fromkeys(_MAPPINGS, (_PAIRS, _is_mapping)),
    "EXTRA_PATH_METADATA": ('a mapping, such as `{"images/cname": {"path": "CNAME"}}`', _is_metadata_by_path),
    "MARKDOWN": ('a mapping, such as `{"extension_configs": {}}`', _has_extensions),
    "JINJA_ENVIRONMENT": ('a mapping, such as `{"extensions": []}`', _has_extensions),
    "READERS": ("a mapping from endings to classes of readers, or to None", _is_readers),
    **dict.fromkeys(_LISTS, ("a list", _is_list)),
    "DEFAULT_METADATA": (_PAIRS, _is_list_or_mapping),
    "PLUGINS": ("a list of plugins", _is_list),
}
"""What each may be."""
MAY_BE_NONE = {"PLUGINS", "PLUGIN_PATHS", "TEMPLATE_PAGES", "READERS", "STATIC_EXCLUDES", "DEFAULT_METADATA"}
"""Where Pelican takes None for nothing; elsewhere it fails."""


def find_wrong_kinds(raw: Mapping[str, Any], path: str, options: Container[str]) -> Iterator[Problem]:
    """A problem for each setting that cannot be what it should.

    `path` names the file in problems; `options` are the names that `-e` gave on the command line instead.
    """
    for key, (expected, is_right) in KINDS.items():
        if key not in raw or (raw[key] is None and key in MAY_BE_NONE):
            continue
        value = raw[key]
        if not is_right(value):
            where = Location(f"-e {key}" if key in options else path)
            yield Problem("BRF-settings", where, f"`{key} = {value!r}`", expected)
