"""Exchanges two folders in one step, where the system can: no moment in between has neither or half of one."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def exchange_folders(left: Path, right: Path) -> None:
    """Let two existing folders change places: `renameat2(2)` with RENAME_EXCHANGE on Linux, `renamex_np(2)` on macOS.

    Raises `OSError`; its number is ENOSYS where the system has no such call, EINVAL where the file system has not, and
    EXDEV or EBUSY where one of the two is a file system of its own.
    """
    exchange = _find_call()
    if exchange is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(left))
    if exchange(os.fsencode(left), os.fsencode(right)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(left), None, str(right))


@cache
def _find_call() -> Any:
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        call = library.renameat2
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return lambda left, right: call(_AT_FDCWD, left, _AT_FDCWD, right, _RENAME_EXCHANGE)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        swap = library.renamex_np
        swap.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda left, right: swap(left, right, _RENAME_SWAP)
    return None
