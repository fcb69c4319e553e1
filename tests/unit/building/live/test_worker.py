"""The process that builds a preview: Ctrl-C at any moment is a matter of the server alone."""

from __future__ import annotations

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from briefings.building.live.state import Outcome
from briefings.building.live.worker import Worker


def answer(connection: Connection) -> None:
    connection.recv()
    connection.send(Outcome(is_changed=True))


def test_interrupt_while_the_process_starts_does_not_end_it() -> None:
    """Ctrl-C goes to all processes of a terminal, and this one knows nothing yet of how it should take that."""
    worker = Worker(answer)
    try:
        worker.start()
        assert worker._process is not None
        assert worker._process.pid is not None
        os.kill(worker._process.pid, signal.SIGINT)
        # In a thread of its own: a browser test before it may have left its loop in this one.
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: asyncio.run(worker.build())).result(timeout=60) == Outcome(is_changed=True)
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
    finally:
        worker.end()
