"""Draws the raster pictures of the sample site below `content/images/`, from what its briefings and places say.

    python packaging/draw_pictures.py

They are illustrations: flat colours, lettering that says so, and nothing that could pass for a photograph.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from html import escape
from pathlib import Path

import resvg_py
import yaml
from PIL import Image

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "briefings/building/fonts"
WIDTH, HEIGHT, SCALE = 1600, 1000, 1
INK, QUIET, LINE, PAPER, LAND, ACCENT, DOUBT = (
    "#15202b", "#46515b", "#c9c4b6", "#f7f6f2", "#e6e3da", "#0a4d61", "#8a4b00",
)  # fmt: skip
CREDIT = "Briefings sample desk, own illustration"
REPORTED = (
    ("zaranj", "Zaranj", 6, "deputy governor of Nimroz"),
    ("kunduz-city", "Kunduz", 8, "the Taliban, AFP"),
    ("sar-e-pul", "Sar-e-Pul", 8, "the Taliban"),
    ("kandahar-city", "Kandahar", 12, "the Taliban, officials"),
    ("herat-city", "Herat", 12, "press reports"),
    ("lashkar-gah", "Lashkar Gah", 13, "press reports"),
    ("mazar-i-sharif", "Mazar-i-Sharif", 14, "press reports"),
    ("kabul", "Kabul", 15, "the Taliban, later seen by reporters"),
)
"""Cities of the dossier by the day of August 2021 on which they were reported taken, and by whom."""


def write_text(
    x: float, y: float, words: str, size: int = 28, fill: str = INK, anchor: str = "start", weight: int = 400
) -> str:
    """A line of text."""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


def frame(title: str, note: str, drawn: Iterable[str]) -> str:
    """A drawing with its title above, and what it is and who made it below."""
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        f'<path d="M64 52H{WIDTH - 64}" stroke="{INK}" stroke-width="4"/>',
        write_text(64, 112, title, 44, weight=700),
        write_text(64, 154, note, 27, QUIET),
        *drawn,
        f'<path d="M64 {HEIGHT - 66}H{WIDTH - 64}" stroke="{QUIET}" stroke-width="1"/>',
        write_text(64, HEIGHT - 30, f"{CREDIT}. Not a photograph; not to scale.", 24, QUIET),
    ]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Noto Sans">{"".join(parts)}</svg>'


def draw_days() -> str:
    """A strip of days: which city was reported taken when, and by whom."""
    rows = []
    for day in range(6, 16):
        x = 110 + (day - 6) * 96
        rows.append(f'<path d="M{x} 226V880" stroke="{LINE}" stroke-width="2"/>')
        rows.append(write_text(x, 212, str(day), 26, ACCENT, "middle", 700))
    for row, (_, name, day, by) in enumerate(REPORTED):
        x, y = 110 + (day - 6) * 96, 272 + row * 80
        rows.append(f'<rect x="{x}" y="{y - 18}" width="{974 - x + 40}" height="36" fill="{LAND}"/>')
        rows.append(f'<circle cx="{x}" cy="{y}" r="17" fill="{INK}"/>')
        rows.append(write_text(1040, y + 2, name, 30, weight=700))
        rows.append(write_text(1040, y + 32, by, 22, QUIET))
    title = "Eight cities reported taken, 6 to 15 August 2021"
    return frame(title, "By day of the report; below each name, who said so.", rows)


def draw_panjshir() -> str:
    """The places of the dossier around Panjshir by their coordinates: dots, no borders, no terrain."""
    listed = yaml.safe_load((ROOT / "content/registry/places.yml").read_text("utf-8"))
    places = {place["id"]: place for place in listed}

    def locate(key: str) -> tuple[float, float]:
        place = places[key]
        return 64 + (place["lon"] - 60.6) * 108, 900 - (place["lat"] - 30.3) * 100

    drawn = []
    for degree in range(61, 75):
        x = 64 + (degree - 60.6) * 108
        drawn.append(f'<path d="M{x} 190V910" stroke="{LINE}"/>' if x < WIDTH - 64 else "")
    for degree in range(31, 37):
        y = 900 - (degree - 30.3) * 100
        drawn.append(f'<path d="M64 {y}H{WIDTH - 64}" stroke="{LINE}"/>')
    for key, name, day, _ in REPORTED:
        x, y = locate(key)
        drawn.append(f'<circle cx="{x}" cy="{y}" r="13" fill="{INK}"/>')
        at, anchor = (x - 26, "end") if key in {"sar-e-pul", "lashkar-gah", "kabul"} else (x + 26, "start")
        if key == "mazar-i-sharif":  # Kunduz stands close to its right
            at, anchor, y = x, "middle", y - 60
        drawn.append(write_text(at, y + 2, name, 30, anchor=anchor, weight=700))
        drawn.append(write_text(at, y + 32, f"{day} August", 22, QUIET, anchor))
    x, y = locate("panjshir-province")
    ring = f'stroke="{DOUBT}" stroke-width="6" stroke-dasharray="14 10"'
    drawn.append(f'<circle cx="{x}" cy="{y}" r="46" fill="{PAPER}" {ring}/>')
    drawn.append(write_text(x + 66, y - 16, "Panjshir", 38, DOUBT, weight=700))
    drawn.append(write_text(x + 66, y + 18, "6 September: announced by the", 24))
    drawn.append(write_text(x + 66, y + 48, "Taliban, denied by the National", 24))
    drawn.append(write_text(x + 66, y + 78, "Resistance Front", 24))
    note = "Places by their coordinates, with the day of the report. No borders and no terrain are drawn."
    return frame("Panjshir, and eight cities reported taken before it", note, drawn)


def draw_gate() -> str:
    """A road with a closed barrier between two posts: a sign for a crossing, with no likeness to the place."""
    drawn = [
        f'<rect x="64" y="190" width="{WIDTH - 128}" height="400" fill="#dfe7e9"/>',
        f'<rect x="64" y="590" width="{WIDTH - 128}" height="310" fill="{LAND}"/>',
        '<path d="M690 590L910 590L1330 900L270 900Z" fill="#8f979c"/>',
        '<path d="M800 610V890" stroke="#f7f6f2" stroke-width="12" stroke-dasharray="46 34"/>',
        f'<rect x="330" y="330" width="190" height="330" fill="{ACCENT}"/>',
        f'<rect x="1080" y="330" width="190" height="330" fill="{ACCENT}"/>',
        f'<path d="M300 330H1300L1230 250H370Z" fill="{INK}"/>',
        f'<rect x="505" y="596" width="590" height="42" fill="{PAPER}" stroke="{INK}" stroke-width="4"/>',
        *(f'<path d="M{x} 598l44 0l-30 38l-44 0Z" fill="{DOUBT}"/>' for x in range(550, 1060, 96)),
        f'<rect x="496" y="580" width="26" height="150" fill="{INK}"/>',
        f'<rect x="1078" y="580" width="26" height="150" fill="{INK}"/>',
        write_text(800, 306, "BORDER CROSSING", 36, PAPER, "middle", 700),
    ]
    note = "A sign drawn for any crossing in July 2021. It shows no real gate and no event."
    return frame("A closed crossing", note, drawn)


def render(svg: str) -> Image.Image:
    """A drawing as pixels."""
    files = [str(path) for path in sorted(FONTS.glob("NotoSans-*.ttf"))]
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=files, skip_system_fonts=True))
    return Image.open(io.BytesIO(data)).convert("RGB")


def main() -> None:
    """Write all of them."""
    folder = ROOT / "content/images"
    for name, svg in (("august-days.png", draw_days()), ("panjshir-places.png", draw_panjshir())):
        picture = render(svg).quantize(64, dither=Image.Dither.NONE)
        picture.save(folder / name, optimize=True)
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "A closed crossing, drawn", CREDIT  # ImageDescription, Artist (EXIF 2.32)
    render(draw_gate()).save(folder / "closed-crossing.jpg", quality=86, optimize=True, progressive=True, exif=exif)


if __name__ == "__main__":
    main()
