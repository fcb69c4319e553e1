"""Words for keys: statuses, stances, kinds. Every word goes through the language's catalogue."""

from __future__ import annotations

from briefings.linking.site import ClaimStatus, LinkedClaim
from briefings.model.briefing import Kind, Stage
from briefings.model.claim import Stance
from briefings.model.registry import Actor, ActorKind, Grade, PublisherKind
from briefings.views.language import Language
from briefings.views.language import message as _
from briefings.views.language_marks import MixedText
from briefings.views.parts import Mark

STATUS_WORDS = {
    "claimed": _("Claimed"),
    "disputed": _("Disputed"),
    "corroborated": _("Corroborated"),
    "confirmed": _("Confirmed"),
    "refuted": _("Refuted"),
    "retracted": _("Retracted"),
    "unverified": _("Unverified"),
    "developing": _("Developing"),
    "final": _("Final"),
    "dormant": _("Dormant"),
    "withdrawn": _("Withdrawn"),
    "corrected": _("Corrected"),
    "draft": _("Draft"),
}
STANCE_WORDS = {
    Stance.ASSERTS: _("asserted by"),
    Stance.DENIES: _("denied by"),
    Stance.CORROBORATES: _("corroborated by"),
    Stance.CASTS_DOUBT: _("doubted by"),
    Stance.RETRACTS: _("taken back by"),
    Stance.DECLINES_TO_COMMENT: _("no comment from"),
}
"""What stands above the name of a speaker: words that agree with one person, a body and several people."""

STANCE_PHRASES = {
    Stance.ASSERTS: _("Asserted by {name}"),
    Stance.DENIES: _("Denied by {name}"),
    Stance.CORROBORATES: _("Corroborated by {name}"),
    Stance.CASTS_DOUBT: _("Doubted by {name}"),
    Stance.RETRACTS: _("Taken back by {name}"),
    Stance.DECLINES_TO_COMMENT: _("No comment from {name}"),
}
KIND_WORDS = {
    Kind.BRIEFING: _("Briefing"),
    Kind.FLASH: _("Flash"),
    Kind.SITREP: _("Situation report"),
    Kind.BACKGROUND: _("Background"),
}
ACTOR_WORDS = {
    ActorKind.PERSON: _("Person"),
    ActorKind.ORGANISATION: _("Organisation"),
    ActorKind.STATE: _("State"),
}
PUBLISHER_WORDS = {
    PublisherKind.WIRE: _("News agency"),
    PublisherKind.NEWSPAPER: _("Newspaper or news site"),
    PublisherKind.BROADCASTER: _("Broadcaster"),
    PublisherKind.PUBLIC_BROADCASTER: _("Public broadcaster"),
    PublisherKind.STATE_MEDIA: _("State media"),
    PublisherKind.OFFICIAL: _("Official body"),
    PublisherKind.PARTY: _("Party to the matter"),
    PublisherKind.NGO: _("Non-governmental organisation"),
    PublisherKind.UN: _("United Nations"),
    PublisherKind.ACADEMIC: _("Academic"),
    PublisherKind.SOCIAL: _("Social media"),
    PublisherKind.EYEWITNESS: _("Eyewitness"),
    PublisherKind.REFERENCE: _("Reference work"),
}
GRADE_WORDS = {
    Grade.A: _("Completely reliable"),
    Grade.B: _("Usually reliable"),
    Grade.C: _("Fairly reliable"),
    Grade.D: _("Not usually reliable"),
    Grade.E: _("Unreliable"),
    Grade.F: _("Reliability cannot be judged"),
}
"""The words of the Admiralty code (NATO AJP-2.1) for the reliability of a source."""

CREDIBILITY_WORDS = {
    1: _("confirmed by other sources"),
    2: _("probably true"),
    3: _("possibly true"),
    4: _("doubtful"),
    5: _("improbable"),
    6: _("truth cannot be judged"),
}
"""The words of the Admiralty code for the credibility of one piece of information."""


def lower_article(name: str, actor: Actor, language: Language) -> str:
    """The name of an actor within a sentence: an English one that describes ("A senior official") loses its capital.

    Speakers that nobody names are described, whatever stands there. Names proper keep their capital ("The Hague", and a
    person called "An Nguyen the younger"), and so do names in another language.
    """
    article, *others = name.partition(" (")[0].split(" ")
    if not language.code.startswith("en") or isinstance(name, MixedText) or article not in ("A", "An", "The"):
        return name
    is_description = actor.unnamed or any(other[:1].islower() for other in others[:1])
    if actor.kind is not ActorKind.PERSON:
        is_description |= any(other[:1].islower() for other in others[-1:])
    return name[0].lower() + name[1:] if is_description and any(others) else name


def status_mark(key: str, language: Language) -> Mark:
    """A status as icon and word."""
    return Mark(key, language.gettext(STATUS_WORDS[key]))


def claim_mark(claim: LinkedClaim, language: Language) -> Mark:
    """The status of a claim as readers see it; "unverified" is a word for some claims that are merely claimed."""
    return status_mark("unverified" if claim.is_unverified else claim.status.value, language)


def change_mark(status: ClaimStatus, language: Language) -> Mark:
    """One status of a claim's history."""
    return status_mark(status.value, language)


def stage_mark(stage: Stage, language: Language) -> Mark:
    """The stage of a briefing."""
    return status_mark(stage.value, language)


def count_words(language: Language, n: int, singular: str, plural: str) -> str:
    """A number of things: "1 claim", "4 claims", with the digits of the language. Messages hold the field `{n}`."""
    return language.ngettext(singular, plural, n).format(n=language.number(n))


def count_briefings(language: Language, n: int) -> str:
    """Briefings in words: "4 briefings"."""
    return count_words(language, n, "{n} briefing", "{n} briefings")


def count_claims(language: Language, n: int, disputed: int = 0) -> str:
    """Claims in words: "4 claims, 3 disputed"; the second part only where there are any."""
    text = count_words(language, n, "{n} claim", "{n} claims")
    if not disputed:
        return text
    return text + language.gettext(", ") + count_words(language, disputed, "{n} disputed", "{n} disputed")


def count_documents(language: Language, n: int) -> str:
    """Documents in words: "38 documents"."""
    return count_words(language, n, "{n} document", "{n} documents")


def count_sources(language: Language, n: int, origins: int) -> str:
    """Sources in words: "4 sources, 1 independent origin"; origins only where there are two sources or more."""
    text = count_words(language, n, "{n} source", "{n} sources")
    if n < 2:
        return text
    origin_words = count_words(language, origins, "{n} independent origin", "{n} independent origins")
    return text + language.gettext(", ") + origin_words
