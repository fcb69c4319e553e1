"""The stylesheet that is served says what its sources say."""

from __future__ import annotations

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
