"""Lists that may be too long for one page: their pages, and how much of them is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

from briefings.views.context import ViewContext
from briefings.views.parts import Tab

T = TypeVar("T")

MAX_ROWS = 50
"""A list of more than this goes on on further pages: a claim takes about 850 bytes, a document 1 KB, a page has 60."""


WHOLE, NEWEST = 30, 20
"""A page with other things on it too shows so many at most; where there are more, the newest, and leads to a list."""


class ListPage(msgspec.Struct, Generic[T], frozen=True):
    """One page of a list: its folder, what it shows, and links to all pages, none where it is the only one."""

    folder: str
    rows: Sequence[T]
    pages: tuple[Tab, ...]


def split_list(context: ViewContext, folder: str, rows: Sequence[T]) -> list[ListPage[T]]:
    """The pages of a list, at least one."""
    starts = range(0, len(rows), MAX_ROWS) or range(1)
    folders = [folder if start == 0 else f"{folder}/{start // MAX_ROWS + 1}" for start in starts]

    def link(own: str) -> Iterator[Tab]:
        for number, other in enumerate(folders, start=1):
            yield Tab(context.language.number(number), context.addresses.at(other).href, other == own)

    return [
        ListPage(own, rows[start : start + MAX_ROWS], tuple(link(own)) if len(folders) > 1 else ())
        for start, own in zip(starts, folders, strict=True)
    ]


def say_shown(context: ViewContext, shown: int, total: int, name: str) -> str:
    """How much of a list is on a page: "Claims: showing 50 of 312"."""
    number = context.language.number
    some = context.words("{name}: showing {shown} of {total}")
    return some.format(shown=number(shown), total=number(total), name=name)
