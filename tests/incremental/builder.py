"""Builds on demand, each time in a new copy of a process that has loaded the program and built nothing yet.

`python -m tests.incremental.builder` takes a request a line and answers with a line. A copy is as good as a command in
a process of its own, and starts in a few milliseconds. Previews may stay in one process, as in `briefings serve`.
"""

from __future__ import annotations

import errno
import importlib
import json
import multiprocessing
import os
import pkgutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

_fork = multiprocessing.get_context("fork")


def main() -> None:
    """Answer requests until there are no more."""
    _load_program()
    kept = _KeptPreview()
    answers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "command": run_command,
        "preview": run_preview,
        "kept preview": kept.build,
        "forget": kept.forget,
    }
    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(json.dumps(answers[request["door"]](request)) + "\n")
        sys.stdout.flush()
    kept.forget({})


def _load_program() -> None:
    """Everything that a build imports, and processes for desks too small to be worth their start."""
    import briefings

    for module in pkgutil.walk_packages(briefings.__path__, "briefings."):
        if not module.name.endswith("__main__") and ".starter" not in module.name:
            importlib.import_module(module.name)
    render_pages = importlib.import_module("briefings.building.render_pages")
    if not isinstance(render_pages._FEW, int):
        raise TypeError("`--jobs` is not tried any more: find out when pages are made in several processes")
    render_pages._FEW = 2


_STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.utime", "open"}


def _die_at(step: int) -> None:
    """Kill this process just before the n-th thing that it does to the file system."""
    done = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event in _STEPS and (event != "open" or arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _forbid_exchange() -> None:
    """As on systems that cannot exchange folders in one step."""
    from briefings.building import publish

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSYS, "no exchange here")

    if not callable(publish.swap_in):
        raise TypeError("publishing file by file is not tried any more: find out how it is chosen")
    publish.swap_in = refuse


def run_command(request: dict[str, Any]) -> dict[str, Any]:
    """Run `briefings` with the arguments of a request; gives its exit code and what it says to standard error."""
    with tempfile.TemporaryFile() as said, open(os.devnull, "wb") as nothing:
        child = os.fork()
        if not child:
            os.dup2(nothing.fileno(), 1)
            os.dup2(said.fileno(), 2)
            os._exit(_call_program(request))
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return {"code": os.waitstatus_to_exitcode(status), "said": said.read().decode("utf-8", "replace")}


def _call_program(request: dict[str, Any]) -> int:
    from briefings.cli import main as program

    os.chdir(request["folder"])
    os.environ["SOURCE_DATE_EPOCH"] = str(request["clock"])
    if request.get("has_no_exchange"):
        _forbid_exchange()
    if request.get("dies_at"):
        _die_at(request["dies_at"])
    if request.get("dies_after"):  # nobody hears this alarm: the system ends the process then, as SIGKILL does
        signal.setitimer(signal.ITIMER_REAL, request["dies_after"])
    code: Any = 99
    try:
        program(request["arguments"])
    except SystemExit as end:
        code = end.code or 0
    except BaseException:  # noqa: BLE001 - the copy ends here, and says why
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else 99


def run_preview(request: dict[str, Any]) -> dict[str, Any]:
    """Build a preview in a process of its own."""
    preview = _KeptPreview()
    try:
        return preview.build(request)
    finally:
        preview.forget({})


class _KeptPreview:
    """The process of `briefings serve` that builds, without the server."""

    def __init__(self) -> None:
        self._process: Any = None
        self._connection: Connection | None = None

    def build(self, request: dict[str, Any]) -> dict[str, Any]:
        """Build in the process that there is, or in a new one; gives the problems that stopped it."""
        if self._connection is None:
            self._connection, other = _fork.Pipe()
            self._process = _fork.Process(target=_preview, args=(self._connection, other, request))
            self._process.start()
            other.close()
        self._connection.send(request["clock"])
        outcome = self._connection.recv()
        found = [(problem.code, problem.place, problem.found, problem.hint) for problem in outcome.problems]
        unpublished = sorted(outcome.unpublished.items())
        return {"code": int(bool(found)), "said": "\n".join(map(repr, (*found, *unpublished)))}

    def forget(self, _: dict[str, Any]) -> dict[str, Any]:
        """End the process."""
        if self._connection is not None:
            self._connection.close()
            self._process.join(30)
        self._connection = None
        return {"code": 0, "said": ""}


class _Clocked:
    """A connection whose messages set the clock."""

    def __init__(self, inner: Connection) -> None:
        self._inner, self.send = inner, inner.send

    def recv(self) -> str:
        os.environ["SOURCE_DATE_EPOCH"] = str(self._inner.recv())
        return "build"


def _preview(others: Connection, connection: Connection, request: dict[str, Any]) -> None:
    from briefings.cli.serve import make_preview
    from briefings.cli.verb import describe_failure
    from briefings.plugin.live import build_on_demand

    others.close()  # else this process would not notice that the one that asks has ended
    os.chdir(request["folder"])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    make = partial(make_preview, "pelicanconf.py", request["overrides"], with_drafts=True, quiet=True)
    build_on_demand(_Clocked(connection), make, describe_failure)


if __name__ == "__main__":
    main()
