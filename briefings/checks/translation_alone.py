"""BRF-translation-alone: a `translation_key` that no other briefing has, so that a translation is an original."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.linking.content import is_withdrawn
from briefings.linking.lone_translations import find_lone_keys
from briefings.model.document import FileKind
from briefings.problems import Location, Problem

_EXPECTED = "the key of its original"


def check_lone_keys(checked: SiteInput) -> Iterator[Problem]:
    """Find briefings in another language than the site's whose key nobody shares: mostly it is mistyped.

    Drafts count on both sides: a translation may be there before its original is public.
    """
    documents = [document for document in checked.documents.values() if document.kind is FileKind.BRIEFING]
    for lone in find_lone_keys(documents, checked.default_lang):
        if not is_withdrawn(lone.briefing):
            where = Location(lone.path, pointer=("translation_key",))
            found = f"`{lone.briefing.translation_key}`, which no other briefing has"
            yield Problem("BRF-translation-alone", where, found, _EXPECTED, lone.hint)
