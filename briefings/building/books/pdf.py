"""Binds a book as PDF with WeasyPrint, which comes with the extra `book`; nothing is fetched from anywhere."""

from __future__ import annotations

import base64
import logging
from html import escape
from importlib.resources import files

from briefings.building.books.epub import find_identifier, write_contents
from briefings.building.books.sections import Book
from briefings.building.books.xhtml import to_xhtml


class PrinterMissing(Exception):
    """WeasyPrint or one of the libraries that it draws with is not there. The message says what to do."""


def bind_pdf(book: Book) -> bytes:
    """The bytes of a PDF file with an outline and tags. Raises `PrinterMissing`."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError as error:
        message = "A book as PDF needs WeasyPrint: pip install 'briefings[book]'. An EPUB needs nothing more."
        raise PrinterMissing(message) from error
    except OSError as error:  # it looks for Pango when it is imported
        message = (
            f"WeasyPrint cannot draw here ({error}). Debian has what it lacks in libpango-1.0-0 and libpangoft2-1.0-0."
        )
        raise PrinterMissing(message) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of every style that is not for paper
    document = HTML(string=_write_document(book), base_url="", url_fetcher=URLFetcher(allowed_protocols=("data",)))
    printed: bytes = document.write_pdf(pdf_tags=True, pdf_identifier=find_identifier(book).encode())
    return printed


def _write_document(book: Book) -> str:
    view = book.view
    folder = files("briefings.building.books")
    style = "\n".join(folder.joinpath(name).read_text("utf-8") for name in ("book.css", "pages.css"))
    symbols = " ".join(f'"{digit}"' for digit in book.digits)
    style += f"@counter-style digits {{ system: numeric; symbols: {symbols}; }}\n"
    lang = escape(view.lang)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{view.direction}">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(view.title)}: {escape(view.edition)}</title>",
        f'<meta name="author" content="{escape(view.site)}">\n<style>\n{style}</style>\n</head>\n<body>',
    ]
    pictures = {p.name: f"data:{p.media};base64,{base64.b64encode(p.data).decode()}" for p in book.pictures}
    for index, section in enumerate(book.sections):
        body = to_xhtml(section.body, lambda href: href, pictures.get)
        parts.append(f'<section class="section" id="{escape(section.name)}">\n{body}\n</section>')
        if index == 0:
            contents = write_contents(book, start="#")
            parts.append(f'<nav class="section contents">\n<h1>{escape(book.contents)}</h1>\n{contents}\n</nav>')
    return "\n".join([*parts, "</body>\n</html>\n"])
