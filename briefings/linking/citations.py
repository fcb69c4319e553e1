"""The documents that front matter names: checked against the source list of the briefing, then against the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from briefings.linking.ids import Resolver
from briefings.linking.site import LinkedSource
from briefings.linking.sources import Library
from briefings.model.briefing import Briefing
from briefings.model.claim import Claim
from briefings.model.ids import Id
from briefings.problems import Location, Pointer, Problem


class Citations:
    """The source list of one briefing: its listed documents, then others that its front matter names.

    Those are documents of the registry, and for a translation those of its original (`fallback`).
    """

    def __init__(
        self,
        path: str,
        listed: Iterable[LinkedSource],
        library: Library,
        ids: Resolver,
        fallback: Iterable[LinkedSource] = (),
    ) -> None:
        self._path = path
        self._found = {linked.source.id: linked for linked in listed}
        self._fallback = {linked.source.id: linked for linked in fallback}
        self._library = library
        self._problems = ids.problems
        self._suggestions = ids.suggestions

    @property
    def sources(self) -> tuple[LinkedSource, ...]:
        """The whole list, once everything is resolved."""
        return tuple(self._found.values())

    @property
    def by_id(self) -> Mapping[Id, LinkedSource]:
        """The whole list by the ids that its briefing uses."""
        return self._found

    def resolve(self, briefing: Briefing) -> Briefing:
        """Give the briefing without the ids of documents that do not exist; they are noted."""
        claims = tuple([self._claim(claim, ("claims", i)) for i, claim in enumerate(briefing.claims)])
        if claims == briefing.claims and not (briefing.events or briefing.upcoming):
            return briefing
        return replace(
            briefing,
            claims=claims,
            events=tuple(
                replace(fact, sources=self._find_all(fact.sources, ("events", i, "sources")))
                for i, fact in enumerate(briefing.events)
            ),
            upcoming=tuple(
                replace(item, sources=self._find_all(item.sources, ("upcoming", i, "sources")))
                for i, item in enumerate(briefing.upcoming)
            ),
        )

    def _claim(self, claim: Claim, pointer: Pointer) -> Claim:
        if claim.assessment is None and all(self._is_listed(position.via) for position in claim.positions):
            return claim
        positions = []
        for index, position in enumerate(claim.positions):
            via = self._find_all(position.via, (*pointer, "positions", index, "via"))
            positions.append(position if via == position.via else replace(position, via=via))
        assessment = claim.assessment
        if assessment is not None:
            via = self._find_all(assessment.via, (*pointer, "assessment", "via"))
            assessment = replace(assessment, via=via)
        return replace(claim, positions=tuple(positions), assessment=assessment)

    def _is_listed(self, words: tuple[Id, ...]) -> bool:
        """Tell whether all of `words` are documents of the list, each once: there is nothing to look up."""
        if len(words) == 1:
            return words[0] in self._found
        distinct = set(words)
        return len(distinct) == len(words) and self._found.keys() >= distinct

    def _find_all(self, words: tuple[Id, ...], pointer: Pointer) -> tuple[Id, ...]:
        if self._is_listed(words):
            return words
        known = (word for index, word in enumerate(words) if self._is_known(word, (*pointer, index)))
        return tuple(dict.fromkeys(known))

    def _is_known(self, word: Id, pointer: Pointer) -> bool:
        if word in self._found:
            return True
        linked = self._fallback.get(word) or self._library.sources.get(word)
        if linked is not None:
            self._found[word] = linked
            return True
        choices = (*self._found, *(linked.key for linked in self._library.registered))
        hint = self._suggestions.near(word, choices) or "Add the document to `sources`."
        where = Location(self._path, pointer=pointer)
        self._problems.append(Problem("BRF-unknown-id", where, f"`{word}`", "the id of a document in `sources`", hint))
        return False
