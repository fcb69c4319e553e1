"""Every picture of front matter names who made it."""

from __future__ import annotations

from pathlib import Path

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-image-without-credit"


def test_image_without_credit_is_found_and_one_with_it_is_not(tmp_path: Path) -> None:
    images = "[{file: images/a.svg, alt: A lorry.}, {file: images/a.svg, alt: A lorry., credit: Desk}]"
    files = {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(images=images)}
    [problem] = judge(tmp_path, CODE, files)
    assert problem.found == "`images/a.svg` without `credit`"
    assert problem.where.line == 4


def test_body_and_withdrawn_briefing_are_left_alone(tmp_path: Path) -> None:
    image = "{file: images/a.svg, alt: A lorry.}"
    files = {
        "images/a.svg": "<svg/>",
        "briefings/a.md": write_briefing("![A lorry]({static}/images/a.svg)"),
        "briefings/b.md": write_briefing(image=image, stage="withdrawn"),
    }
    assert judge(tmp_path, CODE, files) == []
