"""A drawing holds what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-image-outside"
_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
_IMAGE = "{file: images/a.svg, alt: A gate., caption: The gate., credit: Desk}"


def _write(inner: str) -> dict[str, str]:
    return {"images/a.svg": f"{_OPEN}{inner}</svg>", "briefings/a.md": write_briefing(image=_IMAGE)}


@pytest.mark.parametrize(
    ("inner", "address"),
    [
        ('<image xlink:href="/home/ann/a.png"/>', "/home/ann/a.png"),
        ('<g><image href="file:///C:/Users/ann/a.png"/></g>', "file:///C:/Users/ann/a.png"),
        ('<image href="https://pictures.example/a.png"/>', "https://pictures.example/a.png"),
        ('<image href="a.png"/>', "a.png"),
        ('<use href="other.svg#gate"/>', "other.svg#gate"),
    ],
)
def test_picture_elsewhere_is_found_where_the_drawing_is_shown(tmp_path: Path, inner: str, address: str) -> None:
    [problem] = judge(tmp_path, CODE, _write(inner))
    assert problem.found == f"`images/a.svg`, which leads to a picture at `{address}`"
    assert (problem.where.path, problem.where.line) == ("briefings/a.md", 4)


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="data:image/png;base64,AAAA"/>',
        '<path id="gate" d="M0 0h9"/><use xlink:href="#gate"/>',
        '<a href="https://desk.example/"><path d="M0 0h9"/></a>',
        '<metadata><image href="/home/ann/a.png"/></metadata><!-- <image href="/home/ann/a.png"/> -->',
        '<image href="',
    ],
)
def test_whole_drawings_links_and_what_a_build_takes_out_are_left_alone(tmp_path: Path, inner: str) -> None:
    assert judge(tmp_path, CODE, _write(inner)) == []


def test_drawing_that_nothing_shows_is_left_alone(tmp_path: Path) -> None:
    files = _write('<image href="a.png"/>') | {"briefings/a.md": write_briefing()}
    assert judge(tmp_path, CODE, files) == []
