"""The tag of a language that somebody wrote by its name: `persian` and `farsi` are `fa`, `deutsch` is `de`."""

from __future__ import annotations

import re
from functools import cache

_NAMED_BY_THEMSELVES = (
    *("ar", "bn", "de", "es", "fa", "fr", "hi", "it", "ja", "ko", "nl", "pl", "ps", "pt", "ru", "tr", "uk", "ur", "zh"),
)
"""Languages whose own name is known besides the English one: CLDR has a file for each, and reading one takes time."""

_OTHER_NAMES = {"farsi": "fa", "pushto": "ps", "hazaragi": "haz", "mandarin": "zh", "espanol": "es", "francais": "fr"}
"""Names that CLDR does not have."""

_SCRIPT_OR_REGION = re.compile(r"[A-Za-z]{4}|[A-Za-z]{2}|[0-9]{3}", re.ASCII)


def suggest_language(text: str) -> str:
    """Say which tag (BCP 47) somebody may have meant who wrote something else; empty where nobody can know."""
    words = re.split(r"[\s_-]+", text.strip())
    tags = _tags_by_name()
    tag = tags.get(" ".join(words).casefold(), "")
    if not tag:
        first = tags.get(words[0].casefold(), words[0].lower())
        if first in tags.values():
            tag = "-".join([first.partition("-")[0], *filter(_SCRIPT_OR_REGION.fullmatch, words[1:])])
    return f"Write `{tag}`." if tag else ""


@cache
def _tags_by_name() -> dict[str, str]:
    # Only a mistake needs it, and loading it takes longer than reading a file.
    from babel import Locale

    english = {name.casefold(): tag.replace("_", "-") for tag, name in sorted(Locale("en").languages.items())}
    own = {str(Locale(tag).get_language_name(tag)).casefold(): tag for tag in _NAMED_BY_THEMSELVES}
    return {**english, **own, **_OTHER_NAMES}
