"""The search index: what it knows, that it is the same every time, and what it costs when nothing has changed."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import cbor2
import pytest

from briefings.building import search_index
from briefings.plugin.build import BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican
from tests.unit.views.small_site import FILES

MORE: dict[str, str | bytes] = {
    **FILES,
    "registry/places.yml": """
- {id: land, name: Land}
- {id: town, name: Town, in: land, lat: 31.5, lon: 66.5, precision_km: 5, aliases: [Ville]}
""",
    "topics/north.md": "---\ntitle: The north\n---\n",
    "topics/bridge.md": "---\ntitle: The bridge\nparent: north\n---\nThe story of it.\n",
    "briefings/b5-ferry.md": """---
title: The ferry runs
date: 2021-04-01T10:00+00:00
event: 2021-03-30
topics: [bridge]
actors: [ferryman]
places: [town]
follows: [b1-taken]
---
Passengers crossed on the ferry.
""",
    "pages/about.md": "---\ntitle: About\nsummary: Who we are.\n---\nWe keep a daybook of the bridge.\n",
    "briefings/b6-fa.md": """---
title: مردم می‌گویند کشتی ویران است
date: 2021-04-02T10:00+00:00
lang: fa
topics: [bridge]
---
روز ۱۴ اپریل گذرگاهِ کهنه بسته شد.
""",
}
PERSIAN = "روز ۱۴ اپریل گذرگاهِ کهنه بسته شد."
RENAMED = "Passengers crossed on the raft."


@pytest.fixture
def build(
    write_content: Callable[..., Path], make_pelican: Callable[..., BriefingsPelican], tmp_path: Path, root: Path
) -> Callable[..., Path]:
    """Write files and build them with a search into `tmp_path / name`."""

    def run(files: dict[str, str | bytes], name: str = "output", **settings: Any) -> Path:
        output = tmp_path / name
        given = {"BRIEFINGS_SEARCH": True, "THEME": str(root / "themes/dispatch"), "BRIEFINGS_JOBS": 1, **settings}
        make_pelican(write_content(files), OUTPUT_PATH=str(output), CACHE_PATH=str(tmp_path / "cache"), **given).run()
        return output

    return run


def read_fragments(output: Path) -> dict[str, dict[str, Any]]:
    """What the index says of each page, by its address."""
    texts = (gzip.decompress(path.read_bytes()) for path in (output / "pagefind/fragment").iterdir())
    fragments = [json.loads(text.removeprefix(b"pagefind_dcd")) for text in texts]
    return {fragment["url"]: fragment for fragment in fragments}


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(text: str) -> dict[str, str | bytes]:
    ferry = str(MORE["briefings/b5-ferry.md"])
    return {**MORE, "briefings/b5-ferry.md": ferry.replace("Passengers crossed on the ferry.", text)}


def test_pages_of_records_are_searched_and_no_others(build: Callable[..., Path]) -> None:
    folders = {address.split("/")[1] for address in read_fragments(build(MORE))}
    assert folders == {"briefings", "topics", "claims", "actors", "places", "publishers", "pages", "fa"}


def test_pages_are_found_by_what_they_are_about_and_all_above_it(build: Callable[..., Path]) -> None:
    found = read_fragments(build(MORE))
    ferry = found["/briefings/b5-ferry/"]
    assert ferry["filters"] == {
        "topic": ["bridge", "north"], "actor": ["ferryman"], "place": ["town", "land"],
        "stage": ["final"], "year": ["2021"], "lang": ["en"],
    }  # fmt: skip
    assert (ferry["meta"]["title"], ferry["meta"]["kind"]) == ("The ferry runs", "Briefing")
    assert ferry["meta"]["when"] == "30 March 2021"
    assert found["/briefings/b1-taken/"]["filters"]["status"] == ["confirmed", "claimed"]
    assert found["/claims/bridge-held/"]["filters"]["actor"][:2] == ["rebels", "army"]
    assert found["/claims/bridge-held/"]["meta"]["mark"] == "confirmed Confirmed"
    assert found["/places/town/"]["filters"]["place"] == ["town", "land"]


def test_claims_are_found_by_the_places_of_their_briefings_and_say_who_says_so(build: Callable[..., Path]) -> None:
    placed = str(MORE["briefings/b1-taken.md"]).replace("---\n", "---\nplaces: [town]\n", 1)
    claim = read_fragments(build({**MORE, "briefings/b1-taken.md": placed}))["/claims/bridge-held/"]
    assert claim["filters"]["place"] == ["town", "land"]
    assert claim["meta"]["who"] == "Said by: Rebels"
    assert claim["meta"]["against"] == "denied by Army"


def test_a_position_is_one_sentence_that_names_its_speaker(build: Callable[..., Path]) -> None:
    said = read_fragments(build(MORE))["/claims/bridge-held/"]["content"]
    assert re.search(r"\. asserted by: Rebels[^.]*: “It is ours” – [^.]*1 March 2021\. denied by: Army", said), said


def test_of_the_facts_of_a_place_its_names_are_searched(build: Callable[..., Path]) -> None:
    town = read_fragments(build(MORE))["/places/town/"]
    assert "Also known as: Ville." in town["content"]
    assert "31.5" not in town["content"]


def test_words_of_navigation_are_not_those_of_the_page(build: Callable[..., Path]) -> None:
    ferry = read_fragments(build(MORE))["/briefings/b5-ferry/"]["content"]
    assert "Passengers crossed on the ferry." in ferry
    assert "Rebels say they hold the bridge" not in ferry


def test_what_stands_between_the_sentences_is_left_out_and_who_says_what_is_not(build: Callable[..., Path]) -> None:
    found = read_fragments(build(MORE))
    said = found["/claims/bridge-held/"]["content"]
    assert "asserted by: Rebels" in said
    assert "“It is ours”" in said
    furniture = ("Who says what", "read in", "recorded in", "How the status moved", "S1")
    assert [words for words in furniture if words in said] == []
    told = found["/briefings/b1-taken/"]["content"]
    furniture = ("What is known", "Claim ledger", "Why it matters", "Status history", "S1")
    assert [words for words in furniture if words in told] == []


def test_pages_without_a_story_are_found_too(build: Callable[..., Path]) -> None:
    found = read_fragments(build(MORE))
    assert found["/pages/about/"]["content"] == "About. Who we are. We keep a daybook of the bridge."
    assert found["/pages/about/"]["filters"] == {"lang": ["en"]}
    assert found["/publishers/wire/"]["meta"]["title"] == "Wire"
    assert found["/publishers/wire/"]["filters"] == {"named": ["Wire"], "lang": ["en"]}


def test_words_are_indexed_folded_and_shown_as_they_stand(build: Callable[..., Path]) -> None:
    output = build(MORE)
    shown = read_fragments(output)["/fa/briefings/b6/"]
    assert shown["meta"]["title"] == "مردم می\u200cگویند کشتی ویران است"
    assert PERSIAN in shown["content"]
    packed = [gzip.decompress(path.read_bytes()) for path in (output / "pagefind/index").glob("fa_*")]
    keys = {row[0] for data in packed for row in cbor2.loads(data.removeprefix(b"pagefind_dcd"))[0]}
    assert {"14", "كهنه", "گذرگاه", "ويران", "ميگويند", "مي", "گويند"} <= keys
    assert not {key for key in keys if set(key) & set("یک۱۴\u0650\u200c")}


def test_the_output_holds_what_our_page_asks_for_and_no_pages_of_pagefinds_own(build: Callable[..., Path]) -> None:
    names = {path.name for path in (build(MORE) / "pagefind").iterdir()}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "fragment", "index", "filter"} <= names
    assert not {name for name in names if "ui" in name or "highlight" in name}


def test_an_index_is_the_same_every_time(build: Callable[..., Path]) -> None:
    first = read_tree(build(MORE, "first", BRIEFINGS_CACHE=False))
    assert len([path for path in first if path.startswith("pagefind/filter/")]) >= 7
    for name in ("second", "third"):
        assert read_tree(build(MORE, name, BRIEFINGS_CACHE=False)) == first


@pytest.mark.parametrize(
    "files", [edit(RENAMED), FILES, edit("Nobody crossed.\n\n## Why")], ids=["words", "gone", "part"]
)
def test_a_build_after_an_edit_has_the_index_of_a_clean_one(
    build: Callable[..., Path], files: dict[str, str | bytes], tmp_path: Path
) -> None:
    build(MORE, BRIEFINGS_ALLOW_SHRINK=True)
    for path in (*MORE.keys() - files.keys(),):
        (tmp_path / "content" / path).unlink()
    after = read_tree(build(files, BRIEFINGS_ALLOW_SHRINK=True))
    assert after == read_tree(build(files, "clean", BRIEFINGS_CACHE=False))


def test_pages_that_are_as_they_were_are_not_indexed_again(
    build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tree(build(MORE) / "pagefind")

    def fail(*_: object) -> None:
        raise search_index.IndexFailed("Pagefind failed: out of paper")

    monkeypatch.setattr(search_index, "_call_pagefind", fail)
    draft = {"briefings/b7-later.md": "---\ntitle: Later\ndate: 2021-04-05\nstatus: draft\n---\nLater.\n"}
    assert read_tree(build(MORE | draft) / "pagefind") == before
    with pytest.raises(BuildFailed):
        build(edit(RENAMED))
    said = capsys.readouterr().err
    assert "[BRF-search]" in said
    assert "out of paper" in said


def test_a_failed_index_leaves_the_old_site(
    build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = read_tree(build(MORE))
    monkeypatch.setattr(search_index, "_run_pagefind", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    with pytest.raises(BuildFailed):
        build(edit(RENAMED))
    assert read_tree(tmp_path / "output") == before


def test_without_pagefind_it_says_what_to_install_before_it_makes_a_page(
    build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def find(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(search_index, "version", find)
    with pytest.raises(BuildFailed):
        build(MORE)
    said = capsys.readouterr().err
    assert "[BRF-search]" in said
    assert "pip install 'briefings[search]'" in said
    assert not (tmp_path / "output").exists()


def test_a_site_without_search_has_no_trace_of_it(build: Callable[..., Path]) -> None:
    tree = read_tree(build(MORE, BRIEFINGS_SEARCH=False))
    assert not {path for path in tree if path.startswith(("pagefind/", "search/", "theme/js/search/"))}
    pages = b"".join(data for path, data in tree.items() if path.endswith(".html"))
    assert b"pagefind" not in pages
    assert b'type="search"' not in pages
    assert b"form-action 'none'" in pages


def test_a_preview_has_the_page_and_no_index(
    write_content: Callable[..., Path], make_pelican: Callable[..., BriefingsPelican], tmp_path: Path, root: Path
) -> None:
    site = make_pelican(write_content(MORE), BRIEFINGS_SEARCH=True, THEME=str(root / "themes/dispatch"), CACHE_PATH="")
    site.is_preview = True
    site.run()
    assert "The search of this site has not been built." in (tmp_path / "output/search/index.html").read_text("utf-8")
    assert not (tmp_path / "output/pagefind").exists()


def test_the_list_from_a_to_z_has_everything_with_a_name(build: Callable[..., Path]) -> None:
    text = (build(MORE) / "search/index.html").read_text("utf-8")
    letters = re.findall(r"<dt>(.)</dt><dd>(.*?)</dd>", text)
    assert [letter for letter, _ in letters] == sorted(letter for letter, _ in letters)
    linked = {letter: re.findall(r'href="([^"]+)"', links) for letter, links in letters}
    assert linked["T"] == ["/topics/bridge/", "/topics/north/", "/places/town/"]
    assert linked["A"] == ["/actors/army/"]
    assert re.search(r'<span data-also="Ville"><a href="/places/town/">Town</a>', text)


def test_settings_of_pagefind_that_lie_about_change_nothing(
    build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = read_tree(build(MORE, "before", BRIEFINGS_CACHE=False))
    (tmp_path / "pagefind.yml").write_text("glob: nothing\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_GLOB", "nothing")
    monkeypatch.delenv("HOME")
    assert read_tree(build(MORE, "after", BRIEFINGS_CACHE=False)) == before
