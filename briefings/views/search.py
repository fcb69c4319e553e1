"""The search page, and the list from A to Z that it has for readers without script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from briefings.linking.site import EntityKind, LinkedTopic
from briefings.model.briefing import Stage
from briefings.model.registry import Actor, Place
from briefings.model.topic import Topic
from briefings.views.content_policy import build_search_policy
from briefings.views.context import ViewContext
from briefings.views.facets import FILTERS
from briefings.views.language import language_name
from briefings.views.language import message as _
from briefings.views.language_pages import list_languages
from briefings.views.parts import Html, Link, PageMeta, View
from briefings.views.words import STATUS_WORDS

FOLDER = "search"
BUNDLE = "pagefind"
"""The folder of the index, at the root of the site."""


class SearchChoice(View):
    """A value to choose by, and its words."""

    value: str
    text: str


class SearchFilter(View):
    """A list to choose from. Without `choices` script fills it: from the index, with names from the list A to Z."""

    name: str
    label: str
    choices: tuple[SearchChoice, ...] = ()


class SearchName(View):
    """A topic, an actor or a place; `note` of the link says which of the three. `also` are its other names."""

    link: Link
    also: tuple[str, ...] = ()


class SearchLetter(View):
    """Topics, actors and places whose names begin with a letter."""

    title: str
    names: tuple[SearchName, ...]


class SearchView(View):
    """The search page. `bundle` is the address of the script of the index; `letters` stand there with and without.

    `digits` is how script writes numbers: a numbering system of Unicode CLDR.
    """

    page: PageMeta
    title: str
    bundle: str
    digits: str
    filters: tuple[SearchFilter, ...]
    letters: tuple[SearchLetter, ...]
    timeline: str
    topics: str


def has_search(context: ViewContext) -> bool:
    """Whether the site has a search page."""
    return context.settings.search and context.has_template("search.html")


def find_search_folder(context: ViewContext) -> str:
    """The folder of the search page in the language of `context`. All of them lie in one, which has its own policy."""
    has_own = context.lang != context.settings.lang and context.lang in context.site.by_language
    return f"{FOLDER}/{context.lang}" if has_own else FOLDER


def build_search_view(context: ViewContext) -> SearchView:
    """The search page in the language of `context`."""
    title, at = context.words(_("Search")), context.addresses.at
    description = context.words(_("Briefings, topics, actors, places and claims"))
    meta = context.meta(find_search_folder(context), title, description, section=FOLDER)
    return SearchView(
        page=replace(meta, csp=Html(build_search_policy())),
        title=title,
        bundle=context.addresses.link(f"{BUNDLE}/pagefind.js"),
        digits=context.language.locale.default_numbering_system,
        filters=tuple(_build_filters(context)),
        letters=_build_letters(context),
        timeline=at("timeline").href if context.has_template("timeline.html") else "",
        topics=at("topics").href if context.has_template("topics.html") else "",
    )


_LABELS = {
    "topic": _("Topic"),
    "actor": _("Actor"),
    "place": _("Place"),
    "status": _("Claim status"),
    "stage": _("Stage"),
    "year": _("Year"),
    "lang": _("Language"),
}
_STATUSES = ("claimed", "unverified", "disputed", "corroborated", "confirmed", "refuted", "retracted")
_STAGES = (Stage.DEVELOPING, Stage.DORMANT, Stage.FINAL)


def _build_filters(context: ViewContext) -> Iterator[SearchFilter]:
    others = list_languages(context)
    languages = [SearchChoice(value=lang, text=language_name(lang)) for lang in (context.settings.lang, *others)]
    choices = {
        "status": tuple(SearchChoice(value=key, text=context.words(STATUS_WORDS[key])) for key in _STATUSES),
        "stage": tuple(SearchChoice(value=key, text=context.words(STATUS_WORDS[key])) for key in _STAGES),
        "lang": tuple(languages),
    }
    for name in FILTERS:
        if name != "lang" or others:
            yield SearchFilter(name=name, label=context.words(_LABELS[name]), choices=choices.get(name, ()))


def _build_letters(context: ViewContext) -> tuple[SearchLetter, ...]:
    """Everything with a page of its own and a short name, by the letter that it begins with."""
    groups: dict[str, list[SearchName]] = {}
    for name in sorted(_list_named(context), key=lambda name: (_fold(name.link.text), name.link.href)):
        first = next((letter for letter in _fold(name.link.text) if letter.isalnum()), "#")
        groups.setdefault("0–9" if first.isdigit() else first.upper(), []).append(name)
    return tuple(SearchLetter(title=letter, names=tuple(names)) for letter, names in groups.items())


def _list_named(context: ViewContext) -> Iterator[SearchName]:
    site = context.site
    kinds = (
        (EntityKind.TOPIC, _LABELS["topic"], site.topics, partial(context.link, EntityKind.TOPIC)),
        (EntityKind.ACTOR, _LABELS["actor"], site.actors, context.actor_link),
        (EntityKind.PLACE, _LABELS["place"], site.places, context.place_link),
    )
    for kind, word, records, build_link in kinds:
        for key in records if context.has_pages(kind) else ():
            link = replace(build_link(key), note=context.words(word))
            yield SearchName(link=link, also=_list_other_names(records[key], link.text))


def _list_other_names(linked: LinkedTopic | Actor | Place, shown: str) -> tuple[str, ...]:
    """What else something is called, in any language."""
    record = linked.topic if isinstance(linked, LinkedTopic) else linked
    own = record.title if isinstance(record, Topic) else record.name
    names = dict.fromkeys((own, *record.aliases, *(record.names[lang] for lang in sorted(record.names))))
    return tuple(name for name in names if name != shown)


def _fold(text: str) -> str:
    """A name as it is sorted: without marks above and below its letters, and without case."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
