"""What a reader does with the ledger: from claim to source and back, filters and order, a phone without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
WESH = "/briefings/2021-07-14-wesh-capture/"
PHONE = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}


@pytest.mark.parametrize("has_script", [True, False])
def test_reader_walks_from_claim_to_briefing_to_source_and_back(open_page: Open, has_script: bool) -> None:
    page = open_page("/claims/topic/spin-boldak-crossing/2/", java_script_enabled=has_script)
    row = page.locator("tr", has_text="Taliban fighters have taken the border town of Wesh.")
    row.locator("a.cid").click()
    page.wait_for_url("**/claims/wesh-captured/")
    expect(page.locator("h1")).to_have_text("Taliban fighters have taken the border town of Wesh.")
    page.locator(
        "section[aria-labelledby=briefings] a", has_text="Taliban say they have taken the Wesh crossing"
    ).click()
    page.wait_for_url("**" + WESH)
    claim = page.locator("#claim-wesh-captured")
    claim.locator(".position a.ref").first.click()
    source = page.locator(page.evaluate("location.hash"))
    expect(source).to_be_in_viewport()
    expect(source).to_contain_text("The New Indian Express")
    source.locator("a.ref[href^='#cite-']").first.click()
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()
    page.locator(".kdu a[href='#claim-wesh-captured']").first.click()
    expect(claim).to_be_in_viewport()
    page.locator(".prose a[href$='/claims/wesh-captured/']").first.click()
    page.wait_for_url("**/claims/wesh-captured/")


def test_a_position_on_a_claims_page_leads_to_its_source_and_its_briefing(open_page: Open) -> None:
    page = open_page("/claims/wesh-captured/")
    denial = page.locator(".position[data-stance=denies]").first
    denial.locator("a.ref").first.click()
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()
    denial.get_by_role("link", name="Taliban say they have taken", exact=False).click()
    page.wait_for_url("**" + WESH)


def visible(page: Page) -> Locator:
    return page.locator("tbody tr:visible")


HARM = "/claims/topic/civilian-harm/"
"""A list of claims that is whole on its page."""


def test_with_script_claims_are_filtered_by_status_in_place(open_page: Open) -> None:
    page = open_page(HARM)
    total, wanted = visible(page).count(), page.locator("tr[data-status=disputed]").count()
    assert 10 < wanted < total
    page.locator("[data-filter=status] a[data-value=disputed]").click()
    expect(visible(page)).to_have_count(wanted)
    expect(page).to_have_url(re.compile(HARM + r"\?status=disputed$"))
    words = page.locator("[data-filter-status]").inner_text()
    assert re.findall(r"\d+", words)[:2] == [str(wanted), str(total)]
    assert "Disputed" in words
    page.go_back()
    expect(visible(page)).to_have_count(total)


def test_with_script_filters_narrow_each_other_down(open_page: Open) -> None:
    page = open_page("/claims/status/disputed/")
    total = visible(page).count()
    page.get_by_text("By topic", exact=True).click()
    page.locator("[data-filter=topics] a[data-value=spin-boldak-crossing]").click()
    both = page.locator("tr[data-status=disputed][data-topics~=spin-boldak-crossing]").count()
    assert 0 < both < total == page.locator("tr[data-status=disputed]").count()
    expect(visible(page)).to_have_count(both)
    page.get_by_text("By speaker", exact=True).click()
    page.locator("[data-filter=speakers] a[data-value=zabihullah-mujahid]").click()
    three = page.locator(
        "tr[data-status=disputed][data-topics~=spin-boldak-crossing][data-speakers~=zabihullah-mujahid]"
    )
    assert 0 < three.count() < both
    expect(visible(page)).to_have_count(three.count())
    page.locator("[data-filter=speakers] a[data-value=zabihullah-mujahid]").click()
    expect(visible(page)).to_have_count(both)


def test_what_chose_a_list_leads_to_other_lists(open_page: Open) -> None:
    page = open_page(HARM)
    page.locator(".filter a", has_text="All claims").click()
    page.wait_for_url("**/claims/")
    expect(page.locator("[data-filter]")).to_have_count(0)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_long_list_of_claims_is_read_page_by_page(open_page: Open, has_script: bool) -> None:
    page = open_page("/claims/", java_script_enabled=has_script)
    said = page.locator(".filter a", has_text="All claims").locator(".num").inner_text()
    pages = page.get_by_role("navigation", name="Pages of this list")
    seen: list[str] = []
    for number in range(1, pages.locator("a").count() + 1):
        pages.get_by_role("link", name=str(number), exact=True).click()
        expect(pages.locator("[aria-current]")).to_have_text(str(number))
        seen += page.locator("tbody .cid").all_inner_texts()
    assert len(seen) == len(set(seen)) == int(said)


def test_without_script_every_status_topic_and_speaker_has_a_page(open_page: Open) -> None:
    page = open_page("/claims/", java_script_enabled=False)
    tab = page.locator(".filter a", has_text="Disputed").first
    wanted = int(tab.locator(".num").inner_text())
    tab.click()
    page.wait_for_url("**/claims/status/disputed/")
    expect(visible(page)).to_have_count(wanted)
    expect(page.locator(".filter a[aria-current=true]").first).to_contain_text("Disputed")
    assert set(page.locator("tbody tr").evaluate_all("all => all.map(row => row.dataset.status)")) == {"disputed"}
    page.get_by_text("By topic", exact=True).click()
    page.get_by_role("link", name=re.compile("Spin Boldak")).first.click()
    page.wait_for_url("**/claims/topic/spin-boldak-crossing/")
    page.get_by_text("By speaker", exact=True).click()
    page.locator("details[open] a", has_text="Zabihullah Mujahid").click()
    page.wait_for_url("**/actors/zabihullah-mujahid/")
    expect(page.locator("section[aria-labelledby=said]")).to_contain_text("taken the border town of Wesh")


def test_the_keyboard_alone_sorts_the_table(open_page: Open) -> None:
    page = open_page("/claims/")
    head = page.locator("th", has_text="Claim").first
    head.locator("button").focus()
    for direction in ("ascending", "descending"):
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", direction)
        texts = page.locator("tbody th").all_inner_texts()
        collator, sign = "new Intl.Collator('en', {numeric: true})", 1 if direction == "ascending" else -1
        pairs = f"all => all.every((text, i) => !i || {sign} * {collator}.compare(all[i - 1], text) <= 0)"
        assert page.evaluate(pairs, texts)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('th')?.textContent") == "Said by"


def test_from_the_wesh_briefing_on_a_phone_without_script_a_reader_has_every_answer(open_page: Open) -> None:
    page = open_page(WESH, **PHONE)
    claim = page.locator("#claim-wesh-captured")
    claim.scroll_into_view_if_needed()

    asserting = claim.locator(".position[data-stance=asserts], .position[data-stance=corroborates]")
    says = " ".join(asserting.all_inner_texts())
    for speaker in ("Zabihullah Mujahid", "A Pakistani security source", "Zahid Hafeez Chaudhri"):
        assert speaker in says, "who says it"
    denials = claim.locator(".position[data-stance=denies]")
    assert "Tareq Arian" in denials.first.inner_text(), "who denies it"
    expect(denials.first).to_contain_text("denied by")
    expect(denials.first.locator(".party")).to_have_text("party")

    expect(claim.locator(".claim__state")).to_contain_text(re.compile(r"\d+ sources, \d+ independent origins"))
    expect(claim.locator(".claim__state")).to_contain_text("Confirmed")

    unknown = page.locator(".kdu__col[data-status=unverified]")
    expect(unknown).to_contain_text("Who holds the customs post and the road to Chaman.")

    page.get_by_role("heading", name="What changed since this was published").scroll_into_view_if_needed()
    moves = page.locator("section[aria-labelledby=moves] li", has_text="taken the border town of Wesh")
    expect(moves.last).to_contain_text("Confirmed")
    expect(moves.last).to_contain_text("foreign ministry")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_figures_are_told_one_by_one_on_a_phone(open_page: Open) -> None:
    page = open_page("/claims/kabul-blast-wounded/", **PHONE)
    figures = page.locator("section[aria-labelledby=figures] td.num")
    assert figures.all_inner_texts() == ["5 people", "11 people"]
    chart = page.locator(".series__chart")
    expect(chart).to_be_visible()
    assert chart.locator("circle").count() == 2
    heights = [float(y) for y in chart.locator("circle").evaluate_all("all => all.map(c => c.getAttribute('cy'))")]
    assert heights[1] < heights[0], "eleven is higher than five"


def test_days_of_a_topic_lead_back_in_time(open_page: Open) -> None:
    page = open_page("/topics/spin-boldak-crossing/", java_script_enabled=False)
    page.get_by_role("link", name="Day by day, as it was known").click()
    page.wait_for_url("**/as-of/**")
    page.locator("section[aria-labelledby=days] a", has_text="14 July 2021").click()
    page.wait_for_url("**/as-of/2021-07-14/")
    expect(page.locator(".edition__asof")).to_have_text("As known on 14 July 2021")
    row = page.locator("tr", has_text="taken the border town of Wesh")
    expect(row).to_have_attribute("data-status", "disputed")
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/as-of/2021-07-15/")
    expect(row).to_have_attribute("data-status", "confirmed")
