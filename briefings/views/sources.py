"""Source lists: numbered documents with kind, reliability and where each copy comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from babel import Locale
from babel.core import UnknownLocaleError

from briefings.linking.site import LinkedSource
from briefings.model.edtf import iso_machine
from briefings.model.ids import Id
from briefings.model.source import Source
from briefings.views.claim_parts import SourceRef, SourceView
from briefings.views.language_marks import mark_text
from briefings.views.parts import Link
from briefings.views.wording import Wording
from briefings.views.words import GRADE_WORDS, PUBLISHER_WORDS, count_sources

_ARCHIVED_AT = re.compile(r"/([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{6})?(?:[a-z]{2}_)?/")
"""The moment in the address of a copy, at the Wayback Machine and others: 14 digits, or the 8 of the day."""
_DAY = len("2021-07-14")


class SourceList:
    """The numbered sources of one page: S1, S2 … in the order given."""

    def __init__(self, sources: Iterable[LinkedSource]) -> None:
        self.sources = tuple({linked.key: linked for linked in sources}.values())
        self._numbers = {linked.key: f"S{index}" for index, linked in enumerate(self.sources, start=1)}

    def has(self, linked: LinkedSource) -> bool:
        """Whether the page lists this document."""
        return linked.key in self._numbers

    def ref(self, linked: LinkedSource) -> SourceRef:
        """A reference to a document that the page lists."""
        number = self._numbers[linked.key]
        return SourceRef(number, f"#{number}")

    def refs(self, sources: Iterable[LinkedSource]) -> tuple[SourceRef, ...]:
        """References to those documents that the page lists, in the page's order."""
        keys = {linked.key for linked in sources}
        return tuple(self.ref(linked) for linked in self.sources if linked.key in keys)


def count_origins(sources: Iterable[LinkedSource]) -> int:
    """How many independent origins some documents have."""
    return len({origin for linked in sources for origin in linked.origins})


def describe_sources(context: Wording, sources: Sequence[LinkedSource]) -> str:
    """Sources and origins in words: "4 sources, 1 independent origin"."""
    return count_sources(context.language, len(sources), count_origins(sources))


def build_source_views(
    context: Wording, listed: SourceList, cited: dict[str, tuple[Link, ...]] | None = None
) -> tuple[SourceView, ...]:
    """The source list of a page. `cited` gives the ways back to the citations in the text, by source key."""
    return tuple(_build_source(context, listed, linked, (cited or {}).get(linked.key, ())) for linked in listed.sources)


def _build_source(context: Wording, listed: SourceList, linked: LinkedSource, cited: tuple[Link, ...]) -> SourceView:
    source, publisher = linked.source, linked.publisher
    home = _find_home_language(context, linked)
    reliability = publisher.reliability
    copied = [context.site.sources[key] for key in linked.derived_from if key in context.site.sources]
    return SourceView(
        number=listed.ref(linked).number,
        title=source.title,
        url=source.url,
        publisher=context.publisher_link(publisher.id),
        kind=context.words(PUBLISHER_WORDS[publisher.kind]),
        published=context.when(source.published) if source.published else None,
        accessed=context.when(source.accessed) if source.accessed else None,
        archived=source.archived,
        version_date=find_version_date(source),
        note=mark_text(source.note, home),
        origin=_describe_origin(context, linked, copied),
        copies=listed.refs(copied),
        grade=reliability.grade.value if reliability else "",
        grade_words=context.words(GRADE_WORDS[reliability.grade]) if reliability else "",
        grade_why=context.mark_own(reliability.why) if reliability else "",
        lang=source.lang or home,
        lang_name=_name_language(context, source.lang),
        cited=cited,
    )


def find_version_date(source: Source) -> str:
    """The day of the version that is meant, as Robust Links (robustlinks.mementoweb.org) wants it; "" when unknown.

    Most archives have the moment in the address, as Memento (RFC 7089) does. Else it is the day on which we read it,
    or that of its publication: near it a copy can be looked for even where we name none. A month is no day.
    """
    found = _ARCHIVED_AT.search(source.archived)
    if found:
        year, month, day = found.groups()
        return f"{year}-{month}-{day}"
    days = (iso_machine(meant)[:_DAY] for meant in (source.accessed, source.published) if meant)
    return next((day for day in days if len(day) == _DAY), "")


def _describe_origin(context: Wording, linked: LinkedSource, copied: Sequence[LinkedSource]) -> str:
    """Whose copy a document carries, when it is not its publisher's own."""
    found = [context.site.publishers[origin] for origin in linked.origins if origin in context.site.publishers]
    names = [context.name(publisher) for publisher in found]
    return context.join(map(context.marked_name, found)) if copied and names != [context.name(linked.publisher)] else ""


def _find_home_language(context: Wording, linked: LinkedSource) -> str:
    """The language in which a document is listed, where that is not the page's: its briefing's, or the site's."""
    home, slash, _ = linked.key.partition("/")
    teaser = context.teasers.get(Id(home)) if slash and not home.startswith("topic:") else None
    return context.foreign(teaser.lang if teaser else context.settings.lang)


def _name_language(context: Wording, lang: str) -> str:
    """The name of a document's language in the language of the page; empty for the site's own."""
    if not lang or lang == context.lang:
        return ""
    try:
        return Locale.parse(lang.replace("-", "_")).get_display_name(context.language.locale) or lang
    except (UnknownLocaleError, ValueError):
        return lang
