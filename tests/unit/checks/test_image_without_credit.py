"""Every picture names who made it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-image-without-credit"


def test_image_without_credit_is_found_and_one_with_it_is_not(tmp_path: Path) -> None:
    images = "[{file: images/a.svg, alt: A lorry.}, {file: images/a.svg, alt: A lorry., credit: Desk}]"
    files = {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(images=images)}
    [problem] = judge(tmp_path, CODE, files)
    assert problem.found == "`images/a.svg` without `credit`"
    assert problem.where.line == 4


def test_withdrawn_briefing_is_left_alone(tmp_path: Path) -> None:
    image, body = "{file: images/a.svg, alt: A lorry.}", "![A lorry]({static}/images/a.svg)"
    files = {"images/a.svg": "<svg/>", "briefings/b.md": write_briefing(body, image=image, stage="withdrawn")}
    assert judge(tmp_path, CODE, files) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Text.\n\n![A lorry]({static}/images/a.svg)", (7, 12)),
        ("In ![a lorry](../../images/a.svg) words.", (5, 15)),
        ('<p><img src="/images/a.svg" alt="A lorry"></p>', (5, 14)),
        ('<figure><img src="/images/a.svg" alt="A lorry"></figure>', (5, 19)),
        ("![A lorry][lorry]\n\n[lorry]: {static}/images/a.svg", (7, 10)),
    ],
)
def test_plain_picture_in_a_text_is_found_at_its_place(tmp_path: Path, body: str, place: tuple[int, int]) -> None:
    [problem] = judge(tmp_path, CODE, {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(body)})
    assert problem.found.endswith("images/a.svg` as a plain picture, without caption and credit")
    assert "`images:`" in problem.hint
    assert (problem.where.line, problem.where.column) == place


def test_pages_and_topics_are_told_of_figures_and_those_are_in_order(tmp_path: Path) -> None:
    figure = '<figure><img src="{static}/images/a.svg" alt="A lorry"><figcaption>A lorry. Desk.</figcaption></figure>'
    page = "---\ntitle: About\n---\n"
    files = {
        "images/a.svg": "<svg/>",
        "briefings/a.md": write_briefing(f"Text.\n\n{figure}\n\nMore."),
        "pages/about.md": f"{page}{figure}\n",
        "pages/bare.md": f"{page}![A lorry]({{static}}/images/a.svg)\n\n{figure}\n",
        "topics/t.md": "---\ntitle: Topic\n---\n![A lorry]({static}/images/a.svg)\n",
    }
    problems = judge(tmp_path, CODE, files)
    assert [(problem.where.path, problem.where.line) for problem in problems] == [
        ("pages/bare.md", 4),
        ("topics/t.md", 4),
    ]
    assert all("<figcaption>" in problem.hint for problem in problems)


def test_briefing_whose_front_matter_has_a_mistake_gets_the_hint_of_briefings(tmp_path: Path) -> None:
    briefing = write_briefing("![A lorry]({static}/images/a.svg)", date="soon")
    [problem] = judge(tmp_path, CODE, {"images/a.svg": "<svg/>", "briefings/a.md": briefing})
    assert "`![[id]]`" in problem.hint


def test_picture_shown_from_front_matter_is_in_order(tmp_path: Path) -> None:
    images = "[{id: lorry, file: images/a.svg, alt: A lorry., caption: A lorry at Wesh., credit: Desk}]"
    files = {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing("![[lorry]]", images=images)}
    assert judge(tmp_path, CODE, files) == []


def test_figures_in_figures_have_their_captions(tmp_path: Path) -> None:
    inner = '<figure><img src="/images/b.svg" alt="B"><figcaption>B. Desk.</figcaption></figure>'
    body = f'<figure><img src="/images/a.svg" alt="A">{inner}<figcaption>A and B. Desk.</figcaption></figure>'
    bare = '<figure><img src="/images/a.svg" alt="A"><figure><figcaption>Nothing.</figcaption></figure></figure>'
    files = {"images/a.svg": "<svg/>", "images/b.svg": "<svg/>"}
    assert judge(tmp_path / "whole", CODE, {**files, "briefings/a.md": write_briefing(body)}) == []
    assert len(judge(tmp_path / "bare", CODE, {**files, "briefings/a.md": write_briefing(bare)})) == 1


def test_place_is_that_of_the_picture_and_not_of_a_text_that_names_its_file(tmp_path: Path) -> None:
    picture = '<img src="/images/a.svg" alt="A">'
    body = f"See /images/a.svg in words.\n\n<p>{picture}</p>\n\n<p>{picture}</p>"
    problems = judge(tmp_path, CODE, {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(body)})
    assert [(problem.where.line, problem.where.column) for problem in problems] == [(7, 14), (9, 14)]


def test_many_captions_without_end_cost_no_time(tmp_path: Path) -> None:
    """Each of them once began a search to the end of the text: minutes, where this takes a moment."""
    captions = "\n\n".join(["<figcaption></figcaption>" * 1_500] * 7)
    body = f"<figure>\n\n{captions}\n\n<figure></figure></figure>\n\n<img src='/images/a.svg' alt='A'>"
    files = {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(body)}
    start = time.process_time()
    assert len(judge(tmp_path, CODE, files)) == 1
    assert time.process_time() - start < 30
