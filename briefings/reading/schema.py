"""The typed schema: a YAML tree becomes frozen records, and everything wrong with it becomes problems.

The records in `model/` are the schema: their field names are the keys, their types say what a value must be. Reading
goes on after a problem, so that one run reports all of them; a record with an error is not made. It is made in spite of
keys that it does not have, so that it can be linked and checked, and its other mistakes are told too.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefings.model.edtf import Edtf
from briefings.model.forms import LANG_EXPECTED, LANG_WRITTEN, RecordError
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.reading.conversion import FAILED, Context, Converter, Failed, Fields, Pairs, describe, is_empty, read_key
from briefings.reading.language_names import suggest_language
from briefings.reading.scalars import (
    ScalarError,
    build_choice_parser,
    build_form_parser,
    parse_event_date,
    parse_flag,
    parse_id,
    parse_moment,
    parse_number,
    parse_whole,
)
from briefings.reading.unknown_keys import guess_values

_EDTF = set(get_args(Edtf))
"""`Edtf` is a union of records; a field of that type is read from one text."""

_LEADING = ("by", "file", "id", "text")
"""Keys that people leave out where they give the value alone."""

_BARE = re.compile(r"[\w./][\w ./-]{0,60}")
"""A text that may stand in brackets as it is."""


T = TypeVar("T", bound=msgspec.Struct)


def convert_record(node: Node, record: type[T], context: Context, **given: Any) -> T | None:
    """The record that `node` describes, or None (with problems in `context`). `given` fills fields of its own."""
    value = _convert_struct(node, record, context, given)
    return None if isinstance(value, Failed) else value


def convert_records(node: Node, record: type[T], context: Context) -> tuple[T | None, ...]:
    """The records of a list; None stands for a broken one, with problems in `context`."""
    if not isinstance(node, SequenceNode):
        context.report("BRF-wrong-type", node, describe(node), "a list: one `- ` line for each")
        return ()
    return tuple(convert_record(item, record, context) for item in node.value)


def _convert_struct(node: Node, record: Any, context: Context, given: dict[str, Any]) -> Any:
    if not isinstance(node, MappingNode):
        keys = _required(record) or tuple(_fields(record))
        hint = "" if given else _hint_at_keys(node, _required(record))
        return context.report("BRF-wrong-type", node, describe(node), "keys and values: " + ", ".join(keys), hint)
    before = context.failures
    fields = _fields(record)
    pairs, strangers = _read_pairs(node, fields, context)
    guessed = guess_values(strangers, pairs, fields, context)
    values = dict(given)
    for key, (_, value_node) in pairs.items():
        if not is_empty(value_node):
            name, converter = fields[key]
            values[name] = converter(value_node, context)
    for key in _required(record):
        if fields[key][0] not in values and fields[key][0] not in guessed:
            _report_missing(key, node, pairs.get(key, (None, None))[0], context)
    if context.failures > before:
        return FAILED
    try:
        return record(**{**values, **guessed})
    except RecordError as error:
        return context.report("BRF-invalid-value", node, describe(node), error.expected, error.hint)


def _hint_at_keys(node: Node, keys: tuple[str, ...]) -> str:
    """The mapping to write for a text alone, which is mostly the value of the key that comes first."""
    if not isinstance(node, ScalarNode) or not keys:
        return ""
    text = " ".join(node.value.split())
    values = (text if keys[0] in _LEADING and _BARE.fullmatch(text) else "…", *"…" * len(keys))
    pairs = ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=False))
    return f"Write `{{{pairs}}}`."


def _read_pairs(node: MappingNode, fields: Collection[str], context: Context) -> tuple[Pairs, list[tuple[Node, Node]]]:
    """The nodes of keys and values by key, and those of keys that are unknown; keys that stand there twice are told."""
    found: Pairs = {}
    strangers = []
    for key_node, value_node in node.value:
        key = read_key(key_node)
        if key not in fields:
            strangers.append((key_node, value_node))
        elif key in found:
            context.report(
                "BRF-duplicate-key", key_node, f"`{key}` a second time", "each key once", "Keep one of the two."
            )
        else:
            found[key] = (key_node, value_node)
    return found, strangers


def _report_missing(key: str, node: Node, key_node: Node | None, context: Context) -> None:
    if key_node is None:
        hint = "Add the key; it is required."
        context.report("BRF-missing-key", node, f"no `{key}`", f"`{key}: …`", hint)
    else:
        hint = "Write its value behind the colon; it is required."
        context.report("BRF-missing-key", key_node, f"`{key}` without a value", f"`{key}: …`", hint)


@cache
def _fields(record: Any) -> Fields:
    """Key in the text → (attribute, converter). `path` is never typed by an author."""
    hints = get_type_hints(record, include_extras=True)
    return {
        field.encode_name: (field.name, _converter(hints[field.name]))
        for field in msgspec.structs.fields(record)
        if field.name != "path"
    }


@cache
def _required(record: Any) -> tuple[str, ...]:
    return tuple(f.encode_name for f in msgspec.structs.fields(record) if f.required)


def _converter(kind: Any) -> Converter:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if set(options) >= _EDTF:
            return _scalar(parse_event_date)
        return _converter(options[0]) if len(options) == 1 else _either(options)
    if origin is tuple:
        return _list_of(get_args(kind)[0])
    if origin is dict:
        return _convert_texts
    if origin is Annotated:
        return _scalar(build_form_parser(kind))
    if kind is Moment:
        return _convert_moment
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda node, context: _convert_struct(node, kind, context, {})
    return _scalar(_scalar_parser(kind))


def _scalar_parser(kind: Any) -> Callable[[str], Any]:
    parsers: dict[Any, Callable[[str], Any]] = {
        str: str,
        Id: parse_id,
        float: parse_number,
        int: parse_whole,
        bool: parse_flag,
    }
    if kind in parsers:
        return parsers[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return build_choice_parser(kind)
    raise TypeError(f"the schema has no reader for {kind!r}")


def _scalar(parse: Callable[[str], Any]) -> Converter:
    def convert(node: Node, context: Context) -> Any:
        if not isinstance(node, ScalarNode):
            return context.report("BRF-wrong-type", node, describe(node), "a single value")
        try:
            return parse(node.value.strip())
        except ScalarError as error:
            return context.report(error.code, node, describe(node), error.expected, error.hint)

    return convert


def _list_of(kind: Any) -> Converter:
    convert_item = _converter(kind)
    is_record = isinstance(kind, type) and issubclass(kind, msgspec.Struct)

    def convert(node: Node, context: Context) -> Any:
        if not isinstance(node, SequenceNode):
            return context.report("BRF-wrong-type", node, describe(node), "a list", _hint_at_list(node, is_record))
        items = [convert_item(item, context) for item in node.value]
        return FAILED if any(isinstance(item, Failed) for item in items) else tuple(items)

    return convert


def _hint_at_list(node: Node, is_record: bool) -> str:
    """How to write a list of what stands there."""
    if isinstance(node, ScalarNode) and re.fullmatch(r"\s*\[.*\]\s*", node.value):
        return "Take away the quotation marks around the brackets."
    if isinstance(node, ScalarNode) and not is_record and len(node.value) <= 60:
        return f"Write `[{node.value}]`, or one `- ` line for each."
    return "Begin each item with `- `."


def _either(options: list[Any]) -> Converter:
    """A record, or the id of one that stands elsewhere."""
    record = next(o for o in options if isinstance(o, type) and issubclass(o, msgspec.Struct))
    convert_id = _scalar(parse_id)

    def convert(node: Node, context: Context) -> Any:
        return convert_id(node, context) if isinstance(node, ScalarNode) else _convert_struct(node, record, context, {})

    return convert


def _convert_texts(node: Node, context: Context) -> Any:
    """Language tag → text."""
    expected = "languages and texts, such as {fa: …}"
    if not isinstance(node, MappingNode):
        return context.report("BRF-wrong-type", node, describe(node), expected)
    before = len(context.problems)
    texts: dict[str, str] = {}
    for key_node, value_node in node.value:
        lang = key_node.value if isinstance(key_node, ScalarNode) else ""
        if not re.fullmatch(LANG_WRITTEN, lang) or lang.endswith("\n"):
            hint = suggest_language(lang)
            context.report("BRF-invalid-value", key_node, describe(key_node), LANG_EXPECTED, hint)
        elif not isinstance(value_node, ScalarNode):
            context.report("BRF-wrong-type", value_node, describe(value_node), expected)
        elif lang in texts:
            context.report(
                "BRF-duplicate-key", key_node, f"`{lang}` a second time", "each language once", "Keep one of the two."
            )
        else:
            texts[lang] = value_node.value.strip()
    return texts if len(context.problems) == before else FAILED


def _convert_moment(node: Node, context: Context) -> Any:
    if not isinstance(node, ScalarNode):
        return context.report("BRF-wrong-type", node, describe(node), "a date")
    try:
        moment, is_zone_assumed = parse_moment(node.value.strip(), context.zone)
    except ScalarError as error:
        return context.report(error.code, node, describe(node), error.expected, error.hint)
    if is_zone_assumed:
        hint = f"The zone of the site applies: {moment.text}."
        context.report("BRF-zone-missing", node, f"`{node.value}`", "a time with its zone", hint)
    return moment
