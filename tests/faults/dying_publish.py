"""Publishes one site over another and kills itself (SIGKILL) just before the n-th thing it does to the file system.

It takes a request a line, `[FOLDER, WAY, N]` in JSON, and does each in a copy of this process, which has loaded the
program and done nothing yet. FOLDER holds `output`; the new site is made of the files in FOLDER/new. WAY is `exchange`
or `journal`. With N = 0 it lives. It answers with a line: the copy's exit code, and how many things it did if it lived.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from briefings.building import swap
from briefings.building.publish import publish_folder
from briefings.building.workshop import open_workshop

EVENTS = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.utime", "os.truncate", "os.chmod",
}  # fmt: skip


def main() -> None:
    """Answer requests until there are no more."""
    for line in sys.stdin:
        folder, way, fatal = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            _publish_and_tell(Path(folder), way, fatal, writing)
        os.close(writing)
        with os.fdopen(reading) as told:
            done = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(json.dumps([code, int(done or 0)]) + "\n")
        sys.stdout.flush()


def _publish_and_tell(folder: Path, way: str, fatal: int, writing: int) -> NoReturn:
    code = 1
    try:
        os.write(writing, str(publish(folder, way, fatal)).encode())
        code = 0
    except BaseException:  # noqa: BLE001 - the copy ends here, and says why
        traceback.print_exc()
    finally:
        os._exit(code)


def publish(folder: Path, way: str, fatal: int) -> int:
    """Publish, and die on the way; gives how many things were done to the file system."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in EVENTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE):
            count()

    exchange = swap.exchange_folders

    def exchange_or_refuse(left: Path, right: Path) -> None:
        count()
        if way == "journal":
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        exchange(left, right)
        count()

    swap.exchange_folders = exchange_or_refuse
    sys.addaudithook(watch)
    with open_workshop(folder / "output") as staging:
        shutil.copytree(folder / "new", staging, dirs_exist_ok=True)
        publish_folder(staging, folder / "output")
    return done


if __name__ == "__main__":
    main()
