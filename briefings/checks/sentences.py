"""Sentences of an English text, and the words in them that carry meaning, in a form that ignores endings."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP_TEXT = (
    "a an and any are as at be been being both but by do does did each every for from had has have having he her "
    "hers him his how i if in into is it its itself may more most of off on onto or other our out over own same she so "
    "some such than that the their theirs them then there these they this those through to too under until up upon was "
    "we were what when where which while who whom whose will with would you your also about after before again all "
    "between during per there's it's yet now still very s t"
)
_STOP = frozenset(_STOP_TEXT.split())
NEGATIONS = frozenset({"no", "not", "nobody", "nothing", "never", "none", "neither", "nor", "cannot"})
_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety hundred"
_NUMBERS = {word: str(number) for number, word in enumerate(_UP_TO_TWENTY.split())}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 1)}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS.split()[1:9])})[- ]({'|'.join(_UP_TO_TWENTY.split()[1:10])})\b")
_IRREGULAR = {
    form: base
    for base, forms in {
        "take": "took taken taking takes",
        "retake": "retook retaken retaking retakes",
        "hold": "held holding holds",
        "fall": "fell fallen falling falls",
        "leave": "left leaving leaves",
        "shoot": "shot shooting shoots",
        "strike": "struck striking strikes",
        "go": "went gone going goes",
        "give": "gave given giving gives",
        "lose": "lost losing loses",
        "win": "won winning wins",
        "break": "broke broken breaking breaks",
        "drive": "drove driven driving drives",
        "flee": "fled fleeing flees",
        "fight": "fought fighting fights",
        "send": "sent sending sends",
        "find": "found finding finds",
        "die": "died dying dies dead",
        "steal": "stole stolen stealing steals",
        "begin": "began begun beginning begins",
        "make": "made making makes",
        "man": "men",
        "woman": "women",
        "child": "children",
        "city": "cities",
    }.items()
    for form in forms.split()
}
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_BREAK = re.compile(r"(?<=[.!?…])[\"”’)\]]*[ \t\n]+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Gen|Lt|Col|Maj|Sgt|Brig|Capt|Mr|Mrs|Ms|Dr|St|No|vs|Prof|Sen|Rep|Gov|a\.m|p\.m))\.$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_DAY = r"\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![.,]\d)"
_DATE = re.compile(
    rf"{_DAY}(?:\s?(?:[-–—]|and|to)\s?{_DAY})?\s(?:of\s)?{_MONTH}"
    rf"|\b(?<!\b[Ii]n\s){_MONTH}\.?\s{_DAY}(?:\s?[-–—]\s?{_DAY})?|\b{_MONTH}\s(?=(?:19|20)\d\d\b)"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b"
)
_PLACE = r"(?:towns?|city|cities|villages?|districts?|crossings?|posts?)"
_NAMED_PLACE = re.compile(
    rf"\b{_PLACE}\b(?=\s(?:of\s(?:the\s)?)?(?P<next>[A-Z]\w*))"
    rf"|\b(?P<name>(?!(?:The|A|An)\b)[A-Z]\w*(?:\sborder)?)\s{_PLACE}\b"
)


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; in doubt, such as behind `Gen.` or an initial, two stay together."""
    found: list[str] = []
    for part in _BREAK.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += " " + part
        elif part.strip():
            found.append(part.strip())
    return found


def split_clauses(sentence: str) -> list[str]:
    """The parts of a sentence between semicolons."""
    return [part for part in sentence.split(";") if part.strip()]


def find_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning: numbers as figures, endings cut off, no dates and no negations."""
    words = _list_words(_DATE.sub(" ", text))
    return frozenset(_cut(word) for word in words if word not in _STOP and not _YEAR.fullmatch(word))


def without_kinds_of_place(text: str) -> str:
    """A text without `town`, `district` and the like where a name stands beside them and says which."""
    return _NAMED_PLACE.sub(r"\g<name>", text)


def find_named_places(text: str) -> frozenset[str]:
    """The words of names that stand beside `town`, `district` and the like."""
    return find_words(" ".join(match["next"] or match["name"] for match in _NAMED_PLACE.finditer(text)))


def has_negation(text: str) -> bool:
    """Whether a text says that something is not so."""
    return any(word in NEGATIONS or word.endswith("n't") for word in _list_words(text, NEGATIONS))


def _list_words(text: str, kept: frozenset[str] = frozenset()) -> list[str]:
    text = _COMPOUND.sub(_add_up, text.lower())
    words = [match.replace("’", "'").removesuffix("'s") for match in _WORD.findall(text)]
    return [word for word in words if word in kept or word.endswith("n't") or word not in NEGATIONS]


def _add_up(match: re.Match[str]) -> str:
    """`forty-six` as figures."""
    return str(int(_NUMBERS[match[1]]) + int(_NUMBERS[match[2]]))


@lru_cache(maxsize=20_000)
def _cut(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    if word in _NUMBERS:
        return _NUMBERS[word]
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
