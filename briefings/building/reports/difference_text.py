"""Shows a comparison on a terminal: errors, what differs by section, then silent edits with the lines they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.building.reports.difference_sections import (
    NEW_STATUS,
    Comparison,
    Line,
    list_sections,
    name_states,
    summarise,
)
from briefings.building.reports.report import printable
from briefings.building.reports.text import format_problems
from briefings.linking.difference_records import FieldChange

_SIGNS = {"added": "+", "removed": "-", "withdrawn": "-", "changed": "~", NEW_STATUS: "~"}
_SHORT = 70


def format_difference_text(comparison: Comparison) -> str:
    """A comparison as text. The last line is the summary, where a reader of a log looks first."""
    blocks = ["{} → {}".format(*map(printable, name_states(comparison)))]
    blocks += _list_errors(comparison)
    for section in list_sections(comparison):
        lines = [text for line in section.lines for text in _format_line(line)]
        blocks.append("\n".join([section.title, *lines]))
    if comparison.silent_edits:
        shown = format_problems(comparison.silent_edits, comparison.read_text, comparison.head.prefix)
        blocks.append(f"Silent edits\n\n{shown}")
    return "\n\n".join([*blocks, summarise(comparison)])


def _list_errors(comparison: Comparison) -> Iterator[str]:
    base, head = map(printable, name_states(comparison))
    if comparison.base_errors:
        shown = format_problems(comparison.base_errors, lambda _: None, comparison.base.prefix)
        yield f"What could not be read in {base}\n\n{shown}"
    if comparison.errors:
        shown = format_problems(comparison.errors, comparison.read_text, comparison.head.prefix)
        yield f"Errors in {head}\n\n{shown}"


def _format_line(line: Line) -> Iterator[str]:
    words = [line.step if line.step == "withdrawn" else "", line.id, *line.notes]
    around = ", ".join(filter(None, words))
    yield printable(f"  {_SIGNS[line.step]} {line.title}{f' ({around})' if around else ''}")
    for change in line.details:
        yield from map(printable, _format_change(change))


def _format_change(change: FieldChange) -> Iterator[str]:
    if change.before and change.after:
        if len(change.before) + len(change.after) < _SHORT:
            yield f"      {change.name}: {change.before} → {change.after}"
        else:
            yield f"      {change.name}: {change.before}"
            yield f"      {'→':>{len(change.name) + 1}} {change.after}"
    else:
        yield f"      {change.name}{'' if change.after else ' (gone)'}: {change.after or change.before}"
