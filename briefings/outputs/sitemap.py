"""The sitemap (sitemaps.org, protocol 0.9) and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from xml.sax.saxutils import escape

MAX_URLS = 50_000
"""The protocol's limit for one file; a longer site gets an index of several."""


class Listed(Protocol):
    """What the sitemap must know of a page; `PageMeta` has it."""

    @property
    def path(self) -> str:
        """Where it is written, relative to the output."""

    @property
    def canonical(self) -> str:
        """Its absolute address."""

    @property
    def modified(self) -> str:
        """When it changed last, in ISO 8601; empty where nobody says."""

    @property
    def is_indexed(self) -> bool:
        """Whether search engines are to list it."""


def build_sitemaps(pages: Iterable[Listed], root: str) -> dict[str, bytes]:
    """The sitemap's files by path.

    `root` is the absolute address of the site. Pages that are not indexed are left out.
    """
    urls = sorted((page.canonical, page.modified[:10]) for page in pages if page.is_indexed and page.canonical)
    parts = [urls[start : start + MAX_URLS] for start in range(0, len(urls), MAX_URLS)]
    if len(parts) <= 1:
        return {"sitemap.xml": _build_part(urls)}
    files = {f"sitemap-{index}.xml": _build_part(part) for index, part in enumerate(parts, start=1)}
    listed = "".join(f"<sitemap><loc>{escape(f'{root}/{name}')}</loc></sitemap>\n" for name in files)
    return {"sitemap.xml": _wrap("sitemapindex", listed), **files}


def _build_part(urls: Iterable[tuple[str, str]]) -> bytes:
    lines = (
        f"<url><loc>{escape(address)}</loc>" + (f"<lastmod>{modified}</lastmod>" if modified else "") + "</url>\n"
        for address, modified in urls
    )
    return _wrap("urlset", "".join(lines))


def _wrap(name: str, inner: str) -> bytes:
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{inner}</{name}>\n'
    return text.encode()


def build_robots(root: str, names: Iterable[str] = ("sitemap.xml",)) -> bytes:
    """robots.txt (RFC 9309): everything may be read, and where the sitemaps are."""
    sitemaps = "".join(f"Sitemap: {root}/{name}\n" for name in names)
    return f"User-agent: *\nAllow: /\n\n{sitemaps}".encode()
