"""Finds what was published and then changed or removed without an update or a correction that tells readers so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.linking.difference_records import BriefingChange, Difference, FieldChange, ItemChange, Step
from briefings.linking.items import ItemKind
from briefings.problems import Location, Pointer, Problem

CODE = "BRF-silent-edit"

_WATCHED: dict[ItemKind, dict[str, str]] = {
    ItemKind.CLAIM: {"text": "text", "quantity": "quantity"},
    ItemKind.POSITION: {"speaker": "by", "stance": "stance", "figure": "value", "quote": "quote"},
    ItemKind.ASSESSMENT: {"verdict": "status"},
    ItemKind.IMAGE: {"caption": "caption"},
    ItemKind.CORRECTION: {"was": "was", "now": "now", "kind": "kind"},
}
"""What readers may have quoted, and so must not change unseen: fields by kind, each with its key in front matter."""

_SHOWN = frozenset(("text", "quote", "figure", "caption", "was", "now"))
"""Of what is gone, the fields whose words are shown."""

_LONGEST = 90


def find_silent_edits(difference: Difference) -> list[Problem]:
    """Judge a difference; files are those of the later state, or of the earlier one where a file is gone.

    A briefing that readers could not see in the earlier state is free to change, and what is new is no edit.
    """
    removed = {change.id: change for change in difference.briefings if change.step is Step.REMOVED}
    problems = [_describe_removal(change) for change in removed.values()]
    for item in difference.items:
        if not item.is_told and item.step is not Step.ADDED and item.briefing not in removed:
            problems += _check_item(item)
    return problems


def _describe_removal(change: BriefingChange) -> Problem:
    found = f"the published briefing `{change.id}` is not on the site any more: {change.reason}"
    if change.became:
        hint = f"Is it `{change.became}` now? Then add `aliases: [{change.id}]` there."
    else:
        hint = "Put it back with `stage: withdrawn` and a `corrections:` entry that says why."
    where = Location(change.path, pointer=change.pointer)
    return Problem(CODE, where, found, "a published briefing, or a notice in its place", hint)


def _check_item(item: ItemChange) -> Iterator[Problem]:
    watched = [(change, key) for change in item.fields if change.before and (key := _find_key(item.kind, change.name))]
    if item.step is Step.REMOVED:
        if watched:
            yield _make_problem(item, item.pointer, _describe_loss(item, (change for change, _ in watched)))
        return
    for change, key in watched:
        yield _make_problem(item, (*item.pointer, *key), _describe_edit(item, change))


def _find_key(kind: ItemKind, name: str) -> Pointer:
    """The key of a watched field, empty for others: `text (fa)` stands at `texts`, `fa`."""
    watched = _WATCHED.get(kind, {})
    if name in watched:
        return (watched[name],)
    word, _, lang = name.partition(" (")
    return ("texts", lang.removesuffix(")")) if lang and word in watched else ()


def _describe_edit(item: ItemChange, change: FieldChange) -> str:
    name = f"`{change.name}`" if item.kind is ItemKind.CORRECTION else f"the {change.name}"
    if not change.after:
        return f"{_name(item)}: {name} was removed: {_quote(change.before)}"
    return f"{_name(item)}: {name} was {_quote(change.before)} and is {_quote(change.after)} now"


def _describe_loss(item: ItemChange, changes: Iterable[FieldChange]) -> str:
    said = [_quote(change.before) for change in changes if change.name in _SHOWN]
    what = f": {', '.join(said)}" if said else ""
    if item.kind is ItemKind.CORRECTION:
        return f"a published correction was removed{what}"
    return f"{_name(item)}: the {'picture' if item.kind is ItemKind.IMAGE else item.kind.value} was removed{what}"


def _name(item: ItemChange) -> str:
    """What it is about, as the beginning of a line: a speaker's stance on a claim, a claim, the file of a picture."""
    if item.kind is ItemKind.CORRECTION:
        return "a published correction"
    if item.kind is ItemKind.IMAGE:
        return f"`{item.name}`"
    return f"{item.name} `{item.claim}`" if item.kind is ItemKind.POSITION else f"`{item.claim}`"


def _quote(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}”"


def _make_problem(item: ItemChange, pointer: Pointer, found: str) -> Problem:
    if item.kind is ItemKind.CORRECTION:
        expected = "the correction as it was published, or a new entry that tells readers of the change"
        hint = "Put it back. Was it wrong itself? Then add `corrections: [{at: …, was: …, now: …}]` for that."
        return Problem(CODE, Location(item.path, pointer=pointer), found, expected, hint)
    expected = "a new entry in `corrections:` or `updates:` of this briefing"
    is_named = item.claim and not (item.step is Step.REMOVED and item.kind is ItemKind.CLAIM)
    claims = f", claims: [{item.claim}]" if is_named else ""
    hint = f"A mistake: `corrections: [{{at: …, was: …, now: …{claims}}}]`. News: `updates: [{{at: …, note: …}}]`."
    return Problem(CODE, Location(item.path, pointer=pointer), found, expected, hint)
