"""BRF-relative-date: words that only the day of writing gives a meaning, and those that look like it."""

from __future__ import annotations

from datetime import UTC

import pytest

from briefings.checks.relative_date import check_relative_dates
from briefings.checks.rule import Limits
from briefings.checks.run import open_input
from briefings.model.document import FileKind
from briefings.reading.read import ReadingOptions, read_document

HEAD = "---\ntitle: A\ndate: 2021-07-14\n{more}---\n{body}\n"


def _find(body: str, more: str = "", lang: str = "en") -> list[str]:
    text = HEAD.format(body=body, more=more)
    document = read_document("briefings/a.md", FileKind.BRIEFING, text.encode(), ReadingOptions(UTC))
    file = open_input(document, text, Limits(), UTC, lang)
    return [problem.found.strip("`") for problem in check_relative_dates(file)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The gate was opened yesterday.", "yesterday"),
        ("Talks go on today.", "today"),
        ("A curfew begins tonight.", "tonight"),
        ("They met last week in Doha.", "last week"),
        ("It reopens next month.", "next month"),
        ("He resigned on Tuesday.", "on Tuesday"),
        ("They left by Friday evening.", "by Friday evening"),
        ("Shots were heard Saturday night.", "Saturday night"),
        ("Three days ago the road was cut.", "Three days ago"),
        ("In recent days, lorries queued.", "In recent days"),
        ("There was fighting over the weekend.", "over the weekend"),
        ("Rain fell earlier this week.", "earlier this week"),
    ],
)
def test_relative_words_are_found(text: str, words: str) -> None:
    assert _find(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "He resigned on Tuesday, 13 July.",
        "On 13 July, a Tuesday, he resigned.",
        "They met last month (April 2024).",
        "It reopens next year, in 2025.",
        "On Monday, the third of May, they met.",
        "He resigned [on Tuesday]{date=2021-07-13}.",
        "“We opened the gate yesterday,” he said.",
        'He said "we opened it yesterday" and left.',
        "> The gate was opened yesterday.",
        "The command is `date --date=yesterday`.",
        "See [the report](https://a.example/on-tuesday/yesterday).",
        "The next day, the gate was shut.",
        "USA Today reported it.",
        "The last weekly market was held on 3 May.",
    ],
)
def test_dated_quoted_and_similar_words_are_left_alone(text: str) -> None:
    assert _find(text) == []


def test_fields_that_a_desk_writes_are_looked_at_and_quotes_are_not() -> None:
    more = "summary: It was opened yesterday.\nwhy: It was shut last week.\n"
    assert _find("Text.", more) == ["yesterday", "last week"]
    quote = "quote: It happened yesterday."
    claim = f"  - {{id: c, text: It is open., positions: [{{by: x, stance: asserts, said: 2021, via: [y], {quote}}}]}}"
    assert _find("Text.", f"claims:\n{claim}\n") == []


def test_languages_it_does_not_know_are_left_alone() -> None:
    assert _find("Gestern, yesterday.", lang="de") == []
    assert _find("دروازه دیروز باز شد.", lang="fa") == ["دیروز"]


def test_place_is_the_word_itself() -> None:
    text = HEAD.format(more="", body="First line.\n\nIt was opened yesterday.")
    document = read_document("briefings/a.md", FileKind.BRIEFING, text.encode(), ReadingOptions(UTC))
    (problem,) = check_relative_dates(open_input(document, text, Limits(), UTC, "en"))
    assert (problem.where.line, problem.where.column) == (7, 15)
