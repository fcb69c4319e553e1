"""Which files of the content folder a text shows or links to."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Iterable, Iterator
from urllib.parse import unquote, urlsplit

import msgspec

from briefings.linking.content import Content
from briefings.linking.references import find_path
from briefings.linking.site import Site
from briefings.model.body import MARK_OPEN, Body, ReferenceKind
from briefings.model.briefing import Briefing, Status
from briefings.model.document import Document, FileKind

_ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')|\]\(\s*<?([^()\s<>]+)""", re.IGNORECASE)


def find_image_files(briefing: Briefing) -> Iterator[str]:
    """Give the files of the images in a briefing's front matter."""
    yield from (image.file for image in (briefing.image, *briefing.images) if image is not None)


def find_briefing_files(briefing: Briefing, files: Container[str], url: str = "") -> Iterator[str]:
    """Give the files that a briefing's front matter leads to: its images, and links in lines of Markdown."""
    yield from find_image_files(briefing)
    images = (image for image in (briefing.image, *briefing.images) if image is not None)
    for line in (briefing.summary, briefing.why, *(image.caption for image in images)):
        yield from find_addressed_files(line, files, url)


def find_body_files(body: Body, path: str, files: Container[str], url: str = "") -> Iterator[str]:
    """Give those of `files` that a body leads to, with Pelican's `{static}` or by their address on the site.

    `path` is the file of the body, `url` the address of the site.
    """
    for reference in body.references:
        found = find_path(reference, path, files) if reference.kind is ReferenceKind.PATH else None
        if found is not None:
            yield found
    yield from find_addressed_files(body.html, files, url)


def find_addressed_files(markup: str, files: Container[str], url: str = "") -> Iterator[str]:
    """Give those of `files` that links and images in HTML or in a line of Markdown name by an address on the site."""
    for match in _ADDRESS.finditer(markup):
        address = html.unescape(match[1] or match[2] or match[3] or "")
        found = None if MARK_OPEN in address else find_addressed_file(address, files, url)
        if found is not None:
            yield found


def find_addressed_file(address: str, files: Container[str], url: str = "") -> str | None:
    """Give the file at an address: root-relative, below any folder of the host, or relative to some page."""
    try:
        parts = urlsplit(address.removeprefix(url) if url else address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    names = [name for name in unquote(parts.path).split("/") if name not in ("", ".", "..")]
    tails = ("/".join(names[start:]) for start in range(len(names)))
    return next((tail for tail in tails if tail in files), None)


_SHOWN = re.compile(r"""<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>""", re.IGNORECASE)
_MARKED = re.compile(f"{MARK_OPEN}(\\d+)")


def find_shown_images(body: Body, path: str, files: Container[str], url: str = "") -> Iterator[str]:
    """Give those of `files` that a body shows as pictures of its own; not those of front matter (`![[…]]`)."""
    for tag in _SHOWN.finditer(body.html) if "<img" in body.html else ():
        found = find_shown_image(tag, body, path, files, url)
        if found is not None:
            yield found


def list_shown_images(site: Site, pages: Iterable[Document], files: Container[str], url: str = "") -> set[str]:
    """List those of `files` that published texts and front matter show as pictures."""
    found = {image for linked in site.briefings.values() for image in find_image_files(linked.briefing)}
    found |= {topic.topic.image.file for topic in site.topics.values() if topic.topic.image}
    for path, body in (*site.bodies.items(), *((page.path, page.body) for page in pages if is_public_page(page))):
        if "<img" in body.html:
            found.update(find_shown_images(body, path, files, url))
    return {path for path in found if path in files}


def find_shown_image(tag: re.Match[str], body: Body, path: str, files: Container[str], url: str = "") -> str | None:
    """Give the file that one picture of a body shows."""
    address = html.unescape(tag[1] or tag[2] or "")
    marked = _MARKED.match(address)
    if marked is None:
        return find_addressed_file(address, files, url)
    reference = body.references[int(marked[1])]
    return find_path(reference, path, files) if reference.kind is ReferenceKind.PATH else None


def replace_shown_images(body: Body, make: Callable[[re.Match[str]], str]) -> Body:
    """The body with what `make` makes of each of its pictures instead, to be asked with `find_shown_image`."""
    return msgspec.structs.replace(body, html=_SHOWN.sub(make, body.html)) if "<img" in body.html else body


def is_public_page(document: Document) -> bool:
    """Tell whether an ordinary page is published."""
    return document.page is not None and document.page.status is Status.PUBLISHED


def find_private_files(content: Content, public: Container[str], files: Container[str]) -> frozenset[str]:
    """Give those of `files` that content uses which is not published; published content may use them as well.

    `public` are the paths of briefings whose text is on the site.
    """
    private: set[str] = set()
    for document in content.of(FileKind.BRIEFING, FileKind.PAGE):
        if document.path in public or is_public_page(document):
            continue
        private.update(find_body_files(document.body, document.path, files))
        if document.briefing is not None:
            private.update(find_briefing_files(document.briefing, files))
        if document.page is not None:
            private.update(find_addressed_files(document.page.summary, files))
    return frozenset(private)
