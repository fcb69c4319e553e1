"""A page: where it goes, which template writes it, and the view that the template gets."""

from __future__ import annotations

from typing import Any

import msgspec


class Page(msgspec.Struct, frozen=True):
    """One file of the output. `view.page` is its `PageMeta`."""

    path: str
    template: str
    view: Any
