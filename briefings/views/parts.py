"""Parts that several pages show: links, dates, statuses, timeline entries, claims, sources.

These records, with the page views beside them, are the contract with themes: a template sees nothing else. Text is
plain and is escaped by the template; only fields of type `Html` hold markup, and templates print them with the `html`
filter. A text in which words of another language may stand (a name that the registry has in one language only, the
reason of a status) prints those words with their `lang` (`language_marks.MixedText`): print it between tags, not in
attributes.
"""

from __future__ import annotations

from typing import NewType

import msgspec

from briefings.views.language import find_digits, open_graph_locale

Html = NewType("Html", str)
"""Sanitised markup; `{{ view.body | html }}`."""


class View(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of everything a template gets: frozen plain data, without circles that a collector need look for."""


class Link(View):
    """A link. `note` is a short qualification shown after it, `lang` the language of the text where it differs."""

    text: str
    href: str
    note: str = ""
    lang: str = ""


class When(View):
    """A date for people and machines.

    `text` is in words, `iso` the value of the `datetime` attribute ("" when HTML cannot say it: then leave `<time>`
    out).
    """

    text: str
    iso: str = ""


class Stamp(View):
    """A publication time.

    `text` is day and time in the site's zone, `day` the day alone, `clock` the time alone ("" when unknown), `utc` the
    time in UTC ("" when only the day is known).
    """

    text: str
    iso: str
    day: str
    clock: str = ""
    utc: str = ""


class Mark(View):
    """A status as icon and word. `key` is the value of `data-status` and of the icon; `word` is shown."""

    key: str
    word: str


class Tab(View):
    """One of several pages that show the same list differently; a filter link. `value` is for the instant filter."""

    text: str
    href: str
    is_current: bool = False
    count: str = ""
    value: str = ""
    status: str = ""


class ImageSource(View):
    """The copies of a picture in one format: a `<source>` with its type and its `srcset`."""

    mime: str
    srcset: str


class ImageView(View):
    """A figure. `width` and `height` are pixels, 0 when not known.

    `sources` are its copies in other formats, best first, `srcset` those in its own ("" for none); `sizes` belongs to
    both. `note` says that it does not show the event ("" where it may). `lang` is the language of `alt`, `caption` and
    `credit` where it differs from the page's.
    """

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    note: str = ""
    srcset: str = ""
    sources: tuple[ImageSource, ...] = ()
    sizes: str = ""
    lang: str = ""


class LogEntry(View):
    """A line of "Updates and corrections".

    `kind` is published, update or correction; `mark` its icon and word where it has one.
    """

    at: Stamp
    kind: str
    word: str
    text: str
    was: str = ""
    mark: Mark | None = None
    is_major: bool = False


class RelatedView(View):
    """A related briefing or topic, with the reason in words."""

    link: Link
    note: str
    when: When | None = None
    status: Mark | None = None


class Alternate(View):
    """The same page in another form: `kind` is "language", "feed", or "data" for a file of the data (a calendar)."""

    kind: str
    href: str
    title: str
    lang: str = ""
    mime: str = ""


class Facet(View):
    """What the search index keeps of a page: `use` is "filter" (readers choose by it) or "meta" (results show it)."""

    use: str
    name: str
    value: str


class PageMeta(View):
    """What every page tells browsers, search engines and other sites; the `page` of every page view.

    `path` is the output path, `url` the root-relative address, `canonical` the absolute one ("" without SITEURL).
    `title` is the `<title>` without the site's name. `section` is the menu entry that is current ("timeline",
    "topics" …). `kind` is the Open Graph type. `is_indexed` false means `noindex`. `edition` stands in the masthead in
    place of the site's last moment, on pages of another moment ("As known on 14 July 2021"). `image` is what other
    sites show with a link, the social card or else the lead picture, with its words and its pixels (0 when not known).
    `json_ld` is the content
    of `<script type="application/ld+json">` ("" without SITEURL). `facets` are there where the search finds the page,
    `csp` where it has a Content-Security-Policy of its own.
    """

    path: str
    url: str
    canonical: str
    title: str
    description: str
    lang: str
    direction: str
    section: str = ""
    kind: str = "website"
    is_indexed: bool = True
    alternates: tuple[Alternate, ...] = ()
    published: str = ""
    modified: str = ""
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    tags: tuple[str, ...] = ()
    edition: str = ""
    json_ld: Html = Html("")
    facets: tuple[Facet, ...] = ()
    csp: Html = Html("")

    @property
    def locale(self) -> str:
        """The page's language as Open Graph writes it ("fa_IR"); "" where its country cannot be told."""
        return open_graph_locale(self.lang)

    @property
    def digits(self) -> str:
        """How scripts write numbers: a numbering system of Unicode CLDR; "" for Latin digits.

        Browsers do not know that of every language.
        """
        return find_digits(self.lang)


class KnownItem(View):
    """One line of the known / disputed / not known box; `claim` links to the ledger entry behind it."""

    text: str
    claim: Link | None = None
    note: str = ""
    lang: str = ""


class PersonView(View):
    """An actor named in the briefing, with its role; `lang` is the language of the role where it differs."""

    link: Link
    role: str = ""
    lang: str = ""
