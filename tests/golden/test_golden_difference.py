"""What `briefings diff` says of the small edits that a desk makes, as text and as a comment on a pull request."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from briefings.cli import main

GATE = """\
---
title: The gate of the quay is shut
date: 2021-03-02T09:40+00:00
summary: Nobody may enter.
image: {file: images/gate.svg, alt: A gate., caption: The gate on 2 March.}
sources:
  - {id: courier, publisher: amber-courier, title: The quay is shut, published: 2021-03-02}
claims:
  - id: gate-hurt
    text: People were hurt at the gate.
    kind: quantity
    quantity: {measure: wounded, unit: people}
    positions:
      - {by: harbour-office, stance: asserts, said: 2021-03-02, via: [courier], value: {best: 4}}
  - id: gate-locked
    text: The gate was locked before anybody was warned.
    positions:
      - {by: dock-union, stance: asserts, said: 2021-03-02, via: [courier], quote: Nobody told us}
---

The gate was locked at nine.
"""
FERRY = "---\ntitle: The *ferry* sails, says @captain\ndate: 2021-03-03\nsummary: On time.\n---\n\nIt sailed.\n"
WATCH = "---\ntitle: A watch is set\ndate: 2021-03-03\n---\n\nOne man.\n"
DENIAL = "      - {by: harbour-office, stance: denies, said: 2021-03-03, via: [courier]}"
EDITS = (
    ("caption: The gate on 2 March.", "caption: The gate on 3 March."),
    ("{best: 4}", "{best: 5}"),
    ("quote: Nobody told us}", f"quote: Nobody told us}}\n{DENIAL}"),
)


@pytest.fixture
def states(tmp_path, monkeypatch):
    """Two folders, `before` and `after`, in the current one."""
    for path, text in {"gate.md": GATE, "ferry.md": FERRY, "watch.md": WATCH}.items():
        (tmp_path / "before" / "briefings").mkdir(parents=True, exist_ok=True)
        (tmp_path / "before" / "briefings" / path).write_text(text)
    (tmp_path / "before" / "images").mkdir()
    (tmp_path / "before" / "images" / "gate.svg").write_text("<svg/>")
    after = tmp_path / "after"
    shutil.copytree(tmp_path / "before", after)
    text = GATE
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    (after / "briefings" / "gate.md").write_text(text)
    (after / "briefings" / "ferry.md").write_text(FERRY.replace("On time.", "'An hour late, see #3.'"))
    (after / "briefings" / "watch.md").unlink()
    (after / "briefings" / "night.md").write_text(WATCH.replace("A watch", "A night watch"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.mark.parametrize(("form", "file"), [("text", "difference.txt"), ("markdown", "difference.md")])
def test_difference(states, form, file, file_regression, original_datadir):
    result = CliRunner().invoke(main, ["diff", "before", "after", "--format", form])
    assert (result.exit_code, result.stderr) == (1, "")
    file_regression.check(result.stdout, fullpath=original_datadir / file, encoding="utf-8")
