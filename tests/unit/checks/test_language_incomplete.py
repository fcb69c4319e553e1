"""BRF-language-incomplete: languages whose pages are framed in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.views.language import count_untranslated
from tests.unit.checks.judged import judge, write_briefing


def test_language_without_a_catalogue_is_named_once(tmp_path: Path) -> None:
    files = {f"briefings/{name}.md": write_briefing(lang="nb") for name in ("one", "two")}
    (problem,) = judge(tmp_path, "BRF-language-incomplete", files)
    assert "`nb` (norsk bokmål) has no catalogue" in problem.found
    assert problem.where.pointer == ("lang",)


@pytest.mark.parametrize("lang", ["en", "en-GB", "fa", "prs", "fa-AF", "de", "ar"])
def test_language_with_all_its_words_is_in_order(lang: str, tmp_path: Path) -> None:
    assert judge(tmp_path, "BRF-language-incomplete", {"briefings/one.md": write_briefing(lang=lang)}) == []


def test_language_of_the_site_itself_is_looked_at_too(tmp_path: Path) -> None:
    files = {"briefings/one.md": write_briefing()}
    assert len(judge(tmp_path, "BRF-language-incomplete", files, DEFAULT_LANG="nb")) == 1


def test_words_that_lack_are_counted() -> None:
    assert [count_untranslated(code) for code in ("en", "de", "fa-AF", "nb", "xx")] == [0, 0, 0, None, None]
