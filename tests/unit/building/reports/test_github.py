"""Annotations as GitHub's runner reads them."""

from __future__ import annotations

import pytest

from briefings.building.reports.formats import FORMATS
from briefings.building.reports.github import format_github
from tests.unit.building.reports.examples import make_problem, make_report, parse_command


def _parse(*problems: object, **changes: object) -> tuple[str, dict[str, str], str]:
    return parse_command(format_github(make_report(*problems, **changes)))  # type: ignore[arg-type]


def test_problem_of_a_line_is_marked_there() -> None:
    command = _parse(make_problem(line=3, column=5, hint="Did you mean `wesh`?"))
    assert command == (
        "error",
        {"file": "content/briefings/a quay.md", "line": "3", "col": "5", "title": "BRF-unknown-id"},
        "`wsh`; expected: the id of a place. Hint: Did you mean `wesh`?",
    )


@pytest.mark.parametrize("path", ["a,line=9.md", "50%25.md", "a::b:c.md", "a\r\nb.md", "%0A.md"])
def test_odd_path_arrives_whole_and_adds_no_property(path: str) -> None:
    _, properties, _ = _parse(make_problem(path=path))
    assert properties == {"file": f"content/{path}", "title": "BRF-unknown-id"}


def test_percent_signs_of_a_message_are_not_taken_for_escapes() -> None:
    assert _parse(make_problem(found="%0A and 100%"))[2].startswith("%0A and 100%; expected")


def test_text_cannot_begin_a_command_of_its_own() -> None:
    text = format_github(make_report(make_problem(found="x\n::set-env name=A::b\r::stop-commands::t")))
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("BRF-settings", "settings"),
        ("BRF-plugin", "pelican.log"),
        ("BRF-template", "/usr/share/theme/home.html"),
    ],
)
def test_place_that_github_cannot_mark_stands_in_the_message(code: str, path: str) -> None:
    _, properties, message = _parse(make_problem(code, path=path, line=2, column=1))
    assert properties == {"title": code}
    assert message.startswith(f"{path}: `wsh`; expected")


def test_whole_content_folder_is_no_file_to_mark() -> None:
    _, properties, message = _parse(make_problem("BRF-no-briefings", path=""))
    assert "file" not in properties
    assert message.startswith("content/: ")


@pytest.mark.parametrize("code", ["BRF-image-unreadable", "BRF-too-large", "BRF-image-missing"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_fault_of_a_picture_is_in_the_content_folder_in_every_format(code: str, form: str) -> None:
    text = FORMATS[form](make_report(make_problem(code, path="briefings/clean.md", line=3, column=1), files=()))
    assert "content/briefings/clean.md" in text


def test_settings_file_is_marked() -> None:
    assert _parse(make_problem("BRF-settings", path="pelicanconf.py"))[1]["file"] == "pelicanconf.py"
