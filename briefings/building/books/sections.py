"""A book in sections: each a title and a fragment of XHTML, with the pictures that it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefings.building.books.xhtml import find_ids, to_xhtml
from briefings.views.book import BookView, ChapterView
from briefings.views.language import Language, load_language

ReadImage = Callable[[str], "bytes | None"]
"""Gives the bytes of a picture by its path in the content folder, without metadata; None where there is none."""

MEDIA = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Pictures that every reading system knows (EPUB 3.3, core media types), by the endings of their names."""


_HEADING = re.compile(r"(</?h)([3-6])(?=[ >])")
"""Headings of a text as pages have it: the first of them stand below a title of level 2."""


class Section(msgspec.Struct, frozen=True):
    """One part of a book. `name` is that of its file; links in `body` lead to anchors (`#…`) of any section.

    `kind` is the part in the vocabulary of EPUB (`epub:type`), `level` 2 stands below the section of level 1 before it.
    `lang` is the language of the title where that is not the book's.
    """

    name: str
    kind: str
    title: str
    body: str
    level: int = 1
    is_listed: bool = True
    lang: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A picture in a book; `name` is what `src` says in the sections."""

    name: str
    media: str
    data: bytes


class Book(msgspec.Struct, frozen=True):
    """A book ready to be bound: what it says of itself is in `view`."""

    view: BookView
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    contents: str
    """The title of the table of contents."""
    digits: str
    """From zero to nine, as the language writes them."""


def make_book(view: BookView, language: Language, base: str, site: str, read_image: ReadImage) -> Book:
    """Render a book. `base` is the path of the site's root, `site` its address ("" where nobody knows it)."""
    return _Maker(view, language, base, site, read_image).make()


class _Maker:
    def __init__(self, view: BookView, language: Language, base: str, site: str, read_image: ReadImage) -> None:
        self._view, self._base, self._read_image = view, base, read_image
        self._root = site.removesuffix(base) if base else site
        self._language = language
        self._environment = _load_environment().overlay()
        self._environment.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
        self._environment.globals["find_direction"] = _find_direction
        self._pictures: dict[str, Picture | None] = {}

    def make(self) -> Book:
        drafts = list(self._list_sections())
        anchors = {anchor for section in drafts for anchor in (section.name, *find_ids(section.body))}
        sections = tuple(msgspec.structs.replace(s, body=_keep_anchors(s.body, anchors)) for s in drafts)
        pictures = tuple(picture for _, picture in sorted(self._pictures.items()) if picture)
        return Book(
            self._view, sections, pictures, self._language.gettext("Contents"), self._language.digits("0123456789")
        )

    def _list_sections(self) -> Iterator[Section]:
        view, words = self._view, self._language.gettext
        yield self._render("cover", "cover", view.title, is_listed=False)
        yield self._render("legend", "introduction", words("What the words mean"))
        if view.summary or view.background:
            yield self._render(
                "background", "chapter", words("About this topic"), background=self._body(view.background)
            )
        if view.timeline:
            yield self._render("timeline", "chapter", words("Timeline"))
        if view.chapters:
            yield self._render("briefings", "part", words("Briefings"))
        for number, chapter in enumerate(view.chapters, start=1):
            yield self._render_chapter(number, chapter)
        if view.claims:
            yield self._render("ledger", "appendix", words("Claim ledger"))
        if view.map:
            yield self._render("map", "appendix", words("Locator map"))
        if view.sources:
            yield self._render("sources", "bibliography", words("Sources"))

    def _render_chapter(self, number: int, chapter: ChapterView) -> Section:
        body = self._body(chapter.body, f"t{number}-")
        section = self._render("briefing", "chapter", chapter.title, chapter=chapter, body=body)
        return msgspec.structs.replace(section, name=chapter.id, level=2, lang=chapter.lang)

    def _render(self, name: str, kind: str, title: str, *, is_listed: bool = True, **values: Any) -> Section:
        template = self._environment.get_template(f"{name}.html")
        body = to_xhtml(template.render(book=self._view, title=title, **values), self._find_link, self._find_image)
        return Section(name, kind, title, body.strip(), is_listed=is_listed)

    def _body(self, markup: str, prefix: str = "t0-") -> Markup:
        """A text of an author: its headings stand below the title of its section, and its ids are its own."""
        found = to_xhtml(markup, lambda href: self._find_own(href, prefix), self._keep_image, prefix)
        return Markup(found)  # noqa: S704 - what was sanitised when it was read

    def _find_own(self, href: str, prefix: str) -> str | None:
        """Citations lead to the sources of the book, which have no prefix."""
        bare = href.removeprefix(f"#{prefix}S")
        return f"#S{bare}" if bare != href and bare.isdigit() else href

    @staticmethod
    def _keep_image(source: str) -> str:
        return source

    def _find_link(self, href: str) -> str | None:
        if href.startswith(("#", "http://", "https://", "mailto:")):
            return href
        page, _, anchor = href.partition("#")
        if page in self._view.anchors:
            is_claim = f"#{anchor}" in {claim.href for claim in self._view.claims}
            return f"#{anchor}" if is_claim else f"#{self._view.anchors[page]}"
        return f"{self._root}{href}" if self._root and href.startswith("/") else None

    def _find_image(self, source: str) -> str | None:
        path = unquote(source.removeprefix(self._base).partition("?")[0]).lstrip("/")
        if path not in self._pictures:
            self._pictures[path] = self._open_picture(path)
        picture = self._pictures[path]
        return picture.name if picture else None

    def _open_picture(self, path: str) -> Picture | None:
        ending = f".{path.rpartition('.')[2].lower()}"
        data = self._read_image(path) if ending in MEDIA else None
        return Picture(f"images/{len(self._pictures) + 1:03}{ending}", MEDIA[ending], data) if data else None


def _keep_anchors(markup: str, anchors: set[str]) -> str:
    """Without links to places that the book has not."""
    return to_xhtml(markup, lambda h: h if h[:1] != "#" or h[1:] in anchors else None, lambda source: source)


def _find_direction(code: str) -> str:
    """The direction of a language, from which page and paragraph differ; not every reading system can work it out."""
    return load_language(code).direction


@cache
def _load_environment() -> Environment:
    return Environment(
        loader=PackageLoader("briefings.building.books", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
