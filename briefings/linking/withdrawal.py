"""What is left of a withdrawn briefing: its address, its dates, and what the author wrote about the withdrawal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from briefings.linking.content import is_withdrawn
from briefings.linking.translations import Group
from briefings.model.briefing import Briefing, Correction, CorrectionKind, Stage
from briefings.model.ids import Id

_KEPT = ("id", "date", "path", "status", "embargo", "slug", "lang", "translation_key", "aliases")


def find_withdrawn(briefings: Iterable[Briefing], groups: Mapping[Id, Group]) -> frozenset[Id]:
    """Give the briefings that were withdrawn; with an original go its translations, which say the same."""
    marked = {briefing.id for briefing in briefings if is_withdrawn(briefing)}
    return frozenset(key for key, group in groups.items() if key in marked or group.original in marked)


def split_group(group: Group, member: Id, withdrawn: frozenset[Id]) -> Group:
    """Give the group of a briefing with only those members that stand as it does: no page leads to a lost version."""
    if tuple(group.translations.values()) == (member,):
        return group
    same = {lang: key for lang, key in group.translations.items() if (key in withdrawn) == (member in withdrawn)}
    return Group(group.original, same)


def leave_notice(briefing: Briefing) -> Briefing:
    """Take everything out of a withdrawn briefing that no notice shows; of its corrections, retractions stay."""
    kept = {name: getattr(briefing, name) for name in _KEPT}
    return Briefing(
        **kept,
        title="",
        stage=Stage.WITHDRAWN,
        corrections=tuple(
            replace(correction, was="")
            for correction in briefing.corrections
            if correction.kind is CorrectionKind.RETRACTION
        ),
    )


def list_reasons(briefing: Briefing) -> tuple[Correction, ...]:
    """What the author wrote about the withdrawal, the newest first; empty where that is nothing."""
    oldest_first = sorted(briefing.corrections, key=lambda correction: correction.at.utc)
    return tuple(oldest_first[::-1])
