"""BRF-built-link: links, anchors and images of built pages that lead to nothing. Pure: pages in, problems out."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Container, Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from briefings.problems import Location, Problem, suggest

_ADDRESSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("a", "area"), ("href",)),
    **dict.fromkeys(("script", "audio", "track", "iframe", "embed", "input"), ("src",)),
    **dict.fromkeys(("img", "source"), ("src", "srcset")),
    **dict.fromkeys(("use", "image"), ("href", "xlink:href")),
    "link": ("href", "imagesrcset"),
    "video": ("src", "poster"),
    "object": ("data",),
    "form": ("action",),
}
_PROPERTIES = frozenset(("og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image"))
_MAY_BE_EMPTY = frozenset(("a", "area", "form"))
_WEB = frozenset(("http", "https"))
_MOST_HINTS = 50


class _Link(msgspec.Struct, frozen=True, gc=False):
    """An address on a page, the first place where it stands there, and the element that names it."""

    address: str
    tag: str
    line: int
    column: int


class _Scan(HTMLParser):
    """What one page links to, and the ids that it has."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.ids: set[str] = set()
        self.links: dict[tuple[str, str], _Link] = {}
        self.base = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = _ADDRESSES.get(tag, ())
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value or "")
            elif name in wanted:
                for address in _split_srcset(value or "") if name.endswith("srcset") else (value or "",):
                    self._add(tag, address)
        if tag == "meta":
            self._read_meta(dict(attrs))
        elif tag == "base":
            self.base = self.base or dict(attrs).get("href") or ""

    def _read_meta(self, values: dict[str, str | None]) -> None:
        content = values.get("content") or ""
        if (values.get("property") or values.get("name")) in _PROPERTIES:
            self._add("meta", content)
        elif (values.get("http-equiv") or "").lower() == "refresh":
            at = content.lower().find("url=")
            if at >= 0:
                self._add("meta", content[at + 4 :].strip().strip("'\""))

    def _add(self, tag: str, address: str) -> None:
        address = address.strip()
        if (tag, address) not in self.links:
            line, column = self.getpos()
            self.links[tag, address] = _Link(address, tag, line, column + 1)


def _split_srcset(value: str) -> Iterator[str]:
    """The addresses of a list of pictures (HTML): each ends at a blank, or at a comma before one."""
    rest = value.strip()
    while rest := rest.lstrip(" \t\n\r\f,"):
        address, *others = rest.split(None, 1)
        rest = others[0] if others else ""
        if not address.endswith(","):
            rest = rest.partition(",")[2]
        yield address.rstrip(",")


class _Place(msgspec.Struct, frozen=True):
    """Where an address leads: a file of the site and a part of it; None for the rest of the web."""

    path: str | None
    fragment: str = ""
    is_outside: bool = False
    """Whether it leads out of the site without naming the host, as links do that forget the site's path."""


class _Map:
    """The addresses of a site that stands at `base`: a SITEURL, a path prefix, or nothing."""

    def __init__(self, base: str, files: Collection[str]) -> None:
        parts = urlsplit(base)
        self._root = f"{parts.scheme or 'https'}://{parts.netloc or 'site.invalid'}"
        self._prefix = "/" + parts.path.strip("/") + ("/" if parts.path.strip("/") else "")
        self._files = frozenset(files)
        self._known: dict[str, _Place] = {}

    def find(self, page: str, base: str, address: str) -> _Place:
        """Where an address on a page leads. `base` is what the page says that its addresses are relative to."""
        if base or not address.startswith("/"):
            own = self._root + self._prefix + quote(page.removesuffix("index.html"))
            return self._read(own, base, address)
        # Navigation repeats on every page.
        if address not in self._known:
            self._known[address] = self._read(self._root, "", address)
        return self._known[address]

    def _read(self, own: str, base: str, address: str) -> _Place:
        try:
            parts = urlsplit(urljoin(urljoin(own, base), address))
            is_full = bool(urlsplit(address).netloc)
        except ValueError:
            return _Place("")
        root = urlsplit(self._root)
        if parts.scheme not in _WEB or parts.netloc.lower() != root.netloc.lower():
            return _Place(None)
        path = unquote(parts.path) or "/"
        if not (path + "/").startswith(self._prefix):
            return _Place(None, is_outside=not is_full)
        return _Place(self._find_file(path[len(self._prefix) :]), unquote(parts.fragment))

    def _find_file(self, path: str) -> str:
        """The file that servers give for a path: of a folder, its `index.html`."""
        if not path or path.endswith("/"):
            return path + "index.html"
        index = path + "/index.html"
        return index if path not in self._files and index in self._files else path


def check_built(pages: Iterable[tuple[str, str]], files: Collection[str], base: str) -> Iterator[Problem]:
    """Find every link of every page that leads to nothing on the site; links to other sites are not tried.

    `pages` are pairs of a path below the output folder and the HTML of that file, `files` all paths below it, `base`
    the SITEURL of the site or its path prefix. Each address is reported once a page, at its first place there.
    """
    scans = {path: _Scan(text) for path, text in pages}
    site = _Map(base, files)
    every = frozenset(files)
    hints = _Hints(sorted(every))
    for path, scan in scans.items():
        for link in scan.links.values():
            found = _judge(path, scan, link, site, every, scans)
            if found is not None:
                expected, choices = found
                hint = hints.find(link.address, choices)
                where = Location(path, link.line, link.column)
                shown = f"`{link.address}` in <{link.tag}>"
                yield Problem("BRF-built-link", where, shown, expected, hint)


def _judge(
    path: str, scan: _Scan, link: _Link, site: _Map, files: Container[str], scans: dict[str, _Scan]
) -> tuple[str, Collection[str] | None] | None:
    """What was expected and what is near, where a link leads to nothing; for near files, None."""
    if not link.address:
        return None if link.tag in _MAY_BE_EMPTY else ("an address", ())
    place = site.find(path, scan.base, link.address)
    if place.is_outside:
        return "an address below the one of the site", ()
    if place.path is None:
        return None
    if not place.path:
        return "an address that can be read", ()
    if place.path not in files:
        return f"the file {place.path}", None
    fragment = place.fragment.partition(":~:")[0]
    target = scans.get(place.path)
    if not fragment or target is None or fragment in target.ids or fragment.lower() == "top":
        return None
    return f"a part `#{fragment}` of {place.path}", target.ids


class _Hints:
    """Names what is near, but only so many times: it takes long, and one mistake in a template is on every page."""

    def __init__(self, files: Collection[str]) -> None:
        self._by_name: dict[str, list[str]] = {}
        for file in files:
            self._by_name.setdefault(_name_of(file), []).append(file)
        self._known: dict[str, str] = {}

    def find(self, address: str, choices: Collection[str] | None) -> str:
        """A hint for an address; `choices` are the parts of a page, None for the files of the site."""
        if address not in self._known:
            self._known[address] = self._suggest(address, choices) if len(self._known) < _MOST_HINTS else ""
        return self._known[address]

    def _suggest(self, address: str, choices: Collection[str] | None) -> str:
        if choices is not None:
            return suggest(unquote(address.rpartition("#")[2]), choices)
        path = unquote(urlsplit(address).path)
        same = self._by_name.get(_name_of(path), [])
        return f"There is {same[0]}." if len(same) == 1 else suggest(path.strip("/"), self._by_name)


def _name_of(path: str) -> str:
    """The last part of a path that tells something."""
    path = path.strip("/").removesuffix("index.html").strip("/")
    return posixpath.basename(path)
