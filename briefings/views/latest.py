"""The home page as a plain list: every briefing by publication, newest first, in pages of equal length."""

from __future__ import annotations

from briefings.views.cards import add_home_card
from briefings.views.context import ViewContext
from briefings.views.entries import build_entry
from briefings.views.parts import PageMeta, View
from briefings.views.timeline_parts import EntryView


class LatestView(View):
    """One page of the list of all briefings; the first is the home page of themes without a `home.html`.

    `number` of `total` pages, each with `Settings.home_entries` briefings. `newer` and `older` are the addresses of
    the pages beside it, "" at either end.
    """

    page: PageMeta
    entries: tuple[EntryView, ...]
    number: int
    total: int
    newer: str = ""
    older: str = ""


def count_latest_pages(context: ViewContext) -> int:
    """How many pages the list has; a site without briefings has the first one too."""
    return len(context.latest)


def build_latest_page(context: ViewContext, number: int) -> LatestView:
    """One page of every briefing, newest first; `number` counts from 1."""
    name = context.settings.name
    total = count_latest_pages(context)
    title = name if number == 1 else f"{name} ({context.language.number(number)})"
    deck = context.settings.subtitle or context.words("Briefings on one timeline, every claim with who said it.")
    meta = context.meta(_folder(number), title, deck, section="home", alternates=context.feeds("", name))
    return LatestView(
        page=add_home_card(context, meta) if number == 1 else meta,
        entries=tuple(build_entry(context, entry) for entry in context.latest[str(number)]),
        number=number,
        total=total,
        newer=context.addresses.at(_folder(number - 1)).href if number > 1 else "",
        older=context.addresses.at(_folder(number + 1)).href if number < total else "",
    )


def _folder(number: int) -> str:
    return "" if number == 1 else f"page/{number}"
