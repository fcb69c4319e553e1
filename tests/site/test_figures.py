"""Figures of the sample site: copies to choose from, a place of their own, and what must be said beside them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.site.html_pages import Element, HtmlPage, local_name

LEAD, INLINE, OLD = "index.html", "briefings/2021-08-15-kabul/index.html", "briefings/2021-09-02-pakistan-closes-chaman"
TOPIC = "topics/taliban-offensive-2021/index.html"


def find_figure(page: HtmlPage, file: str) -> tuple[Element, Element]:
    """The figure of a page that shows a file, and its `<img>`."""
    for figure in page.find_all("figure"):
        for image in figure.iter():
            if local_name(image) == "img" and f"/images/{file}" in image.get("src"):
                return figure, image
    pytest.fail(f"{page.path} shows no {file}")


@pytest.mark.parametrize(
    ("path", "file", "is_lead"),
    [
        (LEAD, "panjshir-places", True),
        ("briefings/2021-09-06-panjshir/index.html", "panjshir-places", True),
        (f"{OLD}/index.html", "closed-crossing", True),
        (TOPIC, "august-days", True),
        (INLINE, "august-days", False),
    ],
)
def test_a_picture_has_copies_a_size_and_words_beside_it(
    pages: dict[str, HtmlPage], dossier_site: Path, path: str, file: str, is_lead: bool
) -> None:
    figure, image = find_figure(pages[path], file)
    offered = {e.get("type"): e.get("srcset") for e in figure.iter() if local_name(e) == "source"}
    assert list(offered) == ["image/avif", "image/webp"]
    for srcset in (*offered.values(), image.get("srcset")):
        found = re.findall(r"(\S+) (\d+)w", srcset)
        assert [width for _, width in found] == ["480", "960", "1600"]
        for href, width in found:
            with Image.open(dossier_site / urlsplit(href).path.lstrip("/")) as copy:
                assert copy.width == int(width)
    assert (image.get("width"), image.get("height")) == ("1600", "1000")
    assert image.get("alt")
    assert (image.get("fetchpriority"), image.get("loading")) == (("high", None) if is_lead else (None, "lazy"))
    said = " ".join("".join(figure.itertext()).split())
    assert said.endswith("Briefings sample desk, own illustration")
    assert ("File picture: does not show this event." in said) is (file == "closed-crossing")


def test_pictures_are_published_without_what_their_files_say(dossier_site: Path, root: Path) -> None:
    with Image.open(root / "content/images/closed-crossing.jpg") as original:
        assert original.getexif()
    copies = list((dossier_site / "images").glob("closed-crossing*"))
    assert len(copies) == 1 + 3 * 3 - 1
    for path in copies:
        with Image.open(path) as copy:
            assert not copy.getexif(), path


def test_pictures_of_the_sample_site_are_light(root: Path) -> None:
    assert max(path.stat().st_size for path in (root / "content/images").iterdir()) < 150_000
