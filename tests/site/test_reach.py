"""docs/reach.md tells of pages and files that the published sample site has, and of tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from briefings.cli import main

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [re.findall(r"`([^`]+)`", cell) for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/reach.md").read_text("utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| what"))
]
PLACES = sorted({place for _, places, _ in ROWS for place in places})
TESTS = sorted({test for *_, tests in ROWS for test in tests})


def test_every_promise_has_a_test() -> None:
    assert len(ROWS) > 20
    assert all(tests for *_, tests in ROWS)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_what_is_named_is_there(published_site: Path, place: str) -> None:
    if not place.startswith("/"):
        program, verb, *_ = place.split()
        assert (program, main.get_command(click.Context(main), verb) is not None) == ("briefings", True)
        return
    path = published_site / place.strip("/")
    assert (path / "index.html" if place.endswith("/") else path).stat().st_size > 0


@pytest.mark.parametrize("test", TESTS)
def test_every_test_that_is_named_exists(test: str) -> None:
    path, _, name = test.partition("::")
    assert (ROOT / path).exists()
    assert not name or re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)
