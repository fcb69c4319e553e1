"""The stock `pelican` command with `PLUGINS = ["briefings"]`: what users and plugins of Pelican rely on.

Each run of the command takes a second, so one run answers several questions; what needs no process of its own is asked
of the same class in this one.
"""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins import signals

from briefings.model.document import FileKind
from briefings.plugin.build import BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.reading.read import ReadingOptions, read_document

RunDesk = Callable[..., "subprocess.CompletedProcess[str]"]
MakePelican = Callable[..., BriefingsPelican]

LISTENER = """
import json
from pathlib import Path
from pelican.plugins import signals

called, seen = [], {}

def written(path, context):
    called.append(["written", context["page_name"]])
    text = Path(path).read_text()
    Path(path).write_text(text.replace("The quay is shut.", "The quay is SHUT."))

def finalized(generator):
    called.append(["finalized", len(generator.articles)])
    [article] = generator.articles
    seen.update(
        title=article.title, date=article.date.isoformat(), modified=article.modified.isoformat(), url=article.url,
        save_as=article.save_as, content=article.content, tags=[tag.name for tag in article.tags],
        authors=[author.name for author in article.authors], topics=list(article.briefing.topics),
    )

def page(generator, content):
    called.append(["page", content.title])

def done(pelican):
    Path("listener.json").write_text(json.dumps({"called": called, "seen": seen}))

def register():
    signals.content_written.connect(written)
    signals.article_generator_finalized.connect(finalized)
    signals.page_generator_write_page.connect(page)
    signals.finalized.connect(done)
"""
LOGGER = """
import logging
from pelican.plugins import signals

def fail(generators):
    logging.getLogger(__name__).error("the map of %s is gone", "Wesh")
    logging.getLogger("pelican.plugins.maps").error("no maps today")

def register():
    signals.all_generators_finalized.connect(fail)
"""


def _tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def _add_plugins(desk: Path, **plugins: str) -> None:
    """Plugins of somebody else, named before ours: the place in the list must not matter."""
    for name, code in plugins.items():
        (desk / f"{name}.py").write_text(code)
    names = json.dumps([*plugins, "briefings"])
    with (desk / "pelicanconf.py").open("a") as conf:
        conf.write(f'PLUGINS = {names}\nPLUGIN_PATHS = ["."]\n')


def _leftovers(desk: Path) -> list[str]:
    return [path.name for path in desk.iterdir() if path.name.startswith(".") and path.name != ".briefings"]


def test_plugins_of_others_hear_of_everything_and_what_they_write_is_published(desk: Path, run_desk: RunDesk) -> None:
    _add_plugins(desk, listener=LISTENER)
    result = run_desk()
    assert result.returncode == 0, result.stderr
    found = json.loads((desk / "listener.json").read_text())
    files = _tree(desk / "output")

    written = [name for what, name in found["called"] if what == "written"]
    assert len(written) == len(set(written))
    assert set(written) == {name for name in files if name.endswith(".html")}
    assert {"index.html", "briefings/quay/index.html", "topics/harbour/index.html", "pages/about/index.html"} <= set(
        written
    )
    assert [call for call in found["called"] if call[0] != "written"] == [["finalized", 1], ["page", "About the desk"]]
    assert b"The quay is SHUT." in files["briefings/quay/index.html"][0]
    assert b"Who we are." in files["pages/about/index.html"][0]

    seen = found["seen"]
    assert (seen["title"], seen["tags"], seen["topics"]) == ("The quay is closed", ["harbour"], ["harbour"])
    assert (seen["date"], seen["modified"]) == ("2023-05-02T00:00:00+00:00", "2023-05-03T00:00:00+00:00")
    assert (seen["url"], seen["save_as"]) == ("briefings/quay/", "briefings/quay/index.html")
    assert seen["authors"] == ["Ana Ng"]
    assert "The quay is shut." in seen["content"]
    assert _leftovers(desk) == []


def test_broken_file_stops_the_build_and_leaves_the_output_as_it_was(desk: Path, run_desk: RunDesk) -> None:
    (desk / "output").mkdir()
    for name in ("index.html", "briefings.html", ".briefings.json", "CNAME"):
        (desk / "output" / name).write_text('{"version": 1, "files": ["index.html", "briefings.html"]}')
    before = _tree(desk / "output")
    (desk / "content/briefings/broken.md").write_text("---\ntitle: A\ndate: soon\nGet_content: x\n---\n")
    result = run_desk("--delete-output-directory")
    assert result.returncode == 1
    assert "content/briefings/broken.md:3:7: error: the text `soon` [BRF-invalid-date]" in result.stderr
    assert "content/briefings/broken.md:4:1: error: `Get_content` [BRF-unknown-key]" in result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert _tree(desk / "output") == before
    assert _leftovers(desk) == []


def test_plugins_that_fail_to_load_stop_the_build(desk: Path, run_desk: RunDesk) -> None:
    cannot_import = "raise ImportError('no such library')\n"
    cannot_register = "def register():\n    raise RuntimeError('cannot register')\n"
    _add_plugins(desk, first=cannot_import, second=cannot_register)
    result = run_desk()
    assert result.returncode == 1
    assert "the plugin `first` failed to load [BRF-plugin]" in result.stderr
    assert "the plugin `second` failed to load [BRF-plugin]" in result.stderr
    assert not (desk / "output").exists()


def test_errors_that_plugins_log_stop_the_build(desk: Path, run_desk: RunDesk) -> None:
    _add_plugins(desk, logger=LOGGER)
    result = run_desk()
    assert result.returncode == 1
    assert "logger: error: the map of Wesh is gone [BRF-plugin]" in result.stderr
    assert "pelican.plugins.maps: error: no maps today [BRF-plugin]" in result.stderr
    assert not (desk / "output").exists()


def test_plugin_that_raises_stops_the_build_and_leaves_nothing(desk: Path, make_pelican: MakePelican) -> None:
    def fail(path: str, context: Any) -> None:
        raise ValueError("no")

    site = make_pelican(desk / "content")
    with signals.content_written.connected_to(fail), pytest.raises(ValueError, match="no"):
        site.run()
    assert not (desk / "output").exists()
    assert _leftovers(desk) == []


@pytest.mark.parametrize("key", ["Get_content", "_context", "Is_valid", "__class__", "save_as", "template", "briefing"])
def test_key_that_is_an_attribute_of_pelican_is_an_unknown_key(key: str) -> None:
    """`Content` of Pelican takes every metadata key as an attribute of its own."""
    texts = (f"---\ntitle: A\ndate: 2023-05-02\n{line}---\n".encode() for line in (f"{key}: x\n", ""))
    document, without = (
        read_document("a.md", FileKind.BRIEFING, text, ReadingOptions(ZoneInfo("UTC"))) for text in texts
    )
    assert document.briefing == without.briefing
    assert [problem.code for problem in document.problems] == ["BRF-unknown-key"]


def test_drafts_and_hidden_briefings_are_not_in_the_output(desk: Path, make_pelican: MakePelican) -> None:
    for status in ("draft", "hidden"):
        text = f"---\ntitle: Secret {status}\ndate: 2023-05-02\nstatus: {status}\n---\nSecret.\n"
        (desk / f"content/briefings/{status}.md").write_text(text)
    (desk / "content/pages/plan.md").write_text("---\ntitle: Secret plan\nstatus: draft\n---\nSecret.\n")
    make_pelican(desk / "content").run()
    assert not [name for name, (data, _) in _tree(desk / "output").items() if b"Secret" in data]


def test_two_pages_at_one_address_are_a_problem(desk: Path, make_pelican: MakePelican) -> None:
    (desk / "content/pages/other.md").write_text("---\ntitle: Other\nslug: about\n---\nText.\n")
    site = make_pelican(desk / "content")
    with pytest.raises(BuildFailed):
        site.run()
    [problem] = site.build.problems
    assert (problem.code, problem.found) == ("BRF-duplicate-output", "`pages/about/index.html`")
    assert {problem.where.path, problem.hint.partition(" ")[0]} == {"pages/about.md", "pages/other.md"}
    assert not (desk / "output").exists()


def test_briefing_at_the_address_of_a_page_of_the_site_is_a_problem(desk: Path, make_pelican: MakePelican) -> None:
    (desk / "content/briefings/timeline.md").write_text("---\ntitle: A timeline\ndate: 2023-05-02\n---\nText.\n")
    site = make_pelican(desk / "content", ARTICLE_SAVE_AS="{slug}/index.html", ARTICLE_URL="{slug}/")
    with pytest.raises(BuildFailed):
        site.run()
    assert [(problem.code, problem.where.path) for problem in site.build.problems] == [
        ("BRF-duplicate-output", "briefings/timeline.md")
    ]


def test_briefing_at_the_address_of_the_home_of_a_language_is_a_problem(desk: Path, make_pelican: MakePelican) -> None:
    """No folder of ours has a name that a language may have, so only the folder of a briefing can be in the way."""
    for name, more in (("odd", "lang: fa\n"), ("fa", "")):
        text = f"---\ntitle: Odd\ndate: 2023-05-02\n{more}---\nText.\n"
        (desk / f"content/briefings/{name}.md").write_text(text)
    site = make_pelican(desk / "content", ARTICLE_SAVE_AS="{slug}/index.html", ARTICLE_URL="{slug}/")
    with pytest.raises(BuildFailed):
        site.run()
    (problem,) = site.build.located_problems()
    assert problem.code == "BRF-duplicate-output"
    assert problem.where.path in ("briefings/odd.md", "briefings/fa.md")


def test_claim_at_the_address_of_a_page_of_the_list_of_claims_is_a_problem_of_its_id(
    desk: Path, make_pelican: MakePelican, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.views.long_lists.MAX_ROWS", 1)
    claims = "".join(
        f"  - id: {name}\n    text: It is {name}.\n    positions:\n"
        "      - {by: harbour, stance: asserts, said: 2023-05-02, via: [note]}\n"
        for name in ("one", "2", "002")
    )
    source = "sources:\n  - {id: note, publisher: port, title: Note, published: 2023-05-02}\n"
    text = f"---\ntitle: Odd\ndate: 2023-05-02\n{source}claims:\n{claims}---\nText.\n"
    (desk / "content/briefings/odd.md").write_text(text)
    site = make_pelican(desk / "content")
    with pytest.raises(BuildFailed):
        site.run()
    (problem,) = site.build.located_problems()
    assert (problem.code, problem.where.path, problem.where.line) == ("BRF-duplicate-output", "briefings/odd.md", 11)
    assert (problem.found, "list of claims" in problem.hint) == ("`2`", True)


def test_page_in_a_format_of_pelican_is_built_beside_ours(desk: Path, make_pelican: MakePelican) -> None:
    text = "<html><head><title>Method</title></head><body><p>How we work.</p></body></html>"
    (desk / "content/pages/method.html").write_text(text)
    make_pelican(desk / "content").run()
    assert "How we work." in (desk / "output/pages/method/index.html").read_text()


def test_files_that_the_build_passes_over_are_passed_over_by_pelican_too(desk: Path, make_pelican: MakePelican) -> None:
    for name in ("#old.md", "__notes/x.md", ".hidden.md"):
        (desk / "content/pages" / name).parent.mkdir(exist_ok=True)
        (desk / "content/pages" / name).write_text("no front matter at all")
    make_pelican(desk / "content").run()
    assert sorted(path.name for path in (desk / "output/pages").iterdir()) == ["about"]


def test_second_build_of_the_same_content_touches_nothing(desk: Path, make_pelican: MakePelican) -> None:
    make_pelican(desk / "content").run()
    before = _tree(desk / "output")
    make_pelican(desk / "content", DELETE_OUTPUT_DIRECTORY=True).run()
    assert _tree(desk / "output") == before


def test_output_that_is_a_link_to_a_folder_is_written_through_it(
    desk: Path, make_pelican: MakePelican, tmp_path: Path
) -> None:
    (tmp_path / "disk/site").mkdir(parents=True)
    (desk / "output").symlink_to(tmp_path / "disk/site")
    make_pelican(desk / "content").run()
    assert (tmp_path / "disk/site/index.html").is_file()
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["site"]


def test_notes_never_stop_a_build(desk: Path, make_pelican: MakePelican) -> None:
    """Not even a strict one."""
    (desk / "content/briefings/note.md").write_text("---\ntitle: A\ndate: 2023-05-02T09:00\n---\nText.\n")
    site = make_pelican(desk / "content")
    site.is_strict = True
    site.run()
    assert [problem.code for problem in site.build.problems] == ["BRF-zone-missing"]


def test_run_leaves_logging_as_it_was(desk: Path, make_pelican: MakePelican) -> None:
    site = make_pelican(desk / "content")
    before = list(logging.getLogger().handlers)
    site.run()
    assert logging.getLogger().handlers == before
