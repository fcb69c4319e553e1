"""What a reader does: with and without script, by keyboard, in the dark, on a telephone, in Persian, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


def walk_home_to_next_in_thread(page: Page) -> list[str]:
    """Home → topic → briefing → next briefing of its thread, by clicking. The headlines seen on the way."""
    seen = [page.locator("h1").inner_text()]
    page.locator("#main .row--topic a, #main .row a").filter(has_text="Spin Boldak").first.click()
    page.wait_for_url("**/topics/spin-boldak-crossing/")
    seen.append(page.locator("h1").inner_text())
    page.locator(".entry:not([data-kind]) .entry__title a[href$='/briefings/2021-07-14-wesh-capture/']").click()
    page.wait_for_url("**/briefings/2021-07-14-wesh-capture/")
    seen.append(page.locator("h1").inner_text())
    page.locator(".thread__step[aria-current=page] + .thread__step a").click()
    page.wait_for_url(re.compile(r"/briefings/(?!2021-07-14-wesh-capture/)"))
    seen.append(page.locator("h1").inner_text())
    return seen


@pytest.mark.parametrize("has_script", [True, False])
def test_reader_walks_from_home_to_the_next_in_the_thread(open_page: Open, has_script: bool) -> None:
    page = open_page("/", java_script_enabled=has_script)
    seen = walk_home_to_next_in_thread(page)
    assert len(set(seen)) == 4
    assert "Wesh" in seen[2]
    expect(page.locator(".thread__step a[href$='/briefings/2021-07-14-wesh-capture/']")).to_be_visible()


def describe_focus(page: Page) -> dict[str, Any]:
    """The focused element: what it is, and how it shows that it has the focus."""
    found: dict[str, Any] = page.evaluate(
        """() => {
            const element = document.activeElement;
            const style = getComputedStyle(element);
            const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
            const [x, y] = [box.x + Math.min(box.width, 20) / 2, box.y + Math.min(box.height, 16) / 2];
            const on_top = document.elementFromPoint(x, y);
            return {
                tag: element.localName, text: element.textContent.trim(), href: element.getAttribute("href") ?? "",
                in_main: Boolean(element.closest("main")), in_nav: Boolean(element.closest(".nav")),
                classes: element.className, outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
                is_seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
                    && (element.contains(on_top) || on_top?.contains(element)),
            };
        }"""
    )
    return found


def test_keyboard_alone_reaches_menu_and_first_entry(open_page: Open) -> None:
    page = open_page("/")
    stops = []
    while len(stops) < 40 and not (stops and stops[-1]["in_main"]):
        page.keyboard.press("Tab")
        stops.append(describe_focus(page))
    menu = [stop["text"] for stop in stops if stop["in_nav"]]
    assert stops[0]["href"] == "#main"
    assert stops[1]["classes"] == "brand"
    assert menu == [item.strip() for item in page.locator(".nav a").all_inner_texts()]
    assert any("theme-toggle" in stop["classes"] for stop in stops)
    assert stops[-1]["href"] == page.locator(".lead h2 a").get_attribute("href"), (
        "the first link of the page is its lead"
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/**")


def test_skip_link_leads_past_the_menu(open_page: Open) -> None:
    page = open_page("/timeline/")
    page.keyboard.press("Tab")
    assert describe_focus(page)["is_seen"], "the skip link shows itself when it has the focus"
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/#main")
    page.keyboard.press("Tab")
    assert describe_focus(page)["in_main"]


@pytest.mark.parametrize("kind", ["home", "briefing", "topic", "timeline", "rtl briefing"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_visible_at_every_stop(open_page: Open, kind: str, scheme: str) -> None:
    page = open_page(PAGE_KINDS[kind], color_scheme=scheme)
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(describe_focus(page))
    assert [stop for stop in stops if stop["outline"] < 2 or not stop["is_seen"]] == []
    assert len({(stop["tag"], stop["text"], stop["href"]) for stop in stops}) > 20


def test_without_script_there_is_no_theme_toggle_and_filters_are_links(open_page: Open) -> None:
    page = open_page("/timeline/", java_script_enabled=False)
    expect(page.locator(".theme-toggle")).to_be_hidden()
    assert page.locator(".entry").count() > 40
    page.locator(".filter a", has_text="Spin Boldak").click()
    page.wait_for_url("**/topics/spin-boldak-crossing/#timeline")
    expect(page.locator("h1")).to_contain_text("Spin Boldak")


_CONTRAST = """selectors => {
    const parse = text => text.match(/[\\d.]+/g).map(Number);
    const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
    const behind = element => {
        for (; element; element = element.parentElement) {
            const colour = parse(getComputedStyle(element).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return light(colour);
        }
    };
    return selectors.flatMap(selector => [...document.querySelectorAll(selector)].slice(0, 3).map(element => {
        const [text, ground] = [light(parse(getComputedStyle(element).color)), behind(element)];
        return [selector, (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05), ground];
    }));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colour_scheme_of_the_system_is_followed_with_full_contrast(open_page: Open, scheme: str) -> None:
    page = open_page(PAGE_KINDS["briefing"], color_scheme=scheme)
    selectors = [
        "h1",
        ".deck",
        ".prose p",
        ".prose a",
        ".claim__text",
        ".status",
        ".note",
        ".source__title a",
        ".footer a",
        ".nav a",
    ]
    found = page.evaluate(_CONTRAST, selectors)
    assert {selector for selector, _, _ in found} == set(selectors)
    assert [(selector, ratio) for selector, ratio, _ in found if ratio < 7] == []
    grounds = [ground for _, _, ground in found]
    assert max(grounds) < 0.05 if scheme == "dark" else min(grounds) > 0.7


def test_theme_toggle_cycles_and_survives_reload_and_navigation(open_page: Open) -> None:
    page = open_page("/")
    toggle, ground = page.locator(".theme-toggle"), "getComputedStyle(document.documentElement).backgroundColor"
    bright = page.evaluate(ground)
    expect(toggle).to_contain_text("Auto")
    toggle.click()
    expect(toggle).to_contain_text("Light")
    toggle.click()
    expect(toggle).to_contain_text("Dark")
    dark = page.evaluate(ground)
    assert dark != bright
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(toggle).to_contain_text("Dark")
    page.goto(PAGE_KINDS["topic"])
    assert page.evaluate(ground) == dark
    toggle.click()
    expect(toggle).to_contain_text("Auto")
    page.reload()
    assert page.evaluate(ground) == bright
    assert page.locator("html").get_attribute("data-theme") is None


_OVERFLOW = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const is_outside = box => box.width && (box.right > root.clientWidth + 1 || box.left < -1);
    const outside = [...document.querySelectorAll("body *")].filter(e => is_outside(e.getBoundingClientRect()));
    const name = e => `${e.localName}.${e.className?.baseVal ?? e.className} ${e.textContent.trim().slice(0, 40)}`;
    return [`${root.scrollWidth} > ${root.clientWidth}`, ...outside.slice(0, 5).map(name)];
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page("/", viewport={"width": width, "height": 800})
    found = {}
    for kind, address in PAGE_KINDS.items():
        page.goto(address)
        found[kind] = page.evaluate(_OVERFLOW)
    assert {kind: overflow for kind, overflow in found.items() if overflow} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough_to_hit(open_page: Open, width: int) -> None:
    """WCAG 2.5.8: 24 px, outside running text; the design promises 44 px for the links of the masthead."""
    page = open_page("/", viewport={"width": width, "height": 800})
    boxes = {a.inner_text(): a.bounding_box() for a in page.locator(".nav a, .theme-toggle, .brand").all()}
    assert len(boxes) >= 8
    assert {text: box for text, box in boxes.items() if box["height"] < 24 or box["width"] < 24} == {}
    menu = [a.bounding_box()["height"] for a in page.locator(".nav a").all()]
    assert min(menu) >= 43.5


def test_right_to_left_page_is_mirrored(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["rtl briefing"])
    assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "fa"]
    brand, menu = page.locator(".brand").bounding_box(), page.locator(".nav").bounding_box()
    assert brand["x"] + brand["width"] > 1280 * 0.8
    assert menu["x"] < brand["x"]
    right = """h1 => {
        const range = document.createRange();
        range.selectNodeContents(h1);
        return range.getBoundingClientRect().right;
    }"""
    heading = page.locator("h1").evaluate(right)
    main = page.locator("main").bounding_box()
    assert main["x"] + main["width"] - heading < 60, "text starts at the right edge"
    rail = page.locator("aside.rail").bounding_box()
    assert rail["x"] + rail["width"] < 1280 / 2, "the rail is on the left"


def test_translations_lead_to_each_other(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["briefing"])
    page.locator("a[hreflang=fa]").first.click()
    page.wait_for_url("**" + PAGE_KINDS["rtl briefing"])
    page.locator("a[hreflang=en]").first.click()
    page.wait_for_url("**" + PAGE_KINDS["briefing"])


def test_every_kind_of_page_loads_without_a_complaint(open_page: Open) -> None:
    page = open_page("/")
    for address in PAGE_KINDS.values():
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.classList.contains('js')"), "the script ran"


def test_complaints_are_noticed(open_page: Open, complaints: Any) -> None:
    page = open_page("/")
    page.evaluate("console.warn('careful'); fetch('https://elsewhere.example/').catch(() => {})")
    page.wait_for_timeout(100)
    assert any("careful" in text for text in complaints.found)
    assert any("elsewhere.example" in text for text in complaints.found)
    complaints.found.clear()


def test_print_opens_histories_and_spells_out_addresses(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["briefing"])
    history, link = page.locator("details.history ol").first, page.locator(".source__title a[href^=http]").first
    shown = """all => [...document.querySelectorAll("details.history ol")]
        .every(e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) === all)"""
    page.wait_for_function(shown, arg=False)  # closed on the screen
    page.emulate_media(media="print")
    page.wait_for_function(shown, arg=True)  # open on paper, once the browser has laid it out
    expect(history).to_be_visible()
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert "attr(href)" in after or link.get_attribute("href") in after
    for hidden in (".nav", ".theme-toggle", ".footer", ".skip-link"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".print-end")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_print_in_the_dark_is_black_on_white(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["briefing"], color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(_CONTRAST, ["h1", ".prose p", ".claim__text", ".note"])
    assert min(ratio for _, ratio, _ in found) >= 7
    assert min(ground for _, _, ground in found) > 0.9


def test_claim_in_the_text_shows_its_status_and_leads_to_the_claim(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["briefing"])
    mark = page.locator(".prose .claim-mark").first
    status = mark.locator("a.claim-mark__status")
    expect(status).to_have_text("Confirmed")
    expect(mark).to_have_attribute("data-status", "confirmed")
    status.click()
    page.wait_for_url("**/claims/wesh-captured/")
    expect(page.locator("h1")).to_contain_text("Wesh")


def test_unknown_leads_to_the_ledger(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["briefing"])
    link = page.locator(".kdu a[href='#claim-wesh-captured']").last
    link.click()
    expect(page.locator("#claim-wesh-captured")).to_be_in_viewport()


def test_citation_leads_to_the_source_and_back(open_page: Open) -> None:
    page = open_page(PAGE_KINDS["briefing"])
    reference = page.locator(".prose a.ref").first
    source, anchor = page.locator(reference.get_attribute("href")), reference.get_attribute("id")
    reference.click()
    expect(source).to_be_in_viewport()
    source.locator(f"a[href='#{anchor}']").click()
    expect(reference).to_be_in_viewport()


def test_unknown_address_shows_the_sites_own_page(open_page: Open, complaints: Any) -> None:
    complaints.expected = ("/no/such/page/",)
    page = open_page("/")
    response = page.goto("/no/such/page/")
    assert response is not None
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    edge = page.locator(".masthead").evaluate("e => getComputedStyle(e, '::after').borderTopWidth")
    assert edge == "3px", "the stylesheet is found from any depth"
    page.locator("main a[href*='/briefings/']").first.click()
    page.wait_for_url("**/briefings/**")
