"""`![[image-id]]`: a figure from front matter. After Obsidian."""

from __future__ import annotations

import re

from briefings.model.body import ReferenceKind
from briefings.reading.markdown.found import OWN, Found

_TARGET = re.compile(r"\s*([^\s\[\]|`][^\[\]|`\n]*?)\s*")
_ALONE = re.compile(f'<p>\\s*((?:<m{OWN} x="\\d+"></m{OWN}>\\s*)+)</p>')
_INDEX = re.compile(f'<m{OWN} x="(\\d+)">')


def read_figure(inner: str, offset: int) -> Found | None:
    """Read what stands between `![[` and `]]`; caption, credit and alternative text stand in front matter only."""
    name = _TARGET.fullmatch(inner)
    return Found(ReferenceKind.IMAGE, offset, f"![[{inner}]]", target=name[1]) if name else None


def lift_figures(html: str, found: list[Found]) -> str:
    """Take figures out of a paragraph that holds nothing else: HTML allows no `<figure>` inside `<p>`."""

    def lift(match: re.Match[str]) -> str:
        figures = all(found[int(index)].kind is ReferenceKind.IMAGE for index in _INDEX.findall(match[1]))
        return match[1].strip() if figures else match[0]

    return _ALONE.sub(lift, html)
