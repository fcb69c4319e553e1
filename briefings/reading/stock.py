"""Pelican's own articles: `Title: …` lines instead of YAML, read as briefings."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from briefings.model.briefing import Briefing, Status
from briefings.model.ids import Id, is_id, slugify
from briefings.problems import Location, Problem, Severity, suggest
from briefings.reading.front_matter import Split, parse_stock_header
from briefings.reading.scalars import ScalarError, build_choice_parser, parse_moment

_KEYS = ("title", "date", "modified", "tags", "category", "slug", "author", "authors", "summary", "status", "lang", "keywords")


def read_stock_briefing(path: str, split: Split, file_id: str, zone: tzinfo) -> tuple[Briefing | None, list[Problem]]:
    """A briefing from stock header lines; `tags` and `category` become its topics."""
    problems: list[Problem] = []
    values: dict[str, Any] = {"id": file_id, "path": path}
    for key, value, line in parse_stock_header(split.header):
        where = Location(path, split.header_line + line - 1, 1)
        if key not in _KEYS:
            hint = suggest(key, _KEYS) or "Use YAML front matter between `---` lines for everything else."
            problems.append(Problem("BRF-unknown-key", where, f"`{key}`", "one of " + ", ".join(_KEYS), hint))
            continue
        try:
            _read_key(key, value, values, zone, problems, where)
        except ScalarError as error:
            problems.append(Problem(error.code, where, f"the text `{value}`", error.expected, error.hint))
    for key in ("title", "date"):
        if not values.get(key) and not any(p.where.line and key in p.hint for p in problems):
            where = Location(path, split.header_line, 1)
            problems.append(Problem("BRF-missing-key", where, f"no `{key}`", f"`{key.capitalize()}: …`", "Add the line."))
    failed = any(p.severity is Severity.ERROR for p in problems)
    return (None if failed else Briefing(**values)), problems


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
        if not is_id(slugify(value)):
            raise ScalarError("BRF-invalid-id", "letters, digits and hyphens")
        values["slug"] = slugify(value)
    elif key in ("title", "summary", "lang"):
        values[key] = value
