"""BRF-image-without-alt: an image without words for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.checks.image_uses import list_images, list_pictures
from briefings.checks.rule import FileInput
from briefings.problems import Location, Problem

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|jpe|png|gif|webp|avif|svg|tiff?|bmp|heic)|(?:img|dsc[nf]?|pict?)[-_ ]?\d+", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"(?:an?\s+|the\s+)?(?:image|images|photo|photos|photograph|picture|pic|img|graphic|figure|illustration|screenshot|map"
    r"|chart|alt|alt text|caption|thumbnail|untitled|todo|tbd|n/a|none|عکس|تصویر)(?:\s+(?:of|no\.?)?\s*\d*)?",
    re.IGNORECASE,
)
_IN_BODY = re.compile(r"(?<!\\)!\[(?P<alt>[^\[\]\n]*)\](?!\()")


def check_alt_texts(file: FileInput) -> Iterator[Problem]:
    """Find images of front matter and of bodies whose `alt` is empty, says nothing, or repeats the caption."""
    for image, pointer in list_images(file.document):
        fault = _find_fault(image.alt, image.caption)
        if fault:
            yield _make_problem(Location(file.document.path, pointer=(*pointer, "alt")), fault)
    for match in _IN_BODY.finditer(file.body.text):
        fault = _find_fault(match["alt"], "")
        if fault and not match["alt"].startswith("!"):
            hint = "In a body: `![A lorry at a closed gate]({static}/images/gate.jpg)`."
            yield _make_problem(file.body.locate(match.start()), fault, hint)
    for picture in list_pictures(file.document, file.text):
        if not picture.has_alt:  # `alt=""` says that it shows nothing of weight
            yield _make_problem(
                picture.where, "an `<img>` without `alt`", 'In a body: `<img src="…" alt="A closed gate">`.'
            )


def _find_fault(alt: str, caption: str) -> str:
    words = alt.strip().strip(".!:…-–— ")
    if not words:
        return "an image without `alt`"
    if _FILE_NAME.fullmatch(words):
        return f"`alt: {alt.strip()}`, the name of a file"
    if _SAYS_NOTHING.fullmatch(words):
        return f"`alt: {alt.strip()}`, which says only that it is one"
    if caption and words.casefold() == caption.strip().strip(".!:…-–— ").casefold():
        return "an `alt` that is the same as the caption, so that it is read out twice"
    return ""


def _make_problem(where: Location, found: str, hint: str = "") -> Problem:
    hint = hint or "Say what a person sees in it, as you would on the telephone: `alt: A lorry waits at a closed gate.`"
    return Problem("BRF-image-without-alt", where, found, "a sentence on what can be seen", hint)
