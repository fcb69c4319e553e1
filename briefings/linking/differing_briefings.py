"""Which briefings were added, removed, withdrawn, moved or rewritten between two states of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.linking.counterparts import Counterpart, compare_texts, own_record
from briefings.linking.difference_records import BriefingChange, FieldChange, State, Step
from briefings.linking.items import make_fields, tidy
from briefings.linking.site import EntityKind, LinkedBriefing
from briefings.model.body import Body
from briefings.model.briefing import Briefing, Status
from briefings.model.document import Document
from briefings.model.edtf import format_edtf
from briefings.model.ids import slugify
from briefings.problems import Pointer


def compare_briefings(pairs: Iterable[Counterpart], base: State, head: State) -> Iterator[BriefingChange]:
    """List what happened to briefings, in the order of `pairs`."""
    pairs = list(pairs)
    added = [pair.after for pair in pairs if pair.before is None and pair.after is not None]
    for pair in pairs:
        if pair.after is None and pair.before is not None:
            yield _remove(pair, pair.before, added, head)
        elif pair.after is not None:
            change = _compare(pair, pair.after, base, head)
            if change.step is not Step.CHANGED or change.fields:
                yield change


def _remove(pair: Counterpart, gone: LinkedBriefing, added: Iterable[LinkedBriefing], head: State) -> BriefingChange:
    record = gone.briefing
    document = next((d for d in head.documents.values() if d.briefing and d.briefing.id == record.id), None)
    became = next((linked.briefing.id for linked in added if _is_same(linked.briefing, record)), "")
    path = document.path if document else record.path
    pointer, reason = _find_reason(document)
    return BriefingChange(pair.id, tidy(record.title), Step.REMOVED, path, pointer, reason, became)


def _is_same(one: Briefing, other: Briefing) -> bool:
    """Whether two briefings of different ids are one: an article keeps its first publication and its headline."""
    return one.date == other.date and tidy(one.title) == tidy(other.title) and one.lang == other.lang


def _find_reason(document: Document | None) -> tuple[Pointer, str]:
    """Which key keeps a briefing off the site that once was on it, and what that says."""
    if document is None or document.briefing is None:
        return (), "its file is gone"
    if document.briefing.status is not Status.PUBLISHED:
        return ("status",), f"it is {'a draft' if document.briefing.status is Status.DRAFT else 'hidden'} now"
    if document.briefing.embargo is not None:
        return ("embargo",), f"it is under embargo until {document.briefing.embargo.text}"
    return (), "it has no place on the site"


def _compare(pair: Counterpart, after: LinkedBriefing, base: State, head: State) -> BriefingChange:
    title, path = tidy(after.briefing.title), after.briefing.path
    if pair.before is None:
        return BriefingChange(pair.id, title, Step.ADDED, path)
    before = pair.before
    if pair.is_withdrawn:  # a notice has no words of its own any more
        return BriefingChange(pair.id, tidy(before.briefing.title), Step.WITHDRAWN, path)
    old, new = own_record(before, base), own_record(after, head)
    bodies = base.site.bodies[before.briefing.path], head.site.bodies[path]
    fields = (*compare_texts(_texts(before, old), _texts(after, new)), *_compare_bodies(*bodies))
    is_redirected = before.briefing.slug == after.briefing.slug or _has_alias(before, after, head)
    return BriefingChange(pair.id, title, Step.CHANGED, path, is_redirected=is_redirected, fields=fields)


def _has_alias(before: LinkedBriefing, after: LinkedBriefing, head: State) -> bool:
    return head.site.aliases.get((EntityKind.BRIEFING, slugify(before.briefing.slug))) == after.briefing.id


def _texts(linked: LinkedBriefing, own: Briefing) -> dict[str, str]:
    """What a briefing says of itself as texts. `own` is without what a translation takes from its original."""
    fields = {
        "title": own.title,
        "summary": own.summary,
        "why": own.why,
        "stage": own.stage.value,
        "kind": own.kind.value,
        "date": own.date.text,
        "event": format_edtf(own.event) if own.event else "",
        "as of": own.as_of.text if own.as_of else "",
        "authors": ", ".join(own.authors),
        "topics": ", ".join(sorted(own.topics)),
        "actors": ", ".join(sorted(own.actors)),
        "places": ", ".join(sorted(own.places)),
        "follows": ", ".join(sorted(own.follows)),
        "language": linked.lang,
        "id": own.id,
        "address": own.slug,
        "file": own.path,
    }
    return make_fields(fields)


def _compare_bodies(before: Body, after: Body) -> tuple[FieldChange, ...]:
    if _words(before) == _words(after):
        return ()
    return (FieldChange("body", f"{before.words} words", f"{after.words} words"),)


def _words(body: Body) -> tuple[object, ...]:
    """What a body says, wherever in the file it stands."""
    return tidy(body.html), tuple((r.kind, r.target, r.prefix, r.locator) for r in body.references)
