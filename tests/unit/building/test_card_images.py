from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from html5lib import parse
from PIL import Image, ImageChops

from briefings.building.card_images import CardImages, Letters
from briefings.building.kept_files import KeptFiles
from briefings.outputs.card_drawing import ICONS, Card, draw_card
from briefings.plugin.pelican_class import BriefingsPelican

WIDTH, EDGE = 1200, 72
PLAIN = Card("The Daybook", "Post taken", "Disputed", "14 July 2021", "Crossings", "disputed")
LONG = "The mission says that more women and children were hurt in the first half of the year than in any other " * 3
DARI = "طالبان گذرگاه ویش را گرفتند؛ کابل می‌گوید حمله دفع شده است و گذرگاه در دست آن است"
BUILT = "---\ntitle: The quay\ndate: 2023-05-02\nevent: 2023-05-01\ntopics: [harbour]\n---\n"
TOPIC = "---\ntitle: The harbour\n---\n"


def make(card: Card, kept: Path | None = None) -> bytes:
    return CardImages(KeptFiles(kept)).make(msgspec.json.encode(card))


def opened(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(make(card))).convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The bounds of what is drawn in a part of a card."""
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, "#fdfdfc")).point(lambda v: 255 * (v > 40)).getbbox()


def lines(card: Card) -> int:
    return draw_card(card, Letters().measure).count(' font-weight="700"') - 2  # but the site and the status


@pytest.mark.parametrize(
    "headline",
    [
        "Wesh?",
        "Post taken by fighters, says the mayor; the governor denies it",
        LONG,
        "W" * 400,
        DARI,
        DARI * 4,
        "»A« & <b>",
    ],
)
@pytest.mark.parametrize("is_rtl", [False, True])
def test_every_headline_stays_inside_the_card(headline: str, is_rtl: bool) -> None:
    card = msgspec.structs.replace(PLAIN, headline=headline, is_rtl=is_rtl)
    image = opened(card)
    assert image.size == (1200, 630)
    assert 1 <= lines(card) <= 4
    for side in ((0, 0, EDGE - 8, 630), (WIDTH - EDGE + 8, 0, WIDTH, 630), (0, 470, WIDTH, 484)):
        assert ink(image, side) is None


def test_a_headline_with_too_many_words_ends_with_an_ellipsis() -> None:
    assert "…</text>" in draw_card(msgspec.structs.replace(PLAIN, headline=LONG), Letters().measure)
    assert "…" not in draw_card(PLAIN, Letters().measure)


def test_a_card_in_dari_begins_at_the_right() -> None:
    english, dari = opened(PLAIN), opened(msgspec.structs.replace(PLAIN, headline="ویش گرفته شد", is_rtl=True))
    rows = (0, 180, WIDTH, 300)
    left, right = ink(english, rows), ink(dari, rows)
    assert left is not None
    assert right is not None
    assert left[0] < EDGE + 10
    assert right[2] > WIDTH - EDGE - 10
    assert right[0] > 400


def test_arabic_letters_are_joined() -> None:
    """Joined, a word is much narrower than its letters one by one, as wide as they are measured."""
    word = "سپینبولدک"
    bounds = ink(opened(msgspec.structs.replace(PLAIN, headline=word, is_rtl=True)), (0, 150, WIDTH, 320))
    assert bounds is not None
    assert bounds[2] - bounds[0] < 0.9 * 84 * Letters().measure(word, True)


def test_latin_letters_are_as_wide_as_they_are_measured() -> None:
    bounds = ink(opened(msgspec.structs.replace(PLAIN, headline="Hamburger")), (0, 150, WIDTH, 320))
    assert bounds is not None
    assert abs(bounds[2] - bounds[0] - 84 * Letters().measure("Hamburger", True)) < 14


def test_a_card_is_the_same_every_time_and_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(PLAIN, tmp_path)
    assert make(PLAIN) == first
    monkeypatch.setattr("briefings.building.card_images.render_svg", None)
    assert make(PLAIN, tmp_path) == first
    for file in tmp_path.iterdir():
        file.write_bytes(b"\0" * 99)  # by somebody else
    with pytest.raises(TypeError):
        make(PLAIN, tmp_path)


def test_the_icons_are_those_of_the_theme(root: Path) -> None:
    symbols = (root / "themes/dispatch/templates/partials/_symbols.html").read_text()
    for name, icon in ICONS.items():
        assert f'<symbol id="i-{name}" viewBox="0 0 16 16">{icon}</symbol>' in symbols


@pytest.fixture
def build(
    write_content: Callable[..., Path], tmp_path: Path, make_pelican: Callable[..., BriefingsPelican]
) -> Callable[..., dict[str, bytes]]:
    def run(files: dict[str, str], output: str = "output", **settings: Any) -> dict[str, bytes]:
        given = {"SITEURL": "https://desk.example", "BRIEFINGS_JOBS": 1, "BRIEFINGS_CARDS": True, **settings}
        make_pelican(write_content(files), OUTPUT_PATH=str(tmp_path / output), **given).run()
        root = tmp_path / output
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    return run


def metas(page: bytes) -> dict[str, str]:
    found = parse(page, treebuilder="etree", namespaceHTMLElements=False).iter("meta")
    return {tag.get("property") or tag.get("name") or "": tag.get("content", "") for tag in found}


def test_pages_name_their_cards(build: Callable[..., dict[str, bytes]]) -> None:
    dari = BUILT.replace("The quay", "بندر").replace("---\n", "---\nlang: fa\n", 1)
    tree = build({"briefings/quay.md": BUILT, "topics/harbour.md": TOPIC, "briefings/bandar.md": dari})
    for path, card in {
        "index.html": "cards/home.png",
        "fa/index.html": "cards/home-fa.png",
        "briefings/quay/index.html": "cards/briefings/quay.png",
        "topics/harbour/index.html": "cards/topics/harbour.png",
    }.items():
        found = metas(tree[path])
        assert found["og:image"] == f"https://desk.example/{card}"
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        assert found["og:image:alt"]
        assert found["twitter:card"] == "summary_large_image"
        assert Image.open(io.BytesIO(tree[card])).size == (1200, 630)


def test_without_the_setting_there_are_no_cards(build: Callable[..., dict[str, bytes]]) -> None:
    tree = build({"briefings/quay.md": BUILT, "topics/harbour.md": TOPIC}, BRIEFINGS_CARDS=False)
    assert not [path for path in tree if path.startswith("cards/")]
    assert "og:image" not in metas(tree["briefings/quay/index.html"])
    assert "og:image" not in metas(tree["index.html"])


@pytest.mark.parametrize(
    ("before", "after"), [("The quay", "The new pier"), ("The quay", "码头"), ("码头", "The quay")]
)
def test_a_card_after_an_edit_is_as_in_a_build_from_nothing(
    build: Callable[..., dict[str, bytes]], before: str, after: str
) -> None:
    files = {"briefings/quay.md": BUILT.replace("The quay", before), "topics/harbour.md": TOPIC}
    old = build(files)
    new = build({"briefings/quay.md": BUILT.replace("The quay", after)})
    assert new == build({}, "clean", BRIEFINGS_CACHE=False)
    assert new["cards/briefings/quay.png"] != old["cards/briefings/quay.png"]
    assert ("og:image" in metas(new["briefings/quay/index.html"])) is (after != "码头")


def test_the_number_of_processes_changes_no_byte(build: Callable[..., dict[str, bytes]]) -> None:
    files = {f"briefings/quay-{n}.md": BUILT.replace("The quay", f"The quay {n}") for n in range(20)}
    one = build({**files, "topics/harbour.md": TOPIC}, BRIEFINGS_CACHE=False)
    assert build({}, "other", BRIEFINGS_CACHE=False, BRIEFINGS_JOBS=2) == one
