"""Builds the same site with Briefings and with other generators in turn, and says what each run cost: `make bench`."""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.live import ServerFailed, find_obstacle, measure_live
from tests.bench.measure import Cost, RunFailed, look, measure, wait_for_quiet
from tests.bench.pages import compare
from tests.bench.peers import PEERS, Peer, Site
from tests.bench.report import Results, build_report, describe_machine, write_page
from tests.bench.scenarios import SCENARIOS, Edits
from tests.bench.tools import ROOT, TOOLS, ToolMissing, build_environment, find_version, install

LIVE = "live"
NOISE = 0.2
"""Cores that others may take before the report says so."""


def main() -> int:
    """Run the benchmark; 1 when a generator failed or the sites are not the same."""
    given = _parse_arguments()
    peers = [peer for peer in PEERS if peer.key in given.peers]
    results = Results(
        size=given.size,
        rounds=given.rounds,
        command=given.command or shlex.join(["python", "-m", "tests.bench.run", *sys.argv[1:]]),
        date=datetime.now(UTC).date().isoformat(),
        commit=find_commit(),
        versions={},
        machine=describe_machine(),
    )
    try:
        Bench(given, results).run(peers)
    except RunFailed as error:
        results.notes.append(f"STOPPED: {error}")
    report = build_report(results)
    target = TOOLS / f"results-{given.size}.json"
    target.write_text(json.dumps(results.to_json(), indent=1), "utf-8")
    sys.stdout.write(report)
    _say(f"As data: {target}")
    place = given.place or str(given.size)
    if given.page and not write_page(given.page, place, report):
        _say(f"{given.page} has no place {place}; it is left as it was.")
    return 1 if any(note.startswith(("NOT THE SAME", "STOPPED")) for note in results.notes) else 0


class Bench:
    """One run: sites set up and warmed up, then every scenario, round by round, one site after the other."""

    def __init__(self, given: argparse.Namespace, results: Results) -> None:
        self.given, self.results = given, results
        self.corpus = Corpus(given.size)
        self.work: Path = given.work
        self.environment = build_environment()
        self.baselines: dict[str, dict[str, tuple[int, int]]] = {}

    def run(self, peers: Iterable[Peer]) -> None:
        """Fill the results. Raises `RunFailed`."""
        sites = [site for peer in peers if (site := self._set_up(peer))]
        fair = {site.peer.key: site.output for site in sites if site.peer.key != "dispatch"}
        self.results.notes += [f"NOT THE SAME PAGES: {line}" for line in compare(fair)] if fair else []
        for scenario in (name for name in SCENARIOS if name in self.given.scenarios):
            by_site = self.results.costs.setdefault(scenario, {})
            for number in range(self.given.rounds):
                for site in sites:
                    _say(f"{scenario}, round {number + 1}, {site.peer.label}")
                    cost = self._run_once(site, scenario)
                    by_site.setdefault(site.peer.key, []).append(cost)
        if LIVE in self.given.scenarios:
            self._run_live(sites)
        self._note_noise()

    def _set_up(self, peer: Peer) -> Site | None:
        """A site that has been built once; None where its generator cannot be had."""
        try:
            install(peer.key)
        except ToolMissing as error:
            self.results.notes.append(f"{peer.label} is left out: {error}")
            return None
        _say(f"Setting up {peer.label}")
        self.results.versions[peer.key] = find_version(peer.key)
        site = peer.set_up(self.corpus, self.work)
        self._build(site)
        self.baselines[peer.key] = look(site.output)
        return site

    def _build(self, site: Site) -> Cost:
        log = self.work / f"{site.peer.key}.log"
        return measure(site.peer.command, site.folder, self.environment, site.output, log)

    def _run_once(self, site: Site, scenario: str) -> Cost:
        """One timed build, after which the site is as it was before."""
        edits = Edits(site, self.corpus)
        try:
            SCENARIOS[scenario][1](edits)
            wait_for_quiet(self.given.patience)
            cost = self._build(site)
            if missing := edits.find_missing():
                raise RunFailed(f"{site.peer.label} did not show the edit ({scenario}): {missing}")
        finally:
            edits.undo()
            if scenario not in ("cold", "none"):
                self._restore(site)
        return cost

    def _restore(self, site: Site) -> None:
        """The output of the corpus as it was. What is made anew in every run needs no more than its strays removed."""
        if not site.peer.rewrites:
            self._build(site)
        expected = self.baselines[site.peer.key]
        found = look(site.output)
        if site.peer.rewrites:
            for path in found.keys() - expected.keys():
                (site.output / path).unlink()
        elif {path: size for path, (size, _) in found.items()} != {path: size for path, (size, _) in expected.items()}:
            raise RunFailed(f"{site.peer.label} does not come back to the same site when an edit is undone")

    def _run_live(self, sites: Sequence[Site]) -> None:
        for site in sites:
            obstacle = find_obstacle(site.peer.key)
            if obstacle:
                self.results.notes.append(f"Live, {site.peer.label}: left out, {obstacle}.")
                continue
            _say(f"live, {site.peer.label}")
            try:
                log = self.work / f"{site.peer.key}-live.log"
                self.results.live[site.peer.key] = measure_live(site, self.corpus, max(3, self.given.rounds), log)
            except ServerFailed as error:
                self.results.notes.append(f"Live, {site.peer.label}: {error}.")

    def _note_noise(self) -> None:
        """Say how busy the machine was with other things."""
        costs = [cost for by_site in self.results.costs.values() for one in by_site.values() for cost in one]
        noisy = [cost for cost in costs if cost.foreign > NOISE * cost.wall]
        if noisy:
            most = max(cost.foreign / cost.wall for cost in noisy)
            self.results.notes.append(
                f"Others used the machine during {len(noisy)} of {len(costs)} runs, up to {most:.1f} cores: "
                "wall times are not to be relied on."
            )


def _parse_arguments() -> argparse.Namespace:
    keys = [peer.key for peer in PEERS]
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench.run")
    parser.add_argument("size", type=int, help="how many briefings")
    parser.add_argument("--rounds", type=int, default=3, help="timed runs of each scenario and site")
    parser.add_argument("--peers", nargs="*", default=keys, choices=keys, metavar="SITE", help=", ".join(keys))
    names = [*SCENARIOS, LIVE]
    parser.add_argument(
        "--scenarios", nargs="*", default=names, choices=names, metavar="SCENARIO", help=", ".join(names)
    )
    parser.add_argument("--patience", type=float, default=30, help="seconds to wait before a run for a quiet machine")
    parser.add_argument("--work", type=Path, default=TOOLS / "work", help="where the sites are built")
    parser.add_argument("--page", type=Path, help="a page with places for the tables, such as docs/performance.md")
    parser.add_argument("--place", help="which of these places, if not the one of the size")
    parser.add_argument("--command", default="", help="the command to name in the report")
    given = parser.parse_args()
    given.peers, given.scenarios = given.peers or keys, given.scenarios or names
    return given


def find_commit() -> str:
    """The commit that is measured, with a word where the tree differs from it."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
