"""Memory is flat over live rebuilds: what one save needed is not kept for the next.

`LIVE_REBUILDS=200` saves as often as somebody does who writes for a day.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

import pytest

from tests.incremental.desk import Desk
from tests.incremental.stock import BRIEFINGS, DISPATCH
from tests.preview import Preview, serving

REBUILDS = int(os.environ.get("LIVE_REBUILDS", "30"))
WARM = max(10, REBUILDS // 3)
"""So many saves load and compile what is loaded and compiled once, and fill what is kept up to a bound."""
AROUND = 3
"""Readings on both sides, the median of which counts: the allocator gives back when it likes."""
BOUND = 10_000_000
"""Bytes. The pages of one build alone take 1 MB, so one that is kept for every save shows."""


def _list_processes(first: int) -> list[int]:
    """A process and all that it has started, and those in turn."""
    found = [first]
    for number in found:
        for task in Path(f"/proc/{number}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _read_memory(process: int) -> tuple[int, int]:
    """RSS and PSS of a process, in bytes."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(size.split()[0]) * 1024 for name, _, size in (line.partition(":") for line in lines)}
    return sizes["Rss"], sizes["Pss"]


def _edit(desk: Desk, number: int) -> str:
    """A save as an author makes it, most often of the text; gives words that are on the first page then."""
    article = desk.article(f"{BRIEFINGS}quay.md")
    words = f"Rebuild number {number} wrote this."
    article.body = f"{article.body.partition('Rebuild number')[0].rstrip()}\n\n{words}\n"
    if number % 3 == 0:
        desk.article(f"{BRIEFINGS}survey-result.md").front["title"] = f"Surveyors measure for the {number}th time"
    if number % 5 == 0:
        desk.rows("actors")[0]["name"] = f"Guild of {number} pilots"
    if number % 7 == 0:
        article.front["claims"][0]["text"] = f"The wall has moved by {number} centimetres."
    desk.save(is_fresh=True)
    return words


def _save_and_wait(desk: Desk, preview: Preview, number: int) -> None:
    """Save, and wait until the page shows it and nothing more is built."""
    preview.wait_for("/briefings/quay/", _edit(desk, number))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="reads memory from /proc, as Linux has it")
def test_memory_is_flat_over_live_rebuilds(tmp_path: Path) -> None:
    assert REBUILDS > WARM + 2 * AROUND
    desk = Desk(tmp_path / "desk", DISPATCH)
    totals: list[tuple[int, int]] = []
    with serving(desk.folder) as preview:
        for number in range(1, REBUILDS + 1):
            _save_and_wait(desk, preview, number)
            sizes = [_read_memory(process) for process in _list_processes(preview.process.pid)]
            totals.append((sum(rss for rss, _ in sizes), sum(pss for _, pss in sizes)))
    assert len(sizes) > 1, "the process that builds was not found"
    grown = [
        statistics.median(kind[-AROUND:]) - statistics.median(kind[WARM : WARM + AROUND])
        for kind in zip(*totals, strict=True)
    ]
    shown = ", ".join(f"{(rss / 1e6):.1f}/{(pss / 1e6):.1f}" for rss, pss in totals[:: max(1, REBUILDS // 12)])
    growth = f"RSS {grown[0] / 1e6:+.1f}, PSS {grown[1] / 1e6:+.1f}"
    sys.stdout.write(f"\n{REBUILDS} rebuilds, RSS/PSS in MB: {shown}; {growth}\n")
    assert max(grown) < BOUND, totals
