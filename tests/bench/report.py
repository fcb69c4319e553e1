"""The figures as tables in Markdown, and as JSON."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.live import Live
from tests.bench.measure import Cost
from tests.bench.peers import PEERS
from tests.bench.scenarios import SCENARIOS

LABELS = {peer.key: peer.label for peer in PEERS}
MB = 1e6


@dataclass
class Results:
    """What the benchmark found. `costs` are by scenario and site, one a round; `notes` are for the reader."""

    size: int
    rounds: int
    command: str
    date: str
    commit: str
    versions: dict[str, str]
    machine: str
    costs: dict[str, dict[str, list[Cost]]] = field(default_factory=dict)
    live: dict[str, Live] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return {**asdict(self), "live": {key: one._asdict() for key, one in self.live.items()}}


def describe_machine() -> str:
    """Processor, cores, memory, kernel."""
    model = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model[1] if model else platform.machine()
    cores = len(os.sched_getaffinity(0))
    system = f"{platform.system()} {platform.release()}"
    return f"{name}, {cores} cores, {memory:.0f} GiB, {system}, Python {platform.python_version()}"


def build_report(results: Results) -> str:
    """All tables."""
    names = ", ".join(f"{LABELS[key]} {version}" for key, version in results.versions.items())
    origin = f"{results.date}, commit {results.commit}, `{results.command}`."
    what = f"{results.size:,} briefings, {results.rounds} rounds, medians (minimum–maximum)."
    lines = [f"{what} {origin}", "", f"{results.machine}. {names}.", ""]
    for scenario, by_site in results.costs.items():
        lines += [f"**{SCENARIOS[scenario][0].capitalize()}**", "", *_table(by_site), ""]
    lines += ["**Ratios**, of runs of the same round", "", *_ratios(results), ""]
    if results.live:
        lines += ["**Live: one body saved, until the page is served with it**", "", *_live(results), ""]
    lines += [f"- {note}" for note in results.notes]
    return "\n".join(lines).rstrip() + "\n"


def _table(by_site: dict[str, list[Cost]]) -> Iterator[str]:
    yield "| | wall s | CPU s | memory MB | pages | files | site MB | files written | MB written |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for key, costs in by_site.items():
        last = costs[-1]
        cells = [
            _spread([cost.wall for cost in costs]),
            _spread([cost.cpu for cost in costs]),
            _spread([cost.memory / MB for cost in costs], 0),
            f"{last.pages:,}",
            f"{last.files:,}",
            f"{last.size / MB:.1f}",
            f"{median(cost.written for cost in costs):,.0f}",
            f"{median(cost.written_size for cost in costs) / MB:.1f}",
        ]
        yield f"| {LABELS[key]} | {' | '.join(cells)} |"


_MEASURES: tuple[tuple[str, Callable[[Cost], float]], ...] = (
    ("wall", lambda cost: cost.wall),
    ("CPU", lambda cost: cost.cpu),
    ("memory", lambda cost: cost.memory),
    ("wall a page", lambda cost: cost.wall / max(1, cost.pages)),
    ("MB written", lambda cost: cost.written_size),
)


def _ratios(results: Results) -> Iterator[str]:
    """The minimal theme against each other generator, and the full theme against the minimal one."""
    yield f"| | | {' | '.join(name for name, _ in _MEASURES)} |"
    yield "|---|---|" + "---:|" * len(_MEASURES)
    for scenario, by_site in results.costs.items():
        pairs = [("minimal", key) for key in by_site if key not in ("minimal", "dispatch")]
        for ours, other in [*pairs, ("dispatch", "minimal")]:
            if ours in by_site and other in by_site:
                cells = [_ratio(by_site[ours], by_site[other], value) for _, value in _MEASURES]
                name = f"{LABELS[ours]} : {LABELS[other]}"
                yield f"| {SCENARIOS[scenario][0]} | {name} | {' | '.join(cells)} |"


def _ratio(ours: Sequence[Cost], others: Sequence[Cost], value: Callable[[Cost], float]) -> str:
    pairs = zip(ours, others, strict=False)  # a benchmark that stopped has rounds that are not whole
    found = [value(one) / value(other) for one, other in pairs if value(other)]
    return _spread(found) if found else "–"


def _live(results: Results) -> Iterator[str]:
    yield "| | first page s | save to shown s | memory MB |"
    yield "|---|---:|---:|---:|"
    for key, live in results.live.items():
        yield f"| {LABELS[key]} | {live.start:.2f} | {_spread(live.shown)} | {live.memory / MB:.0f} |"
    if {"minimal", "hugo"} <= set(results.live):
        ratio = median(results.live["minimal"].shown) / median(results.live["hugo"].shown)
        yield f"| {LABELS['minimal']} : {LABELS['hugo']} | | {ratio:.3f} | |"


def _spread(values: Sequence[float], digits: int | None = None) -> str:
    """The median, and the least and the most where there are several."""
    middle = median(values)
    places = digits if digits is not None else 3 if middle < 1 else 2 if middle < 10 else 1
    text = f"{middle:.{places}f}"
    return text if len(values) == 1 else f"{text} ({min(values):.{places}f}–{max(values):.{places}f})"


def write_page(page: Path, place: str, report: str) -> bool:
    """Put a report between the marks of its place, named after its size or otherwise; false where the page has none."""
    text = page.read_text("utf-8")
    pattern = re.compile(rf"(<!-- bench {re.escape(place)} -->\n).*?(<!-- /bench -->)", re.DOTALL)
    if not pattern.search(text):
        return False
    page.write_text(pattern.sub(lambda found: f"{found[1]}\n{report}\n{found[2]}", text), "utf-8")
    return True
