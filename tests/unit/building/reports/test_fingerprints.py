"""What a reviewing site has to know again from one run to the next."""

from __future__ import annotations

from briefings.building.reports.fingerprints import build_fingerprints
from tests.unit.building.reports.examples import TEXTS, TWICE, example_report, make_problem, make_report


def _fingerprint(line: int, text: str, **changes: object) -> str:
    problem = make_problem(line=line, column=1, **changes)  # type: ignore[arg-type]
    return build_fingerprints(make_report(problem, read_text=lambda _: text))[0]


def test_problem_is_the_same_when_its_line_moves_or_is_indented() -> None:
    assert _fingerprint(1, "at: wsh") == _fingerprint(3, "new\n\n  at: wsh\n") == _fingerprint(1, "at: wsh", hint="new")


def test_problem_is_another_when_anything_else_differs() -> None:
    other = [
        _fingerprint(1, "at: wsh"),
        _fingerprint(1, "at: wsh # really"),
        _fingerprint(1, "at: wsh", code="BRF-invalid-id"),
        _fingerprint(1, "at: wsh", found="`wish`"),
        _fingerprint(1, "at: wsh", path="briefings/b.md"),
    ]
    assert len(set(other)) == len(other)


def test_equal_problems_have_different_fingerprints() -> None:
    fingerprints = build_fingerprints(example_report())
    assert len(set(fingerprints)) == len(fingerprints)
    assert build_fingerprints(make_report(TWICE))[0] in build_fingerprints(make_report(TWICE, TWICE))


def test_fingerprint_does_not_depend_on_the_folder_from_which_the_check_ran() -> None:
    here, there = (make_report(TWICE, prefix=prefix, read_text=TEXTS.get) for prefix in ("content/", ""))
    assert build_fingerprints(here) == build_fingerprints(there)
