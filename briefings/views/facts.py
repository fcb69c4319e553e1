"""The facts at the side of a profile: a label, and what is known under it."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.model.registry import Actor, Place, Publisher
from briefings.views.context import ViewContext
from briefings.views.parts import Link, View


class FactView(View):
    """A label with one or more values; values without `href` are plain text."""

    label: str
    values: tuple[Link, ...]


def build_fact(context: ViewContext, label: str, values: list[str], *, translate: bool = False) -> FactView:
    """A fact of plain texts; empty ones are left out. `label` and, with `translate`, the texts are messages."""
    texts = [context.words(value) if translate else value for value in values if value]
    return FactView(context.words(label), tuple(Link(text, "") for text in texts))


def build_link_fact(context: ViewContext, label: str, links: Iterable[Link]) -> FactView:
    """A fact of links."""
    return FactView(context.words(label), tuple(links))


def build_name_facts(context: ViewContext, record: Actor | Place | Publisher) -> list[FactView]:
    """Names in other languages, and aliases; one that several languages share stands once."""
    names = {name: lang for lang, name in sorted(record.names.items(), reverse=True) if lang != context.lang}
    links = (Link(name, "", lang=lang) for name, lang in sorted(names.items(), key=lambda item: item[1]))
    return [
        build_link_fact(context, "Also written", links),
        build_fact(context, "Also known as", [context.join(record.aliases)]),
    ]
