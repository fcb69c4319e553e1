"""Fifty rebuilds in one process take no more memory than a few: nothing of one run is kept for the next."""

from __future__ import annotations

import gc
import logging
import shutil
import sys
from pathlib import Path

import pytest

REBUILDS = 50
WARM = 8


def _read_resident() -> int:
    """The memory of this process, in bytes (Linux)."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096


def _rebuild(desk: Path, number: int) -> None:
    from pelican.settings import read_settings

    from briefings.plugin.pelican_class import BriefingsPelican

    page = desk / "content/briefings/2021-05-09-survey.md"
    text = page.read_text("utf-8").partition("\nRebuild number")[0]
    page.write_text(f"{text}\nRebuild number {number} wrote this.\n", "utf-8")
    settings = read_settings(str(desk / "pelicanconf.py"), override={"OUTPUT_PATH": str(desk / "output")})
    settings["LOG_FILTER"] = [*settings.get("LOG_FILTER", []), (logging.WARNING, "%s")]
    site = BriefingsPelican(settings)
    site.run()
    assert site.published is not None
    assert site.published.written > 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads its memory from /proc, as Linux has it")
def test_memory_is_flat_over_many_rebuilds(root: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(root / "tests/fixtures/tiny", desk)
    path, handlers = list(sys.path), list(logging.getLogger().handlers)
    sizes, objects = [], []
    try:
        for number in range(REBUILDS):
            _rebuild(desk, number)
            gc.unfreeze()  # a build that ends a process leaves its records uncounted
            gc.collect()
            sizes.append(_read_resident())
            objects.append(len(gc.get_objects()))
    finally:
        sys.path[:] = path
        logging.getLogger().handlers[:] = handlers
    grown = (sizes[-1] - sizes[WARM]) / 1_000_000
    assert grown < 8, f"{grown:.1f} MB more after {REBUILDS - WARM} rebuilds: {[size // 1_000_000 for size in sizes]}"
    assert objects[-1] - objects[WARM] < 0.02 * objects[WARM], objects
