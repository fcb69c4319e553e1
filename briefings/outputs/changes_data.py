"""The newest changes as JSON: `/changes.json`, by which a page marks what is new since its reader last came."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Annotated

import msgspec

from briefings.linking.changes import Change, ChangeKind
from briefings.model.briefing import Level
from briefings.model.ids import Id
from briefings.outputs.data_json import build_head
from briefings.outputs.data_records import SCHEMA_VERSION, Head, IdText, LangText, PageText, Url
from briefings.outputs.data_tables import find_address
from briefings.outputs.field_forms import TIME, list_words, says
from briefings.outputs.schemas import write_schema
from briefings.views.changes import build_change_item
from briefings.views.context import ViewContext
from briefings.views.recent import find_href, write_utc

_LIMIT = 500
"""Whoever comes back after more changes than this sees the newest ones marked."""


class ChangeData(msgspec.Struct, frozen=True):
    """One change that readers could see."""

    at: Annotated[str, says("When readers could know it, in UTC (RFC 3339).", TIME, form="date-time")]
    level: Annotated[str, says("major: readers should look again; minor: they need not.", words=list_words(Level))]
    kind: Annotated[str, says("briefing, status, update or correction.", words=list_words(ChangeKind))]
    topics: Annotated[list[IdText], says("Ids of the topics that it belongs to, and of all that these are part of.")]
    url: Url
    title: Annotated[str, says("The title of that page, as plain text.")]
    also: Annotated[list[PageText], says("The addresses of its translations.")]
    languages: Annotated[list[LangText], says("The languages in which the briefing that brought it can be read.")]


class ChangesData(Head, frozen=True):
    """The newest changes of a site, at most 500."""

    changes: Annotated[list[ChangeData], says("The changes, newest first.")]


def build_changes_data(context: ViewContext) -> bytes:
    """`/changes.json`."""
    readable = {lang: frozenset(found) for lang, found in context.site.by_language.items()}
    changes = [_build_change(context, change, readable) for change in context.changes[:_LIMIT]]
    return msgspec.json.encode(ChangesData(**msgspec.structs.asdict(build_head(context)), changes=changes)) + b"\n"


def build_changes_schema(site: str = "") -> bytes:
    """The JSON Schema of `changes.json`; `site` is the address of the site."""
    return write_schema("changes", SCHEMA_VERSION, site, msgspec.json.schema(ChangesData))


def _build_change(context: ViewContext, change: Change, readable: Mapping[str, Container[Id]]) -> ChangeData:
    href = find_href(context, change)
    others = context.site.briefings[change.briefing].translations if not change.claim else {}
    hrefs = {context.addresses.briefing(context.site.briefings[other]).href for other in others.values()}
    return ChangeData(
        at=write_utc(change.at),
        level=change.level.value,
        kind=change.kind.value,
        topics=_find_topics(context, change.topics),
        url=find_address(context, href),
        title=build_change_item(context, change).link.text,
        also=[find_address(context, other) for other in sorted(hrefs - {href})],
        languages=[lang for lang, found in readable.items() if change.briefing in found],
    )


def _find_topics(context: ViewContext, topics: tuple[Id, ...]) -> list[str]:
    """Topics and those that they are parts of."""
    return sorted({name for topic in topics for name in (topic, *context.site.topics[topic].parents)})
