"""Updates and corrections of briefings, as lines of a log and as notices."""

from __future__ import annotations

from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Correction, CorrectionKind, Level, Update
from briefings.model.ids import Id
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.language_marks import mark_text
from briefings.views.parts import LogEntry, Mark


def build_log(context: ViewContext, linked: LinkedBriefing) -> tuple[LogEntry, ...]:
    """Updates, corrections and the first publication, newest first."""
    briefing = linked.briefing
    first = LogEntry(
        at=context.stamp(briefing.date),
        kind="published",
        word=context.words("Published"),
        text=context.words("First version."),
    )
    dated = [(briefing.date, first)]
    dated += [(update.at, _update_entry(context, linked, update)) for update in briefing.updates]
    dated += [
        (item.at, _build_correction(context, item, context.item_lang(linked, "corrections", item)))
        for item in briefing.corrections
    ]
    dated.reverse()
    return tuple(entry for _, entry in sorted(dated, key=lambda pair: pair[0].utc, reverse=True))


def _update_entry(context: ViewContext, linked: LinkedBriefing, update: Update) -> LogEntry:
    is_major = update.level is Level.MAJOR
    note = mark_text(update.note, context.item_lang(linked, "updates", update))
    return LogEntry(context.stamp(update.at), "update", context.words("Update"), note, is_major=is_major)


def build_correction_entry(context: ViewContext, correction: Correction, briefing: Id) -> LogEntry:
    """A correction that a briefing made, as a line of a log."""
    return _build_correction(context, correction, context.foreign(context.teasers[briefing].lang))


def _build_correction(context: ViewContext, correction: Correction, lang: str) -> LogEntry:
    word = context.words(_CORRECTION_WORDS[correction.kind])
    key = "retracted" if correction.kind is CorrectionKind.RETRACTION else "corrected"
    at = context.stamp(correction.at)
    now, was = mark_text(correction.now, lang), mark_text(correction.was, lang)
    return LogEntry(at, "correction", word, now, was, Mark(key, word), is_major=True)


_CORRECTION_WORDS = {
    CorrectionKind.CORRECTION: _("Correction"),
    CorrectionKind.CLARIFICATION: _("Clarification"),
    CorrectionKind.RETRACTION: _("Retraction"),
}


def build_notices(context: ViewContext, linked: LinkedBriefing) -> tuple[LogEntry, ...]:
    """Corrections that other briefings made to claims that this one records or cites, newest first."""
    corrected = context.site.surroundings[linked.briefing.id].corrected
    return tuple(build_correction_entry(context, item.correction, item.briefing) for item in reversed(corrected))
