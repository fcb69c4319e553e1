"""Pelican's own articles and pages: `Title: …` lines instead of YAML, read as briefings and ordinary pages."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import tzinfo
from typing import Any

from msgspec.structs import fields

from briefings.model.briefing import Briefing, Status
from briefings.model.forms import NONCHARACTERS, Lang, Slug
from briefings.model.ids import Id, slugify
from briefings.model.page import StaticPage
from briefings.problems import Location, Problem, Severity, find_nearest, suggest
from briefings.reading.front_matter import Split, parse_stock_header
from briefings.reading.scalars import ScalarError, build_choice_parser, build_form_parser, parse_moment
from briefings.reading.unknown_keys import find_way

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f" + NONCHARACTERS + "]")

_KEYS = (
    "title",
    "date",
    "modified",
    "tags",
    "category",
    "slug",
    "author",
    "authors",
    "summary",
    "status",
    "lang",
    "keywords",
)
_TOPIC_KEYS = ("tags", "category")
_YAML_KEYS = {field.encode_name for record in (Briefing, StaticPage) for field in fields(record)} - {"path"}


def read_stock_briefing(path: str, split: Split, file_id: str, zone: tzinfo) -> tuple[Briefing | None, list[Problem]]:
    """A briefing from stock header lines; `tags` and `category` become its topics."""
    values, problems = _read_lines(path, split, ("title", "date"), zone)
    problems += _check_file_id(path, split, file_id)
    is_whole = _is_whole(values, problems, ("title", "date"))
    return (Briefing(id=Id(file_id), path=path, **values) if is_whole else None), problems


_PAGE_FIELDS = ("title", "slug", "summary", "lang", "status")


def read_stock_page(path: str, split: Split, file_id: str, zone: tzinfo) -> tuple[StaticPage | None, list[Problem]]:
    """An ordinary page from stock header lines; as in Pelican, it may have a date and tags, which no page shows."""
    values, problems = _read_lines(path, split, ("title",), zone)
    problems += _check_file_id(path, split, file_id)
    known = {key: values[key] for key in _PAGE_FIELDS if key in values}
    return (
        StaticPage(id=Id(file_id), path=path, **known) if _is_whole(values, problems, ("title",)) else None
    ), problems


_PASSABLE = ("BRF-unknown-key", "BRF-missing-key")


def _is_whole(values: dict[str, Any], problems: list[Problem], required: tuple[str, ...]) -> bool:
    """Whether a record can be made: it can without a line that is unknown, whose value another may have taken."""
    failed = any(p.severity is Severity.ERROR and p.code not in _PASSABLE for p in problems)
    return not failed and all(key in values for key in required)


def _check_file_id(path: str, split: Split, file_id: str) -> list[Problem]:
    if file_id:
        return []
    where = Location(path, split.header_line, 1)
    return [
        Problem(
            "BRF-invalid-id", where, "a file name that gives no id", "a name with letters or digits", "Rename the file."
        )
    ]


def _read_lines(
    path: str, split: Split, required: tuple[str, ...], zone: tzinfo
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of all lines by field, and what is wrong with them."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    seen: set[str] = set()
    strangers: list[tuple[str, str]] = []
    for key, typed, line in parse_stock_header(split.header):
        value = _CONTROL.sub("\ufffd", typed)
        where = Location(path, split.header_line + line - 1, 1)
        if key not in _KEYS:
            strangers.append((key, value))
            problems.append(
                Problem("BRF-unknown-key", where, f"`{key}`", "one of " + ", ".join(_KEYS), _find_hint(key))
            )
        elif key in seen:
            problems.append(
                Problem("BRF-duplicate-key", where, f"`{key}` a second time", "each key once", "Keep one of the two.")
            )
        elif value:
            seen.add(key)
            try:
                _read_key(key, value, values, zone, problems, where)
            except ScalarError as error:
                problems.append(Problem(error.code, where, f"the text `{value}`", error.expected, error.hint))
    _guess_values(strangers, seen, values, zone)
    for key in required:
        if key not in seen:
            where = Location(path, split.header_line, 1)
            problems.append(
                Problem("BRF-missing-key", where, f"no `{key}`", f"`{key.capitalize()}: …`", "Add the line.")
            )
    return values, problems


def _guess_values(strangers: list[tuple[str, str]], seen: set[str], values: dict[str, Any], zone: tzinfo) -> None:
    """Take what stands behind a misspelt key for the value of the one that was meant, where it can be read so."""
    for key, value in strangers:
        meant = find_nearest(key, _KEYS)
        if value and meant and meant not in seen:
            seen.add(meant)
            with suppress(ScalarError):
                _read_key(meant, value, values, zone, [], Location(""))


def _find_hint(key: str) -> str:
    """What to do about a key that stock header lines do not have; many are keys of YAML front matter."""
    if near := suggest(key, _KEYS):
        return near
    if key in _YAML_KEYS:
        return "Use YAML front matter between `---` lines for everything else."
    return find_way(key) or "Delete the line: no page shows it."


def list_topic_lines(header: str) -> list[int]:
    """The lines on which the topics of `read_stock_briefing` stand, in their order, from 1 within the header."""
    lines: dict[str, int] = {}
    for key, value, line in parse_stock_header(header):
        for name in _split_topics(value) if key in _TOPIC_KEYS else ():
            lines.setdefault(name, line)
    return list(lines.values())


def _split_topics(value: str) -> list[Id]:
    return [Id(name) for typed in value.split(",") if (name := slugify(typed))]


def _read_key(
    key: str, value: str, values: dict[str, Any], zone: tzinfo, problems: list[Problem], where: Location
) -> None:
    if key in ("date", "modified"):
        values[key], is_zone_assumed = parse_moment(value, zone)
        if is_zone_assumed:
            hint = f"The zone of the site applies: {values[key].text}."
            problems.append(Problem("BRF-zone-missing", where, f"`{value}`", "a time with its zone", hint))
    elif key in _TOPIC_KEYS:
        values["topics"] = tuple(dict.fromkeys([*values.get("topics", ()), *_split_topics(value)]))
    elif key in ("author", "authors"):
        values["authors"] = tuple(name.strip() for name in value.replace(";", ",").split(",") if name.strip())
    elif key == "status":
        values["status"] = build_choice_parser(Status)(value.lower())
    elif key == "slug":
        values["slug"] = build_form_parser(Slug)(slugify(value))
    elif key == "lang":
        values["lang"] = build_form_parser(Lang)(value)
    elif key in ("title", "summary"):
        values[key] = value
