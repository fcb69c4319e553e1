"""What a comparison has to say, in the order in which it is said: sections of lines, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from briefings.building.changed_files import FileChange
from briefings.building.reports.report import ReadText
from briefings.building.revisions import StateFolder
from briefings.linking.difference_records import (
    BriefingChange,
    Difference,
    FieldChange,
    ItemChange,
    StatusMove,
    Step,
)
from briefings.linking.items import ItemKind
from briefings.model.document import FileKind
from briefings.problems import CATALOGUE, Problem, Severity, Stage

NEW_STATUS = "with a new status"


class Comparison(msgspec.Struct, frozen=True):
    """Two states of the content, how they differ, and the silent edits among that, with lines and columns.

    `read_text` gives the text of a file of the later state. `errors` are all those of the later state, `base_errors`
    those of the earlier one for which something could not be read; they have lines and columns too. `files` are those
    that differ and were not compared: all but briefings.
    """

    base: StateFolder
    head: StateFolder
    difference: Difference
    silent_edits: tuple[Problem, ...]
    read_text: ReadText
    errors: tuple[Problem, ...] = ()
    base_errors: tuple[Problem, ...] = ()
    files: tuple[FileChange, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of both states was read."""
        return not (self.base_errors or self.difference.unread or any(map(is_of_reading, self.errors)))

    @property
    def is_failing(self) -> bool:
        """Whether the later state must not go out: it has errors, or silent edits that the policy calls errors."""
        return bool(self.errors) or any(problem.severity is Severity.ERROR for problem in self.silent_edits)


class Line(msgspec.Struct, frozen=True):
    """One thing that differs: what happened to it, what it is called, its id, further words, and its texts.

    `step` is a word of `Step`, or `NEW_STATUS` for a claim.
    """

    step: str
    title: str
    id: str
    notes: tuple[str, ...] = ()
    details: tuple[FieldChange, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """Lines about one kind of things, in a total order. Never empty."""

    title: str
    lines: tuple[Line, ...]

    @property
    def counts(self) -> str:
        """How many lines there are of each step: "2 added, 1 changed"."""
        steps = [line.step for line in self.lines]
        counts = ((steps.count(step), step) for step in (*Step, NEW_STATUS))
        return ", ".join(f"{count} {step}" for count, step in counts if count)


_SECTIONS = (
    ("Claims", (ItemKind.CLAIM,)),
    ("Positions", (ItemKind.POSITION, ItemKind.ASSESSMENT)),
    ("Pictures", (ItemKind.IMAGE,)),
    ("Events, things to watch and unknowns", (ItemKind.EVENT, ItemKind.UPCOMING, ItemKind.UNKNOWN)),
    ("Corrections and updates", (ItemKind.CORRECTION, ItemKind.UPDATE)),
)
_TELLING = frozenset(
    ("said", "figure", "quote", "caption", "quantity", "date", "when", "outcome", "basis", "at", "was")
)
"""Fields that are shown of what is new or gone; the others stand in its title, or say little alone."""

_NOUNS = {ItemKind.UPCOMING: "to watch", ItemKind.POSITION: "", ItemKind.CLAIM: "", ItemKind.IMAGE: ""}


def list_sections(comparison: Comparison) -> list[Section]:
    """Everything that differs: briefings first, then claims and what is said of them, last files that have no part."""
    difference = comparison.difference
    sections = [Section("Briefings", tuple(map(_build_briefing, difference.briefings)))]
    for title, kinds in _SECTIONS:
        lines = [_build_item(item) for kind in kinds for item in difference.items if item.kind is kind]
        moves = map(_build_move, difference.moves) if ItemKind.CLAIM in kinds else ()
        sections.append(Section(title, (*moves, *lines)))
    sections.append(Section("Other files, not compared", tuple(map(_build_file, comparison.files))))
    return [section for section in sections if section.lines]


def summarise(comparison: Comparison) -> str:
    """The whole comparison in one line."""
    return " ".join(_summarise(comparison))


def is_of_reading(problem: Problem) -> bool:
    """Whether a problem is one of a text that cannot be read as it stands."""
    return CATALOGUE[problem.code].stage is Stage.READING


def _summarise(comparison: Comparison) -> Iterator[str]:
    errors, unread = len(comparison.errors), len(comparison.difference.unread)
    if errors:
        yield f"{errors} error{'' if errors == 1 else 's'} in {comparison.head.name}."
    if unread:
        yield f"{unread} {'briefing' if unread == 1 else 'briefings'} could not be read, and so not compared."
    silent = len(comparison.silent_edits)
    if silent:
        yield f"{silent} silent edit{'' if silent == 1 else 's'}."
    for section in list_sections(comparison):
        yield f"{section.title}: {section.counts}."
    if comparison.difference.is_empty:
        where = "" if comparison.is_whole else " in what could be read"
        if comparison.files:
            where = f"{where} of briefings and claims" if where else " in briefings and claims"
        yield f"Readers would see no difference{where}."


def name_states(comparison: Comparison) -> tuple[str, str]:
    """What to call the two states: a folder, a revision with its commit, or the working tree."""
    base, head = (_name_state(state) for state in (comparison.base, comparison.head))
    return base, head


def _name_state(state: StateFolder) -> str:
    short = state.commit[:10]
    return f"{state.name} ({short})" if short and not state.commit.startswith(state.name) else state.name


def _build_briefing(change: BriefingChange) -> Line:
    return Line(change.step.value, change.title, change.id, tuple(_note(change)), change.fields)


def _note(change: BriefingChange) -> Iterator[str]:
    if change.reason:
        yield change.reason
    if change.became:
        yield f"it seems to be {change.became} now"
    old = next((field.before for field in change.fields if field.name == "address"), "")
    if not change.is_redirected:
        yield f"its address moved and the old one leads nowhere: add {old} to its aliases"


def _build_move(move: StatusMove) -> Line:
    cause = f"by {move.briefing}" if move.briefing else "by a change in a registry or a source"
    status = FieldChange("status", move.before.value, move.after.value)
    return Line(NEW_STATUS, move.text, move.claim, (cause,), (status,))


def _build_file(change: FileChange) -> Line:
    return Line(change.step.value, change.path, "", ("" if change.kind is FileKind.STATIC else change.kind.value,))


def _build_item(item: ItemChange) -> Line:
    noun = _NOUNS.get(item.kind, item.kind.value)
    notes = [f"in {item.briefing}", *([noun] if noun else [])]
    details: Iterable[FieldChange] = item.fields
    if item.step is not Step.CHANGED:  # what happened is said already: the texts alone are left to show
        telling = (change for change in item.fields if change.name in _TELLING)
        details = (FieldChange(change.name, "", change.after or change.before) for change in telling)
    return Line(item.step.value, item.name, item.claim, tuple(notes), tuple(details))
