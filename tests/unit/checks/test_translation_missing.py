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
    german, persian = judge(tmp_path, CODE, files)  # by file
    assert german.found == ("`de` (Deutsch): 7 of 8 briefings are not in it: `b8`, `b7`, `b6`, `b5`, `b4` and 2 more")
    assert (german.where.path, german.where.line) == ("briefings/b3.de.md", 4)
    hint = "Write `b8.de.md` beside briefings/b8.md, with `lang: de` there and `translation_key: k8` there;"
    assert german.hint.startswith(hint)
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


def test_note_stays_where_it_is_when_briefings_and_translations_are_added(tmp_path: Path) -> None:
    files = {
        **{f"briefings/{name}.md": _write(1, translation_key=name) for name in ("a", "b", "c")},
        "briefings/a.fa.md": _write(2, lang="fa", translation_key="a"),
    }
    [before] = judge(tmp_path, CODE, files)
    files |= {"briefings/d.md": _write(8), "briefings/b.fa.md": _write(9, lang="fa", translation_key="b")}
    [after] = judge(tmp_path, CODE, files)
    assert before.found != after.found
    assert before.where == after.where
    assert after.where.path == "briefings/a.fa.md"


def test_hint_that_is_followed_to_the_letter_makes_a_translation_of_a_briefing_without_a_key(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": _write(1, translation_key="a"),
        "briefings/a.fa.md": _write(1, lang="fa", translation_key="a"),
        "briefings/b.md": _write(2),
    }
    [problem] = judge(tmp_path, CODE, files)
    assert problem.hint.startswith(
        "Write `b.fa.md` beside briefings/b.md, with `lang: fa` there and `translation_key: b` in both;"
    )
    files |= {
        "briefings/b.md": _write(2, translation_key="b"),
        "briefings/b.fa.md": _write(3, lang="fa", translation_key="b"),
    }
    assert judge(tmp_path, CODE, files) == []
