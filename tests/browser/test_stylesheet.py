"""The stylesheet that is served says what its sources say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from briefings.building.assets import build_stylesheet

READ = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  // The spaces before what `var()` falls back to are kept as written, and mean nothing.
  return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ","));
}"""


def test_rules_are_those_of_the_sources_without_spaces_and_comments(chromium: Any, root: Path) -> None:
    theme = root / "themes" / "dispatch"
    folder = theme / "static" / "css"
    first = folder / "layers.css"
    files = [
        first,
        *sorted(
            (p for p in folder.rglob("*.css") if p != first and p.parent.name != "embed"),
            key=lambda p: p.relative_to(folder).as_posix(),
        ),
    ]
    sources = "\n".join(path.read_text("utf-8") for path in files)
    page = chromium.new_page()
    served, written = (page.evaluate(READ, text) for text in (build_stylesheet(theme).decode(), sources))
    page.close()
    assert len(served) > 20
    assert served == written


SELECTORS = """text => {
  const name = (rule) => (rule instanceof CSSStyleRule ? [rule.selectorText] : []);
  const list = (rules) => [...(rules ?? [])].flatMap((rule) => [...name(rule), ...list(rule.cssRules)]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return list(sheet.cssRules).length;
}"""


def test_the_browser_knows_every_selector(chromium: Any, root: Path) -> None:
    """One that it does not know (a list in `:lang()`, say) takes its whole rule with it, and nobody is told."""
    page = chromium.new_page()
    for path in (root / "themes/dispatch/static/css").rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        preludes = [prelude.strip() for prelude in re.findall(r"[^{};]+(?=\{)", text)]
        written = [prelude for prelude in preludes if not prelude.startswith("@")]
        assert page.evaluate(SELECTORS, text) == len(written), path
    page.close()
