"""What is measured is what a program and all its children cost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.measure import RunFailed, look, measure, read_memory

BURN = "import time\nwhile time.process_time() < 0.3: pass"


def _measure(tmp_path: Path, program: str):
    output = tmp_path / "output"
    return measure([sys.executable, "-c", program], tmp_path, dict(os.environ), output, tmp_path / "log")


def test_time_of_children_counts(tmp_path: Path) -> None:
    cost = _measure(tmp_path, f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}], check=True)")
    assert cost.cpu >= 0.3


def test_time_of_processes_that_outlive_the_program_counts(tmp_path: Path) -> None:
    """As those do that start Python's processes: nobody waits for them."""
    worker = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}], check=True)"
    cost = _measure(tmp_path, f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {worker!r}])")
    assert cost.cpu >= 0.3


def test_processes_that_were_there_before_are_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        _measure(tmp_path, "pass")
        assert process.wait() == 0
        assert process.returncode is not None


def test_memory_of_children_counts() -> None:
    child = "import sys; held = b'x' * 60_000_000; print('ready', flush=True); sys.stdin.read()"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        assert read_memory(process.pid) > 60_000_000
        process.stdin.close()


def test_only_what_changed_counts_as_written(tmp_path: Path) -> None:
    output = tmp_path / "output"
    (output / "deep").mkdir(parents=True)
    (output / "deep" / "kept.html").write_text("kept")
    (output / ".state").write_text("not of the site")
    program = (
        "from pathlib import Path\nPath('output/new.html').write_text('12345')\nPath('output/new.css').write_text('1')"
    )
    cost = _measure(tmp_path, program)
    assert (cost.pages, cost.files, cost.size) == (2, 3, 10)
    assert (cost.written, cost.written_size) == (2, 6)
    assert set(look(output)) == {"deep/kept.html", "new.html", "new.css"}


def test_program_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="ended with 3"):
        _measure(tmp_path, "raise SystemExit(3)")
