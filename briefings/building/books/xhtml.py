"""Turns the HTML of pages into the XHTML of books: well-formed, with its own addresses, nothing that needs a site."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_SKIPPED = frozenset(("script", "style", "template", "iframe", "object", "button", "form", "audio", "video"))
"""Elements that go with all that is in them."""
_UNWRAPPED = frozenset(("picture", "source"))
_KEPT = frozenset((
    "alt", "aria-hidden", "aria-label", "aria-labelledby", "aria-level", "cite", "class", "colspan", "cx", "cy",
    "d", "datetime", "dir", "dy", "epub:type", "fill", "fill-opacity", "font-family", "font-size", "font-weight",
    "headers", "height", "href", "id", "lang", "open", "r", "reversed", "role", "rowspan", "scope", "src",
    "start", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-width", "text-anchor", "title", "type",
    "value", "viewbox", "width", "x", "xmlns", "y",
))  # fmt: skip
"""Attributes that mean something in a book."""

_NAMES = {"viewbox": "viewBox"}

FindAddress = Callable[[str], "str | None"]
"""Gives the address that stands in the book for one of the site; None where there is none."""


def to_xhtml(markup: str, find_link: FindAddress, find_image: FindAddress, prefix: str = "") -> str:
    """The XHTML of a fragment of HTML.

    A link that leads nowhere becomes its text, a picture that is not there its description. `prefix` stands before
    every id, so that two texts may have the same headings.
    """
    writer = _Writer(find_link, find_image, prefix)
    writer.feed(markup)
    writer.close()
    return "".join(writer.parts)


def find_ids(markup: str) -> list[str]:
    """The ids of a fragment, in order."""
    found: list[str] = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
            found.extend(value for name, value in attrs if name == "id" and value)

    Finder().feed(markup)
    return found


class _Writer(HTMLParser):
    def __init__(self, find_link: FindAddress, find_image: FindAddress, prefix: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._find_link, self._find_image, self._prefix = find_link, find_image, prefix
        self._open: list[tuple[str, str]] = []
        """The elements that are open: how they were called, and the tag that ends them ("" for none)."""
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else name for name, value in attrs}
        if tag in _VOID:
            if not self._skipping:
                self._write_void(tag, given)
            return
        if self._skipping or tag in _SKIPPED or (tag == "svg" and "icon" in given.get("class", "").split()):
            self._skipping += 1
            self._open.append((tag, "skipped"))
            return
        self._open.append((tag, self._write_start(tag, given)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in (name for name, _ in self._open):
            return
        while self._close_last() != tag:
            pass

    def _close_last(self) -> str:
        """Close the element that was opened last; gives its name."""
        name, end = self._open.pop()
        if end == "skipped":
            self._skipping -= 1
        elif end:
            self.parts.append(f"</{end}>")
        return name

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(escape(data, quote=False))

    def close(self) -> None:
        super().close()
        while self._open:
            self._close_last()

    def _write_void(self, tag: str, given: dict[str, str]) -> None:
        if tag in _UNWRAPPED:
            return
        if tag == "img":
            source = self._find_image(given.get("src", ""))
            if source is None:
                self.parts.append(escape(given.get("alt", ""), quote=False))
                return
            given = {**given, "src": source, "alt": given.get("alt", "")}
        self.parts.append(f"<{tag}{self._write_attributes(given)}/>")

    def _write_start(self, tag: str, given: dict[str, str]) -> str:
        """Write a tag; gives the one that ends it."""
        if tag in _UNWRAPPED:
            return ""
        if tag == "a" and "href" in given:
            href = given["href"]
            target = self._find_link(f"#{self._prefix}{href[1:]}" if self._prefix and href[:1] == "#" else href)
            if target is None:
                tag, given = "span", {name: value for name, value in given.items() if name not in ("href", "title")}
            else:
                given = {**given, "href": target}
        if tag == "svg":
            given = {**given, "xmlns": "http://www.w3.org/2000/svg"}
        self.parts.append(f"<{tag}{self._write_attributes(given)}>")
        return tag

    def _write_attributes(self, given: dict[str, str]) -> str:
        written = []
        for name, value in given.items():
            if name in _KEPT:
                text = self._prefix + value if name == "id" else value
                written.append(f' {_NAMES.get(name, name)}="{escape(text)}"')
                written += [f' xml:lang="{escape(text)}"'] if name == "lang" and text else []
        return "".join(written)
