"""BRF-image-unreadable, BRF-too-large: a picture that a build refuses. A build says so of what it publishes only."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec.structs import replace

from briefings.checks.image_uses import list_images, list_shown_files
from briefings.checks.rule import SiteInput
from briefings.linking.content import is_withdrawn
from briefings.linking.files import find_shown_images, list_shown_images
from briefings.linking.site import Site
from briefings.model.document import Document, FileKind
from briefings.problems import Location, Problem


def check_pictures(checked: SiteInput) -> Iterator[Problem]:
    """Find pictures that cannot be published, each once, where it is shown first."""
    for fault in checked.faults.values():
        yield blame_use(fault, checked.site, checked.documents)


def blame_use(problem: Problem, site: Site, documents: Mapping[str, Document]) -> Problem:
    """The problem of a file at the place that shows or links to it: in published briefings first."""
    path, public = problem.where.path, {linked.briefing.path for linked in site.briefings.values()}
    where = find_use(sorted(documents.values(), key=lambda document: document.path not in public), path)
    return problem if where == problem.where else replace(problem, where=where, found=f"`{path}`: {problem.found}")


def find_use(documents: Iterable[Document], path: str) -> Location:
    """The first place that shows or links to a file; the file itself where there is none."""
    files = frozenset((path,))
    return next((where for document in documents for _, where in list_shown_files(document, files)), Location(path))


def list_pictures_of_pages(
    site: Site, documents: Mapping[str, Document], files: Container[str], url: str = ""
) -> set[str]:
    """List those of `files` that texts and front matter show as pictures, as a build asks; in drafts too."""
    pages = [document for document in documents.values() if document.kind is FileKind.PAGE]
    found = list_shown_images(site, pages, files, url)
    for document in documents.values():
        if document.briefing is None or not is_withdrawn(document.briefing):
            found.update(image.file for image, _ in list_images(document))
            found.update(find_shown_images(document.body, document.path, files, url))
    return {path for path in found if path in files}
