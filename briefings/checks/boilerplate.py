"""BRF-boilerplate: leftovers of a web page, such as `share this article`, that came along with copied text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.checks.passages import Passage, without_quotes
from briefings.checks.rule import FileInput
from briefings.problems import Problem

_START = r"(?:^|(?<=[.!?:;|•·\]])|(?<=[.!?:;|•·\]][ ]))[ \t*_#>-]*"
"""Where a sentence, a line or an item begins: there an imperative speaks to the reader, elsewhere it is told of."""

_WORDS = {
    "en": re.compile(
        rf"""
          {_START}(?P<start>
              share[ ]this[ ](?:article|story|post|page|video)
            | (?:please[ ])?(?:sign[ ]up|subscribe|register)[ ](?:now[ ]|today[ ]|here[ ])?(?:to|for)[ ]
              (?:our|the|free)[ ](?:\w+[ ]){{0,2}}(?:newsletters?|mailing[ ]list|e-?mails?|alerts|channel|podcast)
            | (?:read[ ](?:more|also|next)|also[ ]read|watch[ ]more|more[ ]on[ ]this[ ]story|most[ ]read)[ \t*_]*:
            | (?:story|article|report)[ ]continues[ ]below | continue[ ]reading[ ]below
            | this[ ](?:story|article|post)[ ](?:has[ ]been|was)[ ](?:last[ ])?updated
            | (?:we|(?:this|our)[ ](?:web)?site)[ ]uses?[ ]cookies | accept[ ](?:all[ ])?cookies
            | (?:please[ ])?enable[ ]javascript | skip[ ]to[ ](?:main[ ])?content | back[ ]to[ ]top\b
            | (?:copyright[ ])?(?:©|\(c\)[ ]copyright)[ ]*(?:19|20)\d\d\b | copyright[ ](?:19|20)\d\d\b
            | (?:follow|like|find)[ ]us[ ]on\b
            | \(?(?:reporting|writing)[ ]by[ ][^\n;]{{1,80}};[ ]?(?:writing|editing|additional[ ]reporting)[ ]by
          )
        | ^[ \t*_#>-]*(?P<line>advertisement|sponsored[ ]content|advertorial)[ \t*_.:]*$
        | \b(?P<anywhere>
              click[ ]here[ ](?:to|for)\b | follow[ ]us[ ]on[ ](?:twitter|x|facebook|instagram|telegram|youtube)\b
            | all[ ]rights[ ]reserved(?=[ \t*_]*(?:[.!|)\n]|\Z))
          )
        """,
        re.VERBOSE | re.IGNORECASE | re.MULTILINE,
    ),
    "fa": re.compile(
        r"""
          ^[ \t*_#>-]*(?P<start>(?:بیشتر[ ]بخوانید|همچنین[ ]بخوانید)[ \t*_]*(?::|$))
        | (?P<line>(?:تمام|تمامی|همه|همهٔ|کلیه|کلیهٔ)[ ](?:\w+[ ]){0,4}حقوق[ ][^\n.]{0,60}محفوظ[ ](?:است|می\u200cباشد))
        | (?P<anywhere>ما[ ]را[ ]در[ ](?:فیس\u200cبوک|فیسبوک|توییتر|تویتر|اینستاگرام|تلگرام|یوتیوب)[ ]دنبال[ ]کنید)
        """,
        re.VERBOSE | re.MULTILINE,
    ),
}
"""By primary language; texts in others are not judged."""

_CUES = {
    "en": (
        *(
            "share this",
            "sign up",
            "subscribe",
            "register",
            "read more",
            "read also",
            "read next",
            "also read",
            "watch",
        ),
        *(
            "this story",
            "most read",
            "continues below",
            "reading below",
            "cookies",
            "javascript",
            "skip to",
            "back to top",
        ),
        *(
            "this article",
            "this post",
            "copyright",
            "©",
            "us on",
            "ing by",
            "advert",
            "sponsored",
            "click here",
            "reserved",
        ),
    ),
    "fa": ("بخوانید", "محفوظ", "دنبال کنید"),
}
"""Every leftover holds one of these, in lower case; to look for plain words is quick, and most texts have none."""

_FIELDS = ("title", "summary", "why", "caption", "alt", "text", "what", "outcome", "basis", "body")
_LONGEST = 60


def check_boilerplate(file: FileInput) -> Iterator[Problem]:
    """Find leftovers in briefings and topics; ordinary pages may ask readers to subscribe and name their rights."""
    lang = file.lang.partition("-")[0].lower()
    pattern = _WORDS.get(lang)
    if pattern is None or file.document.page is not None:
        return
    for passage in (*file.fields, file.body):
        if passage.name in _FIELDS and not passage.is_verbatim:
            text = passage.text.lower()
            if any(cue in text for cue in _CUES[lang]):
                yield from _check(passage, pattern)


def _check(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Problem]:
    for match in pattern.finditer(without_quotes(passage.text)):
        group = match.lastgroup or 0
        words = " ".join(match[group].split())
        found = f"`{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}`"
        hint = "Delete it, and look whether more of that page came along. Words of others go in quotation marks."
        yield Problem("BRF-boilerplate", passage.locate(match.start(group)), found, "only what the desk says", hint)
