"""The typed schema: a YAML tree becomes frozen records, and everything wrong with it becomes problems.

The records in `model/` are the schema: their field names are the keys, their types say what a value must be. Reading
goes on after a problem, so that one run reports all of them; a record with any error is not made.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection
from datetime import tzinfo
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefings.model.edtf import Edtf
from briefings.model.forms import LANG_PATTERN
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.problems import Location, Problem, Severity, suggest
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


class Failed:
    """Stands for a value that could not be read; its problem is in the context."""


FAILED = Failed()

_EDTF = set(get_args(Edtf))
"""`Edtf` is a union of records; a field of that type is read from one text."""


class Context:
    """What converting one file needs and collects."""

    def __init__(self, path: str, first_line: int, zone: tzinfo) -> None:
        self.path, self.first_line, self.zone = path, first_line, zone
        self.problems: list[Problem] = []

    def where(self, node: Node) -> Location:
        """The place of a node in the file."""
        return Location(self.path, self.first_line + node.start_mark.line, node.start_mark.column + 1)

    def report(self, code: str, node: Node, found: str, expected: str, hint: str = "") -> Failed:
        """Record a problem at a node."""
        self.problems.append(Problem(code, self.where(node), found, expected, hint))
        return FAILED


Converter = Callable[[Node, Context], Any]
T = TypeVar("T", bound=msgspec.Struct)


def convert_record(node: Node, record: type[T], context: Context, **given: Any) -> T | None:
    """The record that `node` describes, or None (with problems in `context`). `given` fills fields of its own."""
    value = _convert_struct(node, record, context, given)
    return None if isinstance(value, Failed) else value


def convert_records(node: Node, record: type[T], context: Context) -> tuple[T | None, ...]:
    """The records of a list; None stands for a broken one, with problems in `context`."""
    if not isinstance(node, SequenceNode):
        context.report("BRF-wrong-type", node, _describe(node), "a list: one `- ` line for each")
        return ()
    return tuple(convert_record(item, record, context) for item in node.value)


def _describe(node: Node) -> str:
    """What a person would call this node."""
    if isinstance(node, ScalarNode):
        text = " ".join(node.value.split())
        return f"the text `{text if len(text) <= 60 else text[:57] + '…'}`" if text else "nothing"
    return "a list" if isinstance(node, SequenceNode) else "a mapping (keys and values)"


def _convert_struct(node: Node, record: Any, context: Context, given: dict[str, Any]) -> Any:
    if not isinstance(node, MappingNode):
        expected = "keys and values: " + ", ".join(_required(record) or tuple(_fields(record)))
        return context.report("BRF-wrong-type", node, _describe(node), expected)
    before = len(context.problems)
    fields = _fields(record)
    pairs = _read_pairs(node, fields, context)
    values = dict(given)
    for key, (_, value_node) in pairs.items():
        if not _is_empty(value_node):
            name, converter = fields[key]
            values[name] = converter(value_node, context)
    for key in _required(record):
        if fields[key][0] not in values:
            _report_missing(key, node, pairs.get(key, (None, None))[0], context)
    if any(problem.severity is Severity.ERROR for problem in context.problems[before:]):
        return FAILED
    return record(**values)


def _read_pairs(node: MappingNode, fields: Collection[str], context: Context) -> dict[str, tuple[Node, Node]]:
    """The nodes of keys and values by key; keys that are unknown, or that stand there twice, become problems."""
    found: dict[str, tuple[Node, Node]] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, ScalarNode) else ""
        if key not in fields:
            shown = f"`{key}`" if key else _describe(key_node)
            context.report("BRF-unknown-key", key_node, shown, "one of " + ", ".join(fields), _key_hint(key, fields))
        elif key in found:
            context.report(
                "BRF-duplicate-key", key_node, f"`{key}` a second time", "each key once", "Keep one of the two."
            )
        else:
            found[key] = (key_node, value_node)
    return found


_OTHER_NAMES = {
    "author": "authors",
    "category": "topics",
    "description": "summary",
    "keywords": "topics",
    "tags": "topics",
    "updated": "modified",
}
"""What other generators call a key."""


def _key_hint(key: str, fields: Collection[str]) -> str:
    """Words with spaces are no key: mostly the rest of a text that a comma cut in two."""
    if " " in key:
        return "Inside `{…}` a comma ends a value: put text that contains one in double quotes."
    other = _OTHER_NAMES.get(key.lower(), "")
    return f"Here it is called `{other}`." if other in fields else suggest(key.lower(), fields)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value.strip()


def _report_missing(key: str, node: Node, key_node: Node | None, context: Context) -> None:
    if key_node is None:
        context.report("BRF-missing-key", node, f"no `{key}`", f"`{key}: …`", "Add the key; it is required.")
    else:
        hint = "Write its value behind the colon; it is required."
        context.report("BRF-missing-key", key_node, f"`{key}` without a value", f"`{key}: …`", hint)


@cache
def _fields(record: Any) -> dict[str, tuple[str, Converter]]:
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
            return context.report("BRF-wrong-type", node, _describe(node), "a single value")
        try:
            return parse(node.value.strip())
        except ScalarError as error:
            return context.report(error.code, node, _describe(node), error.expected, error.hint)

    return convert


def _list_of(kind: Any) -> Converter:
    convert_item = _converter(kind)
    is_record = isinstance(kind, type) and issubclass(kind, msgspec.Struct)

    def convert(node: Node, context: Context) -> Any:
        if not isinstance(node, SequenceNode):
            is_short = isinstance(node, ScalarNode) and not is_record and len(node.value) <= 60
            hint = f"Write `[{node.value}]`, or one `- ` line for each." if is_short else "Begin each item with `- `."
            return context.report("BRF-wrong-type", node, _describe(node), "a list", hint)
        items = [convert_item(item, context) for item in node.value]
        return FAILED if any(isinstance(item, Failed) for item in items) else tuple(items)

    return convert


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
        return context.report("BRF-wrong-type", node, _describe(node), expected)
    before = len(context.problems)
    texts: dict[str, str] = {}
    for key_node, value_node in node.value:
        lang = key_node.value if isinstance(key_node, ScalarNode) else ""
        if not re.fullmatch(LANG_PATTERN, lang) or lang.endswith("\n"):
            context.report(
                "BRF-invalid-value", key_node, _describe(key_node), "a language tag such as `en`, `fa` or `fa-AF`"
            )
        elif not isinstance(value_node, ScalarNode):
            context.report("BRF-wrong-type", value_node, _describe(value_node), expected)
        elif lang in texts:
            context.report(
                "BRF-duplicate-key", key_node, f"`{lang}` a second time", "each language once", "Keep one of the two."
            )
        else:
            texts[lang] = value_node.value.strip()
    return texts if len(context.problems) == before else FAILED


def _convert_moment(node: Node, context: Context) -> Any:
    if not isinstance(node, ScalarNode):
        return context.report("BRF-wrong-type", node, _describe(node), "a date")
    try:
        moment, is_zone_assumed = parse_moment(node.value.strip(), context.zone)
    except ScalarError as error:
        return context.report(error.code, node, _describe(node), error.expected, error.hint)
    if is_zone_assumed:
        hint = f"The zone of the site applies: {moment.text}."
        context.report("BRF-zone-missing", node, f"`{node.value}`", "a time with its zone", hint)
    return moment
