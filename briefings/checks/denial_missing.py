"""BRF-denial-missing: a text that states what somebody asserts and leaves out a denial that was known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefings.checks.bounds import begin_of_last_change, first_instant, last_change, last_moment
from briefings.checks.names import has_name
from briefings.checks.rule import SiteInput
from briefings.checks.sentences import find_words, split_sentences
from briefings.linking.ledger import status_on
from briefings.linking.references import Targets, find_candidates, targets_of
from briefings.linking.site import ClaimStatus, EntityKind, LinkedBriefing, LinkedClaim, LinkedPosition
from briefings.model.body import Body, ReferenceKind
from briefings.model.claim import ASSERTING, Stance
from briefings.model.edtf import format_edtf
from briefings.model.ids import Id
from briefings.problems import Location, Problem

_DENYING = (Stance.DENIES, Stance.CASTS_DOUBT)
_SHORT = 4
_VERBS = {Stance.DENIES: "denies", Stance.CASTS_DOUBT: "doubts"}
_WORDS = {
    "en": re.compile(
        r"""\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|refut\w+|rebut\w*|disput\w+|contradict\w*|dismiss\w*|contest(?:s|ed)?
          | disagree\w*|doubt\w*|disown\w*|repudiat\w+|challeng(?:e|es|ed)|question(?:s|ed)|baseless|untrue|false(?:ly)?
          | fabricat\w+|propaganda|wrong(?:ly)?|incorrect|unfounded|otherwise|on[ ]the[ ]contrary|conflicting|no[ ]such
          | not[ ](?:true|so|correct|accurate|the[ ]case|involved|responsible|accept\w*)|differ(?:s|ed)?
          )\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "fa": re.compile(
        r"تکذیب|انکار|رد\s+(?:کرد|می|شد|نمود)|نادرست|دروغ|بی[\s\u200c]?اساس|نپذیرفت|خلاف|مناقشه|تردید|متناقض|ناهمخوان"
    ),
}
"""Words of denial, by primary language; texts in others are not judged."""
_SAYING = {
    "en": re.compile(
        r"""\b(?:says?|said|saying|tells?|told|telling|states|stated|statements?|announc\w+|declar(?:e|es|ed|ing|ation)
          | assert(?:s|ed|ing|ions?)?|insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|claim(?:s|ed|ing)?|argu(?:e|es|ed|ing)
          | according[ ]to|spokes\w+|spoke|speaks?|add(?:s|ed)|repl(?:y|ies|ied)|respon(?:d|ds|ded|se)|comment\w*
          | call(?:s|ed|ing)?|describ(?:e|es|ed|ing)|wr(?:ites?|ote)|report(?:s|ed|ing)?|accounts?|versions?|confirm\w*
          | posted|tweet(?:s|ed)?|quot(?:e|es|ed|ing)|put(?:s)?|acknowledg\w+|admit(?:s|ted)?|point(?:s|ed)[ ]out
          )\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "fa": re.compile(r"گفت|گوی|گفته|اعلام|بیانیه|سخنگو|خبر\s+داد|افزود|تأکید|تاکید|ادعا|مدعی|گزارش|نوشت|خواند"),
}
"""Words of saying: without one beside it, the name of whoever denies may be that of the accused."""
_PERSIAN_BREAK = re.compile(r"(?<=[.!؟…])\s+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def check_denials(checked: SiteInput) -> Iterator[Problem]:
    """Find claims that a briefing asserts, with denials of which the words of the briefing say nothing."""
    targets = targets_of(checked.site)
    for linked in checked.site.briefings.values():
        lang = linked.lang.partition("-")[0].lower()
        if linked.is_withdrawn or lang not in _WORDS:
            continue
        body = checked.site.bodies[linked.briefing.path]
        unsaid: dict[Id, list[LinkedPosition]] = {}
        for key in _list_asserted(linked, body, checked.site.claims):
            denials = _find_denials(checked.site.claims[key], linked, checked)
            if denials:
                unsaid[key] = denials
        if unsaid and not _WORDS[lang].search(text := _read_text(linked, checked)):
            named = _list_linked(body, targets, _SAYING[lang])
            spoken = _keep_spoken(text, lang)
            for key, denials in unsaid.items():
                if not _names_speaker(spoken, named, denials) and not _describes_speaker(text, denials):
                    yield _make_problem(linked, checked, key, denials)


def _list_asserted(linked: LinkedBriefing, body: Body, claims: Mapping[Id, LinkedClaim]) -> Iterable[Id]:
    """The claims that a briefing records with an assertion, or whose words it marks."""
    recorded = [c.id for c in linked.briefing.claims if any(p.stance in ASSERTING for p in c.positions)]
    marked = (Id(r.target) for r in body.references if r.kind is ReferenceKind.CLAIM)
    return [key for key in dict.fromkeys((*recorded, *marked)) if key in claims]


def _find_denials(claim: LinkedClaim, linked: LinkedBriefing, checked: SiteInput) -> list[LinkedPosition]:
    """The denials that stood and were surely known when the briefing was last changed, one of each speaker."""
    if not any(position.position.stance in _DENYING for position in claim.positions):
        return []
    begun, end = begin_of_last_change(linked.briefing), last_change(linked.briefing)
    last: dict[Id, LinkedPosition] = {}
    for position in claim.positions:
        is_own = position.briefing == linked.original
        was_known = last_moment(position.known) <= begun or is_own
        if was_known and first_instant(position.position.said, checked.zone) <= end:
            last[position.actor.id] = position
    denials = [position for position in last.values() if position.position.stance in _DENYING]
    is_elsewhere = all(position.briefing != linked.original for position in denials)
    # What the desk has confirmed is no longer one side's word; but a denial that a briefing records is its business.
    if is_elsewhere and status_on(claim, end, checked.zone) is ClaimStatus.CONFIRMED:
        return []
    return denials


def _read_text(linked: LinkedBriefing, checked: SiteInput) -> str:
    briefing = linked.briefing
    notes = (update.note for update in briefing.updates)
    body = checked.open_file(briefing.path).body.text
    return "\n\n".join((briefing.title, briefing.summary, briefing.why, *notes, body))


def _keep_spoken(text: str, lang: str) -> str:
    """The sentences in which somebody says something."""
    split = split_sentences if lang == "en" else _PERSIAN_BREAK.split
    sentences = (sentence for part in _PARAGRAPH.split(text) for sentence in split(part))
    return "\n".join(sentence for sentence in sentences if _SAYING[lang].search(sentence))


def _list_linked(body: Body, targets: Targets, saying: re.Pattern[str]) -> frozenset[Id]:
    """The actors that a body links to where somebody speaks: a link without words of its own shows the name."""
    links = (r for r in body.references if r.kind is ReferenceKind.LINK and saying.search(r.context))
    return frozenset(key for r in links for kind, key in find_candidates(r, targets) if kind is EntityKind.ACTOR)


def _names_speaker(text: str, linked: frozenset[Id], denials: Iterable[LinkedPosition]) -> bool:
    actors = [actor for d in denials for actor in (d.actor, d.organisation) if actor is not None]
    return any(actor.id in linked for actor in actors) or has_name(text, actors)


def _describes_speaker(text: str, denials: Iterable[LinkedPosition]) -> bool:
    described = frozenset(word for d in denials if d.actor.unnamed for word in _list_description(d))
    return bool(described) and not described.isdisjoint(find_words(text))


def _list_description(denial: LinkedPosition) -> frozenset[str]:
    """What texts can call a speaker without a name: `official`, `councillor`. Where it is from says too little."""
    text = f"{denial.actor.name.partition(' in ')[0]} {denial.position.how}"
    return find_words(" ".join(word for word in text.split() if word[0].islower() and len(word) > _SHORT))


def _make_problem(linked: LinkedBriefing, checked: SiteInput, key: Id, denials: list[LinkedPosition]) -> Problem:
    who = " and ".join(
        f"{d.actor.name} ({_VERBS[d.position.stance]} it, {format_edtf(d.position.said)})" for d in denials
    )
    found = f"`{key}` with those who assert it, and no word of {who}"
    hint = "Write it in the summary or the text, with the day; the table of claims is not enough."
    return Problem(
        "BRF-denial-missing", _find_place(linked, checked, key), found, "the denial, in the text itself", hint
    )


def _find_place(linked: LinkedBriefing, checked: SiteInput, key: Id) -> Location:
    path = linked.briefing.path
    for reference in checked.site.bodies[path].references:
        if reference.kind is ReferenceKind.CLAIM and reference.target == key:
            return Location(path, reference.line, reference.column)
    document = checked.documents.get(path)
    recorded = document.briefing.claims if document is not None and document.briefing is not None else ()
    index = next((index for index, claim in enumerate(recorded) if claim.id == key), None)
    return Location(path, pointer=("title",) if index is None else ("claims", index, "id"))
