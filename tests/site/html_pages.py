"""The HTML pages of a built site, parsed as browsers parse them, for tests that walk all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from babel.core import get_global

Element = Any
"""An `xml.etree` element; HTML names have no namespace, those of SVG do."""

_FROM_THE_RIGHT = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}
_REFERENCES = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
    "use": ("href",),
    "image": ("href",),
}
_ADDRESS_PROPERTIES = {"og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image"}


class HtmlPage:
    """One page: its output path, and its document with every error that a strict parser would stop at."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(text)
        self.errors = [f"{path}:{line}:{column}: {code} {values}" for (line, column), code, values in parser.errors]

    def __repr__(self) -> str:
        return self.path

    @property
    def address(self) -> str:
        """The page's address below the root of the site: `/topics/x/` for `topics/x/index.html`."""
        return "/" + self.path.removesuffix("index.html")

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in document order."""
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    @cached_property
    def ids(self) -> list[str]:
        """All ids in document order."""
        return [element.get("id") for element in self.elements if element.get("id") is not None]

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The parent of every element but the root."""
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def _by_name(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(local_name(element), []).append(element)
        return found

    @cached_property
    def _metas(self) -> dict[str | None, str]:
        found: dict[str | None, str] = {}
        for element in self.find_all("meta"):
            for name in (element.get("name"), element.get("property")):
                found.setdefault(name, element.get("content", ""))
        return found

    def find_all(self, *names: str) -> Iterator[Element]:
        """Elements with one of these names, in document order."""
        if len(names) == 1:
            return iter(self._by_name.get(names[0], ()))
        return (element for element in self.elements if local_name(element) in names)

    def meta(self, name: str) -> str:
        """The content of the first `<meta>` with this name or property; "" where there is none."""
        return self._metas.get(name, "")

    def canonical(self) -> str:
        """The canonical address; "" where there is none."""
        return next((e.get("href", "") for e in self.find_all("link") if e.get("rel") == "canonical"), "")

    def is_redirect(self) -> bool:
        """Whether the page only sends the reader on."""
        return any(e.get("http-equiv") == "refresh" for e in self.find_all("meta"))

    def is_indexed(self) -> bool:
        """Whether search engines may list the page."""
        return "noindex" not in self.meta("robots")

    def references(self) -> Iterator[tuple[Element, str]]:
        """Every address that the page names, with the element that names it."""
        for element in self.elements:
            name = local_name(element)
            for attribute in _REFERENCES.get(name, ()):
                value = element.get(attribute, element.get(f"{{http://www.w3.org/1999/xlink}}{attribute}"))
                if value is not None:
                    yield from ((element, one) for one in _split_addresses(attribute, value))
            if name == "meta" and element.get("property", element.get("name")) in _ADDRESS_PROPERTIES:
                yield element, element.get("content", "")
            if name == "meta" and element.get("http-equiv") == "refresh":
                yield element, element.get("content", "").partition("url=")[2]

    def describe(self, element: Element) -> str:
        """Where an element stands, for messages: page, tag and the attributes that tell it apart."""
        marks = "".join(f"[{key}={element.get(key)!r}]" for key in ("id", "class", "href", "src") if element.get(key))
        return f"{self.path}: <{local_name(element)}{marks}> {''.join(element.itertext()).strip()[:60]!r}"


def _split_addresses(attribute: str, value: str) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.split()] if attribute == "srcset" else [value]


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def read_pages(site: Path) -> dict[str, HtmlPage]:
    """All pages of a built site by output path, sorted."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {path: HtmlPage(path, (site / path).read_text("utf-8")) for path in paths}


class LinkTarget:
    """Where an address leads, as seen from a page of a site whose root is `root` (SITEURL, or any stand-in)."""

    def __init__(self, root: str, page: HtmlPage, address: str) -> None:
        parts = urlsplit(urljoin(root + page.address, address))
        home = urlsplit(root)
        self.scheme, self.host = parts.scheme, parts.netloc
        self.is_internal = (parts.scheme, parts.netloc) == (home.scheme, home.netloc)
        self.is_below_root = self.is_internal and (parts.path + "/").startswith(home.path.rstrip("/") + "/")
        path = unquote(parts.path).removeprefix(home.path.rstrip("/")).removeprefix("/")
        self.path = path + "index.html" if path.endswith("/") or not path else path
        self.fragment = unquote(parts.fragment)


def find_script(lang: str) -> str:
    """The script of a language (BCP 47) by ISO 15924: its own, else that in which most is written (CLDR)."""
    language, *others = ("fa" if part == "prs" else part for part in lang.split("-"))
    likely = str(get_global("likely_subtags").get(language, "")).split("_")
    return next((part for part in (*others, *likely) if len(part) == 4), "")


def is_right_to_left(lang: str) -> bool:
    """Whether a language (BCP 47) is written from right to left: told by its script, where the site asks Babel."""
    return find_script(lang) in _FROM_THE_RIGHT
