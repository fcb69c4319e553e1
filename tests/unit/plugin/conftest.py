"""Content folders and the stock `pelican` command, for the tests of the plugin."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CONF = 'SITENAME = "Desk"\nTIMEZONE = "UTC"\nPATH = "content"\nOUTPUT_PATH = "output"\nPLUGINS = ["briefings"]\n'
QUAY = """---
title: The quay is closed
date: 2023-05-02
modified: 2023-05-03
topics: [harbour]
authors: [Ana Ng]
---
The quay is shut.
"""
ABOUT = "---\ntitle: About the desk\n---\nWho we are.\n"

RunDesk = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A site with one briefing and one page, and settings that name our plugin only."""
    files = {"pelicanconf.py": CONF, "content/briefings/quay.md": QUAY, "content/pages/about.md": ABOUT}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture
def run_desk(desk: Path, run_pelican: RunDesk) -> RunDesk:
    """Run `pelican` in the desk's folder; plugins may lie beside its settings."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run_pelican("-s", "pelicanconf.py", *arguments, cwd=desk)

    return run
