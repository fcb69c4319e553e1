"""Locator maps in a browser: on a telephone and a desk, in light and dark, on paper, from right to left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BRIEFING = "/briefings/2021-07-14-wesh-capture/"
PAGES = (BRIEFING, f"/fa{BRIEFING}", "/topics/taliban-offensive-2021/", "/places/kandahar-city/")

Open = Callable[..., Page]

_CONTRAST = """map => {
    const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = text => {
        const [r, g, b] = text.match(/[\\d.]+/g).map(n => linear(n / 255));
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const land = light(getComputedStyle(map.querySelector('.land')).fill);
    const water = light(getComputedStyle(map).backgroundColor);
    return [...map.querySelectorAll('text')].flatMap(text => [land, water].map(ground => {
        const ink = light(getComputedStyle(text).fill);
        return (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05);
    }));
}"""
_OUTSIDE = """map => {
    const frame = map.getBoundingClientRect();
    return [...map.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
    }).map(text => text.textContent);
}"""
# The box of a text is as tall as its font asks for, some twice as tall as the letters: what counts is the lines.
_OVERLAPS = """map => {
    const texts = [...map.querySelectorAll('text')], found = [];
    const unit = map.getBoundingClientRect().width / map.viewBox.baseVal.width;
    const measure = text => {
        const box = text.getBoundingClientRect(), lines = text.querySelectorAll('tspan').length || 1;
        const spare = Math.max(0, box.height - 14 * lines * unit) / 2;
        return {left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare};
    };
    texts.forEach((one, i) => texts.slice(i + 1).forEach(other => {
        const [a, b] = [measure(one), measure(other)];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && tall > 3) found.push([one.textContent, other.textContent]);
    }));
    return found;
}"""


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_names_fit_and_keep_clear_of_each_other(open_page: Open, address: str, width: int) -> None:
    page = open_page(address, viewport={"width": width, "height": 900})
    drawn = page.locator("svg.map")
    expect(drawn).to_be_visible()
    assert drawn.bounding_box()["width"] > 280
    assert drawn.evaluate(_OUTSIDE) == []
    assert drawn.evaluate(_OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_names_have_full_contrast(open_page: Open, scheme: str, media: str) -> None:
    page = open_page(PAGES[2], color_scheme=scheme)
    page.emulate_media(media=media, color_scheme=scheme)
    ratios = page.locator("svg.map").evaluate(_CONTRAST)
    assert len(ratios) > 10
    assert min(ratios) >= 7


def test_disputed_line_is_dashed_and_said_to_be(open_page: Open) -> None:
    page = open_page(BRIEFING)
    line = page.locator("svg.map .disputed").first
    assert line.evaluate("e => getComputedStyle(e).strokeDasharray") == "4px, 3px"
    note = page.locator("figure:has(svg.map) figcaption")
    expect(note).to_contain_text("Dashed lines are disputed.")
    expect(note).to_contain_text("endorse no claim")
    expect(note).to_contain_text("Natural Earth")


def test_map_has_a_name_and_a_table_that_says_the_same(open_page: Open) -> None:
    page = open_page(BRIEFING)
    expect(page.get_by_role("img", name="Locator map")).to_have_count(1)
    table = page.locator("figure:has(svg.map) table")
    expect(table).to_be_hidden()
    page.get_by_text("The places as a table").press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="Kandahar")).to_contain_text("31.00, 65.50")
    link = table.get_by_role("link", name="Wesh", exact=True)
    link.click()
    page.wait_for_url("**/places/wesh/")


def test_table_is_printed(open_page: Open) -> None:
    page = open_page(BRIEFING)
    page.emulate_media(media="print")
    expect(page.locator("svg.map")).to_be_visible()
    expect(page.locator("figure:has(svg.map) tbody tr").first).to_be_visible()


def test_map_is_not_mirrored_from_right_to_left(open_page: Open) -> None:
    dots = [open_page(page).locator("svg.map .dot").get_attribute("d") for page in PAGES[:2]]
    assert dots[0] == dots[1]
    page = open_page(PAGES[1])
    expect(page.locator("svg.map .key")).to_have_text("ویش")
    expect(page.locator("svg.map .far", has_text="افغانستان")).to_be_visible()
