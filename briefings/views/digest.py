"""What changed since a moment, for readers who do not come to the site: corrections first, then what moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from briefings.linking.changes import Change, ChangeKind
from briefings.linking.site import Entry
from briefings.model.briefing import Level
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.views.changes import build_change_item
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.log import build_correction_entry
from briefings.views.parts import Link, View
from briefings.views.prose import strip_html
from briefings.views.surroundings import build_watch
from briefings.views.words import count_words

MAX_WATCHED = 8
"""A digest says what comes next; the site has everything that is to come."""


class DigestLine(View):
    """A line of text; `lang` is its language where that is not the digest's."""

    text: str
    lang: str = ""


class DigestItem(View):
    """One change, or one thing to watch. Plain text throughout; the address is absolute, or "" where nobody knows it.

    `note` stands before everything else: when it became known, or when to watch. `before` and `after` are the words for
    the status of a claim that moved, `origin` is the briefing that says so, where `link` is not that.
    """

    word: str
    link: Link
    note: str
    lines: tuple[DigestLine, ...] = ()
    before: str = ""
    after: str = ""
    origin: Link | None = None


class DigestSection(View):
    """Changes of one kind, newest first. Never empty, but for a section of updates with minor ones alone.

    `key` is corrections, claims, briefings, updates or watch. `rest` says what is only counted.
    """

    key: str
    title: str
    items: tuple[DigestItem, ...]
    rest: str = ""


class DigestView(View):
    """What changed between two moments, on the site or in one topic; `sections` are in the order of their weight.

    `preview` is what a mail program shows beside the subject. `quiet` says that nothing changed ("" where something
    did). `arrow` points from before to after in the direction of the language.
    """

    title: str
    period: str
    preview: str
    lang: str
    direction: str
    arrow: str
    sections: tuple[DigestSection, ...]
    more: Link
    quiet: str = ""


_KINDS = (
    (ChangeKind.CORRECTION, "corrections", _("Corrections")),
    (ChangeKind.STATUS, "claims", _("Claims that changed")),
    (ChangeKind.BRIEFING, "briefings", _("New briefings")),
    (ChangeKind.UPDATE, "updates", _("Updates")),
)


def build_digest(context: ViewContext, since: datetime, until: datetime, topic: Id | None = None) -> DigestView:
    """What readers could know at `until` and not yet at `since` (both aware); of one topic with its parts, if given."""
    changes = context.changes_by_topic.get(topic, ()) if topic else context.changes
    found = [change for change in changes if since < change.at <= until]
    sections = [section for kind in _KINDS if (section := _build_section(context, found, *kind))]
    period = context.words("{start} – {end}").format(start=_name(context, since), end=_name(context, until))
    quiet = "" if found else context.words("Nothing changed in this time.")
    counts = [context.join_name(section.title, _count(context, section)) for section in sections]
    about = f"{context.settings.name}, {context.topic_title(topic)}" if topic else context.settings.name
    watch = _build_watched(context, until, topic)
    return DigestView(
        title=context.join_name(about, context.words("Changes")),
        period=period,
        preview=". ".join(counts) or quiet,
        lang=context.lang,
        direction=context.language.direction,
        arrow="←" if context.language.direction == "rtl" else "→",
        sections=(*sections, *([watch] if watch else [])),
        more=_find_more(context),
        quiet=quiet,
    )


def _name(context: ViewContext, moment: datetime) -> str:
    return context.stamp(Moment(moment)).text


def _find_more(context: ViewContext) -> Link:
    has_page = context.has_template("changes.html")
    text = context.words("All changes") if has_page else context.settings.name
    return _absolute(context, Link(text, context.addresses.at("changes" if has_page else "").href))


def _absolute(context: ViewContext, link: Link) -> Link:
    return Link(link.text, context.addresses.absolute(link.href) if link.href else "", link.note, link.lang)


def _count(context: ViewContext, section: DigestSection) -> str:
    return context.language.number(len(section.items)) if section.items else section.rest


def _build_section(
    context: ViewContext, changes: Iterable[Change], kind: ChangeKind, key: str, title: str
) -> DigestSection | None:
    of_kind = [change for change in changes if change.kind is kind]
    shown = [change for change in of_kind if change.level is Level.MAJOR]
    if not of_kind:
        return None
    minor = len(of_kind) - len(shown)
    rest = count_words(context.language, minor, "{n} minor update", "{n} minor updates") if minor else ""
    return DigestSection(key, context.words(title), tuple(_build_item(context, change) for change in shown), rest)


def _build_item(context: ViewContext, change: Change) -> DigestItem:
    item = build_change_item(context, change)
    is_move = change.transition is not None
    lang = context.claim_text(context.site.claims[change.claim])[1] if change.claim else item.link.lang
    return DigestItem(
        word=_find_word(context, change) or item.word,
        link=_absolute(context, replace(item.link, lang=lang)),
        note=_name_change(context, change),
        lines=tuple(_list_lines(context, change, item.note, item.was)),
        before=item.before.word if is_move and item.before else "",
        after=item.after.word if is_move and item.after else "",
        origin=_absolute(context, context.briefing_link(change.briefing)) if is_move else None,
    )


def _find_word(context: ViewContext, change: Change) -> str:
    """What kind of correction it is; of a withdrawn briefing every one is about the withdrawal."""
    is_withdrawn = context.site.briefings[change.briefing].is_withdrawn
    if change.correction is None or is_withdrawn:
        return ""
    return build_correction_entry(context, change.correction, change.briefing).word


def _name_change(context: ViewContext, change: Change) -> str:
    """When it became known: to the minute where the desk wrote that down. A claim moves on a day."""
    written = change.update or change.correction
    moment = written.at if written else context.site.briefings[change.briefing].briefing.date
    return context.stamp(Moment(change.at, has_time=False)).day if change.transition else context.stamp(moment).text


def _list_lines(context: ViewContext, change: Change, note: str, was: str) -> list[DigestLine]:
    """What the change says: the summary of a new briefing, the cause of a move, the words of a correction."""
    if change.kind is ChangeKind.BRIEFING:
        linked = context.localised(change.briefing)
        summary = " ".join(strip_html(context.prose.inline(linked.briefing.summary, linked.lang)).split())
        return [DigestLine(summary, context.foreign(linked.lang))] if summary else []
    lang = context.foreign(context.site.briefings[change.briefing].lang)
    is_ours = change.transition is not None and change.transition.assessment is None
    lines = [DigestLine(note, "" if is_ours else lang)] if note else []
    return [*lines, DigestLine(f"{context.words('Before:')} {was}", lang)] if was else lines


def _build_watched(context: ViewContext, until: datetime, topic: Id | None) -> DigestSection | None:
    """What is still open at the end of the time, the nearest first."""
    entries = [entry for entry in reversed(context.site.upcoming) if _is_open(context, entry, until, topic)]
    items = tuple(_build_watch_item(context, entry) for entry in entries[:MAX_WATCHED])
    return DigestSection("watch", context.words("What to watch"), items) if items else None


def _is_open(context: ViewContext, entry: Entry, until: datetime, topic: Id | None) -> bool:
    if not entry.upcoming or entry.upcoming.outcome or entry.is_overdue:
        return False
    if context.order.is_over(entry.when, until):
        return False  # the reader of a digest knows what day it is; the site, what it was told last
    topics = context.site.topics
    return topic is None or any(topic in (name, *topics[name].parents) for name in entry.topics)


def _build_watch_item(context: ViewContext, entry: Entry) -> DigestItem:
    assert entry.upcoming is not None  # noqa: S101 - `_is_open` lets no others through
    watch = build_watch(context, entry.briefing, entry.upcoming)
    origin = _absolute(context, context.briefing_link(entry.briefing))
    return DigestItem("", Link(watch.what, "", "", watch.lang), watch.when.text, origin=origin)
