"""Near-valid records as strategies, made from the types of the model itself, and YAML in all styles to write them."""

from __future__ import annotations

import types
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment
from tests.fuzz.words import DATES, HOSTILE, MARKDOWN

TEXTS = (
    st.sampled_from(("A title", "Words: of a text", "It's so", "Rebels say they hold the quay.", "متن فارسی", "x, y"))
    | st.sampled_from(HOSTILE)
    | st.sampled_from(MARKDOWN)
    | st.text(max_size=20)
)
IDS = st.sampled_from(("a", "a", "b", "b", "c", "a-fa", "é", "字", "zq-unknown", "A", "a_b", "", "a--b"))
"""Few, so that records refer to each other, to themselves and to nothing."""
_GOOD_DATES = (
    "2021-07-14",
    "2021-07",
    "2021-07-14~",
    "2021-07-13/2021-07-15",
    "2021",
    "2021-07-14T13:20+04:30",
    "2021-21",
)
_EDTF_DATES = st.sampled_from(_GOOD_DATES) | st.sampled_from(DATES)
_FORMS = st.sampled_from(
    ("a", "b", "en", "fa", "fa-AF", "https://e.example/a", "http://e.example", "12.5", "-91", "1", "6")
)
_EDTF = set(get_args(Edtf))
_WRONG = st.recursive(
    st.sampled_from(HOSTILE) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("a", "id", "fa", "x y")), inner, max_size=2)
    ),
    max_leaves=4,
)


@cache
def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Texts, lists and dictionaries that a field of this type mostly accepts."""
    origin, options = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if set(options) >= _EDTF:
            return _EDTF_DATES
        return st.one_of([_values(option) for option in options if option is not type(None)])
    if origin is tuple:
        return st.lists(st.deferred(lambda: _values(options[0])), max_size=3)
    if origin is dict:
        return st.dictionaries(st.sampled_from(("en", "fa", "fa-AF", "de", "x y")), TEXTS, max_size=2)
    if origin is Annotated:
        return _FORMS | TEXTS
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from([member.value for member in kind])
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return near_valid_records(kind)
    if kind is Moment:
        return st.sampled_from(("2021-07-14", "2021-07-14T13:20+04:30", "2021-07-15")) | st.sampled_from(DATES)
    simple = {Id: IDS, bool: st.sampled_from(("true", "no", "1")), float: _FORMS, int: _FORMS}
    return simple.get(kind, TEXTS)


@st.composite
def near_valid_records(draw: st.DrawFn, record: Any) -> Any:
    """A record as plain data: its required keys and some others; rarely a wrong value, a wrong key, a missing one."""
    fields = {
        f.encode_name: (f, get_type_hints(record, include_extras=True)[f.name]) for f in msgspec.structs.fields(record)
    }
    needed = [key for key, (field, _) in fields.items() if field.required]
    more = [key for key in fields if key not in needed and key != "path"]
    keys = [*needed, *(draw(st.lists(st.sampled_from(more), max_size=5, unique=True)) if more else ())]
    found: dict[str, Any] = {}
    for key in keys:
        luck = draw(st.integers(0, 39))
        if luck > 0:
            found[key if luck > 1 else draw(TEXTS)] = draw(_values(fields[key][1]) if luck > 2 else _WRONG)
    return found


def write_yaml(draw: st.DrawFn, value: Any, indent: int = 0) -> str:
    """Plain data as YAML lines, every part in one of the styles of YAML, rarely with what content may not have."""
    pad = " " * indent
    if isinstance(value, dict) and value and draw(st.integers(0, 2)):
        return "".join(f"{pad}{_write_plain(key)}:{_write_child(draw, item, indent)}" for key, item in value.items())
    if isinstance(value, list) and value and draw(st.integers(0, 2)):
        return "".join(f"{pad}-{_write_child(draw, item, indent)}" for item in value)
    return f"{pad}{_write_flow(draw, value)}\n"


def _write_child(draw: st.DrawFn, value: Any, indent: int) -> str:
    mark = draw(st.sampled_from(("",) * 40 + (" &a", " !!str", " !x")))
    if isinstance(value, dict | list) and value:
        return f"{mark}\n{write_yaml(draw, value, indent + 2)}"
    if isinstance(value, str) and draw(st.integers(0, 9)) == 0:
        style = draw(st.sampled_from(("|", ">", "|-", ">+", "|2")))
        return f"{mark} {style}\n" + "".join(f"{' ' * (indent + 2)}{line}\n" for line in value.split("\n"))
    return f"{mark} {_write_flow(draw, value)}\n"


def _write_flow(draw: st.DrawFn, value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_write_plain(key)}: {_write_flow(draw, item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_write_flow(draw, item) for item in value) + "]"
    text = "~" if value is None else str(value)
    style = draw(st.integers(0, 9))
    if style == 0:
        return text
    return _write_plain(text) if style < 6 else "'" + text.replace("'", "''") + "'"


def _write_plain(text: str) -> str:
    """The text without quotes where it can do without, else in double quotes."""
    is_plain = text[:1].isalnum() and text.isprintable() and not set(text) & set(":#{}[],\"'&*!|>%@`\\")
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
