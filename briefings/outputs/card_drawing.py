"""Draws social cards as SVG. A program that draws text must know how wide letters are, so `draw_card` is told."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import msgspec

from briefings.views.cards import HEIGHT, WIDTH

Measure = Callable[[str, bool], float]
"""How wide a text is at a size of 1, and whether it is bold."""


class Card(msgspec.Struct, frozen=True):
    """What a card says. `mark` is a key of the theme's certainty marks, `status` its word or a count."""

    site: str
    headline: str
    status: str
    date: str
    topic: str
    mark: str = ""
    is_rtl: bool = False


# Colours, lines and icons are the theme's (`tokens.css`, `_symbols.html`), by day.

_PAPER, _INK, _INK_2, _INK_3, _RULE, _ACCENT = "#fdfdfc", "#14191b", "#374043", "#485154", "#d3d9d6", "#0a4d61"
_AMBER, _GREEN, _RED, _BLUE = "#704000", "#14502f", "#8a1b1b", "#1b4583"
_COLOURS = {
    **dict.fromkeys(("developing", "disputed"), _AMBER),
    **dict.fromkeys(("confirmed", "corroborated"), _GREEN),
    **dict.fromkeys(("refuted", "retracted", "withdrawn"), _RED),
    "corrected": _BLUE,
}
_DASHES = {
    **dict.fromkeys(("developing", "disputed"), "24 14"),
    **dict.fromkeys(("unverified", "dormant", "draft"), "6 8"),
}
_DOUBLE = ("refuted", "retracted", "withdrawn")
ICONS = {
    "developing": '<circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>',
    "final": '<path d="M3.5 3.5h9v9h-9z" fill="currentColor"/>',
    "dormant": '<circle cx="8" cy="8" r="6" stroke-dasharray="1.7 2.07"/><path d="M6.2 5.8v4.4M9.8 5.8v4.4"/>',
    "draft": '<path d="M2.5 13.5v-3l8-8 3 3-8 8zM8.5 4.5l3 3"/>',
    "corrected": '<path d="M2.5 12.5 8 4l5.5 8.5"/>',
    "retracted": '<circle cx="8" cy="8" r="6"/><path d="m4 12 8-8"/>',
    "claimed": '<path d="M2 3h12v8H8l-3.5 3v-3H2z"/>',
    "disputed": '<path d="M.5 8h6M4 5l3 3-3 3M15.5 8h-6M12 5 9 8l3 3"/>',
    "corroborated": '<path d="m.8 8.5 3.4 4L10 4.5M6.8 11.3l1.2 1.2 7-8"/>',
    "confirmed": '<path d="m2 8.5 4 4L14 4"/>',
    "refuted": '<path d="m3 3 10 10M13 3 3 13"/>',
    "unverified": '<path d="M4.7 5.6C4.7 3.5 6.1 2.2 8 2.2s3.3 1.2 3.3 3c0 2.4-3.3 2.5-3.3 5M8 12.6v1.7"/>',
}
"""The icons of certainty, on a grid of 16."""
_EDGE, _FOOT, _LINES = 72, 492, 4
_SIZES = (84, 72, 62, 54)
_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]+")
_OTHERS = (re.compile("[\u0600-\u06ff\u200c\u200d]+"), re.compile(r"[^\s\d()\[\]\u0600-\u200f\u202a-\u202e]+"))
_IN_OTHER = tuple(rf'<tspan font-family="{name}">\g<0></tspan>' for name in ("Noto Sans Arabic", "Noto Sans"))
"""Letters of the other font, by whether a line is Arabic. Named, since a renderer may find one of another weight."""
_EMBEDDED = "\u202b{}\u202c"
"""Makes a whole line read from right to left, whatever it begins with (UAX 9: an embedding)."""


def draw_card(card: Card, measure: Measure) -> str:
    """A card as SVG, with text in Noto Sans."""
    leading = 1.4 if card.is_rtl else 1.17
    size, lines = _fit(_clean(card.headline), leading, measure)
    baselines = [186 + size * (0.74 + n * leading) for n in range(len(lines))]
    headline = [_text(card, line, _EDGE, y, size, _INK, bold=True) for line, y in zip(lines, baselines, strict=True)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="Noto Sans">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>',
        _draw_brand(card),
        _text(card, _cut(_clean(card.site), 900 / 32, measure, bold=True), _EDGE + 52, 108, 32, _INK_2, bold=True),
        *headline,
        *_draw_foot(card, measure),
        "</svg>",
    ]
    return "".join(parts)


def _draw_brand(card: Card) -> str:
    """The theme's sign, mirrored where a page is read from the right."""
    place = f"translate({WIDTH - _EDGE} 74) scale(-1.6 1.6)" if card.is_rtl else f"translate({_EDGE} 74) scale(1.6)"
    sign = '<path d="M3 1v24M3 5h16M3 13h9M3 21h13" stroke-width="4" fill="none"'
    return f'<g transform="{place}">{sign} stroke="{_ACCENT}"/></g>'


def _draw_foot(card: Card, measure: Measure) -> Iterator[str]:
    """The line of certainty, and below it the status, the date, and the topic."""
    colour = _COLOURS.get(card.mark, _INK_3) if card.mark else _RULE
    dashes = f' stroke-dasharray="{_DASHES[card.mark]}"' if card.mark in _DASHES else ""
    start, end = (WIDTH - _EDGE, _EDGE) if card.is_rtl else (_EDGE, WIDTH - _EDGE)
    for height, width in (
        ((_FOOT - 5, 4), (_FOOT + 5, 4)) if card.mark in _DOUBLE else ((_FOOT, 8 if card.mark else 4),)
    ):
        yield f'<path d="M{start} {height}H{end}" stroke="{colour}" stroke-width="{width}"{dashes}/>'
    at = float(_EDGE)
    if card.mark in ICONS:
        place = WIDTH - at - 40 if card.is_rtl else at
        icon = ICONS[card.mark].replace("currentColor", colour)
        style = f'fill="none" stroke="{colour}" stroke-width="1.6"'
        yield f'<g transform="translate({place:.1f} 518) scale(2.5)" {style}>{icon}</g>'
        at += 56
    status = _cut(_clean(card.status), 700 / 34, measure, bold=True)
    yield _text(card, status, at, 550, 34, colour if card.mark else _INK_2, bold=True)
    at += measure(status, True) * 34 + 32
    yield _text(card, _cut(_clean(card.date), (WIDTH - _EDGE - at) / 30, measure), at, 550, 30, _INK_2)
    yield _text(card, _cut(_clean(card.topic), (WIDTH - 2 * _EDGE) / 28, measure), _EDGE, 600, 28, _INK_3)


def _text(card: Card, text: str, start: float, baseline: float, size: int, colour: str, *, bold: bool = False) -> str:
    """One line of text that begins so far from the side where reading begins."""
    if not text:
        return ""
    shown = _OTHERS[card.is_rtl].sub(_IN_OTHER[card.is_rtl], html.escape(text, quote=False))
    shown = _EMBEDDED.format(shown) if card.is_rtl else shown
    family = ' font-family="Noto Sans Arabic"' if card.is_rtl else ""
    place = f'x="{WIDTH - start:.1f}" text-anchor="end"' if card.is_rtl else f'x="{start:.1f}"'
    weight = ' font-weight="700"' if bold else ""
    return f'<text {place} y="{baseline:.1f}" font-size="{size}" fill="{colour}"{family}{weight}>{shown}</text>'


def _clean(text: str) -> str:
    """A text in one line, without what XML cannot hold or what would turn its direction."""
    return " ".join(_NO_XML.sub(" ", text).split())


def _fit(text: str, leading: float, measure: Measure) -> tuple[int, list[str]]:
    """The largest size at which a headline fits, and its lines; at the smallest it ends with an ellipsis."""
    for size in _SIZES:
        lines = _wrap(text, (WIDTH - 2 * _EDGE) / size, measure)
        if size * (1.14 + (len(lines) - 1) * leading) <= _ROOM and len(lines) <= _LINES:
            return size, lines
    width = (WIDTH - 2 * _EDGE) / _SIZES[-1]
    rest = " ".join(lines[_LINES - 1 :])
    return _SIZES[-1], [*lines[: _LINES - 1], _cut(rest, width, measure, bold=True)]


_ROOM = 290
"""Pixels: how high a headline may be."""


def _wrap(text: str, width: float, measure: Measure) -> list[str]:
    """A text in lines that are no wider than `width`; a longer word is broken."""
    lines = [""]
    for word in (piece for long in text.split(" ") for piece in _break(long, width, measure)):
        longer = f"{lines[-1]} {word}".lstrip()
        if measure(longer, True) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _break(word: str, width: float, measure: Measure) -> Iterator[str]:
    while measure(word, True) > width:
        end = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or measure(word[:n], True) <= width)
        yield word[:end]
        word = word[end:]
    yield word


def _cut(text: str, width: float, measure: Measure, *, bold: bool = False) -> str:
    """As much of a text as has room, with an ellipsis where that is not all."""
    if measure(text, bold) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and measure(" ".join(words) + "…", bold) > width:
        words.pop()
    shown = " ".join(words)
    while shown and measure(f"{shown}…", bold) > width:
        shown = shown[:-1]
    return f"{shown.rstrip(' ,.;:–-،؛')}…"
