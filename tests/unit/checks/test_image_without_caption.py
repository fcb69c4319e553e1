"""Every picture of front matter says what it shows."""

from __future__ import annotations

from pathlib import Path

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-image-without-caption"


def test_image_without_caption_is_found_and_one_with_it_is_not(tmp_path: Path) -> None:
    images = "[{file: images/a.svg, alt: A lorry.}, {file: images/a.svg, alt: A lorry., caption: A lorry at Wesh.}]"
    topic = "---\ntitle: Topic\nimage: {file: images/a.svg, alt: A lorry., caption: ' '}\n---\nText.\n"
    files = {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(images=images), "topics/t.md": topic}
    briefing, topical = judge(tmp_path, CODE, files)
    assert (briefing.found, briefing.where.line) == ("`images/a.svg` without `caption`", 4)
    assert (topical.where.path, topical.where.line) == ("topics/t.md", 3)


def test_withdrawn_briefing_is_left_alone(tmp_path: Path) -> None:
    briefing = write_briefing(image="{file: images/a.svg, alt: A lorry.}", stage="withdrawn")
    assert judge(tmp_path, CODE, {"images/a.svg": "<svg/>", "briefings/b.md": briefing}) == []
