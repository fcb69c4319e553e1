"""BRF-lookalike-id: ids that mix scripts in one word, or that look like another id of the same kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from briefings.checks.rule import SiteInput
from briefings.model.document import Document
from briefings.model.ids import slugify
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.problems import Location, Pointer, Problem

_LOOKALIKES = {
    "aɑαа": "a", "cᴄϲс": "c", "dԁ": "d", "eеҽ": "e", "fք": "f", "gɡց": "g", "hһհ": "h", "iıɩɪιіӏ": "i", "jϳј": "j",
    "kĸκк": "k", "nոռ": "n", "oᴏοσоօ": "0", "pρр": "p", "qԛգզ": "q", "rꭇ": "r", "sꜱѕ": "s", "uᴜʋυս": "u", "vᴠνѵ": "v",
    "wɯᴡωѡԝա": "w", "xх": "x", "yɣʏγуү": "y", "zᴢ": "z", "äӓ": "ä", "ëё": "ë", "ïї": "ï", "öӧ": "ö", "l": "1",
    # What Persian and Arabic encode differently.
    "يى": "ی", "ك": "ک", "ہە": "ه", "٠": "۰", "١": "۱", "٢": "۲", "٣": "۳", "٤": "۴", "٥": "۵", "٦": "۶", "٧": "۷",
    "٨": "۸", "٩": "۹",
}  # fmt: skip
"""After UTS #39, for the letters that ids have: lower case, NFKC. `rn` and `m` are left apart: many words differ so."""

_CONFUSABLES = {ord(letter): plain for letters, plain in _LOOKALIKES.items() for letter in letters}

_MIXABLE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE")
"""Scripts whose letters look alike. Japanese mixes scripts in every word, and nobody is misled."""

_WORD = re.compile(r"[^\W\d_]+")


class NamedId(msgspec.Struct, frozen=True):
    """A name that stands for something: its kind, the thing it leads to, and where it is written."""

    kind: str
    name: str
    owner: str
    path: str
    pointer: Pointer


def check_lookalike_ids(checked: SiteInput) -> Iterator[Problem]:
    """Look at every id, alias and slug of the content folder where it is defined."""
    names = list(_list_names(checked.documents.values()))
    told: set[tuple[str, Pointer]] = set()
    # The plain name first, so that the odd one gets the blame.
    first: dict[tuple[str, str], NamedId] = {}
    for named in sorted(names, key=lambda named: not named.name.isascii()):
        slug = slugify(named.name)
        other = first.setdefault((named.kind, skeleton(slug)), named)
        if other.owner != named.owner and slugify(other.name) != slug:
            told.add((named.path, named.pointer))
            hint = f"Rename one of them. The other stands in {other.path}."
            found = f"`{named.name}`{_spell(named.name)}, which looks like `{other.name}`"
            yield _problem(
                named, found, f"an id that cannot be taken for another {named.kind.rpartition(' ')[2]}", hint
            )
    for named in names:
        if not named.name.isascii() and (named.path, named.pointer) not in told:
            yield from _check_scripts(named)


def skeleton(slug: str) -> str:
    """The form in which names that look alike are equal (after UTS #39); only to be compared, never shown."""
    return slug.translate(_CONFUSABLES)


def _list_names(documents: Iterable[Document]) -> Iterator[NamedId]:
    for document in documents:
        path = document.path
        if (briefing := document.briefing) is not None:
            yield from _name("briefing", path, briefing.id, (), (briefing.slug,), briefing.aliases)
            for index, claim in enumerate(briefing.claims):
                yield NamedId("claim", claim.id, claim.id, path, ("claims", index, "id"))
            yield from _name_sources(path, briefing.sources)
        if (topic := document.topic) is not None:
            yield from _name("topic", path, topic.id, (), (), topic.aliases)
            yield from _name_sources(path, topic.sources)
        if (page := document.page) is not None:
            yield from _name("page", path, page.id, (), (page.slug,), ())
        registries: dict[str, tuple[Actor | Place | Publisher, ...]]
        registries = {"actor": document.actors, "place": document.places, "publisher": document.publishers}
        for kind, records in registries.items():
            for index, record in enumerate(records):
                yield from _name(kind, path, record.id, (index,), (), record.aliases)
        for index, source in enumerate(document.sources):
            yield NamedId("source", source.id, source.id, path, (index, "id"))


def _name(
    kind: str, path: str, own: str, pointer: Pointer, slugs: tuple[str, ...], aliases: tuple[str, ...]
) -> Iterator[NamedId]:
    yield NamedId(kind, own, own, path, (*pointer, "id"))
    yield from (NamedId(kind, slug, own, path, ("slug",)) for slug in slugs if slug != own)
    for index, alias in enumerate(aliases):
        yield NamedId(kind, alias, own, path, (*pointer, "aliases", index))


def _name_sources(path: str, sources: tuple[Source | str, ...]) -> Iterator[NamedId]:
    """Documents of one file: their ids mean something there only."""
    for index, source in enumerate(sources):
        if isinstance(source, Source):
            yield NamedId(f"{path} source", source.id, source.id, path, ("sources", index, "id"))


def _check_scripts(named: NamedId) -> Iterator[Problem]:
    for word in _WORD.findall(unicodedata.normalize("NFKC", named.name)):
        scripts = {script for char in word if (script := _find_script(char)) in _MIXABLE}
        if len(scripts) > 1:
            mixed = " and ".join(script.capitalize() for script in sorted(scripts, key=_MIXABLE.index))
            found = f"`{word}`{_spell(word)}, which mixes {mixed} letters"
            yield _problem(named, found, "words of one script", "Type the word again in one script.")
            return


def _find_script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _spell(name: str) -> str:
    """Which letters of a name are not Latin, where some are and others are not."""
    letters = dict.fromkeys(c for c in name if c.isalpha() and not c.isascii() and _find_script(c) in _MIXABLE[1:])
    return " (" + ", ".join(unicodedata.name(c) for c in list(letters)[:3]) + ")" if letters else ""


def _problem(named: NamedId, found: str, expected: str, hint: str) -> Problem:
    return Problem("BRF-lookalike-id", Location(named.path, pointer=named.pointer), found, expected, hint)
