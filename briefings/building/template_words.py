"""Which words the templates of each page can use: what none of them names is not worked out for that page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_WORD = re.compile(r"\|\s*[A-Za-z_]\w*|(?P<word>[A-Za-z_]\w*)")
"""A word; what follows a bar is the name of a filter (`links | map(…)`) and names nothing of a view."""
_TAKES = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?P<rest>[^%]*)")
_PLAIN = re.compile(r"""(?:'[^'"]*'|"[^'"]*")\s*(?:(?:import|ignore|with|without)\b|[-+]?$)""")


def list_page_names(folders: Iterable[Path], pages: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words of each of these templates, and of all templates that it may take in.

    A template may take in what its text mentions, wherever the name stands; where it works out a name, it may take in
    everything. Of templates with one name in several folders, all count.
    """
    texts: dict[str, str] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                texts[path.name] = texts.get(path.name, "") + path.read_text("utf-8", errors="replace") + "\n"
    taken = {name: _find_taken(text, texts) for name, text in texts.items()}
    words = {name: frozenset(find_words(text)) for name, text in texts.items()}
    return {page: frozenset().union(*(words[name] for name in _reach(page, taken))) for page in pages if page in texts}


def list_names(folders: Iterable[Path]) -> frozenset[str]:
    """Every word of the templates in some folders that could be the name of something."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return frozenset().union(*(find_words(path.read_text("utf-8", errors="replace")) for path in files))


def find_words(text: str) -> set[str]:
    """Every word of a template that could be the name of something."""
    return set(_WORD.findall(text)) - {""}


def _find_taken(text: str, names: Iterable[str]) -> list[str]:
    if all(_PLAIN.match(tag["rest"]) for tag in _TAKES.finditer(text)):
        return [name for name in names if name in text]
    return list(names)


def _reach(page: str, taken: Mapping[str, Iterable[str]]) -> set[str]:
    found, left = set(), [page]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += taken[name]
    return found
