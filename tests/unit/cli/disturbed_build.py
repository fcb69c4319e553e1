"""The command, with something that happens to it: `python disturbed_build.py EVENT STAGE FOLDER ARGUMENTS…`.

Events: `hang` and `die` befall the process that is at "quay" in the stage "reading" or "making"; `meet` lets processes
wait for one another in that stage; `nothing` is a run like any. Processes leave a file with their number in FOLDER.
Every site is big enough for several processes, every build long enough for a bar, every stage for a line.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from briefings.building import read_files, render_pages
from briefings.cli import main, progress

_EVENT, _STAGE, _FOLDER = sys.argv[1:4]
_read_chunk, _read_file = read_files._read_chunk, read_files._read_file
_render_unit = render_pages.PageRenderer.render_unit
_first = os.getpid()


def _disturb(name: str, stage: str) -> None:
    if stage != _STAGE or _EVENT == "nothing":
        return
    if _EVENT == "meet":
        Path(_FOLDER, str(os.getpid())).touch()
        while len(os.listdir(_FOLDER)) < 2 and os.getpid() != _first:
            time.sleep(0.005)
    elif "quay" in name:
        Path(_FOLDER, str(os.getpid())).touch()
        while _EVENT == "hang":
            signal.pause()
        os.kill(os.getpid(), signal.SIGKILL)


def read_one(content, file, options):
    _disturb(file.path, "reading")
    return _read_file(content, file, options)


def read_chunk(*arguments):
    """In a new process, which knows nothing of what was changed in the first."""
    read_files._read_file = read_one
    return _read_chunk(*arguments)


def render_unit(self, unit):
    _disturb(unit.key, "making")
    return _render_unit(self, unit)


if __name__ == "__main__":
    for module, name, value in (
        (read_files, "_FEW", 2),
        (read_files, "_CHUNK", 2),
        (render_pages, "_FEW", 2),
        (render_pages, "_SHARE", 2),
        (progress, "_MANY", 2),
        (progress, "_PATIENCE", 0),
        (progress, "_PAUSE", 0),
        (read_files, "_read_chunk", read_chunk),
        (render_pages.PageRenderer, "render_unit", render_unit),
    ):
        if not hasattr(module, name):
            raise TypeError(f"{name} is gone: find out how to disturb a build now")
        setattr(module, name, value)
    main(sys.argv[4:], prog_name="briefings")
