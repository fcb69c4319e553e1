"""Makes PNG files of social cards, with fonts of our own and no others, so that every machine gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import msgspec

from briefings.building.kept_files import KeptFiles
from briefings.outputs.card_drawing import Card, draw_card

_FONTS = Path(__file__).parent / "fonts"
_UNITS = 1000
"""Units to the em of the fonts, so that widths in pixels at this size are exact."""
_MARKS = frozenset(map(chr, (*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x300, 0x370), 0x200C, 0x200D)))
"""What stands above or below letters, or between them without a width."""


class Letters:
    """How wide letters are. Arabic letters are taken as they stand alone, where they are at their widest."""

    def __init__(self) -> None:
        self._widths: dict[tuple[str, bool], float] = {}

    def measure(self, text: str, is_bold: bool) -> float:
        """The width of a text at a size of 1."""
        return sum(self._find(letter, is_bold) for letter in text)

    def _find(self, letter: str, is_bold: bool) -> float:
        key = letter, is_bold
        if key not in self._widths:
            self._widths[key] = 0.0 if letter in _MARKS else self._fonts[_is_arabic(letter), is_bold](letter) / _UNITS
        return self._widths[key]

    @cached_property
    def _fonts(self) -> dict[tuple[bool, bool], Callable[[str], float]]:
        from PIL import ImageFont

        names = {False: "NotoSans", True: "NotoSansArabic"}
        weights = {False: "Regular", True: "Bold"}
        return {
            (is_arabic, is_bold): ImageFont.truetype(
                _FONTS / f"{name}-{weight}.ttf", _UNITS, layout_engine=ImageFont.Layout.BASIC
            ).getlength
            for is_arabic, name in names.items()
            for is_bold, weight in weights.items()
        }


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


class CardImages:
    """Makes cards; those that were drawn before are taken from a folder of the cache."""

    def __init__(self, kept: KeptFiles) -> None:
        self._kept, self._letters = kept, Letters()

    def make(self, data: bytes) -> bytes:
        """The PNG of what a card says, given as JSON (`outputs.card_drawing.Card`)."""
        svg = draw_card(msgspec.json.decode(data, type=Card), self._letters.measure)
        key = f"{self._renderer}\0{svg}".encode()
        found = self._kept.find(key)
        if found is None:
            found = render_svg(svg)
            self._kept.put(key, found)
        return found

    @cached_property
    def _renderer(self) -> str:
        return version("resvg-py")


def render_svg(svg: str) -> bytes:
    """A drawing as PNG, with the fonts of this package only."""
    from resvg_py import svg_to_bytes

    fonts = sorted(str(file) for file in _FONTS.glob("*.ttf"))
    return bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))
