"""When Python looks for garbage: not while a site is read and linked, which leaves none, but while pages are made."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """No looking for garbage: to look through all that is there again and again takes a third of a build."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def with_collector() -> Iterator[None]:
    """Inside `without_collector`, looking for the garbage of what is done here, among what was not there before."""
    if gc.isenabled():
        yield
        return
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.disable()


def leave_the_rest() -> None:
    """When this process ends, its records are not taken apart one by one: the system takes all of its memory back."""
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
