"""The typed schema for front matter that `plain_yaml` has read: the records of `schema`, or nothing in any doubt.

What is wrong with a file is said by `schema`, which knows positions; here every problem is only a reason to ask it.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import tzinfo
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from briefings.model.edtf import Edtf
from briefings.model.forms import LANG_WRITTEN, RecordError
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.reading.plain_yaml import NotPlainError, Plain, parse_plain_yaml
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

Converter = Callable[[Any, tzinfo], Any]
T = TypeVar("T", bound=msgspec.Struct)

_REMEMBERED = 4096
"""Ids and dates stand in many files."""

_EDTF = set(get_args(Edtf))


def read_plain_header(header: str, record: type[T], zone: tzinfo, **given: Any) -> T | None:
    """The record of front matter that is plain and has no problem of any kind; None for all other.

    `given` fills fields of its own, as in `schema.convert_record`.
    """
    try:
        return _build(record, parse_plain_yaml(header), zone, given)  # type: ignore[no-any-return]
    except (NotPlainError, ScalarError, RecordError):
        return None


def _build(record: Any, tree: Plain, zone: tzinfo, given: dict[str, Any]) -> Any:
    if type(tree) is not dict:
        raise NotPlainError("not a mapping")
    fields, required = _read_schema(record)
    values = given
    for key, value in tree.items():
        field = fields.get(key)
        if field is None:
            raise NotPlainError(key)
        if type(value) is not str or value.strip():
            values[field[0]] = field[1](value, zone)
    for name in required:
        if name not in values:
            raise NotPlainError(name)
    return record(**values)


@cache
def _read_schema(record: Any) -> tuple[dict[str, tuple[str, Converter]], tuple[str, ...]]:
    """Key in the text → (attribute, converter), and the attributes that must be there."""
    hints = get_type_hints(record, include_extras=True)
    fields = [field for field in msgspec.structs.fields(record) if field.name != "path"]
    converters = {field.encode_name: (field.name, _find_converter(hints[field.name])) for field in fields}
    return converters, tuple(field.name for field in fields if field.required)


def _find_converter(kind: Any) -> Converter:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if set(options) >= _EDTF:
            return _scalar(lru_cache(_REMEMBERED)(parse_event_date))
        return _find_converter(options[0]) if len(options) == 1 else _either(options)
    if origin is tuple:
        return _list_of(_find_converter(get_args(kind)[0]))
    if origin is dict:
        return _convert_texts
    if origin is Annotated:
        return _scalar(build_form_parser(kind))
    if kind is Moment:
        return _convert_moment
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda value, zone: _build(kind, value, zone, {})
    return _scalar(_find_parser(kind))


def _find_parser(kind: Any) -> Callable[[str], Any]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lru_cache(_REMEMBERED)(build_choice_parser(kind))
    parsers: dict[Any, Callable[[str], Any]] = {str: str, Id: _parse_id, float: parse_number}
    return {**parsers, int: parse_whole, bool: parse_flag}[kind]


_parse_id = lru_cache(_REMEMBERED)(parse_id)


def _scalar(parse: Callable[[str], Any]) -> Converter:
    def convert(value: Plain, _zone: tzinfo) -> Any:
        if type(value) is not str:
            raise NotPlainError("not a single value")
        return parse(value.strip())

    return convert


def _list_of(convert_item: Converter) -> Converter:
    def convert(value: Plain, zone: tzinfo) -> Any:
        if type(value) is not list:
            raise NotPlainError("not a list")
        return tuple([convert_item(item, zone) for item in value])

    return convert


def _either(options: list[Any]) -> Converter:
    record = next(o for o in options if isinstance(o, type) and issubclass(o, msgspec.Struct))

    def convert(value: Plain, zone: tzinfo) -> Any:
        return _parse_id(value.strip()) if type(value) is str else _build(record, value, zone, {})

    return convert


def _convert_texts(value: Plain, _zone: tzinfo) -> dict[str, str]:
    if type(value) is not dict:
        raise NotPlainError("not a mapping")
    texts: dict[str, str] = {}
    for lang, text in value.items():
        if not re.fullmatch(LANG_WRITTEN, lang) or type(text) is not str:
            raise NotPlainError(lang)
        texts[lang] = text.strip()
    return texts


def _convert_moment(value: Plain, zone: tzinfo) -> Moment:
    if type(value) is not str:
        raise NotPlainError("not a date")
    moment, is_zone_assumed = parse_moment(value.strip(), zone)
    if is_zone_assumed:
        raise NotPlainError("a time without a zone")
    return moment
