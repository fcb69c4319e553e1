"""BRF-anchor-unknown: a link to a part of a page, `#part`, that the page does not have."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from briefings.checks.rule import SiteInput
from briefings.linking.references import find_path
from briefings.model.body import ReferenceKind
from briefings.model.document import Document
from briefings.problems import Location, Problem, suggest
from briefings.reading.markdown.anchors import is_theme_id

_ID = re.compile(r'<[a-z][^<>]*? id="([^"]*)"')
_LINK = re.compile(r'<a [^<>]*?href="#([^"]*)"')
_WRITTEN = re.compile(r"""(?:\]\(\s*<?|\bhref\s*=\s*["']?|\]:[ \t]*<?)#([^\s)>"']+)""")


def check_anchors(checked: SiteInput) -> Iterator[Problem]:
    """Look at links inside a body and at `{filename}…#part`; what other addresses lead to shows in the built pages."""
    parts: dict[str, frozenset[str]] = {}

    def find_parts(path: str) -> frozenset[str]:
        if path not in parts:
            parts[path] = frozenset(map(html.unescape, _ID.findall(checked.documents[path].body.html)))
        return parts[path]

    bodies = {path: document for path, document in checked.documents.items() if _has_page(document)}
    for path, document in bodies.items():
        for fragment in dict.fromkeys(_LINK.findall(document.body.html)):
            part = _read_part(html.unescape(fragment))
            if not _is_known(part, document, find_parts(path)):
                for where in _find_written(checked, path, part):
                    yield _problem(where, part, path, find_parts(path))
        for reference in document.body.references:
            if reference.kind is ReferenceKind.PATH and "#" in reference.locator:
                target = find_path(reference, path, bodies)
                part = _read_part(reference.locator.partition("#")[2])
                if target is not None and not _is_known(part, bodies[target], find_parts(target)):
                    yield _problem(Location(path, reference.line, reference.column), part, target, find_parts(target))


def _has_page(document: Document) -> bool:
    return document.briefing is not None or document.topic is not None or document.page is not None


def _read_part(fragment: str) -> str:
    """The id that a fragment names; nothing for directives to browsers (`#:~:text=…`)."""
    return unquote(fragment.partition(":~:")[0])


def _is_known(part: str, document: Document, parts: frozenset[str]) -> bool:
    """Whether the page has the part: in its body, in what a theme puts around it, or as its top (HTML)."""
    if not part or part.lower() == "top" or part in parts:
        return True
    if document.briefing is not None and part.startswith("claim-"):
        return part.removeprefix("claim-") in {claim.id for claim in document.briefing.claims} or bool(
            document.briefing.translation_key
        )
    return document.page is None and is_theme_id(part)


def _find_written(checked: SiteInput, path: str, part: str) -> Iterator[Location]:
    """Every place in a file where a link to `#part` is typed; the file alone where none is found."""
    file = checked.open_file(path)
    lines = file.text.split("\n")
    body_lines = file.body.text.split("\n")
    is_found = False
    for number, shown in enumerate(body_lines, start=file.body.line):
        for match in _WRITTEN.finditer(lines[number - 1]) if "#" in lines[number - 1] else ():
            # In code, the bracket too is blanked out.
            is_code = match[0][0] == "]" and shown[match.start() : match.start() + 1] == " "
            is_code = is_code and not match[0].startswith("]:")
            if not is_code and unquote(html.unescape(match[1])) == part:
                is_found = True
                yield Location(path, number, match.start(1))
    if not is_found:
        yield Location(path)


def _problem(where: Location, part: str, target: str, parts: frozenset[str]) -> Problem:
    expected = f"a heading or another part of {'this page' if target == where.path else target}"
    hint = suggest(part, parts) or _list_parts(parts)
    return Problem("BRF-anchor-unknown", where, f"`#{part}`", expected, hint)


def _list_parts(parts: frozenset[str]) -> str:
    names = [f"`#{part}`" for part in sorted(parts) if not part.startswith(("fn-", "fnref"))]
    return (
        f"It has {', '.join(names[:6])}{' and others' if len(names) > 6 else ''}." if names else "It has no headings."
    )
