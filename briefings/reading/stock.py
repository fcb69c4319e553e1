"""Pelican's own articles and pages: `Title: …` lines instead of YAML, read as briefings and ordinary pages."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Any

from briefings.model.briefing import Briefing, Status
from briefings.model.forms import NONCHARACTERS, Lang, Slug
from briefings.model.ids import Id, slugify
from briefings.model.page import StaticPage
from briefings.problems import Location, Problem, Severity, suggest
from briefings.reading.front_matter import Split, parse_stock_header
from briefings.reading.scalars import ScalarError, build_choice_parser, build_form_parser, parse_moment

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


def read_stock_briefing(path: str, split: Split, file_id: str, zone: tzinfo) -> tuple[Briefing | None, list[Problem]]:
    """A briefing from stock header lines; `tags` and `category` become its topics."""
    values, problems = _read_lines(path, split, ("title", "date"), zone)
    problems += _check_file_id(path, split, file_id)
    failed = any(p.severity is Severity.ERROR for p in problems)
    return (None if failed else Briefing(id=Id(file_id), path=path, **values)), problems


_PAGE_FIELDS = ("title", "slug", "summary", "lang", "status")


def read_stock_page(path: str, split: Split, file_id: str, zone: tzinfo) -> tuple[StaticPage | None, list[Problem]]:
    """An ordinary page from stock header lines; as in Pelican, it may have a date and tags, which no page shows."""
    values, problems = _read_lines(path, split, ("title",), zone)
    problems += _check_file_id(path, split, file_id)
    failed = any(p.severity is Severity.ERROR for p in problems)
    fields = {key: values[key] for key in _PAGE_FIELDS if key in values}
    return (None if failed else StaticPage(id=Id(file_id), path=path, **fields)), problems


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
    for key, typed, line in parse_stock_header(split.header):
        value = _CONTROL.sub("\ufffd", typed)
        where = Location(path, split.header_line + line - 1, 1)
        if key not in _KEYS:
            hint = suggest(key, _KEYS) or "Use YAML front matter between `---` lines for everything else."
            problems.append(Problem("BRF-unknown-key", where, f"`{key}`", "one of " + ", ".join(_KEYS), hint))
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
    for key in required:
        if key not in seen:
            where = Location(path, split.header_line, 1)
            problems.append(
                Problem("BRF-missing-key", where, f"no `{key}`", f"`{key.capitalize()}: …`", "Add the line.")
            )
    return values, problems


def _read_key(
    key: str, value: str, values: dict[str, Any], zone: tzinfo, problems: list[Problem], where: Location
) -> None:
    if key in ("date", "modified"):
        values[key], is_zone_assumed = parse_moment(value, zone)
        if is_zone_assumed:
            hint = f"The zone of the site applies: {values[key].text}."
            problems.append(Problem("BRF-zone-missing", where, f"`{value}`", "a time with its zone", hint))
    elif key in ("tags", "category"):
        names = [slugify(name) for name in value.split(",")]
        values["topics"] = tuple(dict.fromkeys([*values.get("topics", ()), *(Id(name) for name in names if name)]))
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
