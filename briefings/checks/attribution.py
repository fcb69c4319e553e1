"""Whether an English sentence says who says so, or that it is not settled."""

from __future__ import annotations

import re

from briefings.checks.sentences import find_words

_VERBS = (
    "say|says|said|saying|tells?|told|telling|claim(?:s|ed|ing)?|announc\\w+|declar(?:e|es|ed|ing|ation)|assert(?:s|ed|ing|ions?)?|alleg(?:e|es|ed|ing|edly|ations?)|insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|stated"
    "|(?<!united )states"
    "|report(?:s|ed|edly|ing)?|accus(?:e|es|ed|ing|ations?)|blam(?:e|es|ed|ing)|attribut(?:e|es|ed|ing)|cit(?:e|es|ed|ing)"
    "|call(?:s|ed|ing)?|describ(?:e|es|ed|ing)|wr(?:ites?|ote)|tweet(?:s|ed)?|posted on|speaks? of|spoke of"
    "|argu(?:e|es|ed|ing)|believ(?:e|es|ed)|think(?:s|ing)?|thought|suspect(?:s|ed)?|suggest(?:s|ed|ing)?|estimat\\w+"
    "|expect(?:s|ed|ing)?|forecast(?:s|ing)?|predict\\w*|warn(?:s|ed|ing)?|promis(?:e|es|ed|ing)|vow(?:s|ed)?|pledg(?:e|es|ed)"
    "|hop(?:e|es|ed)|fear(?:s|ed)?|admit(?:s|ted)?|acknowledg\\w+|conced(?:e|es|ed)"
    "|confirm(?:s|ed|ing|ation)?|assur(?:e|es|ed|ances?)|guarantee[sd]?|quot(?:e|es|ed|ing)|put(?:s|ting)? .{0,30}\\bat"
    "|counts?|counted|reckons?|testif\\w+|complain(?:s|ed)?|repl(?:y|ies|ied)|respond(?:s|ed)?|appear(?:s|ed)? to"
    "|seem\\w*"
)
_NOUNS = (
    "according to|accounts?|versions?|statements?|spokes(?:man|men|woman|women|person|people)|rumou?rs?|apparent(?:ly)?"
    "|supposed(?:ly)?|purported(?:ly)?|so-called|by .{1,40}\\baccounts?|in the words of|the word of"
)
_CONTEST = (
    "den(?:y|ies|ied|ying|ials?)|disput\\w+|contest(?:s|ed|ing)?|contradict\\w*|reject(?:s|ed|ing|ion)?|refut\\w+|rebut\\w*"
    "|dismiss\\w*|challeng(?:e|es|ed|ing)|question(?:s|ed|ing)?|unverified|unconfirmed|unproven|unclear|uncertain|unknown"
    "|unsettled|doubt(?:s|ed|ful)?|false(?:ly)?|untrue|baseless|conflicting|competing|rival|differ(?:s|ed|ing|ent)?"
    "|disagree\\w*|whether|may have|might|could|can(?:not|'t) be (?:checked|verified)"
    "|not (?:been )?(?:verified|confirmed)"
    "|open question|propaganda|fabricat\\w+|if true|forecasts?|would"
)
_MARKER = re.compile(
    rf"(?<!\w)(?:{_VERBS}|{_NOUNS}|{_CONTEST})(?!\w)|[“”„«»\"‘]|(?<!\w)'[^']+'(?!\w)|\?", re.IGNORECASE
)
_BODIES = (
    "courts?|tribunals?|judges?|inquir(?:y|ies)|commissions?|panels?|investigators?|inspectors?|investigations?|auditors?"
    "|stud(?:y|ies)|reviews?|probes?|observers?|monitors?|experts?|analysts?"
)
_FINDINGS = re.compile(
    rf"(?<!\w)(?:{_BODIES}|council) (?:finds?|found|conclud(?:es?|ed)|not(?:es?|ed)|determin(?:es?|ed))(?!\w)"
    rf"|(?<!\w)(?:{_BODIES}) (?:rul(?:es?|ed)|shows?|showed|hears?|heard)(?!\w)"
    r"|(?<!\w)(?:images?|imagery|pictures?|photos?|photographs?|footage|videos?|data|records?|documents?|maps?|evidence)"
    r" (?:shows?|showed)(?!\w)"
    r"|[,–—-] (?:[\w'’-]+ ){1,5}(?:finds?|rul(?:es?|ed)|conclud(?:es?|ed)|not(?:es?|ed)|shows?|showed)[.]?$"
    r"|^what if(?!\w)",
    re.IGNORECASE,
)
"""Verbs that are deeds elsewhere say who says so behind the name of a body, or behind the last comma."""
_SPOKEN = re.compile(r"^(?P<before>[^:;]{2,50}):[ ]|(?::|[ ][–—-])[ ](?P<after>[^:;–—]{2,50})[.]?$")
_KICKERS = re.compile(
    r"breaking(?: news)?|updated?|live|analysis|watch|video|exclusive|flash|developing|(?:the )?latest|news|just in"
    r"|alert|explainer|background|in brief|fact check",
    re.IGNORECASE,
)
"""What stands before a colon and names no speaker."""


def is_attributed(sentence: str, stated: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence names a speaker, has a word of saying or of doubt, quotation marks, or asks.

    `stated` are the words of what it states (`sentences.find_words`): a threat that is claimed attributes nothing.
    """
    for pattern in (_MARKER, _FINDINGS):
        for marker in pattern.finditer(sentence):
            words = find_words(marker[0])
            if not words or not words <= stated:
                return True
    match = _SPOKEN.search(sentence)
    return match is not None and not _KICKERS.fullmatch((match["before"] or match["after"]).strip())
