"""Pictures in a browser: which copy it takes, and that nothing moves when it comes."""

from __future__ import annotations

import pytest
from PIL import Image

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BRIEFING = """---
title: The quay
date: 2023-05-02
event: 2023-05-01
image: {file: images/a.jpg, alt: A quay, caption: The quay., credit: Desk, taken: 2014}
images:
  - {id: two, file: images/b.png, alt: A pier, caption: The pier., credit: Desk}
---
Text.

![[two]]
"""


@pytest.fixture(scope="session")
def desk_url(tmp_path_factory, run_briefings, serve_folder):
    """A desk with two photographs, built and served."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "content/briefings").mkdir(parents=True)
    (folder / "content/images").mkdir()
    (folder / "content/briefings/quay.md").write_text(BRIEFING)
    picture = Image.effect_mandelbrot((1800, 1200), (-2, -1.5, 1, 1.5), 60).convert("RGB")
    for name in ("a.jpg", "b.png"):
        picture.save(folder / "content/images" / name)
    done = run_briefings("build", str(folder / "content"), "-o", str(folder / "output"))
    assert done.returncode == 0, done.stderr
    return serve_folder(folder / "output")


@pytest.fixture
def open_at(chromium, desk_url):
    """Open a page of the desk in a window so wide: `open_at("/", 390)`."""
    contexts = []

    def open_page(path, width, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(desk_url + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scale", "copy"), [(390, 1, "a-480"), (390, 2, "a-960"), (1280, 1, "a-960")])
@pytest.mark.parametrize("path", ["/", "/briefings/quay/"])
def test_a_browser_takes_the_smallest_avif_that_is_sharp(open_at, path, width, scale, copy):
    page = open_at(path, width, device_scale_factor=scale)
    source = page.locator("img[src*='/a']").first.evaluate(
        "async img => { await img.decode(); return img.currentSrc; }"
    )
    assert f"/images/{copy}." in source
    assert source.endswith(".avif")


def test_a_picture_has_its_place_before_it_comes(open_at):
    page = open_at("/briefings/quay/", 390)
    page.route("**/images/*", lambda route: route.abort())
    page.reload(wait_until="load")
    for box in page.locator("figure img").evaluate_all("all => all.map(img => [img.clientWidth, img.clientHeight])"):
        assert box[0] > 300
        assert abs(box[0] / box[1] - 1.5) < 0.02


def test_every_figure_has_its_caption_and_credit(open_at):
    page = open_at("/briefings/quay/", 1280)
    captions = page.locator("figure figcaption").all_inner_texts()
    assert len(captions) == 2
    assert all("Desk" in caption for caption in captions)
    assert "File picture: does not show this event." in captions[0]
    assert "File picture" not in captions[1]
