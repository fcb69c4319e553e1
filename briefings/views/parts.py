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

from briefings.views.language import open_graph_locale

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


class EntryView(View):
    """One entry of a timeline.

    `precision` draws the marker: day, about, month, year or ahead. `gutter` stands beside the marker where a month
    heading stands above, `gutter_long` where none does. `note` is the small second line (weekday, "day not given").
    `event` is the whole event date in words. `href` is the page behind the title (for an event without a page: the
    briefing that reports it, with its name in `reported_in`). `claims` and `disputed` count the claims of a briefing;
    `counts` says both in words ("4 claims, 3 disputed"). `label` stands before the title of what somebody announced or
    expects ("To watch", or "Expected" once it has an outcome); the marker of an open one is that of what is ahead.
    """

    id: str
    kind: str
    title: str
    href: str
    precision: str
    event: When
    gutter: str
    gutter_long: str
    published: Stamp
    note: str = ""
    deck: Html = Html("")
    status: Mark | None = None
    place: str = ""
    claims: int = 0
    disputed: int = 0
    counts: str = ""
    topics: tuple[Link, ...] = ()
    topic_ids: tuple[str, ...] = ()
    reported_in: Link | None = None
    outcome: str = ""
    lang: str = ""
    label: str = ""


class MonthView(View):
    """Entries of one month. `title` is "July 2021"; empty for entries dated to the year only."""

    id: str
    title: str
    entries: tuple[EntryView, ...]


class YearView(View):
    """Entries of one year, by month.

    `gap_after` says in words that the years below are empty ("2002 to 2020: no briefings").
    """

    id: str
    title: str
    count: str
    months: tuple[MonthView, ...]
    gap_after: str = ""


class TimelineView(View):
    """A whole timeline, or one page of it: what is ahead, the "now" line, then years, newest first.

    `order` is "event" or "published"; in the latter, months are days. `now` is the site's last moment in words.
    `shown` says how much of it this page has ("" when all).
    """

    order: str
    ahead: tuple[EntryView, ...] = ()
    ahead_count: str = ""
    now: str = ""
    years: tuple[YearView, ...] = ()
    count: int = 0
    shown: str = ""


class Tab(View):
    """One of several pages that show the same list differently; a filter link. `value` is for the instant filter."""

    text: str
    href: str
    is_current: bool = False
    count: str = ""
    value: str = ""
    status: str = ""


class YearLink(View):
    """A year in the jump list; `months` are its months. `href` may be an anchor of this page or another page."""

    text: str
    href: str
    count: str
    months: tuple[YearLink, ...] = ()
    is_current: bool = False


class Bar(View):
    """One bar of a chart.

    `height` and `vague` are per cent of the tallest column; `vague` is for dates known to the month or year only.
    """

    label: str
    height: float
    vague: float = 0.0
    count: int = 0
    href: str = ""


class ChartView(View):
    """A histogram of briefings in time.

    `label` says it in a sentence; `axis` are the words below it, from start to end. `caption` names what is not drawn.
    """

    label: str
    bars: tuple[Bar, ...]
    axis: tuple[Link, ...] = ()
    caption: str = ""


class SourceRef(View):
    """A reference to a numbered source of the page: `S1` and its anchor."""

    number: str
    href: str


class PositionView(View):
    """Who took which position on a claim, when, how, and through which sources.

    `stance` is the key (asserts, denies …), `stance_word` the word. `who` links to the actor; `role` and
    `organisation` describe it. `value` is a figure in words. `briefing` is the other briefing that recorded it, when
    it is not this page's. `is_earlier` says that the speaker has taken another position since. `lang` is the
    language of `how` and `quote`, `role_lang` that of `role`, where they differ from the page's.
    """

    stance: str
    stance_word: str
    who: Link
    said: When
    role: str = ""
    how: str = ""
    quote: str = ""
    value: str = ""
    credibility: str = ""
    is_party: bool = False
    sources: tuple[SourceRef, ...] = ()
    briefing: Link | None = None
    lang: str = ""
    role_lang: str = ""
    is_earlier: bool = False


class TransitionView(View):
    """One step of a claim's history: when, the new status, and the cause in words."""

    when: When
    status: Mark
    cause: str
    briefing: Link | None = None


class ClaimView(View):
    """A claim as the ledger of a page shows it.

    `number` is "C1" on this page, `id` the claim's id (also the anchor). `since` says since when the status holds,
    `origins` counts the sources that assert it and their independent origins in words ("4 sources, 1 independent
    origin"). `asserted_by` and `denied_by` name those who still say so. `basis` is the reason of an editor's
    assessment. `lang` is set where the text is in another language than the page.
    """

    id: str
    number: str
    href: str
    text: str
    status: Mark
    kind: str
    since: When | None
    positions: tuple[PositionView, ...]
    history: tuple[TransitionView, ...] = ()
    asserted_by: str = ""
    denied_by: str = ""
    basis: str = ""
    origins: str = ""
    due: When | None = None
    lang: str = ""
    defined_in: Link | None = None


class MoveView(View):
    """A claim that moved: from which status to which, when, why, and which briefing recorded it."""

    claim: Link
    before: Mark | None
    after: Mark
    when: When
    cause: str
    briefing: Link | None = None


class ClaimRow(View):
    """A claim in a table: its number on the site, its text, who said it first, when, and where it stands.

    `figure` is the latest figure that is asserted ("11 people"), `figure_by` who gives it. `denied_by` names those who
    still deny the claim. `is_earlier` says, in a list of what one actor says, that it has taken another position since.
    """

    number: str
    href: str
    text: str
    status: Mark
    who: Link | None
    role: str
    said: When | None
    via: str
    since: When | None
    denied_by: str = ""
    due: When | None = None
    topic_ids: tuple[str, ...] = ()
    speaker_ids: tuple[str, ...] = ()
    figure: str = ""
    figure_by: str = ""
    is_earlier: bool = False


class SourceView(View):
    """A source in the list of a page.

    `number` is "S1", also the anchor. `note` says what a reader must know ("Not seen; read as carried by others.").
    `origin` names the document or publisher that it copies. `grade` is the Admiralty letter of the publisher ("" when
    not judged), `grade_words` its meaning, `grade_why` the reason given. `version_date` is the day of the archived
    copy, or else that on which the desk read it, or on which it was published (ISO 8601, "" when nobody knows).
    """

    number: str
    title: str
    url: str
    publisher: Link
    kind: str
    published: When | None = None
    accessed: When | None = None
    archived: str = ""
    version_date: str = ""
    note: str = ""
    origin: str = ""
    copies: tuple[SourceRef, ...] = ()
    grade: str = ""
    grade_words: str = ""
    grade_why: str = ""
    lang: str = ""
    lang_name: str = ""
    cited: tuple[Link, ...] = ()


class WatchView(View):
    """Something to watch: its window, what, who says so, where it was reported, and what came of it ("" while open).

    `lang` is the language of `what` and `outcome` where it differs from the page's.
    """

    when: When
    what: str
    note: str = ""
    briefing: Link | None = None
    outcome: str = ""
    lang: str = ""


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


class MapGround(View):
    """What lies under the places of a map, as SVG path data: land, settled boundaries, disputed boundaries."""

    land: str
    settled: str = ""
    disputed: str = ""


class MapCircle(View):
    """A circle on a map, in the map's own units."""

    x: float
    y: float
    r: float


class MapLabel(View):
    """A name on a map: its lines, where the first starts, and which end of the text that is, as in `text-anchor`.

    `lang` is the language of the name where it differs from the page's.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    is_key: bool = False
    lang: str = ""


class MapScale(View):
    """A scale bar, as SVG path data, and how long it is in words."""

    path: str
    text: str


class MapRow(View):
    """A place in the table of a map; `position` and `precision` are empty where they are not known."""

    link: Link
    kind: str
    position: str
    precision: str


class MapView(View):
    """Places on a map, north up, and the same as a table.

    `label` says what it shows; units are those of `width` and `height`. `dots` is a path with a point for each place,
    `key` the ring around the place that the map is about, `circles` show how exactly a position is known. `rows` has
    every place, also those that the map has not. `notes` are sentences that belong below it. `leads` is a path with a
    line from each dot whose name stands off to that name.
    """

    label: str
    width: int
    height: int
    ground: MapGround
    dots: str
    rows: tuple[MapRow, ...]
    key: MapCircle | None = None
    circles: tuple[MapCircle, ...] = ()
    labels: tuple[MapLabel, ...] = ()
    countries: tuple[MapLabel, ...] = ()
    scale: MapScale | None = None
    notes: tuple[str, ...] = ()
    leads: str = ""
