"""BRF-translation-missing: briefings that cannot be read in a language into which the site translates."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.linking.site import LinkedBriefing
from briefings.problems import Location, Problem
from briefings.views.language import language_name

_NAMED = 5
"""How many briefings are named, newest first; there may be thousands."""


def check_missing_translations(checked: SiteInput) -> Iterator[Problem]:
    """Find, once for each language of a translation, the originals without one.

    A language in which the site only writes of its own is none of these: nobody translates into it.
    """
    briefings = checked.site.briefings.values()
    originals = [each for each in briefings if each.original == each.briefing.id and not each.is_withdrawn]
    for lang in sorted({each.lang for each in briefings if each.original != each.briefing.id}):
        missing = [each for each in originals if lang not in each.translations]
        if missing:
            yield _make_problem(lang, missing, len(originals))


def _make_problem(lang: str, missing: list[LinkedBriefing], total: int) -> Problem:
    names = ", ".join(f"`{each.briefing.id}`" for each in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    found = f"`{lang}` ({language_name(lang)}): {len(missing)} of {total} briefings are not in it: {names}{more}"
    newest = missing[0].briefing
    name, ending = posixpath.splitext(posixpath.basename(newest.path))
    file = f"{name}.{lang}{ending}"
    hint = f"Write `{file}` beside it, with `lang: {lang}` and the same `translation_key`; a policy can turn this off."
    where = Location(newest.path, pointer=("translation_key",) if newest.translation_key else ("title",))
    return Problem("BRF-translation-missing", where, found, "a translation of each", hint)
