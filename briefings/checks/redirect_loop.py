"""BRF-redirect-loop: an old address (an alias) at which something else stands, or that would lead back to itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from briefings.checks.rule import SiteInput
from briefings.linking.site import EntityKind
from briefings.model.document import Document
from briefings.model.ids import Id, slugify
from briefings.model.registry import Actor, Place, Publisher
from briefings.problems import Location, Pointer, Problem
from briefings.views.addresses import Addresses, alias_folder

_Target = tuple[str, str]
"""What a page shows: its kind and its id."""


class _Alias(msgspec.Struct, frozen=True):
    kind: EntityKind
    text: str
    owner: Id
    path: str
    pointer: Pointer


def check_redirects(checked: SiteInput) -> Iterator[Problem]:
    """Compare the addresses of all redirects with those of pages, and with each other.

    Two addresses are one where they differ in case or Unicode form only: many file systems cannot hold both. Two
    records of one kind with the same alias are a problem of linking.
    """
    addresses = Addresses(checked.settings)
    pages = {_fold(path): (target, path) for target, path in _list_pages(checked, addresses)}
    redirects: dict[str, tuple[_Alias, str]] = {}
    for alias in _list_aliases(checked.documents.values()):
        slug = slugify(alias.text)
        if checked.site.aliases.get((alias.kind, slug)) != alias.owner:
            continue
        path = addresses.at(alias_folder(alias.kind, slug)).path
        target, standing = pages.get(_fold(path), (None, ""))
        first, taken = redirects.setdefault(_fold(path), (alias, path))
        if target == (alias.kind, alias.owner) and standing != path:
            hint = "Take the alias away: many systems take the two for one file, and it would lead to itself."
            yield _problem(alias, f"which would be written to {path}, and leads to {standing}", hint)
        elif target is not None and target != (alias.kind, alias.owner):
            hint = "Take the alias away, or give that page another address."
            yield _problem(alias, f"whose address {path} is the page of the {target[0]} `{target[1]}`", hint)
        elif first.owner != alias.owner and taken != path:
            hint = "Many systems take the two for one; keep one of them."
            yield _problem(
                alias, f"whose address differs from that of `{first.text}` in {first.path} only in case", hint
            )


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _list_pages(checked: SiteInput, addresses: Addresses) -> Iterator[tuple[_Target, str]]:
    site = checked.site
    for identifier, linked in site.briefings.items():
        yield (EntityKind.BRIEFING, identifier), addresses.briefing(linked).path
    for kind, records in (
        (EntityKind.TOPIC, site.topics),
        (EntityKind.ACTOR, site.actors),
        (EntityKind.PLACE, site.places),
        (EntityKind.PUBLISHER, site.publishers),
    ):
        for identifier in records:
            yield (kind, identifier), addresses.entity(kind, identifier).path
    for identifier in site.claims:
        yield (EntityKind.CLAIM, identifier), addresses.claim(identifier).path
    for document in checked.documents.values():
        if document.page is not None:
            lang = document.page.lang or checked.default_lang
            yield ("page", document.page.id), addresses.page(document.page, lang).path


def _list_aliases(documents: Iterable[Document]) -> Iterator[_Alias]:
    for document in documents:
        if (briefing := document.briefing) is not None:
            yield from _name(EntityKind.BRIEFING, briefing.id, briefing.aliases, document.path)
        if (topic := document.topic) is not None:
            yield from _name(EntityKind.TOPIC, topic.id, topic.aliases, document.path)
        registries: dict[EntityKind, tuple[Actor | Place | Publisher, ...]] = {
            EntityKind.ACTOR: document.actors,
            EntityKind.PLACE: document.places,
            EntityKind.PUBLISHER: document.publishers,
        }
        for kind, records in registries.items():
            for index, record in enumerate(records):
                yield from _name(kind, record.id, record.aliases, document.path, (index,))


def _name(kind: EntityKind, owner: Id, aliases: tuple[str, ...], path: str, pointer: Pointer = ()) -> Iterator[_Alias]:
    for index, text in enumerate(aliases):
        yield _Alias(kind, text, owner, path, (*pointer, "aliases", index))


def _problem(alias: _Alias, found: str, hint: str) -> Problem:
    where = Location(alias.path, pointer=alias.pointer)
    expected = "an old address at which no page stands"
    return Problem("BRF-redirect-loop", where, f"the alias `{alias.text}`, {found}", expected, hint)
