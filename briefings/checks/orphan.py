"""BRF-orphan: actors, places, publishers, registered sources, topics and image files that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from briefings.checks.image_uses import list_shown_files
from briefings.checks.registry_uses import USED_KINDS, Record, collect_uses, list_names
from briefings.checks.rule import SiteInput
from briefings.model.document import Document
from briefings.problems import Location, Pointer, Problem, Severity

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IMAGES = "images/"


def check_orphans(checked: SiteInput) -> Iterator[Problem]:
    """Find what no briefing, draft, topic, link or used record names. A file that cannot be read may use anything.

    Without a briefing everything would be an orphan; that none is there is another problem.
    """
    if not checked.site.briefings:
        return
    texts = [checked.open_file(d.path).text for d in checked.documents.values() if _has_errors(d)]
    if not all(texts):
        return
    uses = collect_uses(checked.documents.values())
    doubtful = frozenset(word for text in texts for word in _ID.findall(text))
    for document in checked.documents.values():
        for kind, record, pointer in _list_records(document):
            if record.id not in doubtful and not uses.has(kind, list_names(record)):
                where = Location(document.path, pointer=pointer)
                yield _make_problem(where, f"the {kind} `{record.id}`, which nothing uses")
    yield from _check_images(checked, texts)


def _has_errors(document: Document) -> bool:
    return any(problem.severity is Severity.ERROR for problem in document.problems)


def _list_records(document: Document) -> Iterator[tuple[str, Record, Pointer]]:
    if document.topic is not None:
        yield "topic", document.topic, ("title",)
    lists: tuple[Iterable[Record], ...] = (document.actors, document.places, document.publishers, document.sources)
    for kind, records in zip(USED_KINDS[1:], lists, strict=True):
        for index, record in enumerate(records):
            yield kind, record, (index, "id")


def _check_images(checked: SiteInput, texts: Iterable[str]) -> Iterator[Problem]:
    images = {path for path in checked.files if path.startswith(_IMAGES)}
    for document in checked.documents.values() if images else ():
        images.difference_update([path for path, _ in list_shown_files(document, checked.files)])
    # A summary or a page may name a file in a way of its own: a name that stands anywhere is a use.
    for document in checked.documents.values() if images else ():
        text = checked.open_file(document.path).text
        images -= {path for path in images if path in text or quote(path) in text}
    settings = checked.settings
    told = (*texts, settings.about, *(href for _, href in settings.links))
    for path in sorted(images):
        if not any(path in text for text in told):
            yield _make_problem(Location(path), "an image that nothing shows")


def _make_problem(where: Location, found: str) -> Problem:
    hint = "Delete it, or refer to it where it belongs."
    return Problem("BRF-orphan", where, found, "something that a briefing, a topic or a page refers to", hint)
