"""The sites of which the cost of a feature is measured have that feature."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from briefings.checks.policy import Policy
from briefings.plugin.build import Build
from briefings.plugin.check import check_build
from briefings.problems import Problem
from tests.bench.corpus import Corpus
from tests.bench.features import CONTENTS, FEATURES, add_pictures, add_translations
from tests.bench.flavours import write_corpus


def _check(content: Path) -> dict[str, Problem]:
    """One problem of each code."""
    build = Build({"PATH": str(content), "TIMEZONE": "UTC", "BRIEFINGS_CACHE": False}, "settings")
    found = check_build(build, Policy(), datetime(2026, 12, 31, tzinfo=UTC), {})
    return {problem.code: problem for problem in found}


def test_every_tenth_briefing_has_a_picture_and_a_translation_and_nothing_is_wrong_with_them(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_corpus(Corpus(30), "briefings", content)
    before = _check(content)
    add_pictures(content)
    add_translations(content)
    assert len(list((content / "images").iterdir())) == 3
    after = _check(content)
    assert after.keys() - before.keys() == {"BRF-translation-missing"}
    assert "27 of 30 briefings are not in it" in after["BRF-translation-missing"].found


def test_the_published_table_has_a_row_for_each(root: Path) -> None:
    """Whoever adds a feature measures it: `make bench-features N=1000`."""
    page = (root / "docs/performance.md").read_text("utf-8")
    table = page.partition("<!-- features -->")[2].partition("<!-- /features -->")[0]
    rows = [line.split("|")[1].strip().removesuffix(" (one round)") for line in table.splitlines() if line[:1] == "|"]
    assert [name for name in (*FEATURES, *CONTENTS) if name not in rows] == []
