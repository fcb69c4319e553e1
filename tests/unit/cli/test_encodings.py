"""Terminals and pipes that do not speak UTF-8: no command fails there, and what programs read is UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from briefings.cli import main

ENCODINGS = ("ascii", "cp1252", "latin-1")
TEXT = "---\ntitle: Zu spät → heute ساحل\ndate: 2021-03-02T09:40+00:00\ncolour: größer → ساحل\n---\n\nShut.\n"
NAME = "spät-ساحل.md"


@pytest.fixture
def desk(site):
    """A content folder with a mistake in a file whose name and words few encodings have, and an older state of it."""
    (site / "old" / "content").mkdir(parents=True)
    (site / "old" / "content" / NAME).write_text(TEXT.replace("colour", "why").replace("heute", "gestern"), "utf-8")
    (site / "content" / NAME).write_text(TEXT, "utf-8")
    return site


def run(encoding, *arguments):
    """The command in this process, with streams of this encoding."""
    return CliRunner(charset=encoding).invoke(main, arguments)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252:strict", "latin-1:surrogateescape"])
@pytest.mark.parametrize("arguments", [("check",), ("diff", "old", "content")])
def test_text_for_people_is_shown_as_far_as_the_encoding_goes(desk, root, encoding, arguments):
    command = [sys.executable, "-m", "briefings", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(root)}
    result = subprocess.run(command, cwd=desk, env=environment, capture_output=True, check=False)
    assert (result.returncode, b"[BRF-unknown-key]" in result.stdout) == (1, True), result.stderr


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("arguments", [("check",), ("diff", "old", "content"), ("build",), ("explain",), ("--help",)])
def test_no_command_fails_where_a_character_cannot_be_shown(desk, encoding, arguments):
    result = run(encoding, *arguments)
    assert result.exit_code == (0 if arguments[0] in ("explain", "--help") else 1), result.output
    assert not isinstance(result.exception, UnicodeError)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["json", "gitlab", "sarif", "junit", "github"])
def test_report_for_programs_is_the_same_bytes_in_every_encoding(desk, encoding, form):
    result = run(encoding, "check", "--format", form)
    assert result.exit_code == 1
    assert result.stdout_bytes == run("utf-8", "check", "--format", form).stdout_bytes
    text = result.stdout_bytes.decode("utf-8")
    assert NAME in text or "sp%C3%A4t" in text
    if form == "junit":
        assert "encoding='utf-8'" in text
    elif form != "github":
        json.loads(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["json", "markdown"])
def test_comparison_for_programs_is_the_same_bytes_in_every_encoding(desk, encoding, form):
    arguments = ("diff", "old", "content", "--format", form)
    result = run(encoding, *arguments)
    assert "ساحل" in result.stdout_bytes.decode("utf-8")
    assert result.stdout_bytes == run("utf-8", *arguments).stdout_bytes
