"""What must be unique or present: output addresses, ids inside one briefing, outcomes, and the files of images."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from briefings.linking.editions import Draft
from briefings.linking.ids import Resolver
from briefings.linking.translations import Edition
from briefings.model.briefing import Briefing, Image
from briefings.model.topic import Topic
from briefings.problems import Location, Pointer, Problem


def check_outputs(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Note briefings with the address of another one; file systems may not tell case or Unicode forms apart."""
    taken: dict[tuple[str, str], Edition] = {}
    # Whoever chose the address of another one is to change it; of two who chose, the later.
    for edition in sorted(editions, key=lambda e: (bool(e.briefing.slug), e.published[0], e.path)):
        slug = edition.briefing.slug or edition.id
        key = edition.lang.casefold(), unicodedata.normalize("NFC", slug).casefold()
        first = taken.setdefault(key, edition)
        if first is not edition:
            where = Location(edition.path, pointer=("slug",))
            found = f"`{slug}` in language `{edition.lang}`"
            hint = f"{first.path} has it. Give one of them another `slug`."
            yield Problem("BRF-duplicate-output", where, found, "a slug that no other briefing has", hint)


def check_inner_ids(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """Note claims, events, upcoming items and images that have the id of another one in the same briefing."""
    for draft in drafts:
        briefing = draft.briefing
        claims = [(claim.id, ("claims", i, "id")) for i, claim in enumerate(briefing.claims)]
        upcoming = [(item.id, ("upcoming", i, "id")) for i, item in enumerate(briefing.upcoming)]
        events = [(fact.id, ("events", i, "id")) for i, fact in enumerate(briefing.events) if fact.id is not None]
        images = [(image.id, (*pointer, "id")) for image, pointer in _images(briefing) if image.id is not None]
        for members in (claims, events, upcoming, images):
            if len(members) > 1:
                yield from _check_unique(members, draft.path)


def check_carriers(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """Note every position that names no source, as it is written: unknown sources are another problem."""
    for draft in drafts:
        for index, claim in enumerate(draft.briefing.claims):
            for place, position in enumerate(claim.positions):
                if not position.via:
                    where = Location(draft.path, pointer=("claims", index, "positions", place))
                    found = f"what `{position.by}` says, without `via`"
                    yield Problem("BRF-position-without-source", where, found, "`via` with at least one source")


def check_outcomes(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """Note what is to be `overtaken` by an outcome that is not there: nothing could be said of it."""
    for draft in drafts:
        for index, item in enumerate(draft.briefing.upcoming):
            if item.overtaken and not item.outcome:
                where = Location(draft.path, pointer=("upcoming", index, "overtaken"))
                hint = "Write what came instead, or take `overtaken` away."
                yield Problem("BRF-missing-key", where, "`overtaken` without an `outcome`", "`outcome: …`", hint)


def _check_unique(members: Iterable[tuple[str, Pointer]], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, pointer in members:
        if key in seen:
            where = Location(path, pointer=pointer)
            expected = "an id that no other item of this list has"
            yield Problem("BRF-duplicate-id", where, f"`{key}`", expected)
        seen.add(key)


def _images(briefing: Briefing) -> Iterator[tuple[Image, Pointer]]:
    if briefing.image is not None:
        yield briefing.image, ("image",)
    for index, image in enumerate(briefing.images):
        yield image, ("images", index)


def check_images(
    drafts: Iterable[Draft], topics: Iterable[Topic], files: frozenset[str], ids: Resolver
) -> Iterator[Problem]:
    """Note images of front matter whose file is not among `files` of the content folder."""
    named = [
        (draft.path, (*pointer, "file"), image.file) for draft in drafts for image, pointer in _images(draft.briefing)
    ]
    named += [(topic.path, ("image", "file"), topic.image.file) for topic in topics if topic.image]
    for path, pointer, file in named:
        if file not in files:
            where = Location(path, pointer=pointer)
            hint = ids.suggestions.near(file, files)
            yield Problem("BRF-image-missing", where, f"`{file}`", "a file of the content folder", hint)
