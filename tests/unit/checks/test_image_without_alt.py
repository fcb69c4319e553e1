"""Every picture has words for those who cannot see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-image-without-alt"


def _find(folder: Path, body: str = "Text.", **keys: str) -> list[Problem]:
    return judge(folder, CODE, {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing(body, **keys)})


@pytest.mark.parametrize(
    "alt",
    [
        "'…'",
        "post.jpg",
        "IMG_2041",
        "DSC00123",
        "wesh-post-2021.png",
        "image",
        "Photo.",
        "A picture",
        "image 2",
        "The map",
        "عکس",
    ],
)
def test_words_that_say_nothing_are_found(tmp_path: Path, alt: str) -> None:
    [problem] = _find(tmp_path, image=f"{{file: images/a.svg, alt: {alt}}}")
    assert problem.where.line == 4


def test_caption_again_is_found(tmp_path: Path) -> None:
    image = "{file: images/a.svg, alt: The post at Wesh, caption: The post at Wesh.}"
    assert len(_find(tmp_path, images=f"[{image}]")) == 1


@pytest.mark.parametrize(
    "alt",
    [
        "A lorry at a gate.",
        "Map of four crossings.",
        "Photo of a lorry at a gate.",
        "Image of Mary",
        "Two men in a .jpg file",
    ],
)
def test_words_are_left_alone(tmp_path: Path, alt: str) -> None:
    assert _find(tmp_path, image=f"{{file: images/a.svg, alt: {alt}, caption: The post.}}") == []


@pytest.mark.parametrize(
    "body",
    [
        "![]({static}/images/a.svg)",
        "A ![ ]({static}/images/a.svg) b",
        "![a.svg]({static}/images/a.svg)",
        "![][a]\n\n[a]: /images/a.svg",
    ],
)
def test_image_of_a_body_is_found(tmp_path: Path, body: str) -> None:
    [problem] = _find(tmp_path, f"First line.\n\n{body}")
    assert problem.where.line == 7


@pytest.mark.parametrize(
    "body",
    [
        "![A lorry at a gate]({static}/images/a.svg)",
        "`![]({static}/images/a.svg)`",
        "```\n![]({static}/images/a.svg)\n```",
        "> [!known] Wow! [](x)",
        r"\![]",
        "![[a]]",
    ],
)
def test_other_brackets_of_a_body_are_left_alone(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, body, image="{file: images/a.svg, alt: A lorry at a gate.}") == []


def test_hostile_body_takes_no_time(tmp_path: Path) -> None:
    assert _find(tmp_path, "![" * 100_000) == []


@pytest.mark.parametrize(
    ("tag", "count"), [('title="the alt= one > all"', 1), ('title="> alt" alt="A lorry"', 0), ('alt=""', 0)]
)
def test_a_tag_without_alt_is_found_whatever_else_it_says(tmp_path: Path, tag: str, count: int) -> None:
    figure = f"<figure><img src='/images/a.svg' {tag}><figcaption>A lorry. Desk.</figcaption></figure>"
    assert len(_find(tmp_path, figure)) == count
