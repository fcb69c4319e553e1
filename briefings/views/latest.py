"""The home page as a plain list: every briefing by publication, newest first, in pages of equal length."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.linking.site import EntryKind
from briefings.views.context import ViewContext
from briefings.views.entries import build_entry
from briefings.views.parts import EntryView, PageMeta, View


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


def build_latest_pages(context: ViewContext) -> Iterator[LatestView]:
    """Every briefing, newest first. A site without briefings has the first page too."""
    site, length, name = context.site, context.settings.home_entries, context.settings.name
    entries = {entry.briefing: entry for entry in site.entries if entry.kind is EntryKind.BRIEFING}
    listed = [entries[identifier] for identifier in site.listed if identifier in entries]
    total = max(1, -(-len(listed) // length))
    for number in range(1, total + 1):
        title = name if number == 1 else f"{name} ({context.language.number(number)})"
        deck = context.settings.subtitle or context.words("Briefings on one timeline, every claim with who said it.")
        yield LatestView(
            page=context.meta(_folder(number), title, deck, section="home", alternates=context.feeds("", name)),
            entries=tuple(build_entry(context, entry) for entry in listed[(number - 1) * length : number * length]),
            number=number,
            total=total,
            newer=context.addresses.at(_folder(number - 1)).href if number > 1 else "",
            older=context.addresses.at(_folder(number + 1)).href if number < total else "",
        )


def _folder(number: int) -> str:
    return "" if number == 1 else f"page/{number}"
