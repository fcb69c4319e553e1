"""Writes a comparison as JSON for other programs: the format that loses nothing."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from briefings.building.changed_files import FileChange
from briefings.building.reports.difference_sections import Comparison
from briefings.building.reports.json import JsonProblem, build_problem, encode_json
from briefings.building.reports.report import encodable
from briefings.building.revisions import StateFolder
from briefings.linking.difference_records import BriefingChange, ItemChange, StatusMove


class JsonState(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two states."""

    name: str
    """As it was given on the command line; the content folder for the working tree."""

    kind: Literal["folder", "revision", "working tree"]

    commit: str
    """The full name of the commit; empty where it is no revision."""


class JsonDifference(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file. `version` changes when a field goes or changes its meaning; new fields may come at any time."""

    version: Literal[1] = 1
    base: JsonState
    head: JsonState

    silent_edits: tuple[JsonProblem, ...]
    """What was published and changed without a word to readers; paths are from the current folder."""

    briefings: tuple[BriefingChange, ...]
    """Paths are relative to the content folder, here and below."""

    moves: tuple[StatusMove, ...]
    """Claims whose status is another one."""

    items: tuple[ItemChange, ...]
    """What changed inside briefings: claims, positions, assessments, pictures, events, corrections, and so on."""

    errors: tuple[JsonProblem, ...] = ()
    """All errors of the later state: it cannot be published."""

    base_errors: tuple[JsonProblem, ...] = ()
    """Errors of the earlier state for which something in it could not be read."""

    unread: tuple[str, ...]
    """Briefings that could not be read in one of the states; what they hold was not compared."""

    files: tuple[FileChange, ...] = ()
    """All other files that differ: topics, pages, registries, pictures. They were not compared."""


def format_difference_json(comparison: Comparison) -> str:
    """A comparison as JSON of the shape of `JsonDifference`."""
    difference = comparison.difference
    record = JsonDifference(
        base=_build_state(comparison.base),
        head=_build_state(comparison.head),
        silent_edits=tuple(build_problem(problem, comparison.head.prefix) for problem in comparison.silent_edits),
        briefings=difference.briefings,
        moves=difference.moves,
        items=difference.items,
        errors=tuple(build_problem(problem, comparison.head.prefix) for problem in comparison.errors),
        base_errors=tuple(build_problem(problem, comparison.base.prefix) for problem in comparison.base_errors),
        unread=tuple(map(encodable, difference.unread)),
        files=tuple(replace(change, path=encodable(change.path)) for change in comparison.files),
    )
    return encode_json(record)


def _build_state(state: StateFolder) -> JsonState:
    return JsonState(name=encodable(state.name), kind=state.kind, commit=state.commit)
