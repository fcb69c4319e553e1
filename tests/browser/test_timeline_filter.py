"""The instant filter of a timeline that is whole on its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def dossier_url(tmp_path_factory: Any, run_briefings: Any, serve_folder: Any, root: Any) -> str:
    """The sample site with all of its timeline on one page, which is more than fits into 60 KB."""
    output = tmp_path_factory.mktemp("whole") / "site"
    limit = ("-e", "BRIEFINGS_TIMELINE_LIMIT=200")
    result = run_briefings("build", "-s", root / "pelicanconf.py", *limit, "-o", output)
    assert result.returncode == 0, result.stderr
    return serve_folder(output)


def test_with_script_the_timeline_filters_in_place(open_page: Open) -> None:
    page = open_page("/timeline/")
    status = page.locator("[data-filter-status]")
    before, total = status.inner_text(), page.locator(".entry:visible").count()
    chosen = ".entry:has(.meta a[href='/topics/spin-boldak-crossing/'])"
    wanted = page.locator(chosen).count()
    assert 0 < wanted < total
    expect(status).to_have_attribute("role", "status")

    page.locator("[data-filter] a[data-value='spin-boldak-crossing']").click()
    expect(page.locator(".entry:visible")).to_have_count(wanted)
    expect(page).to_have_url(re.compile(r"/timeline/\?topics=spin-boldak-crossing$"))
    briefings, all_briefings = (page.locator(f"{entries}:not([data-kind])").count() for entries in (chosen, ".entry"))
    assert 0 < briefings < wanted, "an event without a page is no briefing"
    assert re.findall(r"\d+", status.inner_text())[:2] == [str(briefings), str(all_briefings)]
    expect(page.locator("[data-filter] a[aria-current]")).to_have_attribute("data-value", "spin-boldak-crossing")
    assert page.locator(".timeline__group:visible").evaluate_all(
        "g => g.every(x => x.querySelector('.entry:not([hidden])'))"
    )

    page.go_back()
    expect(page.locator(".entry:visible")).to_have_count(total)
    expect(status).to_have_text(before)
    page.go_forward()
    expect(page.locator(".entry:visible")).to_have_count(wanted)
    page.reload()
    expect(page.locator(".entry:visible")).to_have_count(wanted)


def test_counts_have_the_digits_of_the_page(
    page: Page, tmp_path: Any, run_briefings: Any, serve_folder: Any, root: Any
) -> None:
    """Pashto: Chromium does not know how numbers are written in it."""
    tiny = root / "tests/fixtures/tiny"
    options = ("-s", tiny / "pelicanconf.py", "-e", "DEFAULT_LANG=ps", "-e", "BRIEFINGS_CACHE=false")
    result = run_briefings("build", tiny / "content", *options, "-o", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    page.goto(f"{serve_folder(tmp_path / 'site')}/timeline/")
    status = page.locator("[data-filter-status]")
    before = status.inner_text()
    page.locator("[data-filter] a[data-value='island-supply']").click()
    expect(status).not_to_have_text(before)
    assert re.search("[۰-۹]", status.inner_text())
    assert not re.search("[0-9]", status.inner_text())
