"""Binds a book as EPUB 3.3 (W3C), with the metadata of EPUB Accessibility 1.1. The same book gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from briefings.building.books.sections import Book, Section
from briefings.building.books.xhtml import find_ids, to_xhtml
from briefings.views.language import text_direction

_MIMETYPE = "application/epub+zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can name; the content says how old it is, not the archive."""

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability")
_NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def bind_epub(book: Book) -> bytes:
    """The bytes of an EPUB file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in _list_files(book):
            # The media type comes first and as it is, so that a program sees it at byte 38 (OCF 3.3, 4.3).
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def _list_files(book: Book) -> Iterator[tuple[str, bytes]]:
    yield "mimetype", _MIMETYPE.encode()
    yield "META-INF/container.xml", _CONTAINER.encode()
    yield "book/package.opf", _write_package(book).encode()
    yield "book/nav.xhtml", _write_navigation(book).encode()
    yield "book/book.css", files("briefings.building.books").joinpath("book.css").read_bytes()
    places = _find_places(book)
    for section in book.sections:
        yield f"book/{section.name}.xhtml", _write_section(book, section, places).encode()
    for picture in book.pictures:
        yield f"book/{picture.name}", picture.data


def _find_places(book: Book) -> dict[str, str]:
    """The address of every anchor, seen from any section."""
    places: dict[str, str] = {}
    for section in book.sections:
        for anchor in find_ids(section.body):
            places.setdefault(anchor, f"{section.name}.xhtml#{anchor}")
    return places | {section.name: f"{section.name}.xhtml" for section in book.sections}


def _write_section(book: Book, section: Section, places: dict[str, str]) -> str:
    body = to_xhtml(section.body, lambda h: places.get(h[1:]) if h[:1] == "#" else h, lambda source: source)
    return _write_page(book, section.title, f'<section epub:type="{section.kind}">\n{body}\n</section>')


def _write_page(book: Book, title: str, body: str) -> str:
    lang, direction = escape(book.view.lang), book.view.direction
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html {_NAMESPACES} lang="{lang}" xml:lang="{lang}" dir="{direction}">\n'
        f'<head>\n<meta charset="UTF-8"/>\n<title>{escape(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _write_navigation(book: Book) -> str:
    cover, *_ = book.sections
    first = next((s for s in book.sections if s.is_listed), cover)
    title = escape(book.contents)
    body = (
        f'<nav epub:type="toc" id="toc" role="doc-toc">\n<h1>{title}</h1>\n{write_contents(book, ".xhtml")}\n</nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden">\n<h2>{title}</h2>\n<ol>\n'
        f'<li><a epub:type="toc" href="#toc">{title}</a></li>\n'
        f'<li><a epub:type="bodymatter" href="{first.name}.xhtml">{escape(first.title)}</a></li>\n</ol>\n</nav>'
    )
    return _write_page(book, book.view.title, body)


def write_contents(book: Book, ending: str = "", start: str = "") -> str:
    """The table of contents as a list in a list; addresses are the names of sections between `start` and `ending`."""
    lines, level = ["<ol>"], 1
    listed = [section for section in book.sections if section.is_listed]
    for index, section in enumerate(listed):
        if section.level > level:
            lines.append("<ol>")
        if section.level < level:
            lines.append("</ol></li>")
        level = section.level
        follower = listed[index + 1].level if index + 1 < len(listed) else 1
        end = "" if follower > level else "</li>"
        lines.append(f'<li><a href="{start}{escape(section.name)}{ending}">{_write_title(section)}</a>{end}')
    return "\n".join([*lines, *(["</ol></li>"] if level > 1 else []), "</ol>"])


def _write_title(section: Section) -> str:
    """A title in another language than the book's has its own direction: a stop at its end belongs there."""
    title, lang = escape(section.title), escape(section.lang)
    direction = text_direction(section.lang)
    return f'<bdi lang="{lang}" xml:lang="{lang}" dir="{direction}">{title}</bdi>' if lang else title


def find_identifier(book: Book) -> str:
    """A name for this edition of the book that no other has: a UUID (RFC 9562) made of its address and its day."""
    view = book.view
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{view.address or view.site}#{view.id}/{view.lang}/{view.edition}')}"


def _write_package(book: Book) -> str:
    view = book.view
    direction = f' page-progression-direction="{view.direction}"'
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="css" href="book.css" media-type="text/css"/>',
    ]
    for number, section in enumerate(book.sections):
        drawn = ' properties="svg"' if "<svg" in section.body else ""
        items.append(f'<item id="s{number}" href="{section.name}.xhtml" media-type="application/xhtml+xml"{drawn}/>')
    items += [f'<item id="i{n}" href="{p.name}" media-type="{p.media}"/>' for n, p in enumerate(book.pictures)]
    spine = [f'<itemref idref="s{number}"/>' for number in range(len(book.sections))]
    spine.insert(1, '<itemref idref="nav"/>')
    opening = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(view.lang)}" dir="{view.direction}">'
    )
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            opening,
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *_list_metadata(book),
            "</metadata>",
            *("<manifest>", *items, "</manifest>"),
            *(f"<spine{direction}>", *spine, "</spine>"),
            "</package>\n",
        )
    )


def _list_metadata(book: Book) -> Iterator[str]:
    view = book.view
    yield f'<dc:identifier id="id">{find_identifier(book)}</dc:identifier>'
    yield f"<dc:title>{escape(view.title)}: {escape(view.edition)}</dc:title>"
    yield f"<dc:language>{escape(view.lang)}</dc:language>"
    yield f"<dc:creator>{escape(view.site)}</dc:creator>"
    yield f"<dc:publisher>{escape(view.site)}</dc:publisher>"
    if view.day:
        yield f"<dc:date>{view.day}</dc:date>"
    if view.address:
        yield f"<dc:source>{escape(view.address)}</dc:source>"
    yield f'<meta property="dcterms:modified">{view.moment or "1970-01-01T00:00:00Z"}</meta>'
    modes = ["textual", "visual"] if book.pictures or view.map else ["textual"]
    for name, values in (
        ("accessMode", modes),
        ("accessModeSufficient", ["textual"]),
        ("accessibilityFeature", _FEATURES),
        ("accessibilityHazard", ["none"]),
    ):
        for value in values:
            yield f'<meta property="schema:{name}">{value}</meta>'
