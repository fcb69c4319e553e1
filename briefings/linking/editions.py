"""From documents to editions: the visible briefings with every id resolved and every translation completed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from briefings.linking.citations import Citations
from briefings.linking.content import Content, find_hidden_reason, is_withdrawn
from briefings.linking.ids import Named, Resolver, Table, build_table
from briefings.linking.resolve import resolve_briefing
from briefings.linking.site import EntityKind
from briefings.linking.sources import Library
from briefings.linking.time_order import TimeOrder
from briefings.linking.translations import (
    Edition,
    Group,
    complete_translation,
    group_translations,
)
from briefings.linking.withdrawal import find_withdrawn, leave_notice, split_group
from briefings.model.body import Body
from briefings.model.briefing import Briefing, Status
from briefings.model.claim import Claim
from briefings.model.document import Document, FileKind
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.problems import Problem


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A visible briefing on its way to an edition.

    Of a withdrawn one, `briefing` and `body` hold what a notice shows; `retired` are the claims that it recorded.
    """

    briefing: Briefing
    path: str
    body: Body
    group: Group
    retired: tuple[Claim, ...] = ()

    @property
    def is_translation(self) -> bool:
        """Whether another briefing is the original."""
        return self.group.original != self.briefing.id


class Selection(msgspec.Struct, frozen=True):
    """The briefings that the public may see, by id; and why other briefings, claims and files are not on the site."""

    drafts: dict[Id, Draft]
    briefings: Table
    claims: Table
    excuses: dict[tuple[EntityKind, str], str]
    path_excuses: dict[str, str]


def select_briefings(
    content: Content, *, default_lang: str, now: datetime, with_drafts: bool, problems: list[Problem]
) -> Selection:
    """Choose the visible briefings, the first of each id, and group their translations."""
    visible: list[Document] = []
    hidden: list[tuple[Document, str]] = []
    for document in content.of(FileKind.BRIEFING):
        if document.briefing is not None:
            reason = "" if with_drafts else find_hidden_reason(document.briefing, now)
            if reason:
                hidden.append((document, reason))
            else:
                visible.append(document)
    named = [Named(d.briefing.id, d.briefing.aliases, d.path) for d in visible if d.briefing is not None]
    table, kept = build_table(EntityKind.BRIEFING, named, problems)
    drafts = _draft([visible[index] for index in kept], default_lang, problems)
    recorded = [claim.id for draft in drafts.values() if not draft.is_translation for claim in draft.briefing.claims]
    return Selection(
        drafts=drafts,
        briefings=table,
        claims=Table({key: key for key in recorded}, {}),
        excuses=_find_excuses(drafts.values(), hidden),
        path_excuses={document.path: reason for document, reason in hidden} | _find_page_excuses(content),
    )


def _find_page_excuses(content: Content) -> dict[str, str]:
    words = {Status.DRAFT: "is a draft", Status.HIDDEN: "is hidden"}
    pages = [(document.path, document.page) for document in content.of(FileKind.PAGE)]
    return {path: words[page.status] for path, page in pages if page is not None and page.status in words}


def _draft(documents: list[Document], default_lang: str, problems: list[Problem]) -> dict[Id, Draft]:
    groups = group_translations(documents, default_lang, problems)
    withdrawn = find_withdrawn((document.briefing for document in documents if document.briefing is not None), groups)
    drafts: dict[Id, Draft] = {}
    for document in documents:
        briefing = document.briefing
        if briefing is not None:
            group = split_group(groups[briefing.id], briefing.id, withdrawn)
            if briefing.id in withdrawn:
                drafts[briefing.id] = Draft(leave_notice(briefing), document.path, Body(), group, briefing.claims)
            else:
                drafts[briefing.id] = Draft(briefing, document.path, document.body, group)
    return drafts


def _find_excuses(drafts: Iterable[Draft], hidden: Iterable[tuple[Document, str]]) -> dict[tuple[EntityKind, str], str]:
    excuses: dict[tuple[EntityKind, str], str] = {}
    for document, reason in hidden:
        if document.briefing is not None:
            excuses[EntityKind.BRIEFING, document.briefing.id] = reason
            for claim in document.briefing.claims:
                excuses[EntityKind.CLAIM, claim.id] = f"is recorded in `{document.briefing.id}`, which {reason}"
    for draft in drafts:
        for claim in draft.retired:
            excuses[EntityKind.CLAIM, claim.id] = f"is recorded only in `{draft.briefing.id}`, which is withdrawn"
    return excuses


def resolve_drafts(selection: Selection, ids: Resolver) -> dict[Id, Draft]:
    """Resolve every id of every briefing but those of documents."""
    resolved: dict[Id, Draft] = {}
    for key, draft in selection.drafts.items():
        briefing = draft.briefing
        if is_withdrawn(briefing):
            briefing = _without_lost_claims(briefing, selection.claims)
        if draft.is_translation:
            _check_translated_claims(draft, ids)
        briefing = resolve_briefing(briefing, draft.path, ids)
        resolved[key] = draft if briefing is draft.briefing else replace(draft, briefing=briefing)
    return resolved


def _without_lost_claims(briefing: Briefing, claims: Table) -> Briefing:
    # Withdrawing is urgent work: a withdrawn briefing may name its own claims, which went with it.
    corrections = tuple(
        replace(correction, claims=tuple(claim for claim in correction.claims if claim in claims.ids))
        for correction in briefing.corrections
    )
    return replace(briefing, corrections=corrections)


def _check_translated_claims(draft: Draft, ids: Resolver) -> None:
    for index, claim in enumerate(draft.briefing.claims):
        ids.find(EntityKind.CLAIM, claim.id, draft.path, ("claims", index, "id"))


class EditionBuilder:
    """Completes drafts: originals first, then their translations, which draw on them."""

    def __init__(self, library: Library, order: TimeOrder, default_lang: str, ids: Resolver) -> None:
        self._library = library
        self._order = order
        self._default_lang = default_lang
        self._ids = ids
        self.editions: dict[Id, Edition] = {}
        self.citations: dict[Id, Citations] = {}

    def build(self, drafts: Mapping[Id, Draft]) -> None:
        """Fill `editions` (newest published first) and `citations`."""
        for draft in sorted(drafts.values(), key=lambda draft: draft.is_translation):
            if draft.is_translation and not is_withdrawn(draft.briefing):
                self._add_translation(draft)
            else:
                listed = self._library.lists.get(draft.briefing.id, ())
                event = draft.briefing.event or self._order.day_of(draft.briefing.date)
                self._add(draft, Citations(draft.path, listed, self._library, self._ids), event)
        newest_first = sorted(self.editions.values(), key=lambda edition: edition.published, reverse=True)
        self.editions = {edition.id: edition for edition in newest_first}

    def _add_translation(self, draft: Draft) -> None:
        original = self.editions[draft.group.original]
        sources = self.citations[original.id].sources
        listed = self._library.lists.get(draft.briefing.id, ()) if draft.briefing.sources else sources
        citations = Citations(draft.path, listed, self._library, self._ids, fallback=sources)
        completed = replace(draft, briefing=complete_translation(draft.briefing, original.briefing))
        self._add(completed, citations, completed.briefing.event or original.event)

    def _add(self, draft: Draft, citations: Citations, event: Edtf) -> None:
        briefing = citations.resolve(draft.briefing)
        if briefing.path != draft.path:
            briefing = replace(briefing, path=draft.path)
        self.citations[briefing.id] = citations
        self.editions[briefing.id] = Edition(
            id=briefing.id,
            published=(briefing.date.utc, briefing.id),
            briefing=briefing,
            path=draft.path,
            body=draft.body,
            lang=briefing.lang or self._default_lang,
            original=draft.group.original,
            translations=draft.group.translations,
            event=event,
        )


def find_translated_texts(drafts: Iterable[Draft], default_lang: str) -> dict[Id, dict[str, str]]:
    """Give the texts of claims that translations repeat in their own language."""
    texts: dict[Id, dict[str, str]] = {}
    for draft in drafts:
        for claim in draft.briefing.claims if draft.is_translation else ():
            if claim.text:
                texts.setdefault(claim.id, {}).setdefault(draft.briefing.lang or default_lang, claim.text)
    return texts
