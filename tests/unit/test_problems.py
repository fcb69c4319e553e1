"""Problems: their order, their severity, and the nearest name."""

from __future__ import annotations

import random

from briefings.problems import CATALOGUE, Location, Problem, Severity, sort_problems, suggest


def test_order_is_total_by_file_line_column_code_and_words() -> None:
    problems = [
        Problem("BRF-unknown-id", Location("a.md", 1, 1), "x", "y"),
        Problem("BRF-unknown-id", Location("a.md", 1, 1), "x", "y", "z"),
        Problem("BRF-wrong-type", Location("a.md", 1, 1), "x", "y"),
        Problem("BRF-invalid-id", Location("a.md", 1, 2), "x", "y"),
        Problem("BRF-invalid-id", Location("a.md", 2, 1), "x", "y"),
        Problem("BRF-invalid-id", Location("b.md", 1, 1), "x", "y"),
    ]
    shuffled = random.Random(1).sample(problems, len(problems))
    assert sort_problems(shuffled) == problems


def test_severity_comes_from_the_catalogue() -> None:
    assert Problem("BRF-zone-missing", Location("a.md"), "x", "y").severity is Severity.NOTE
    assert Problem("BRF-unknown-id", Location("a.md"), "x", "y").severity is Severity.ERROR


def test_codes_are_kebab_case_behind_their_prefix() -> None:
    for code, entry in CATALOGUE.items():
        assert code == entry.code
        assert code.startswith("BRF-")
        assert code.removeprefix("BRF-").replace("-", "").isalnum()


def test_nearest_name_is_suggested_and_only_if_it_is_near() -> None:
    assert suggest("wsh", ["wesh", "kabul", "wesh"]) == "Did you mean `wesh`?"
    assert suggest("x", ["wesh", "kabul"]) == ""
    assert suggest("x", []) == ""


def test_suggestion_does_not_depend_on_the_order_of_the_choices() -> None:
    assert suggest("ab", ["abc", "abd"]) == suggest("ab", ["abd", "abc"])
