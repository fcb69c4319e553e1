"""BRF-language-incomplete: a language of the site whose pages are framed in English for want of words."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.problems import Location, Problem
from briefings.views.language import count_untranslated, language_name

_EXPECTED = "a catalogue with all words of the interface"


def check_languages(checked: SiteInput) -> Iterator[Problem]:
    """Find languages of briefings without a catalogue, or with one that lacks words; each is named once."""
    for lang, identifiers in checked.site.by_language.items():
        missing = count_untranslated(lang)
        if missing == 0:
            continue
        linked = checked.site.briefings[identifiers[-1]]
        path = checked.site.briefings[linked.translations.get(lang, linked.briefing.id)].briefing.path
        lack = "no catalogue" if missing is None else f"a catalogue without {missing} words"
        found = f"`{lang}` ({language_name(lang)}) has {lack}: the interface is English there"
        document = checked.documents[path].briefing
        where = Location(path, pointer=("lang",) if document and document.lang else ())
        yield Problem("BRF-language-incomplete", where, found, _EXPECTED, "docs/languages.md says how to add one.")
