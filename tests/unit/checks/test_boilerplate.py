"""Leftovers of web pages are found; news about such things, quotations and ordinary pages are let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-boilerplate"


def _find(tmp_path: Path, text: str) -> list[tuple[int, int, str]]:
    return [(p.where.line, p.where.column, p.found) for p in judge(tmp_path, CODE, {"briefings/a.md": text})]


@pytest.mark.parametrize(
    "body",
    [
        "Share this article",
        "The gate was shut. Share this story on Facebook.",
        "Click here to subscribe.",
        "Sign up for our newsletter",
        "Please subscribe to our daily e-mail.",
        "**Read more:** The road to the border",
        "- Also read: the border trade",
        "Story continues below advertisement",
        "ADVERTISEMENT",
        "This story has been updated to add a reaction.",
        "This site uses cookies.",
        "Follow us on Twitter",
        "© 2021 Alpha Wire. All rights reserved.",
        "Copyright 2021 Alpha Wire",
        "Skip to main content",
        "Most read:",
        "More on this story:",
        "(Reporting by A. Writer in Wesh; Editing by B. Editor)",
        "Please enable JavaScript",
        "Watch more: the border at night",
        "Back to top",
        "Accept all cookies",
        "Continue reading below",
        "Read next: a road",
        "Sponsored content",
        "Register now for our free alerts",
        "Also read: a road",
        "Like us on Facebook",
        "This post was last updated at noon.",
    ],
)
def test_leftover_is_found(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, write_briefing(f"Text.\n\n{body}")) != []


@pytest.mark.parametrize(
    "body",
    [
        "He refused to share this article with the court.",
        "The regulator fined the site over its cookies and its newsletter.",
        "Traders were told to sign up for the biometric register.",
        "The company bought an advertisement in Alpha Wire.",
        "Ministers share this post in turn.",
        "They could read more: the censors had gone.",
        'The page said "Click here to subscribe" and nothing else.',
        "The leaflet read “Follow us on Telegram”.",
        "> Share this article",
        "`click here to subscribe`",
        "The accord came with all rights reserved for traders.",
        "In 2021 copyright law changed.",
        "The ministry put up a page on which one could click here and there.",
        "The report says that this story has been updated twice.",
        "See also [About](https://a.example/).",
        "Officials must register for the vote.",
        "Aid groups follow us on foot.",
    ],
)
def test_news_about_such_things_and_quotations_are_let_be(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, write_briefing(body)) == []


def test_place_is_that_of_the_words(tmp_path: Path) -> None:
    text = write_briefing("The gate was shut.\n\n* Follow us on X", summary="'Shut. Read more: the road.'")
    assert _find(tmp_path, text) == [(4, 10, "`Read more:`"), (8, 3, "`Follow us on`")]


@pytest.mark.parametrize("body", ["بیشتر بخوانید:", "تمامی حقوق این سایت محفوظ است", "ما را در تلگرام دنبال کنید"])
def test_persian_leftover_is_found(tmp_path: Path, body: str) -> None:
    assert len(_find(tmp_path, write_briefing(body, lang="fa"))) == 1


@pytest.mark.parametrize("body", ["مردم بیشتر بخوانید و بنویسید گفتند.", "حقوق زنان محفوظ ماند.", "Share this article"])
def test_other_persian_words_are_let_be(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, write_briefing(body, lang="fa")) == []


def test_other_languages_are_not_judged(tmp_path: Path) -> None:
    assert _find(tmp_path, write_briefing("Share this article", lang="de")) == []


def test_pages_may_ask_readers_to_subscribe_and_credits_may_name_rights(tmp_path: Path) -> None:
    image = "{file: images/a.png, alt: A gate., credit: © 2021 Alpha Wire}"
    files = {
        "briefings/a.md": write_briefing(image=image),
        "pages/about.md": "---\ntitle: About\n---\nSign up for our newsletter. © 2021 The desk. All rights reserved.\n",
        "images/a.png": "",
    }
    assert judge(tmp_path, CODE, files) == []
