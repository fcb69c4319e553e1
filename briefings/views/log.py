"""Updates and corrections of briefings, as lines of a log and as notices."""

from __future__ import annotations

from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Briefing, Correction, CorrectionKind, Level, Update
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.parts import LogEntry, Mark


def build_log(context: ViewContext, briefing: Briefing) -> tuple[LogEntry, ...]:
    """Updates, corrections and the first publication, newest first."""
    first = LogEntry(
        at=context.stamp(briefing.date),
        kind="published",
        word=context.words("Published"),
        text=context.words("First version."),
    )
    dated = [(briefing.date, first)]
    dated += [(update.at, _update_entry(context, update)) for update in briefing.updates]
    dated += [(correction.at, build_correction_entry(context, correction)) for correction in briefing.corrections]
    dated.reverse()
    return tuple(entry for _, entry in sorted(dated, key=lambda pair: pair[0].utc, reverse=True))


def _update_entry(context: ViewContext, update: Update) -> LogEntry:
    is_major = update.level is Level.MAJOR
    return LogEntry(context.stamp(update.at), "update", context.words("Update"), update.note, is_major=is_major)


def build_correction_entry(context: ViewContext, correction: Correction) -> LogEntry:
    """A correction as a line of a log."""
    word = context.words(_CORRECTION_WORDS[correction.kind])
    key = "retracted" if correction.kind is CorrectionKind.RETRACTION else "corrected"
    at = context.stamp(correction.at)
    return LogEntry(at, "correction", word, correction.now, correction.was, Mark(key, word), is_major=True)


_CORRECTION_WORDS = {
    CorrectionKind.CORRECTION: _("Correction"),
    CorrectionKind.CLARIFICATION: _("Clarification"),
    CorrectionKind.RETRACTION: _("Retraction"),
}


def build_notices(context: ViewContext, linked: LinkedBriefing) -> tuple[LogEntry, ...]:
    """Corrections that other briefings made to claims that this one records or cites, newest first."""
    corrected = context.site.surroundings[linked.briefing.id].corrected
    return tuple(build_correction_entry(context, item.correction) for item in reversed(corrected))
