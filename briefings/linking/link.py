"""Linking: documents in, the whole site out, with every id resolved and every mistake noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

import msgspec
from msgspec.structs import replace

from briefings.linking.assembly import Linked, assemble_site
from briefings.linking.bodies import check_pages, list_files, list_pages
from briefings.linking.claims import ClaimContext, link_claims, list_parts
from briefings.linking.content import Content, is_withdrawn, sort_content
from briefings.linking.editions import (
    EditionBuilder,
    Selection,
    find_translated_texts,
    resolve_drafts,
    select_briefings,
)
from briefings.linking.files import find_private_files
from briefings.linking.ids import Resolver
from briefings.linking.integrity import (
    check_carriers,
    check_images,
    check_inner_ids,
    check_outcomes,
    check_outputs,
)
from briefings.linking.lone_translations import explain_missing_originals
from briefings.linking.references import Targets
from briefings.linking.registries import (
    Filed,
    Registries,
    build_registries,
    file_records,
    tabulate,
)
from briefings.linking.site import EntityKind, LinkedClaim, Site
from briefings.linking.sources import (
    build_library,
    shelve_briefing,
    shelve_registry,
    shelve_topic,
)
from briefings.linking.time_order import TimeOrder
from briefings.model.document import Document, FileKind
from briefings.model.ids import Id
from briefings.problems import Problem, sort_problems


class LinkOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What linking must know besides the content.

    `zone` and `default_lang` are the site's. `now` is an aware datetime and only decides about embargoes.
    `static_paths` and `page_paths` are the other files of the content folder, relative to it. `with_drafts` lets
    drafts, hidden and embargoed briefings onto the site.
    """

    zone: tzinfo
    default_lang: str
    now: datetime
    static_paths: frozenset[str] = frozenset()
    page_paths: frozenset[str] = frozenset()
    with_drafts: bool = False


def link_site(documents: Iterable[Document], options: LinkOptions) -> Site:
    """Link all documents into a site. Mistakes become `Site.problems`; the order of `documents` has no influence."""
    problems: list[Problem] = []
    order = TimeOrder(options.zone)
    content = sort_content(documents)
    selection = select_briefings(
        content,
        default_lang=options.default_lang,
        now=options.now,
        with_drafts=options.with_drafts,
        problems=problems,
    )

    filed = file_records(content)
    ids = _build_resolver(content, selection, filed, problems)
    drafts = resolve_drafts(selection, ids)
    shelves = [*shelve_registry(content, ids), *(shelve_briefing(d.briefing, d.path) for d in drafts.values())]
    registries = build_registries(filed, ids)
    library = build_library([*shelves, *map(shelve_topic, registries.topics.values())], registries, ids)

    builder = EditionBuilder(library, order, options.default_lang, ids)
    builder.build(drafts)
    translated = find_translated_texts(drafts.values(), options.default_lang)
    context = ClaimContext(registries, builder.citations, order, translated)
    claims = link_claims(list_parts(drafts, builder.editions), context, ids)

    targets = _list_targets(builder, registries, claims, ids)
    pages = list_pages(content, builder, registries, library, targets)
    files = list_files(content, selection, options.static_paths, options.page_paths)
    problems.extend(check_pages(pages, targets, selection, files, library, ids))
    problems.extend(check_outputs(builder.editions.values()))
    problems.extend(check_inner_ids(selection.drafts.values()))
    problems.extend(check_carriers(selection.drafts.values()))
    problems.extend(check_outcomes(selection.drafts.values()))
    problems.extend(check_images(selection.drafts.values(), registries.topics.values(), options.static_paths, ids))
    linked = Linked(builder.editions, builder.citations, registries, library, claims, pages, targets.aliases, order)
    site = assemble_site(linked, problems)
    public = {draft.path for draft in drafts.values() if not is_withdrawn(draft.briefing)}
    private_files = find_private_files(content, public, options.static_paths)
    written = content.of(FileKind.BRIEFING)
    problems = explain_missing_originals(problems, written, options.default_lang, selection.path_excuses)
    return replace(site, private_files=private_files, problems=tuple(sort_problems(problems)))


def _build_resolver(
    content: Content, selection: Selection, filed: dict[EntityKind, list[Filed]], problems: list[Problem]
) -> Resolver:
    tables = tabulate(filed, problems)
    tables[EntityKind.BRIEFING] = selection.briefings
    tables[EntityKind.CLAIM] = selection.claims
    return Resolver(
        tables,
        content.implicit,
        problems,
        excuses=selection.excuses,
        unread=content.unread,
        doubtful=content.doubtful,
    )


def _list_targets(
    builder: EditionBuilder, registries: Registries, claims: Mapping[Id, LinkedClaim], ids: Resolver
) -> Targets:
    return Targets(
        ids={
            EntityKind.BRIEFING: builder.editions,
            EntityKind.TOPIC: registries.topics,
            EntityKind.ACTOR: registries.actors,
            EntityKind.PLACE: registries.places,
            EntityKind.PUBLISHER: registries.publishers,
            EntityKind.CLAIM: claims,
        },
        aliases={(kind, alias): key for kind, table in ids.tables.items() for alias, key in table.aliases.items()},
    )
