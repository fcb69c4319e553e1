"""The sites of which the cost of a feature is measured have that feature."""

from __future__ import annotations

from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.features import add_pictures, add_translations
from tests.bench.flavours import write_corpus
from tests.unit.checks.judged import judge


def test_every_tenth_briefing_has_a_picture_or_a_translation_and_nothing_else_is_wrong(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_corpus(Corpus(30), "briefings", content)
    add_pictures(content)
    add_translations(content)
    assert len(list((content / "images").iterdir())) == 3
    [problem] = judge(tmp_path, "BRF-translation-missing", {}, TIMEZONE="UTC")
    assert "27 of 30 briefings are not in it" in problem.found
    for code in ("BRF-image-missing", "BRF-image-unreadable", "BRF-unknown-key", "BRF-duplicate-output"):
        assert judge(tmp_path, code, {}, TIMEZONE="UTC") == []
