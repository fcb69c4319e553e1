"""`{filename}x.md#part`, `{static}…`, `{attach}…` and the old `|filename|…` in links and images: Pelican's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.model.body import ReferenceKind
from briefings.reading.markdown.found import Flaw, Found
from briefings.reading.markdown.sanitise import is_elsewhere

_PREFIXES = ("filename", "static", "attach")
_VALUE = re.compile(r"\s*[{|](?P<prefix>[a-z]+)[}|](?P<target>[^#?]*)(?P<locator>.*)", re.DOTALL)
_RELATIVE = re.compile(r"\s*(?P<target>[^/\\?#\s][^?#]*\.[A-Za-z0-9]{1,8})(?P<locator>(?:[?#].*)?)", re.DOTALL)
"""An address that names a file, seen from the page: neither a page nor a part of this one."""

_BEFORE = r"""(?:\]\(\s*<?|\]:[ \t]*<?|\b(?:href|src)\s*=\s*["']?\s*)"""
_BEHIND = r"""(?=[\s&\\%<>()"']|\Z)"""
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_SOURCE = re.compile(r"[{|](?:[a-z]+)[}|][^\s()<>\"']*")


class IntrasiteLinks:
    """Reads the values of attributes of one file, and finds where each was typed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}
        self._typed: dict[str, list[int]] = {}
        self.relative: list[Found] = []
        """The files that were named by addresses relative to the page."""
        for match in reversed(list(_SOURCE.finditer(text)) if "{" in text or "|" in text else []):
            self._places.setdefault(_key(match[0]), []).append(match.start())

    def read(self, value: str) -> Found | None:
        """Read the value of a `href` or `src`; None where it is an ordinary address."""
        match = _VALUE.fullmatch(value) if "}" in value or "|" in value else None
        if match is None:
            return None
        flaw = None
        if match["prefix"] not in _PREFIXES:
            flaw = Flaw("BRF-broken-link", "`{filename}`, `{static}` or `{attach}`", "Link to pages with `[[…]]`.")
        target = match["target"].strip()
        return Found(ReferenceKind.PATH, self._find(value), value, "", target, match["prefix"], match["locator"], flaw)

    def refuse_picture(self, value: str) -> Found | None:
        """A flaw, where the address of a picture leads to another host; None where it does not."""
        if not is_elsewhere(value):
            return None
        hint = "Save the picture in the content folder, and name its file: `{static}/images/…`."
        flaw = Flaw("BRF-image-remote", "a picture of this site", hint)
        return Found(ReferenceKind.PATH, max(self._text.find(value), 0), value, flaw=flaw)

    def note_relative(self, tag: str, value: str) -> None:
        """Keep an address that leads to a file and is relative to the page: a browser looks for it there."""
        match = _RELATIVE.fullmatch(value)
        if match is None or is_elsewhere(value):
            return
        offset = self._find_typed(_key(value))
        self.relative.append(
            Found(ReferenceKind.ADDRESS, offset, value, "", match["target"], tag, match["locator"].rstrip())
        )

    def _find_typed(self, key: str) -> int:
        """Where an address is typed; of several places, one after the other."""
        if key not in self._typed:
            typed = re.compile(_BEFORE + re.escape(key) + _BEHIND)
            text = _CODE.sub(lambda code: " " * len(code[0]), self._text)
            self._typed[key] = [match.end() - len(key) for match in reversed(list(typed.finditer(text)))]
        places = self._typed[key]
        if not places:
            return 0
        return places.pop() if len(places) > 1 else places[0]

    def _find(self, value: str) -> int:
        places = self._places.get(_key(value))
        if not places:
            return 0
        return places.pop() if len(places) > 1 else places[0]


def _key(value: str) -> str:
    """What a value keeps through conversion: nothing after the first space, escape or entity."""
    return next(_pieces(value.strip()))


def _pieces(value: str) -> Iterator[str]:
    yield re.split(r"[\s&\\%]", value, maxsplit=1)[0]
