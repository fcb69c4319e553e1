"""BRF-translation-missing: languages into which some briefings are translated and others are not."""

from __future__ import annotations

from pathlib import Path

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-translation-missing"


def _write(number: int, **keys: str) -> str:
    return write_briefing(date=f"2021-07-{number:02}T10:00Z", **keys)


def test_language_of_a_translation_is_told_of_once_with_what_is_not_in_it(tmp_path: Path) -> None:
    files = {f"briefings/b{number}.md": _write(number, translation_key=f"k{number}") for number in range(1, 9)}
    files["briefings/b8.fa.md"] = _write(9, lang="fa", translation_key="k8")
    files["briefings/b3.de.md"] = _write(9, lang="de", translation_key="k3")
    persian, german = judge(tmp_path, CODE, files)  # by file
    assert german.found == ("`de` (Deutsch): 7 of 8 briefings are not in it: `b8`, `b7`, `b6`, `b5`, `b4` and 2 more")
    assert (german.where.path, german.where.line) == ("briefings/b8.md", 4)
    assert german.hint.startswith("Write `b8.de.md` beside it")
    assert "`b7`" in persian.found
    assert "`b8`" not in persian.found


def test_language_in_which_a_site_writes_of_its_own_is_left_alone(tmp_path: Path) -> None:
    files = {"briefings/a.md": _write(1), "briefings/b.md": _write(2, lang="de"), "briefings/c.md": _write(3)}
    assert judge(tmp_path, CODE, files) == []


def test_withdrawn_original_and_unpublished_briefing_need_no_translation(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": _write(1, translation_key="a"),
        "briefings/a.fa.md": _write(1, lang="fa", translation_key="a"),
        "briefings/b.md": _write(2, stage="withdrawn"),
        "briefings/c.md": _write(3, status="draft"),
    }
    assert judge(tmp_path, CODE, files) == []


def test_draft_of_a_translation_is_not_a_translation_yet(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": _write(1, translation_key="a"),
        "briefings/a.fa.md": _write(1, lang="fa", translation_key="a"),
        "briefings/b.md": _write(2, translation_key="b"),
        "briefings/b.fa.md": _write(2, lang="fa", translation_key="b", status="draft"),
    }
    [problem] = judge(tmp_path, CODE, files)
    assert problem.found == "`fa` (فارسی): 1 of 2 briefings are not in it: `b`"
