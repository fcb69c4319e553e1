"""Problems as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.building.reports.report import OUTSIDE
from briefings.building.reports.text import count_problems, format_problems
from briefings.problems import CATALOGUE, Location, Problem


def _problem(code: str = "BRF-unknown-id", hint: str = "", found: str = "`wsh`", **where: object) -> Problem:
    return Problem(code, Location(**{"path": "briefings/a.md", **where}), found, "the id of a place", hint)  # type: ignore[arg-type]


def _line(text: str, line: int, column: int) -> list[str]:
    return format_problems([_problem(line=line, column=column)], lambda _: text).split("\n")[1:3]


def test_block_says_where_what_what_instead_and_what_to_do() -> None:
    text = format_problems(
        [_problem(line=2, column=4, hint="Did you mean `wesh`?")], lambda _: "---\nat: wsh\n", "content/"
    )
    assert text == (
        "content/briefings/a.md:2:4: error: `wsh` [BRF-unknown-id]\n"
        "    2 | at: wsh\n"
        "      |    ^\n"
        "      expected: the id of a place\n"
        "      hint: Did you mean `wesh`?\n"
        "\n"
        "1 error"
    )


def test_problem_of_a_whole_file_shows_no_line() -> None:
    assert format_problems([_problem()], lambda _: "text").startswith(
        "briefings/a.md: error: `wsh` [BRF-unknown-id]\n      expected"
    )


def test_nothing_to_show_is_nothing() -> None:
    assert format_problems([], lambda _: None) == ""


def test_file_that_cannot_be_read_any_more_is_shown_without_its_line() -> None:
    assert "|" not in format_problems([_problem(line=3, column=1)], lambda _: None)


def test_line_beyond_the_end_is_not_shown() -> None:
    assert "|" not in format_problems([_problem(line=3, column=1)], lambda _: "one\n")


def test_every_file_is_read_once() -> None:
    asked: list[str] = []
    format_problems([_problem(line=1, column=1)] * 3, lambda path: asked.append(path) or "x")  # type: ignore[func-returns-value]
    assert asked == ["briefings/a.md"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    assert _line(f"\ufeffa\x0cb\u2028c\x85d{end}wsh{end}", 2, 1) == ["    2 | wsh", "      | ^"]


def test_long_line_is_cut_around_the_place() -> None:
    shown, caret = _line("x" * 500 + "HERE" + "y" * 500, 1, 501)
    assert len(shown) < 130
    assert shown[caret.index("^") :].startswith("HERE")


def test_tabs_and_control_characters_take_one_column_and_do_nothing() -> None:
    shown, caret = _line("\ta\x1b[31mb: wsh", 1, 11)
    assert "\x1b" not in shown
    assert shown[caret.index("^") :] == "wsh"


def test_text_of_the_problem_cannot_command_the_terminal() -> None:
    text = format_problems([_problem(found="`\x1b[2J\n`", hint="\x07")], lambda _: None)
    assert text.isprintable() or set(text) - set("\n") == {c for c in text if c.isprintable()}


def test_place_outside_of_the_content_folder_has_no_prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = str(tmp_path / "theme/templates/home.html"), "/usr/share/theme/home.html"
    places = [
        ("BRF-settings", "pelicanconf.py"),
        ("BRF-template", inside),
        ("BRF-template", outside),
        ("BRF-plugin", "pelican"),
    ]
    text = format_problems([_problem(code, path=path) for code, path in places], lambda _: None, "content/")
    shown = [block.partition(":")[0] for block in text.split("\n\n")[:-1]]
    assert shown == ["pelicanconf.py", "theme/templates/home.html", outside, "pelican"]
    assert set(CATALOGUE) >= OUTSIDE


def test_counts_are_by_severity_most_serious_first() -> None:
    problems = [_problem(), _problem("BRF-zone-missing"), _problem(), _problem("BRF-zone-missing")]
    assert count_problems(problems) == "2 errors, 2 notes"
    assert count_problems(problems[:1]) == "1 error"
    assert count_problems([]) == ""


@pytest.mark.parametrize(
    ("before", "columns"),
    [("北京 ", 5), ("e\u0301 ", 2), ("می\u200cشود ", 6), ("👩\u200d👧 ", 3)],
    ids=["wide", "combining", "joiner", "emoji"],
)
def test_caret_stands_under_the_place_whatever_stands_before_it(before: str, columns: int) -> None:
    shown, caret = _line(f"{before}wsh", 1, len(before) + 1)
    assert shown == f"    1 | {before}wsh"
    assert caret == "      | " + " " * columns + "^"


def test_name_of_a_file_and_what_was_expected_cannot_command_the_terminal() -> None:
    problem = Problem("BRF-unknown-id", Location("a\x1b[2J\n.md"), "`wsh`", "one of `\x1b[2J`")
    text = format_problems([problem], lambda _: None)
    assert "\x1b" not in text
    assert text.startswith("a [2J .md: error")


def test_marks_that_turn_the_direction_of_text_are_not_shown() -> None:
    assert "\u202e" not in format_problems([_problem(found="a\u202eb")], lambda _: None)
