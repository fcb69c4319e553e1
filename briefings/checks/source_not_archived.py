"""BRF-source-not-archived: an older source whose address has no archived copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from briefings.checks.rule import SiteInput
from briefings.checks.source_lists import list_sources
from briefings.model.edtf import format_edtf, latest
from briefings.problems import Location, Problem

_ARCHIVES = re.compile(
    r"(?:.+\.)?(?:web\.archive\.org|archive\.(?:today|ph|is|li|vn|md|fo)|perma\.cc|webcitation\.org|ghostarchive\.org"
    r"|archive-it\.org|arquivo\.pt|megalodon\.jp|freezepage\.com|webarchive\.[a-z.]+|[a-z.]*webarchive[a-z]*\.[a-z.]+)"
)
"""Hosts whose addresses are snapshots themselves."""


def check_archives(checked: SiteInput) -> Iterator[Problem]:
    """Find sources with an address, older than the policy allows without a snapshot, by the present of the content."""
    if checked.now is None:
        return
    oldest = _subtract(checked.now, checked.limits.archive_days)
    for document in checked.documents.values():
        for source, pointer in list_sources(document):
            date = source.published or source.accessed
            if not source.url or source.archived or date is None or is_snapshot(source.url):
                continue
            if latest(date, checked.zone) < oldest:
                where = Location(document.path, pointer=(*pointer, "url"))
                found = f"`{source.id}` of {format_edtf(date)} without `archived`"
                expected = f"a snapshot once it is {checked.limits.archive_days} days old"
                hint = "Save the page at a web archive and write the address of the copy as `archived`."
                yield Problem("BRF-source-not-archived", where, found, expected, hint)


def is_snapshot(url: str) -> bool:
    """Whether an address is that of a copy in a web archive."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return _ARCHIVES.fullmatch(host) is not None


def _subtract(moment: datetime, days: int) -> datetime:
    try:
        return moment - timedelta(days=days)
    except OverflowError:
        return datetime.min.replace(tzinfo=moment.tzinfo)
