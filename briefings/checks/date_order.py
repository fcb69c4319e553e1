"""BRF-date-order: dates of one file that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.bounds import first_instant, last_change, last_instant, last_moment
from briefings.checks.rule import FileInput
from briefings.checks.source_lists import list_sources
from briefings.model.briefing import Briefing
from briefings.model.edtf import Edtf, format_edtf
from briefings.model.moment import Moment
from briefings.problems import Location, Pointer, Problem


def check_date_order(file: FileInput) -> Iterator[Problem]:
    """Find dates that contradict each other under every reading of them."""
    briefing = file.document.briefing
    if briefing is not None:
        yield from _check_moments(briefing, file)
        # An impossible `modified` says nothing of what was known at the last change.
        if briefing.modified is None or not _is_after(briefing.date, briefing.modified):
            yield from _check_knowledge(briefing, file)
    for source, pointer in list_sources(file.document):
        published, accessed = source.published, source.accessed
        if published is None or accessed is None:
            continue
        if first_instant(published, file.zone) > last_instant(accessed, file.zone):
            found = f"`published: {format_edtf(published)}` after `accessed: {format_edtf(accessed)}`"
            expected = "a document that was out when it was read"
            yield _make_problem(file, (*pointer, "published"), found, expected)


def _check_moments(briefing: Briefing, file: FileInput) -> Iterator[Problem]:
    date, modified = briefing.date, briefing.modified
    if modified is not None and _is_after(date, modified):
        found = f"`modified: {modified.text}` before `date: {date.text}`"
        yield _make_problem(file, ("modified",), found, "a change after the first publication")
    if briefing.embargo is not None and _is_after(briefing.embargo, date):
        found = f"`embargo: {briefing.embargo.text}` after `date: {date.text}`"
        expected = "a first publication once the embargo has ended"
        yield _make_problem(
            file, ("embargo",), found, expected, "Nobody can have read it at `date`; write a later one."
        )
    moments: list[tuple[Moment, Pointer]] = [(u.at, ("updates", n, "at")) for n, u in enumerate(briefing.updates)]
    moments += [(c.at, ("corrections", n, "at")) for n, c in enumerate(briefing.corrections)]
    for at, pointer in moments:
        if _is_after(date, at):
            found = f"`at: {at.text}` before `date: {date.text}`"
            yield _make_problem(file, pointer, found, "a change after the first publication")


def _check_knowledge(briefing: Briefing, file: FileInput) -> Iterator[Problem]:
    if briefing.as_of is not None and briefing.as_of.utc > last_change(briefing):
        found = f"`as_of: {briefing.as_of.text}` after the last change ({_name_change(briefing)})"
        expected = "information from before the text was last changed"
        hint = "If you looked at it again, write the day as `modified`."
        yield _make_problem(file, ("as_of",), found, expected, hint)
    for number, claim in enumerate(briefing.claims):
        for index, position in enumerate(claim.positions):
            yield from _check_step(briefing, file, position.said, ("claims", number, "positions", index, "said"))
        if claim.assessment is not None:
            yield from _check_step(briefing, file, claim.assessment.as_of, ("claims", number, "assessment", "as_of"))


def _check_step(briefing: Briefing, file: FileInput, value: Edtf, pointer: Pointer) -> Iterator[Problem]:
    if first_instant(value, file.zone) > last_change(briefing):
        found = (
            f"`{pointer[-1]}: {format_edtf(value)}` after the last change of the briefing ({_name_change(briefing)})"
        )
        hint = "Mend the day, or write when you added this as `modified`."
        yield _make_problem(file, pointer, found, "something that was known when this was written", hint)


def _is_after(one: Moment, other: Moment) -> bool:
    """Whether one publication time is surely later than another."""
    return one.utc > last_moment(other)


def _name_change(briefing: Briefing) -> str:
    last = max((c for c in (briefing.date, briefing.modified) if c is not None), key=last_moment)
    moments = [last, *(update.at for update in briefing.updates), *(c.at for c in briefing.corrections)]
    return max(moments, key=last_moment).text


def _make_problem(file: FileInput, pointer: Pointer, found: str, expected: str, hint: str = "") -> Problem:
    hint = hint or "Mend one of the two dates."
    return Problem("BRF-date-order", Location(file.document.path, pointer=pointer), found, expected, hint)
