"""Pictures as browsers want them: their size, copies to choose from, and what must be said beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo

from markupsafe import escape

from briefings.model.briefing import Image
from briefings.model.edtf import Edtf, earliest, latest
from briefings.model.picture import AVIF, WEBP, Picture, list_copies
from briefings.views.addresses import Addresses
from briefings.views.parts import ImageSource, ImageView

SIZES = "(min-width: 40em) 34rem, 100vw"
"""How wide figures are shown, as a value of `sizes` (HTML): the theme's figures are never wider."""
_NOTHING = Picture()


class Pictures:
    """Describes the image files of one site."""

    def __init__(self, addresses: Addresses, known: Mapping[str, Picture]) -> None:
        self._addresses, self._known = addresses, known

    def describe(self, file: str, alt: str) -> ImageView:
        """A file as a picture; without size and copies where nobody could read it."""
        picture = self._known.get(file, _NOTHING)
        sets: dict[str, list[str]] = {}
        src = self._addresses.link(file)
        for copy in list_copies(file, picture):
            href = self._addresses.link(copy.path)
            sets.setdefault(copy.form, []).append(f"{href} {copy.width}w")
            if copy.form == picture.kind and picture.width > picture.widths[-1]:
                src = href  # the largest: who knows no `srcset` need not load all of a camera's pixels
        if picture.kind in sets and picture.width <= picture.widths[-1] and picture.kind != WEBP:
            sets[picture.kind].append(f"{src} {picture.width}w")
        own = sets.pop(picture.kind, [])
        forms = {AVIF: "image/avif", WEBP: "image/webp"}
        return ImageView(
            src=src,
            alt=alt,
            width=picture.width,
            height=picture.height,
            srcset=", ".join(own),
            sources=tuple(ImageSource(forms[form], ", ".join(found)) for form, found in sets.items()),
            sizes=SIZES if sets or own else "",
        )

    def measure(self, file: str, src: str) -> tuple[int, int]:
        """The pixels of what `describe` gives as `src`."""
        picture = self._known.get(file, _NOTHING)
        copies = (copy for copy in list_copies(file, picture) if self._addresses.link(copy.path) == src)
        copy = next(copies, None)
        return (copy.width, copy.height) if copy else (picture.width, picture.height)

    def render(self, file: str, alt: str) -> str:
        """The HTML of a picture in a text."""
        view = self.describe(file, alt)
        return _surround(view, f'<img src="{escape(view.src)}" alt="{escape(view.alt)}"{_render_own(view)}>')

    def enrich(self, file: str, tag: str) -> str:
        """An `<img>` of a text with what the file tells; what its writer said stays."""
        view = self.describe(file, "")
        named = {name.lower() for name in _ATTRIBUTE.findall(tag)}
        own = "" if named & {"srcset", "width", "height"} else _render_own(view, without=named)
        return _surround(view, re.sub(r"\s*/?>$", "", tag) + own + ">") if "srcset" not in named else tag


_ATTRIBUTE = re.compile(r"""\s([a-zA-Z-]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


def _render_own(view: ImageView, without: frozenset[str] | set[str] = frozenset()) -> str:
    named = {
        "srcset": view.srcset,
        "sizes": view.sizes if view.srcset else "",
        "width": str(view.width or ""),
        "height": str(view.height or ""),
        "loading": "lazy",
        "decoding": "async",
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in named.items() if value and name not in without)


def _surround(view: ImageView, tag: str) -> str:
    """A picture with the formats that a browser may choose instead."""
    if not view.sources:
        return tag
    sources = "".join(
        f'<source type="{source.mime}" srcset="{escape(source.srcset)}" sizes="{view.sizes}">'
        for source in view.sources
    )
    return f"<picture>{sources}{tag}</picture>"


def is_file_picture(image: Image, event: Edtf, zone: tzinfo) -> bool:
    """Whether a picture was taken before the event began, so that it cannot show it."""
    return image.taken is not None and latest(image.taken, zone) < earliest(event, zone)
