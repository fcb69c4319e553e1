"""Publishes one site over another and kills itself (SIGKILL) just before the n-th thing it does to the file system.

    python dying_publish.py FOLDER WAY N

FOLDER holds `output`; the new site is made of the files in FOLDER/new. WAY is `exchange` or `journal`. With N = 0 it
lives, and prints how many things it did.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from pathlib import Path

from briefings.building import swap
from briefings.building.publish import publish_folder
from briefings.building.workshop import open_workshop

EVENTS = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.utime", "os.truncate", "os.chmod",
}  # fmt: skip


def main(folder: Path, way: str, fatal: int) -> None:
    """Publish, and die on the way."""
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
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
