"""What lists show of a briefing: a small record, since a list reads thousands and a briefing is long."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from briefings.linking.site import ClaimStatus, LinkedBriefing, LinkedClaim
from briefings.model.briefing import Briefing, Stage
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment


class Teaser(msgspec.Struct, frozen=True, gc=False):
    """A briefing in a list. Fields are those of `Briefing` and `LinkedBriefing`.

    `claims` counts its claims, `disputed` those that are disputed now. `translations` has the other languages only.
    """

    id: Id
    slug: str
    title: str
    summary: str
    lang: str
    date: Moment
    event: Edtf
    stage: Stage
    is_corrected: bool = False
    claims: int = 0
    disputed: int = 0
    translations: dict[str, Id] = {}

    @property
    def is_withdrawn(self) -> bool:
        """As of `LinkedBriefing`."""
        return self.stage is Stage.WITHDRAWN


def build_teaser(linked: LinkedBriefing, claims: Mapping[Id, LinkedClaim]) -> Teaser:
    """The teaser of a briefing. `claims` are those of the site."""
    briefing = linked.briefing
    return Teaser(
        id=briefing.id,
        slug=briefing.slug,
        title=briefing.title,
        summary=briefing.summary,
        lang=linked.lang,
        date=briefing.date,
        event=linked.event,
        stage=briefing.stage,
        is_corrected=bool(briefing.corrections),
        claims=len(linked.claims),
        disputed=sum(claims[identifier].status is ClaimStatus.DISPUTED for identifier in linked.claims),
        translations={lang: other for lang, other in linked.translations.items() if other != briefing.id},
    )


def edit_teaser(teaser: Teaser, after: Briefing) -> Teaser:
    """The teaser after an edit of words (`linking.text_edits`)."""
    return replace(teaser, title=after.title, summary=after.summary)
