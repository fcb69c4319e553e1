"""Small sites, and the command run inside this process."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from briefings.cli import main

BRIEFING = """\
---
title: The quay is closed
date: 2021-03-02T09:40+00:00
summary: Nobody may enter.
---

The gate was locked at nine.
"""


@pytest.fixture
def invoke():
    """Run the command in this process: `invoke("build", folder)` gives click's result."""

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder with a content folder of one briefing and no settings file; it is the current folder."""
    folder = tmp_path / "desk"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "quay.md").write_text(BRIEFING)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def list_tree():
    """All paths below a folder, sorted, caches of Python left out."""

    def find(folder):
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if "__pycache__" not in path.parts)

    return find
