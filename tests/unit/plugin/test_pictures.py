from __future__ import annotations

import io
import os
import re
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefings.building import image_copies
from briefings.building.kept_files import KeptFiles
from briefings.checks.policy import Policy
from briefings.plugin.build import Build, BuildFailed
from briefings.plugin.check import check_build
from briefings.plugin.pelican_class import BriefingsPelican

HEAD = "---\ntitle: The quay\ndate: 2023-05-02\nevent: 2023-05-01\n"
FRONT = "image: {file: images/a.jpg, alt: A quay, caption: The quay., credit: Desk}\n"
Tree = dict[str, bytes]


def photo(size: tuple[int, int] = (1000, 600), seed: int = 0, kind: str = "JPEG", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.effect_mandelbrot(size, (-2 + seed / 10, -1.5, 1, 1.5), 40).convert("RGB").save(written, kind, **options)
    return written.getvalue()


@pytest.fixture
def build(
    write_content: Callable[..., Path], tmp_path: Path, make_pelican: Callable[..., BriefingsPelican]
) -> Callable[..., Tree]:
    """Write files, build them into a folder, and give all files of the site. No bytes remove a file."""

    def run(files: dict[str, Any], output: str = "output", **settings: Any) -> Tree:
        content = write_content({path: data for path, data in files.items() if data is not None})
        for path in (path for path, data in files.items() if data is None):
            (content / path).unlink()
        given = {"BRIEFINGS_JOBS": 1, "BRIEFINGS_IMAGE_WIDTHS": (100, 200), "BRIEFINGS_ALLOW_SHRINK": True, **settings}
        make_pelican(content, OUTPUT_PATH=str(tmp_path / output), **given).run()
        root = tmp_path / output
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    return run


def copies(tree: Tree) -> list[str]:
    return sorted(path for path in tree if re.search(r"-\d+\.[0-9a-f]{12}\.\w+$", path))


def page(tree: Tree) -> str:
    return tree["briefings/quay/index.html"].decode()


def names_in(markup: str) -> set[str]:
    return set(re.findall(r"/(images/[^\s\",]+)", markup))


def test_the_lead_picture_offers_copies_and_is_loaded_at_once(build: Callable[..., Tree]) -> None:
    tree = build({"briefings/quay.md": HEAD + FRONT + "---\n", "images/a.jpg": photo()})
    for shown in (page(tree), tree["index.html"].decode()):
        picture = re.search(r"<picture>.*?</picture>", shown, re.DOTALL)
        assert picture is not None
        assert names_in(picture[0]) <= set(tree)
        assert set(copies(tree)) <= names_in(picture[0])
        assert 'width="1000" height="600"' in picture[0]
        assert 'fetchpriority="high"' in picture[0]
        assert "lazy" not in picture[0]
        assert [kind in picture[0] for kind in ("image/avif", "image/webp", "100w", "200w")] == [True] * 4
    assert [path.rpartition(".")[2] for path in copies(tree)] == ["avif", "jpg", "webp"] * 2


def test_the_picture_of_a_topic_offers_copies_and_follows_its_file(build: Callable[..., Tree]) -> None:
    def shown(tree: Tree) -> str:
        found = re.search(r"<picture>.*?</picture>", tree["topics/harbour/index.html"].decode(), re.DOTALL)
        assert found is not None
        assert set(copies(tree)) <= names_in(found[0]) <= set(tree)
        return found[0]

    topic = "---\ntitle: The harbour\n" + FRONT + "---\n"
    files = {"briefings/quay.md": HEAD + "topics: [harbour]\n---\n", "topics/harbour.md": topic}
    tree = build({**files, "images/a.jpg": photo()})
    assert 'width="1000" height="600"' in shown(tree)
    assert len(copies(tree)) == 6
    after = build({"images/a.jpg": photo((900, 600))})
    assert 'width="900" height="600"' in shown(after)
    assert after == build({}, "clean", BRIEFINGS_CACHE=False)


@pytest.mark.parametrize(
    "written", ["![A]({static}/images/b.png)", "![A](/images/b.png)", "![A]({attach}../images/b.png)", "![[b]]"]
)
def test_a_picture_in_a_text_offers_copies_and_waits_until_it_comes_near(
    build: Callable[..., Tree], written: str
) -> None:
    front = "images:\n  - {file: images/b.png, alt: A, caption: B., credit: Desk}\n" if "[[" in written else ""
    tree = build({"briefings/quay.md": f"{HEAD}{front}---\n{written}", "images/b.png": photo((150, 90), kind="PNG")})
    found = re.search(r"<picture>.*?</picture>", page(tree))
    assert found is not None
    assert 'loading="lazy"' in found[0]
    assert 'decoding="async"' in found[0]
    assert 'width="150" height="90"' in found[0]
    assert names_in(found[0]) == {*copies(tree), "images/b.png"}
    assert len(copies(tree)) == 5


def test_a_picture_taken_before_the_event_says_so_in_every_figure(build: Callable[..., Tree]) -> None:
    front = (
        "image: {file: images/a.jpg, alt: A, caption: C., credit: Desk, taken: 2014}\n"
        "images:\n"
        "  - {id: old, file: images/a.jpg, alt: A, caption: C., credit: Desk, taken: 2023-04-30}\n"
        "  - {id: new, file: images/a.jpg, alt: A, caption: C., credit: Desk, taken: 2023-05-01}\n"
    )
    said = "File picture: does not show this event"
    tree = build({"briefings/quay.md": f"{HEAD}{front}---\n![[old]]\n\n![[new]]", "images/a.jpg": photo((90, 90))})
    assert page(tree).count(said) == 2
    assert said in tree["index.html"].decode()


def test_without_widths_there_are_no_copies_and_still_a_size(build: Callable[..., Tree]) -> None:
    files = {"briefings/quay.md": HEAD + FRONT + "---\n", "images/a.jpg": photo()}
    tree = build(files, BRIEFINGS_IMAGE_WIDTHS=())
    assert copies(tree) == []
    assert "<picture>" not in page(tree)
    assert 'src="/images/a.jpg" alt="A quay" width="1000" height="600"' in page(tree)


def test_the_number_of_processes_changes_no_byte(build: Callable[..., Tree]) -> None:
    body = "".join(f"![{n}](/images/{n}.jpg)\n" for n in range(3))
    files = {"briefings/quay.md": f"{HEAD}---\n{body}", **{f"images/{n}.jpg": photo(seed=n) for n in range(3)}}
    one = build(files, BRIEFINGS_CACHE=False)
    assert build({}, "other", BRIEFINGS_CACHE=False, BRIEFINGS_JOBS=2) == one
    assert len(copies(one)) == 18


def test_what_was_made_once_is_never_made_again(build: Callable[..., Tree], monkeypatch: pytest.MonkeyPatch) -> None:
    first = build({"briefings/quay.md": HEAD + FRONT + "---\n", "images/a.jpg": photo()})

    def refuse(*_: Any) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(image_copies, "make_copies", refuse)
    assert build({}, "cold") == first
    assert build({"briefings/quay.md": HEAD.replace("quay", "pier") + FRONT + "slug: quay\n---\n"}) != first


def test_another_picture_under_the_same_name_is_as_in_a_build_from_nothing(build: Callable[..., Tree]) -> None:
    files = {"briefings/quay.md": HEAD + FRONT + "---\n![b](/images/b.jpg)", "images/b.jpg": photo(seed=1)}
    before = build({**files, "images/a.jpg": photo()})
    after = build({"images/a.jpg": photo((800, 700), seed=2)})
    assert after == build({}, "clean", BRIEFINGS_CACHE=False)
    assert page(after) != page(before)
    assert not {path for path in copies(before) if "/a-" in path} & set(after)


@pytest.mark.parametrize("words", ["no picture", "[b](/images/b.jpg)"])
def test_a_picture_that_is_shown_no_more_leaves_no_copies(build: Callable[..., Tree], words: str) -> None:
    build({"briefings/quay.md": HEAD + "---\n![b](/images/b.jpg)", "images/b.jpg": photo()})
    after = build({"briefings/quay.md": HEAD + "---\n" + words})
    assert copies(after) == []
    assert after == build({}, "clean", BRIEFINGS_CACHE=False)


def test_a_drawing_keeps_its_file_and_gets_its_size(build: Callable[..., Tree]) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 750"/>'
    tree = build({"briefings/quay.md": HEAD + FRONT.replace("jpg", "svg") + "---\n", "images/a.svg": drawing})
    assert 'src="/images/a.svg" alt="A quay" width="1200" height="750"' in page(tree)
    assert copies(tree) == []


def cut_short() -> bytes:
    """A WebP of well-formed chunks with too little in them."""
    whole = photo(kind="WebP", lossless=True)
    rest = whole[20:4020]
    return b"RIFF" + struct.pack("<I", 12 + len(rest)) + b"WEBP" + whole[12:16] + struct.pack("<I", len(rest)) + rest


def flat(kind: str, size: tuple[int, int], **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize("links", [False, True])
def test_a_drawing_goes_out_without_what_its_program_noted(build: Callable[..., Tree], links: bool) -> None:
    def draw(note: str) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{note}<title>A quay</title></svg>'

    files = {"briefings/quay.md": HEAD + FRONT.replace("jpg", "svg") + "---\n[b](/images/b.SVG)"}
    noted = {"images/a.svg": draw("<metadata>By Wahida.</metadata>"), "images/b.SVG": draw("<!-- By Wahida. -->")}
    tree = build({**files, **noted}, STATIC_CREATE_LINKS=links)
    assert {tree[name].decode() for name in noted} == {draw("")}
    again = build({"images/a.svg": draw("<!-- By Zarghuna. --><desc>Stone.</desc>")}, STATIC_CREATE_LINKS=links)
    assert again["images/a.svg"].decode() == draw("<desc>Stone.</desc>")
    assert again == build({}, "clean", BRIEFINGS_CACHE=False)


def test_a_picture_cut_short_stops_the_build_and_is_named(
    build: Callable[..., Tree], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BuildFailed):
        build({"briefings/quay.md": HEAD + FRONT.replace("jpg", "webp") + "---\n", "images/a.webp": cut_short()})
    said = capsys.readouterr().err
    assert re.search(r"briefings/quay\.md:\d+:\d+: error: `images/a\.webp`: .* \[BRF-image-unreadable\]", said)


NAMED = Image.Exif()
NAMED[0x013B] = "A photographer"
REFUSED: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "no image": (lambda: b"version 1", "no JPEG, PNG, WebP or GIF", 0),
    "cut short": (cut_short, "cannot be read to its end", 0),
    "too many pixels": (lambda: flat("PNG", (10_000, 9_000)), "a picture of 10000 by 9000 pixels", 0),
    "far too many pixels": (lambda: flat("PNG", (20_000, 9_000)), "a picture of more than 178 million pixels", 0),
    "too many bytes": (photo, "268435457 bytes", 256 * 1024 * 1024 + 1),
    "not cleaned": (lambda: flat("AVIF", (9, 9), exif=NAMED), "with EXIF or XMP", 0),
    "not cleaned, called a drawing": (lambda: flat("AVIF", (9, 9), exif=NAMED), "with EXIF or XMP", 0),
    "not cleaned, too many bytes": (lambda: flat("AVIF", (9, 9)), "268435457 bytes", 256 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("case", REFUSED)
def test_a_check_says_what_a_build_says_of_pictures(
    write_content: Callable[..., Path], make_pelican: Callable[..., BriefingsPelican], case: str, jobs: int
) -> None:
    make, words, size = REFUSED[case]
    ending = "svg" if case.endswith("a drawing") else "avif" if case.startswith("not cleaned") else "jpg"
    name = f"images/a.{ending}"
    files = {
        "briefings/pier.md": HEAD.replace("quay", "pier") + "status: draft\n---\n![a](/images/a.jpg)\n",
        "briefings/quay.md": f"{HEAD}---\n![a](/{name})\n",
        "briefings/ramp.md": HEAD.replace("quay", "ramp") + FRONT.replace("images/a.jpg", name) + "---\n",
    }
    content = write_content({**files, name: make()})
    if size:
        os.truncate(content / name, size)
    site = make_pelican(content, BRIEFINGS_JOBS=jobs)
    with pytest.raises(BuildFailed):
        site.run()
    [said] = site.build.located_problems()
    checked = Build({"PATH": str(content), "BRIEFINGS_JOBS": jobs}, "settings")
    found = check_build(checked, Policy(), datetime(2023, 12, 31, tzinfo=UTC), {})
    assert words in said.found
    assert [problem for problem in found if problem.code == said.code] == [said]


def test_a_check_leaves_pictures_alone_that_nobody_shows(write_content: Callable[..., Path]) -> None:
    files = {"briefings/quay.md": f"{HEAD}---\n[The whole sheet](/images/sheet.png).\n"}
    large = {"images/sheet.png": flat("PNG", (10_000, 9_000)), "images/other.jpg": b"version 1"}
    build = Build({"PATH": str(write_content({**files, **large}))}, "settings")
    found = check_build(build, Policy(), datetime(2023, 12, 31, tzinfo=UTC), {})
    assert [problem for problem in found if problem.code in ("BRF-too-large", "BRF-image-unreadable")] == []


def test_a_link_that_becomes_a_picture_is_as_in_a_build_from_nothing(build: Callable[..., Tree]) -> None:
    before = build({"briefings/quay.md": HEAD + "---\n[b](/images/b.jpg)", "images/b.jpg": photo()})
    assert copies(before) == []
    after = build({"briefings/quay.md": HEAD + "---\n![b](/images/b.jpg)"})
    assert len(copies(after)) == 6
    assert after == build({}, "clean", BRIEFINGS_CACHE=False)


def test_a_draft_s_picture_has_no_copies(build: Callable[..., Tree]) -> None:
    files = {"briefings/pier.md": HEAD + "status: draft\n" + FRONT + "---\n", "images/a.jpg": photo()}
    tree = build({**files, "briefings/quay.md": HEAD + "---\nText."})
    assert not [path for path in tree if path.startswith("images/")]


def test_copies_that_nobody_used_for_long_go_out_of_the_cache(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path)
    for number in range(100):
        kept.put(b"%d" % number, b"data")
        os.utime(max(tmp_path.glob("?" * 32), key=os.path.getmtime), (number, number))
    assert kept.find(b"3") == b"data"
    kept.tidy(5)
    assert kept.find(b"3") == b"data"
    assert len(list(tmp_path.glob("?" * 32))) == 74
    kept.tidy(0)
    assert kept.find(b"3") is None
