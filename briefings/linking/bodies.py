"""The pages of a site that have a body, and what the references in those bodies lead to."""

from __future__ import annotations

from collections.abc import Container, Iterable

import msgspec

from briefings.linking.content import Content
from briefings.linking.editions import EditionBuilder, Selection
from briefings.linking.files import is_public_page
from briefings.linking.ids import Resolver
from briefings.linking.references import (
    ReferenceChecker,
    Referrer,
    Target,
    Targets,
    find_target,
)
from briefings.linking.registries import Registries
from briefings.linking.site import EntityKind
from briefings.linking.sources import Library, topic_shelf
from briefings.model.body import Body, ReferenceKind
from briefings.model.document import FileKind
from briefings.model.ids import Id
from briefings.problems import Problem


class Page(msgspec.Struct, frozen=True, gc=False):
    """A page with a body: its references, what they lead to, and what it is itself (ordinary pages are nothing)."""

    referrer: Referrer
    targets: tuple[Target | None, ...]
    itself: Target | None = None
    is_repeated: bool = False
    """Whether it is a translation, whose links repeat those of its original."""


def list_pages(
    content: Content, builder: EditionBuilder, registries: Registries, library: Library, targets: Targets
) -> list[Page]:
    """List briefings (newest published first), topics and published pages; withdrawn briefings have no body left."""
    pages: list[Page] = []
    for edition in builder.editions.values():
        if not edition.is_withdrawn:
            sources = builder.citations[edition.id].sources
            referrer = Referrer(edition.path, edition.body.references, sources, edition.briefing)
            itself = (EntityKind.BRIEFING, edition.original)
            pages.append(Page(referrer, _lead(edition.body, targets), itself, edition.is_translation))
    for key, body in sorted(registries.bodies.items()):
        sources = library.lists.get(topic_shelf(key), ())
        referrer = Referrer(registries.topics[key].path, body.references, sources)
        pages.append(Page(referrer, _lead(body, targets), (EntityKind.TOPIC, key)))
    ordinary = [d for d in content.of(FileKind.PAGE) if d.page is None or is_public_page(d)]
    return pages + [Page(Referrer(d.path, d.body.references), _lead(d.body, targets)) for d in ordinary]


def _lead(body: Body, targets: Targets) -> tuple[Target | None, ...]:
    return tuple(
        find_target(reference, targets) if reference.kind in (ReferenceKind.LINK, ReferenceKind.CLAIM) else None
        for reference in body.references
    )


def find_cited_claims(pages: Iterable[Page]) -> dict[Id, tuple[Id, ...]]:
    """Give the claims that the body of each briefing links to or marks words with."""
    return {
        page.itself[1]: tuple(target[1] for target in page.targets if target and target[0] is EntityKind.CLAIM)
        for page in pages
        if page.itself is not None and page.itself[0] is EntityKind.BRIEFING and not page.is_repeated
    }


def check_pages(
    pages: Iterable[Page],
    targets: Targets,
    selection: Selection,
    files: Container[str],
    library: Library,
    ids: Resolver,
) -> Iterable[Problem]:
    """Note every reference of every body that leads nowhere."""
    registered = frozenset(linked.key for linked in library.registered)
    checker = ReferenceChecker(targets, files, registered, selection.path_excuses, ids)
    for page in pages:
        yield from checker.check(page.referrer)


def list_files(
    content: Content, selection: Selection, static_paths: frozenset[str], page_paths: frozenset[str]
) -> frozenset[str]:
    """List every file that a link in the text may lead to: published briefings and pages, topics, static files."""
    visible = (draft.path for draft in selection.drafts.values())
    shown = (document.path for document in content.of(FileKind.TOPIC, FileKind.PAGE, FileKind.STATIC))
    return static_paths.union(page_paths, visible, shown).difference(selection.path_excuses)
