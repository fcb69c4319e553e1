"""Folds Arabic script for the search: readers write the same word with several letters, marks and digits.

`static/js/search/fold.js` does the same to what readers ask for; `tests/unit/building/folded_words.json` binds both.
"""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c-\u200f]+")
"""Letters, marks and digits of the script, and the joiners and direction marks that stand among them."""
_DIGITS = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
_SAME = str.maketrans(
    # The letters of Arabic and not those of Persian: Pagefind knows other forms of Arabic words, not of Persian ones.
    {"ی": "ي", "ى": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ٱ": "ا", "٬": ",", "٫": "."}
    # A half-space is a hyphen, so that a word is found whole and by its parts. A drawn-out line and marks are nothing.
    | {"\u200c": "-", "\u200d": "", "\u200e": "", "\u200f": "", "\u0640": "", "\u061c": ""}
    | {digit: str(n) for digits in _DIGITS for n, digit in enumerate(digits)}
)


def fold_text(text: str) -> str:
    """A text, or a page, as the index has it. Spaces stay where they are, and so does the number of words."""
    return _PIECE.sub(_fold, text)


def _fold(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", found[0])
    return "".join(c for c in letters if unicodedata.category(c) != "Mn").translate(_SAME) or found[0]
