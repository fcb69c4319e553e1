"""BRF-translation-missing: briefings that cannot be read in a language into which the site translates."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Briefing
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
    # By language the oldest translation, the last: where it stands, a note moves with no new briefing.
    first = {each.lang: each.briefing for each in briefings if each.original != each.briefing.id}
    for lang, translation in sorted(first.items()):
        missing = [each for each in originals if lang not in each.translations]
        if missing:
            where = Location(translation.path, pointer=("lang",) if translation.lang else ("title",))
            yield _make_problem(lang, where, missing, len(originals))


def _make_problem(lang: str, where: Location, missing: list[LinkedBriefing], total: int) -> Problem:
    names = ", ".join(f"`{each.briefing.id}`" for each in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    found = f"`{lang}` ({language_name(lang)}): {len(missing)} of {total} briefings are not in it: {names}{more}"
    hint = f"{_tell_how(lang, missing[0].briefing)}; a policy can turn this off."
    return Problem("BRF-translation-missing", where, found, "a translation of each", hint)


def _tell_how(lang: str, newest: Briefing) -> str:
    name, ending = posixpath.splitext(posixpath.basename(newest.path))
    key, place = newest.translation_key, "there"
    if not key:
        key, place = newest.id, "in both"
    file = f"`{name}.{lang}{ending}` beside {newest.path}"
    return f"Write {file}, with `lang: {lang}` there and `translation_key: {key}` {place}"
