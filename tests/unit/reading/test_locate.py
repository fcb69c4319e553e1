"""Pointers become lines and columns."""

from __future__ import annotations

import pytest

from briefings.problems import Location, Problem
from briefings.reading import locate
from briefings.reading.locate import find_position, locate_problems

BRIEFING = "---\ntitle: A\nclaims:\n  - id: one\n    positions:\n      - {by: x, via: [s1, s2]}\n---\nBody\n"


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        (("title",), (2, 8)),
        (("claims", 0), (4, 5)),
        (("claims", 0, "id"), (4, 9)),
        (("claims", 0, "positions", 0, "by"), (6, 14)),
        (("claims", 0, "positions", 0, "via", 1), (6, 27)),
        (("claims", 0, "positions", 0, "said"), (6, 9)),
        (("claims", 3, "id"), (4, 3)),
        (("slug",), (2, 1)),
    ],
)
def test_place_is_that_of_the_value_or_of_what_is_around_it(
    pointer: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert find_position(BRIEFING, "briefings/a.md", pointer) == place
    for text in (BRIEFING.replace("\n", "\r\n"), BRIEFING.replace("\n", "\r"), "\ufeff" + BRIEFING):
        assert find_position(text, "briefings/a.md", pointer) == place


def test_columns_count_characters_not_bytes() -> None:
    assert find_position("---\nnames: {fa: «بندر» 😀, ps: x}\n---\n", "a.md", ("names", "ps")) == (2, 27)


def test_registry_is_yaml_from_its_first_line() -> None:
    assert find_position("- {id: a}\n- {id: b, in: c}\n", "registry/places.yml", (1, "in")) == (2, 15)


def test_stock_article_gives_the_line_of_the_key_that_means_the_field() -> None:
    text = "Title: A\nDate: 2021-07-14\nTags: b\n\nBody\n"
    assert find_position(text, "a.md", ("topics", 0)) == (3, 1)
    assert find_position(text, "a.md", ("title",)) == (1, 1)
    assert find_position(text, "a.md", ("actors",)) == (1, 1)


def test_stock_article_gives_the_line_on_which_a_topic_stands() -> None:
    text = "Title: A\nDate: 2021-07-14\nAuthor: B\nCategory: Python\nTags: python, pelican,\n  publishing\n\nBody\n"
    assert [find_position(text, "a.md", ("topics", index)) for index in range(3)] == [(4, 1), (5, 1), (5, 1)]
    assert find_position(text, "a.md", ("topics",)) == (4, 1)
    assert find_position(text, "a.md", ("topics", 9)) == (4, 1)
    assert find_position(text, "a.md", ("authors", 0)) == (3, 1)


@pytest.mark.parametrize("text", ["", "Body\n", "---\n: [\n---\n", "---\nopen\n"])
def test_file_that_cannot_be_read_any_more_gives_a_place_at_its_beginning(text: str) -> None:
    line, column = find_position(text, "a.md", ("title",))
    assert line in (1, 2)
    assert column == 1


def _problem(**where: object) -> Problem:
    return Problem("BRF-unknown-id", Location("a.md", **where), "x", "y")  # type: ignore[arg-type]


def test_problems_with_a_pointer_get_their_place_and_the_others_keep_theirs() -> None:
    known, unknown, whole = _problem(line=9, column=2), _problem(pointer=("title",)), _problem()
    asked: list[str] = []

    def read_text(path: str) -> str:
        asked.append(path)
        return BRIEFING

    located = locate_problems([known, unknown, unknown, whole], read_text)
    assert [(p.where.line, p.where.column) for p in located] == [(9, 2), (2, 8), (2, 8), (0, 0)]
    assert asked == ["a.md"]


def test_what_was_read_from_a_misspelt_key_is_found_there() -> None:
    text = "---\ntitle: A\nnote: x\nclams:\n  - {id: c, postions: [{by: nobody}]}\n---\n"
    unknown = [Problem("BRF-unknown-key", Location("a.md", *place), "x", "y") for place in ((3, 1), (4, 1), (5, 13))]
    pointers = (("claims", 0, "positions", 0, "by"), ("claims", 0, "id"), ("topics",), ("claims", 3))
    located = locate_problems([*unknown, *(_problem(pointer=pointer) for pointer in pointers)], lambda _: text)
    places = [(p.where.line, p.where.column) for p in located]
    assert places[3:] == [(5, 29), (5, 10), (2, 1), (5, 3)]


def test_problem_in_a_file_that_is_gone_stays_without_a_place() -> None:
    [problem] = locate_problems([_problem(pointer=("title",))], lambda _: None)
    assert problem.where.line == 0


def test_file_with_many_problems_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def parse_yaml(text: str, path: str, line: int) -> object:
        parsed.append(path)
        return original(text, path, line)

    original = locate.parse_yaml
    monkeypatch.setattr(locate, "parse_yaml", parse_yaml)
    located = locate_problems([_problem(pointer=(key,)) for key in ("title", "claims") * 50], lambda _: BRIEFING)
    assert {problem.where.line for problem in located} == {2, 4}
    assert parsed == ["a.md"]
