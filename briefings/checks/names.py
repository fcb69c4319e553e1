"""The words by which a text may name an actor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefings.model.registry import Actor, ActorKind

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ENDS = re.compile(r" (?:of|for|in|at|until|since|from) ")
_OFFICE = re.compile(r"(?P<kind>\w+) (?:of|for) (?:the )?(?P<matter>\w+(?: \w+)?)")


def list_names(actor: Actor) -> frozenset[str]:
    """Names of an actor as texts use them: full, short, in other languages, and the role it plays."""
    own = {actor.name, *actor.names.values(), *actor.aliases}
    if actor.kind is ActorKind.PERSON and not actor.unnamed:
        return frozenset({*own, actor.name.split()[-1]})
    called = {*own, *re.split(r"[,;]\s*", actor.role)} if " " in actor.role else own
    short = {form for name in called for form in _shorten(name)}
    # A word that begins a longer name, such as `Ministry`, is anybody's.
    return frozenset(own | {form for form in short if " " in form})


def _shorten(name: str) -> Iterator[str]:
    """`Afghan ministry of defence (2021)`: without the brackets, the first word or the matter, and turned round."""
    plain = _BRACKETS.sub("", name)
    yield plain
    yield _ENDS.split(plain)[0]
    first, _, rest = plain.partition(" ")
    if first[:1].isupper() and len(rest.split()) == 2:
        yield rest
    match = _OFFICE.fullmatch(plain)
    if match:
        yield f"{match['matter']} {match['kind']}"


def has_name(text: str, actors: Iterable[Actor]) -> bool:
    """Whether a text holds a name of one of these actors, as a word of its own."""
    text = " ".join(text.casefold().split())
    names = {name.casefold() for actor in actors for name in list_names(actor)}
    return any(name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
