"""BRF-relative-date: words for a time that only the day of writing gives a meaning, without a date beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.checks.passages import Passage, without_quotes
from briefings.checks.rule import FileInput
from briefings.problems import Problem

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_SPAN = r"(?:night|week|weekend|month|year|morning|afternoon|evening|summer|winter|spring|autumn|decade)"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|some|many|couple of)"
_WORDS = {
    "en": re.compile(
        rf"""\b(?:
            yesterday|(?-i:today|(?<=[.!?][ ])Today)|tomorrow|tonight|nowadays
          | (?<!the[ ])(?:last|next)[ ](?:{_SPAN}|{_DAY})
          | (?:this|past|coming|earlier[ ]this|later[ ]this)[ ](?:{_SPAN}|{_DAY})
          | (?:on|by|until|since|late|early|before|after)[ ]{_DAY}(?:[ ](?:morning|afternoon|evening|night))?
          | {_COUNT}[ ](?:hour|day|{_SPAN})s?[ ]ago
          | (?:in[ ])?recent[ ](?:day|hour|{_SPAN})s | (?:at|over)[ ]the[ ]weekend
          | (?<![-–/])\b{_DAY}[ ](?:night|morning|afternoon|evening)
          | these[ ]days | so[ ]far[ ](?:today|this[ ]\w+) | the[ ]other[ ]day
        )\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "fa": re.compile(r"(?<!\w)(?:دیروز|امروز|فردا|امشب|دیشب|هفته گذشته|هفتهٔ گذشته|ماه گذشته|سال گذشته)(?!\w)"),
}
"""By primary language; texts in others are not judged."""

_DATE = re.compile(rf"\b(?:{_MONTH}|(?:19|20)\d\d|\d{{4}}-\d{{2}}-\d{{2}})\b|[۰-۹]")
_NEAR = 24
_FIELDS = ("title", "summary", "why", "caption", "text", "what", "outcome", "now", "note", "basis")


def check_relative_dates(file: FileInput) -> Iterator[Problem]:
    """Find relative words in what a desk writes itself; quotations keep theirs."""
    pattern = _WORDS.get(file.lang.partition("-")[0].lower())
    if pattern is None:
        return
    for passage in (*file.fields, file.body):
        if (passage.name in _FIELDS or passage.name == "body") and not passage.is_verbatim:
            yield from _check(passage, pattern)


def _check(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Problem]:
    text = without_quotes(passage.text)
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _DATE.search(around) is None:
            hint = "Name the day, or write `[words]{date=2021-07-14}` in a body: it shows the date in print."
            yield Problem(
                "BRF-relative-date", passage.locate(match.start()), f"`{match[0]}`", "a date that stays true", hint
            )
