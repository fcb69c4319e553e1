"""What axe-core finds on a page, in two parts: what may change with colours, and what may change with the width."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOUR = {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
"""All that changes with the colour scheme. The enhanced rule is AAA: the design promises 7:1 for all text."""
STRUCTURE = {
    "rules": {
        "color-contrast": {"enabled": False},
        "link-in-text-block": {"enabled": False},
        "target-size": {"enabled": True},
    }
}
"""All that does not, and may change with the width."""
DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def find_violations(page: Page, **options: Any) -> list[str]:
    """What axe-core finds, as "rule: selector: what to do"."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{v['id']}: {node['target']}: {node['failureSummary']}" for v in found for node in v["nodes"]]


def find_all_violations(page: Page) -> dict[str, list[str]]:
    """Structure at both widths, colours in both schemes. Colours are tokens: one width is enough for each scheme."""
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    found = {"desk": find_violations(page, **STRUCTURE), "desk, light": find_violations(page, **COLOUR)}
    page.set_viewport_size(TELEPHONE)
    page.emulate_media(color_scheme="dark")
    found |= {"telephone": find_violations(page, **STRUCTURE), "telephone, dark": find_violations(page, **COLOUR)}
    return {where: violations for where, violations in found.items() if violations}
