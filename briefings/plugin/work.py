"""What a run had to do, for those who want to know how much was saved."""

from __future__ import annotations

import msgspec


class Work(msgspec.Struct):
    """What a run had to do: the content files that it parsed, and the pages that it rendered, by path."""

    parsed: list[str] = []
    rendered: list[str] = []
