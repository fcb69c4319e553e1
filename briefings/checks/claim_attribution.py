"""BRF-claim-attribution: a claim whose text says who says so, although its positions do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.checks.passages import without_quotes
from briefings.checks.rule import SiteInput
from briefings.model.claim import Claim, ClaimKind
from briefings.model.document import Document
from briefings.problems import Location, Pointer, Problem

_THAT = (
    "acknowledge|admit|allege|announce|argue|assert|believe|claim|complain|concede|conclude|confirm|contend|declare"
    "|disclose|estimate|explain|indicate|insist|note|report|reveal|stress|suggest|warn"
)
_HELD = (
    "claims?|claimed|insists?|insisted|asserts?|asserted|contends?|contended|believes?|believed|argues?|argued|admits?"
    "|admitted|concedes?|conceded|maintains?|maintained|confirms?|confirmed|warns?|warned|denies|denied"
)
_SAID_OF_IT = (
    rf"(?<!\bthe[ ])(?<!\btheir[ ])(?<!\bits[ ])(?<!\bland[ ])(?<!\bof[ ])(?:{_HELD})"
    r"(?![ ](?:in|on|of|for|against|by|from|to|over|about|at|with|as|responsibility|credit)\b)"
    r"(?:[ ](?!(?:and|or|but|that|which|who|whose|where|when|while|after|before|lives)\b)[\w'’-]+){1,6}?"
    r"[ ](?:is|are|was|were|has|have|had|will|would|did|does|can|could|must|died|fled|fell"
    r"|(?:holds?|held|killed|controls?|controlled|took|crossed|attacked)(?![ ]by\b))"
)
"""A verb of saying without `that`, and the verb of what is said."""
_SPEAKERS = (
    "officials?|ministry|ministers?|police|government|army|military|spokes(?:man|men|woman|women|person)|witness(?:es)?"
    "|residents?|sources?|reports?|president|governors?|courts?|council|commanders?|experts?|analysts?|rebels?"
)
_TO_NOBODY = r"(?:is|are|was|were|has[ ]been|have[ ]been)"
_WORDS = {
    "en": re.compile(
        rf"""\b(?:
            (?:says | said | saying)(?![ ](?:nothing|little)\b)
          | {_SAID_OF_IT}
          | ^(?:(?!(?:by|of|to|at|for|with|from)\b)[\w'’-]+[ ]){{0,4}}(?:{_SPEAKERS}):[ ]\w+
          | (?<!\ba[ ])(?<!\bno[ ])(?<!\bany[ ])(?<!\bthe[ ])(?<!\bfinal[ ])(?<!\bits[ ])(?<!\btheir[ ])(?<!\bmore[ ])
            (?<!\bmuch[ ])(?<!\bof[ ])say(?![ ](?:in|nothing|little)\b|-)
          | (?:{_THAT})(?:s|d|ed)?[ ]that
          | (?:admitted|den(?:y|ies|ied|ying)|stated|adds|added|told[ ][\w ]{{1,40}})[ ]that
          | claim(?:s|ed|ing)?[ ](?:responsibility|credit|to[ ](?:have|be|hold|control))
          | den(?:y|ies|ied|ying)[ ](?:having|being|responsibility|involvement
              | (?:any|all|the)[ ](?:role|part|involvement|knowledge|link|claim|report|charge|accusation)s?)
          | (?<!the[ ])accus(?:es?|ed|ing)[ ](?!of\b)(?:[\w'’-]+[ ]){{1,6}}?of\b
          | alleg(?:es?|ed|ing|edly) | reportedly | supposedly | purportedly
          | according[ ]to(?![ ](?:(?:the|its|their)[ ](?:\w+[ ])?)?(?:plan|schedule|law|timetable|term|agreement)s?\b)
          | {_TO_NOBODY}[ ](?:reported|claimed|rumou?red|understood)[ ](?:to|as)\b
          | {_TO_NOBODY}[ ]reported[ ](?:killed|dead|wounded|injured|captured)
          | told[ ](?:reporters|journalists|the[ ](?:press|media))
        )\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "fa": re.compile(
        r"""(?<![\w\u200c])(?:
            گفت | گفتند | گفته(?:[ ]است|\u200cاست|\u200cاند|[ ]اند) | می\u200cگوید | می\u200cگویند
          | ادعا[ ](?:کرد|کردند|کرده|می\u200cکند|می\u200cکنند) | مدعی[ ](?:است|اند|شد|شدند|شده)
          | به[ ]گفته(?:ٔ|\u200cی)? | به[ ]گزارش | گزارش[ ]داد(?:ند|ه)? | تکذیب[ ](?:کرد|کردند|کرده|می\u200cکند)
          | اعلام[ ](?:کرد|کردند|کرده)[ ](?:است[ ])?که
        )(?![\w\u200c])""",
        re.VERBOSE,
    ),
}
"""By primary language; others are not judged. Verbs that are deeds as well are left out, as in `announced a truce`."""


def check_attributions(checked: SiteInput) -> Iterator[Problem]:
    """Find claims with a verb of saying; in a claim whose author wrote `kind: statement` it is the very matter."""
    # A translation or a later briefing repeats the id; the kind stands where the claim was defined.
    statements = {claim.id for document in checked.documents.values() for claim in _list_statements(document)}
    for path, document in checked.documents.items():
        briefing = document.briefing
        for index, claim in enumerate(briefing.claims if briefing is not None else ()):
            if claim.id in statements:
                continue
            lang = (briefing and briefing.lang) or checked.default_lang
            yield from _check(path, claim, claim.text, lang, ("claims", index, "text"))
            for other, text in claim.texts.items():
                yield from _check(path, claim, text, other, ("claims", index, "texts", other))


def _list_statements(document: Document) -> list[Claim]:
    """The claims of which this file says that they are statements; a kind that nobody wrote says nothing."""
    claims = document.briefing.claims if document.briefing is not None else ()
    return [claim for claim in claims if claim.kind is ClaimKind.STATEMENT]


def _check(path: str, claim: Claim, text: str, lang: str, pointer: Pointer) -> Iterator[Problem]:
    pattern = _WORDS.get(lang.partition("-")[0].lower())
    match = pattern.search(without_quotes(text)) if pattern is not None else None
    if match is not None:
        where = Location(path, pointer=pointer)
        found = f"`{match[0]}` in the text of `{claim.id}`"
        hint = "Put the speaker in `positions`. If what was said is itself the matter, write `kind: statement`."
        yield Problem("BRF-claim-attribution", where, found, "what would be the case, whoever says it", hint)
