"""What is seen of a build at work: a bar on a terminal, which leaves nothing behind; a few plain lines elsewhere."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("disturbed_build.py")
NAMES = ("gate", "lamp", "mast", "pier", "quay", "rope")
TEXT = "---\ntitle: The {name}\ndate: 2021-03-02\n---\n\nText.\n"
SUMMARY = re.compile(r"^\d+ files written, 0 unchanged, 0 removed$")
_PIECES = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|[\r\n]|[^\x1b\r\n]+|.")


@pytest.fixture
def desk(tmp_path):
    """A site that was never built."""
    folder = tmp_path / "desk"
    (folder / "content").mkdir(parents=True)
    (folder / "notes").mkdir()
    for name in NAMES:
        (folder / f"content/{name}.md").write_text(TEXT.format(name=name))
    return folder


def make_command(folder, *arguments, event="nothing", stage="making"):
    return [sys.executable, DRIVER, event, stage, folder / "notes", "build", "-j", "2", *arguments]


def find_environment(**more):
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(DRIVER.parents[3]), "TERM": "xterm-256color", **more}


def run_plain(folder, *arguments, **more):
    command = make_command(folder, *arguments)
    return subprocess.run(
        command, cwd=folder, env=find_environment(**more), capture_output=True, text=True, timeout=120, check=False
    )


def run_on_terminal(folder, *arguments, event="nothing", **more):
    """Exit code, standard output, and all that standard error sent to a terminal of 200 columns."""
    own, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    command = make_command(folder, *arguments, event=event)
    with subprocess.Popen(
        command, cwd=folder, env=find_environment(**more), stdout=subprocess.PIPE, stderr=other, text=True
    ) as process:
        os.close(other)
        sent = b""
        while data := read_some(own):
            sent += data
        out = process.stdout.read()
    os.close(own)
    return process.returncode, out, sent.decode()


def read_some(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody has the other end any more
        return b""


def show_screen(sent):
    """The lines that a terminal shows in the end."""
    lines, row, column = [""], 0, 0
    for piece in _PIECES.finditer(sent):
        number, letter = piece.groups()
        if letter == "A":
            row -= int(number or 1)
        elif letter == "K":
            assert number == "2"
            lines[row] = ""
        elif letter:
            assert letter in "mhl", piece
        elif piece[0] == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif piece[0] == "\r":
            column = 0
        else:
            line = lines[row].ljust(column)
            lines[row] = line[:column] + piece[0] + line[column + len(piece[0]) :]
            column += len(piece[0])
    while lines and not lines[-1]:
        lines.pop()
    return lines


def read_tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_terminal_shows_a_bar_for_each_stage_and_keeps_only_the_summary(desk):
    code, out, sent = run_on_terminal(desk)
    assert (code, out) == (0, "output\n")
    for stage in ("Reading 6 files", "Making pages", "Putting the site in place"):
        assert f"{stage} \x1b[" in sent
    assert re.search(r"\b\d?[1-9]%", sent)
    assert "\x1b[?25h" in sent.rpartition("\x1b[?25l")[2]  # the cursor is back
    [line] = show_screen(sent)
    assert SUMMARY.match(line)


def test_bar_leaves_the_work_to_several_processes_and_the_site_as_it_is(desk):
    code, _, sent = run_on_terminal(desk, event="meet")
    assert code == 0
    assert "Making pages" in sent
    assert len(os.listdir(desk / "notes")) == 2
    assert run_plain(desk, "-o", "plain", "-j", "1").returncode == 0
    assert read_tree(desk / "output") == read_tree(desk / "plain")


@pytest.mark.parametrize("wrong", ["theme", "content"])
def test_problems_are_shown_on_a_terminal_as_they_are_elsewhere(desk, wrong):
    (desk / "over").mkdir()
    if wrong == "theme":
        line = f"<p>{'This is longer than a terminal is wide. ' * 6}{{{{ view.nothing.at_all }}}}"
        (desk / "over/briefing.html").write_text(f"<!doctype html>\n{line}\n")
    else:
        (desk / "content/quay.md").write_text(TEXT.format(name="quay").replace("-02", "-40"))
    arguments = ("-e", 'THEME_TEMPLATES_OVERRIDES=["over"]', "-e", "CACHE_PATH=")
    code, out, sent = run_on_terminal(desk, *arguments)
    plain = run_plain(desk, *arguments)
    assert (code, out) == (plain.returncode, plain.stdout) == (1, "")
    assert "Reading 6 files \x1b[" in sent
    stages = ("Reading 6 files.", "Making pages.")
    expected = [line.rstrip() for line in plain.stderr.rstrip().splitlines() if line not in stages]
    assert [line.rstrip() for line in show_screen(sent)] == expected
    assert "error" in expected[0]


@pytest.mark.parametrize("more", [{}, {"FORCE_COLOR": "1"}], ids=["plain", "colours forced"])
def test_log_has_a_line_for_each_stage_with_much_to_do(desk, more):
    first, second = run_plain(desk, **more), run_plain(desk, **more)
    assert first.stderr.splitlines()[:2] == ["Reading 6 files.", "Making pages."]
    assert len(first.stderr.splitlines()) == 3
    assert "Reading" not in second.stderr  # it is known what they say
    assert "\x1b" not in first.stderr + second.stderr


def test_small_build_has_its_summary_alone(desk, run_briefings):
    assert SUMMARY.match(run_briefings("build", cwd=desk).stderr)


def test_quiet_is_quiet(desk):
    assert run_on_terminal(desk, "--quiet") == (0, "output\n", "")
    assert run_plain(desk, "--quiet").stderr == ""


def test_terminal_without_colours_has_a_bar_without_them(desk):
    _, _, sent = run_on_terminal(desk, NO_COLOR="1")
    assert "Making pages" in sent
    assert not re.search(r"\x1b\[[0-9;]*3[0-9][0-9;]*m", sent)


def test_terminal_that_cannot_go_back_has_lines(desk):
    _, _, sent = run_on_terminal(desk, TERM="dumb")
    assert sent.splitlines()[:2] == ["Reading 6 files.", "Making pages."]
