"""axe-core finds nothing on any kind of page, in light and dark, on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.page_kinds import PAGE_KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


COLOUR = {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
"""All that changes with the colour scheme. The enhanced rule is AAA: the design promises 7:1 for all text."""
STRUCTURE = {"rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}}
"""All that does not, and may change with the width."""


def find_violations(page: Page, **options: Any) -> list[str]:
    """What axe-core finds, as "rule: selector: what to do"."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{v['id']}: {node['target']}: {node['failureSummary']}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_page_has_no_violation(open_page: Callable[..., Page], kind: str) -> None:
    """Structure at both widths, colours in both schemes. Colours are tokens: one width is enough for each scheme."""
    page = open_page(PAGE_KINDS[kind], viewport={"width": 1440, "height": 900})
    found = {"desk": find_violations(page, **STRUCTURE), "desk, light": find_violations(page, **COLOUR)}
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    found |= {"telephone": find_violations(page, **STRUCTURE), "telephone, dark": find_violations(page, **COLOUR)}
    assert {where: violations for where, violations in found.items() if violations} == {}


def test_axe_sees_violations(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    # The page's own policy lets a script set a style, but no style in HTML.
    add = """main => {
        main.append(Object.assign(document.createElement('img'), {src: '/theme/icons/icon.svg'}))
        for (const [color, text] of [['#999', 'Hard to read'], ['#666', 'Fair to read']]) {
            const line = Object.assign(document.createElement('p'), {textContent: text})
            Object.assign(line.style, {color, background: '#fff'})
            main.append(line)
        }
    }"""
    page.locator("main").evaluate(add)
    assert "image-alt" in {line.partition(":")[0] for line in find_violations(page, **STRUCTURE)}
    colours = {line.partition(":")[0] for line in find_violations(page, **COLOUR)}
    assert {"color-contrast", "color-contrast-enhanced"} <= colours
