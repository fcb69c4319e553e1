"""The corpus: always the same, and the same for everybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.corpus import Corpus
from tests.bench.flavours import FLAVOURS, KINDS, write_corpus
from tests.bench.peers import PEERS, Site
from tests.bench.scenarios import SCENARIOS, Edits


def _read(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_record_does_not_depend_on_what_was_made_before() -> None:
    corpus = Corpus(20)
    assert list(corpus.records())[7] == Corpus(20).record(7)
    assert corpus.record(7) != Corpus(20, seed="2").record(7)


def test_speakers_are_among_the_actors_and_sources_are_there() -> None:
    for record in Corpus(100).records():
        for claim in record.claims:
            assert {claim.by, claim.denier or claim.by} <= set(record.actors)
            assert set(claim.sources) <= {source.id for source in record.sources}
            assert (claim.denier != "") == (claim.status == "disputed")


def test_every_flavour_has_the_same_bodies(tmp_path: Path) -> None:
    bodies = {}
    for flavour in FLAVOURS:
        write_corpus(Corpus(10), flavour, tmp_path / flavour)
        files = sorted((tmp_path / flavour).rglob("*-00*.md"), key=lambda path: path.name)
        bodies[flavour] = [path.read_text("utf-8").split("---\n\n", 1)[1] for path in files]
    assert len(bodies["briefings"]) == 10
    assert all(found == bodies["briefings"] for found in bodies.values())


def test_registries_hold_what_the_archive_names_and_nothing_else(tmp_path: Path) -> None:
    corpus = Corpus(30)
    write_corpus(corpus, "briefings", tmp_path)
    used = {kind: {name for record in corpus.records() for name in getattr(record, kind)} for kind in KINDS}
    assert len(list((tmp_path / "topics").glob("*.md"))) == len(used["topics"])
    for kind in ("places", "actors"):
        assert (tmp_path / "registry" / f"{kind}.yml").read_text("utf-8").count("- {id:") == len(used[kind])


@pytest.mark.parametrize("key", ["minimal", "hugo", "pelican", "eleventy"])
@pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name not in ("cold", "none")])
def test_every_edit_changes_files_and_is_undone_to_the_last_time_stamp(tmp_path: Path, key: str, scenario: str) -> None:
    corpus = Corpus(20)
    [peer] = [peer for peer in PEERS if peer.key == key]
    site: Site = peer.set_up(corpus, tmp_path)
    before = _read(site.folder)
    edits = Edits(site, corpus)
    SCENARIOS[scenario][1](edits)
    assert _read(site.folder) != before
    edits.undo()
    assert _read(site.folder) == before
