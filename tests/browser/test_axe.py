"""axe-core finds nothing on any kind of page, in light and dark, on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.page_kinds import EMBED_KINDS, PAGE_KINDS
from tests.scores.axe import COLOUR, STRUCTURE, find_all_violations, find_violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = PAGE_KINDS | EMBED_KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_page_has_no_violation(open_page: Callable[..., Page], kind: str) -> None:
    assert find_all_violations(open_page(KINDS[kind])) == {}


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
