"""The newest changes as JSON: `/changes.json`, by which a page marks what is new since its reader last came."""

from __future__ import annotations

import msgspec

from briefings.linking.changes import Change
from briefings.model.ids import Id
from briefings.views.changes import build_change_item
from briefings.views.context import ViewContext
from briefings.views.recent import find_href, write_utc

SCHEMA_VERSION = 1
_LIMIT = 500
"""Whoever comes back after more changes than this sees the newest ones marked."""


class ChangeData(msgspec.Struct, frozen=True):
    """One change.

    `at` is when readers could know it, in UTC. `level` is major or minor; `kind` briefing, status, update or
    correction. `topics` are those that it belongs to, with all that these are parts of. `url` and `title` are of the
    page that shows it, `also` of its translations, root-relative.
    """

    at: str
    level: str
    kind: str
    topics: list[str]
    url: str
    title: str
    also: list[str] = []


class ChangesData(msgspec.Struct, frozen=True):
    """The newest changes of a site, newest first, at most 500."""

    version: int
    changes: list[ChangeData]


def build_changes_data(context: ViewContext) -> bytes:
    """`/changes.json`."""
    changes = [_build_change(context, change) for change in context.changes[:_LIMIT]]
    return msgspec.json.encode(ChangesData(SCHEMA_VERSION, changes)) + b"\n"


def _build_change(context: ViewContext, change: Change) -> ChangeData:
    href = find_href(context, change)
    others = context.site.briefings[change.briefing].translations if not change.claim else {}
    hrefs = {context.addresses.briefing(context.site.briefings[other]).href for other in others.values()}
    return ChangeData(
        at=write_utc(change.at),
        level=change.level.value,
        kind=change.kind.value,
        topics=_find_topics(context, change.topics),
        url=href,
        title=build_change_item(context, change).link.text,
        also=sorted(hrefs - {href}),
    )


def _find_topics(context: ViewContext, topics: tuple[Id, ...]) -> list[str]:
    """Topics and those that they are parts of."""
    return sorted({name for topic in topics for name in (topic, *context.site.topics[topic].parents)})
