"""Editions: the briefings of a site with their language, and translations completed from their originals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from briefings.linking.content import is_withdrawn
from briefings.model.body import Body
from briefings.model.briefing import Briefing
from briefings.model.document import Document
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.problems import Location, Problem

INHERITED = (
    "topics",
    "actors",
    "places",
    "sources",
    "claims",
    "unknowns",
    "events",
    "upcoming",
    "image",
    "images",
    "follows",
    "stage",
    "kind",
    "event",
    "corrections",
    "updates",
)
"""Fields that a translation takes from its original where it leaves them empty."""

_DEFAULTS = Briefing(id=Id(""), title="", date=msgspec.UNSET)  # type: ignore[arg-type]  # only its defaults are read


class Edition(msgspec.Struct, frozen=True, gc=False):
    """A visible briefing with its file, its language, and the group of translations that it belongs to.

    `published` is its place in the order of publication.
    """

    id: Id
    published: tuple[datetime, Id]
    briefing: Briefing
    path: str
    body: Body
    lang: str
    original: Id
    translations: dict[str, Id]
    event: Edtf

    @property
    def is_translation(self) -> bool:
        """Whether it translates another briefing of the site, so that timelines show that one instead."""
        return self.original != self.id

    @property
    def is_withdrawn(self) -> bool:
        """Whether only a notice is left of it."""
        return is_withdrawn(self.briefing)


class Group(msgspec.Struct, frozen=True, gc=False):
    """Briefings that are translations of each other: the original's id, and all ids by language."""

    original: Id
    translations: dict[str, Id]


def group_translations(documents: Sequence[Document], default_lang: str, problems: list[Problem]) -> dict[Id, Group]:
    """Find the group of every briefing by `translation_key`; a briefing without a key is a group of its own.

    The original is the one in the default language, else the oldest.
    """
    by_key: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        if document.briefing is not None:
            key = document.briefing.translation_key
            by_key.setdefault((key, "" if key else document.briefing.id), []).append(document)
    groups: dict[Id, Group] = {}
    for members in by_key.values():
        group = _build_group(members, default_lang, problems)
        groups.update({document.briefing.id: group for document in members if document.briefing is not None})
    return groups


def _build_group(members: list[Document], default_lang: str, problems: list[Problem]) -> Group:
    translations: dict[str, Id] = {}
    paths: dict[str, str] = {}
    for briefing, path in _oldest_first(members):
        lang = briefing.lang or default_lang
        if lang in translations:
            where = Location(path, pointer=("translation_key",))
            found = f"`{briefing.translation_key}` in language `{lang}`"
            expected = "one briefing of each language for a key"
            problems.append(Problem("BRF-translation-twice", where, found, expected, f"The other is {paths[lang]}."))
        else:
            translations[lang], paths[lang] = briefing.id, path
    original = translations.get(default_lang) or next(iter(translations.values()))
    return Group(original, dict(sorted(translations.items())))


def _oldest_first(members: Iterable[Document]) -> list[tuple[Briefing, str]]:
    pairs = [(document.briefing, document.path) for document in members if document.briefing is not None]
    return sorted(pairs, key=lambda pair: (pair[0].date.utc, pair[0].id)) if len(pairs) > 1 else pairs


def complete_translation(translation: Briefing, original: Briefing) -> Briefing:
    """Fill the empty fields of a translation from its original; its claims are the original's in any case."""
    empty = [name for name in INHERITED if getattr(translation, name) == getattr(_DEFAULTS, name)]
    inherited = {name: getattr(original, name) for name in {*empty, "claims"}}
    return replace(translation, **inherited)
