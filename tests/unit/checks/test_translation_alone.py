"""BRF-translation-alone: a translation whose key nobody shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-translation-alone"
SAILS = {"briefings/sails.md": write_briefing(translation_key="sails")}
FERRY = {"briefings/2021-03-09-ferry.md": write_briefing()}


@pytest.mark.parametrize(
    ("path", "key", "beside", "hint"),
    [
        ("x.md", "sials", SAILS, "Did you mean `sails`?"),
        ("x.md", "2021-03-09-ferry", FERRY, "Write `translation_key: 2021-03-09-ferry` into {path} too."),
        ("2021-03-09-ferry.fa.md", "boat", FERRY, "Write `translation_key: boat` into {path} too."),
        ("sails.fa.md", "nowhere", SAILS, "Write `sails`, the key of {path}."),
        ("x.md", "nowhere", SAILS, "Write the same key into its original, or take it out."),
    ],
)
def test_key_that_nobody_shares_is_told_with_what_was_meant(
    path: str, key: str, beside: dict[str, str], hint: str, tmp_path: Path
) -> None:
    [original] = beside
    translation = {f"briefings/{path}": write_briefing(lang="fa", translation_key=key)}
    [problem] = judge(tmp_path, CODE, beside | translation)
    assert (problem.where.path, problem.where.line) == (f"briefings/{path}", 5)
    assert problem.found == f"`{key}`, which no other briefing has"
    assert problem.hint == hint.format(path=original)


def test_key_of_an_original_without_a_translation_yet_is_as_it_should_be(tmp_path: Path) -> None:
    assert judge(tmp_path, CODE, SAILS | FERRY) == []


@pytest.mark.parametrize("keys", [{}, {"status": "draft"}, {"embargo": "2999-01-01T10:00Z"}, {"stage": "withdrawn"}])
def test_key_of_an_original_is_known_whether_readers_see_it_or_not(keys: dict[str, str], tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(translation_key="a", **keys),
        "briefings/a.fa.md": write_briefing(lang="fa", translation_key="a"),
    }
    assert judge(tmp_path, CODE, files) == []


def test_nothing_is_said_while_the_original_may_be_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(translation_key="a", status="nearly"),
        "briefings/a.fa.md": write_briefing(lang="fa", translation_key="a"),
    }
    assert judge(tmp_path, CODE, files) == []
