"""What the references of a body mean: pages, documents, images and files; and problems where they mean nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias
from urllib.parse import unquote

import msgspec

from briefings.linking.ids import Resolver
from briefings.linking.site import EntityKind, LinkedSource, Site
from briefings.model.body import Reference, ReferenceKind
from briefings.model.briefing import Briefing, Image
from briefings.model.ids import Id, slugify
from briefings.problems import Location, Problem

Target: TypeAlias = tuple[EntityKind, Id]
"""A page that a reference leads to."""

_KINDS = {kind.value: kind for kind in EntityKind}


class Targets(msgspec.Struct, frozen=True):
    """All ids by kind and all aliases of a site: what a reference can lead to."""

    ids: Mapping[EntityKind, Mapping[Id, object]]
    aliases: Mapping[tuple[EntityKind, str], Id]


def targets_of(site: Site) -> Targets:
    """Give the targets of a linked site."""
    return Targets(
        ids={
            EntityKind.BRIEFING: site.briefings,
            EntityKind.TOPIC: site.topics,
            EntityKind.ACTOR: site.actors,
            EntityKind.PLACE: site.places,
            EntityKind.PUBLISHER: site.publishers,
            EntityKind.CLAIM: site.claims,
        },
        aliases=site.aliases,
    )


def find_target(reference: Reference, targets: Targets) -> Target | None:
    """Give the page that a LINK or CLAIM reference leads to; None where it leads to none, or to more than one."""
    candidates = find_candidates(reference, targets)
    return candidates[0] if len(candidates) == 1 else None


def find_candidates(reference: Reference, targets: Targets) -> tuple[Target, ...]:
    """Give every page that a LINK or CLAIM reference can mean, by id or alias, in the order of kinds."""
    if reference.kind is ReferenceKind.CLAIM:
        kinds: Iterable[EntityKind] = (EntityKind.CLAIM,)
    elif reference.prefix:
        kinds = (_KINDS[reference.prefix],) if reference.prefix in _KINDS else ()
    else:
        kinds = EntityKind
    kinds = tuple(kinds)
    return _find_named(kinds, reference.target, targets) or _find_named(kinds, slugify(reference.target), targets)


def _find_named(kinds: Iterable[EntityKind], name: str, targets: Targets) -> tuple[Target, ...]:
    found: list[Target] = []
    for kind in kinds:
        if name in targets.ids[kind]:
            found.append((kind, Id(name)))
        elif (kind, name) in targets.aliases:
            found.append((kind, targets.aliases[kind, name]))
    return tuple(found)


def find_citation(reference: Reference, sources: Iterable[LinkedSource]) -> LinkedSource | None:
    """Give the document in a source list that a CITATION means."""
    return next((linked for linked in sources if linked.source.id == reference.target), None)


def find_image(reference: Reference, briefing: Briefing) -> Image | None:
    """Give the image of the front matter that an IMAGE means: by its id, or by its file's name without the ending."""
    images = (*(() if briefing.image is None else (briefing.image,)), *briefing.images)
    by_id = next((image for image in images if image.id == reference.target), None)
    return by_id or next((image for image in images if _stem(image.file) == reference.target), None)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def find_path(reference: Reference, path: str, files: Container[str]) -> str | None:
    """Give the file of the content folder that a PATH in the file `path` means, by Pelican's rules.

    A target that starts with `/` or `|` counts from the content folder, any other from the folder of `path`. None where
    there is no such file among `files`, or where it would lie outside.
    """
    for target in (reference.target, unquote(reference.target)):
        resolved = _content_path(target, path)
        if resolved in files:
            return resolved
    return None


def _content_path(target: str, path: str) -> str:
    if not target:
        return path
    if target[0] in "/|":
        return posixpath.normpath(target.lstrip("/|"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


class Referrer(msgspec.Struct, frozen=True, gc=False):
    """A page with a body: its file, its references, and what they can draw on."""

    path: str
    references: Sequence[Reference]
    sources: Sequence[LinkedSource] = ()
    briefing: Briefing | None = None


class ReferenceChecker:
    """Notes every reference that leads nowhere; `excuses` says of files why they are not on the site."""

    def __init__(
        self,
        targets: Targets,
        files: Container[str],
        registered: Container[str],
        excuses: Mapping[str, str],
        ids: Resolver,
    ) -> None:
        self._targets = targets
        self._files = files
        self._registered = registered
        self._excuses = excuses
        self._suggestions = ids.suggestions
        self._ids = ids

    def check(self, page: Referrer) -> Iterator[Problem]:
        """Give the problems of one page."""
        for reference in page.references:
            match reference.kind:
                case ReferenceKind.LINK:
                    yield from self._check_link(reference, page)
                case ReferenceKind.CLAIM:
                    yield from self._check_claim(reference, page)
                case ReferenceKind.CITATION:
                    yield from self._check_citation(reference, page)
                case ReferenceKind.IMAGE:
                    yield from self._check_image(reference, page)
                case ReferenceKind.PATH:
                    yield from self._check_path(reference, page)

    def _check_link(self, reference: Reference, page: Referrer) -> Iterator[Problem]:
        candidates = find_candidates(reference, self._targets)
        written = f"{reference.prefix}:{reference.target}" if reference.prefix else reference.target
        if len(candidates) > 1:
            hint = "Write " + " or ".join(f"`[[{kind}:{key}]]`" for kind, key in candidates) + "."
            yield _problem("BRF-link-ambiguous", reference, page, f"`[[{written}]]`", "one page", hint)
        elif not candidates and reference.prefix and reference.prefix not in _KINDS:
            expected = "one of the kinds " + ", ".join(_KINDS)
            hint = self._suggestions.near(reference.prefix, _KINDS)
            yield _problem("BRF-link-unknown", reference, page, f"`[[{written}]]`", expected, hint)
        elif not candidates:
            yield from self._unknown_link(reference, page, written)

    def _unknown_link(self, reference: Reference, page: Referrer, written: str) -> Iterator[Problem]:
        kinds = [_KINDS[reference.prefix]] if reference.prefix else list(EntityKind)
        judged = kinds if reference.prefix else [kind for kind in kinds if kind is not EntityKind.CLAIM]
        if not any(self._ids.is_unjudged(kind, reference.target) for kind in judged):
            expected = f"the id or an alias of {'a page' if len(kinds) > 1 else f'one {kinds[0]}'}"
            hint = self._hint(reference.target, kinds)
            yield _problem("BRF-link-unknown", reference, page, f"`[[{written}]]`", expected, hint)

    def _check_claim(self, reference: Reference, page: Referrer) -> Iterator[Problem]:
        word = reference.target
        if find_target(reference, self._targets) is None and not self._ids.is_unjudged(EntityKind.CLAIM, word):
            hint = self._hint(word, [EntityKind.CLAIM])
            yield _problem("BRF-span-unknown", reference, page, f"`{word}`", "the id of a claim", hint)

    def _check_citation(self, reference: Reference, page: Referrer) -> Iterator[Problem]:
        if find_citation(reference, page.sources) is not None:
            return
        if reference.target in self._registered:
            hint = f"It is in registry/sources.yml: list `{reference.target}` in `sources`."
        else:
            hint = self._suggestions.near(reference.target, [linked.source.id for linked in page.sources])
        expected = "the id of a document in `sources`"
        yield _problem("BRF-citation-unknown", reference, page, f"`@{reference.target}`", expected, hint)

    def _check_image(self, reference: Reference, page: Referrer) -> Iterator[Problem]:
        if page.briefing is None:
            expected = "no figure: only briefings have images in front matter"
            yield _problem("BRF-link-unknown", reference, page, f"`![[{reference.target}]]`", expected, "")
        elif find_image(reference, page.briefing) is None:
            images = (*(() if page.briefing.image is None else (page.briefing.image,)), *page.briefing.images)
            hint = self._suggestions.near(reference.target, [image.id or _stem(image.file) for image in images])
            expected = "the id or file name of an image in front matter"
            yield _problem("BRF-link-unknown", reference, page, f"`![[{reference.target}]]`", expected, hint)

    def _check_path(self, reference: Reference, page: Referrer) -> Iterator[Problem]:
        if find_path(reference, page.path, self._files) is not None:
            return
        resolved = _content_path(reference.target, page.path)
        written = f"`{{{reference.prefix}}}{reference.target}`"
        if resolved.startswith(".."):
            expected = "a file of the content folder; this one lies outside"
            yield _problem("BRF-broken-link", reference, page, written, expected, "")
            return
        hint = f"{resolved} {self._excuses[resolved]}." if resolved in self._excuses else ""
        yield _problem("BRF-broken-link", reference, page, written, f"the file {resolved} in the content folder", hint)

    def _hint(self, word: str, kinds: Sequence[EntityKind]) -> str:
        for kind in kinds:
            if excuse := self._ids.excuse(kind, word):
                return excuse
        aliases = (alias for kind, alias in self._targets.aliases if kind in kinds)
        ids = (key for kind in kinds for key in self._targets.ids[kind])
        return self._suggestions.near(word, chain(ids, aliases))


def _problem(code: str, reference: Reference, page: Referrer, found: str, expected: str, hint: str) -> Problem:
    return Problem(code, Location(page.path, reference.line, reference.column), found, expected, hint)
