"""The stock `pelican` command with `PLUGINS = ["briefings"]`: what Pelican's users and plugins rely on, and all or nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RunDesk = Callable[..., "subprocess.CompletedProcess[str]"]


def _tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def _add_plugin(desk: Path, code: str, settings: str = "") -> None:
    """A plugin of somebody else, named before ours: its place in the list must not matter."""
    (desk / "listener.py").write_text(f"import json, logging\nfrom pathlib import Path\nfrom pelican.plugins import signals\n{code}")
    conf = (desk / "pelicanconf.py").read_text().replace('["briefings"]', '["listener", "briefings"]')
    (desk / "pelicanconf.py").write_text(conf + 'PLUGIN_PATHS = ["."]\n' + settings)


def test_site_is_built(desk: Path, run_desk: RunDesk) -> None:
    result = run_desk()
    assert result.returncode == 0, result.stderr
    names = set(_tree(desk / "output"))
    assert {"index.html", "briefings/quay/index.html", "topics/harbour/index.html", "timeline/index.html", "pages/about/index.html"} <= names
    assert "The quay is shut." in (desk / "output/briefings/quay/index.html").read_text()
    assert "Who we are." in (desk / "output/pages/about/index.html").read_text()
    assert sorted(path.name for path in desk.iterdir() if path.name.startswith(".")) == []


def test_broken_file_stops_the_build_and_leaves_the_output_as_it_was(desk: Path, run_desk: RunDesk) -> None:
    assert run_desk().returncode == 0
    before = _tree(desk / "output")
    (desk / "content/briefings/broken.md").write_text("---\ntitle: A\ndate: soon\n---\n")
    (desk / "content/briefings/quay.md").write_text("---\ntitle: Changed\ndate: 2023-05-02\n---\n")
    result = run_desk()
    assert result.returncode == 1
    assert "content/briefings/broken.md:3:7: error: the text `soon` [BRF-invalid-date]" in result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert _tree(desk / "output") == before
    assert sorted(path.name for path in desk.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize(
    "code",
    [
        "raise ImportError('no such library')\n",
        "def register():\n    raise RuntimeError('cannot register')\n",
    ],
)
def test_plugin_that_fails_to_load_stops_the_build(desk: Path, run_desk: RunDesk, code: str) -> None:
    _add_plugin(desk, code)
    result = run_desk()
    assert result.returncode == 1
    assert "the plugin `listener` failed to load [BRF-plugin]" in result.stderr
    assert not (desk / "output").exists()


@pytest.mark.parametrize("name", ["listener", "pelican.plugins.listener"])
def test_error_that_a_plugin_logs_stops_the_build(desk: Path, run_desk: RunDesk, name: str) -> None:
    _add_plugin(
        desk,
        f"def fail(generators):\n    logging.getLogger({name!r}).error('the map of %s is gone', 'Wesh')\n"
        "def register():\n    signals.all_generators_finalized.connect(fail)\n",
    )
    result = run_desk()
    assert result.returncode == 1
    assert f"{name}: error: the map of Wesh is gone [BRF-plugin]" in result.stderr
    assert not (desk / "output").exists()


def test_plugin_that_raises_stops_the_build(desk: Path, run_desk: RunDesk) -> None:
    _add_plugin(desk, "def fail(path, context):\n    raise ValueError('no')\ndef register():\n    signals.content_written.connect(fail)\n")
    result = run_desk()
    assert result.returncode == 1
    assert not (desk / "output").exists()
    assert sorted(path.name for path in desk.iterdir() if path.name.startswith(".")) == []


def test_receivers_of_signals_are_called_and_what_they_write_is_published(desk: Path, run_desk: RunDesk) -> None:
    _add_plugin(
        desk,
        "called = []\n"
        "def written(path, context):\n"
        "    called.append(['written', context['page_name']])\n"
        "    text = Path(path).read_text()\n"
        "    Path(path).write_text(text.replace('The quay is shut.', 'The quay is SHUT.'))\n"
        "def finalized(generator):\n    called.append(['finalized', len(generator.articles)])\n"
        "def page(generator, content):\n    called.append(['page', content.title])\n"
        "def done(pelican):\n    Path('called.json').write_text(json.dumps(called))\n"
        "def register():\n"
        "    signals.content_written.connect(written)\n"
        "    signals.article_generator_finalized.connect(finalized)\n"
        "    signals.page_generator_write_page.connect(page)\n"
        "    signals.finalized.connect(done)\n",
    )
    result = run_desk()
    assert result.returncode == 0, result.stderr
    called = json.loads((desk / "called.json").read_text())
    assert ["finalized", 1] in called
    assert ["page", "About the desk"] in called
    written = [name for what, name in called if what == "written"]
    html = {name for name in _tree(desk / "output") if name.endswith(".html")}
    assert len(written) == len(set(written))
    assert set(written) == html
    assert "The quay is SHUT." in (desk / "output/briefings/quay/index.html").read_text()


def test_plugin_that_walks_the_articles_sees_what_it_expects(desk: Path, run_desk: RunDesk) -> None:
    _add_plugin(
        desk,
        "def look(generator):\n"
        "    [article] = generator.articles\n"
        "    found = {'title': article.title, 'date': article.date.isoformat(), 'modified': article.modified.isoformat(),\n"
        "             'tags': [tag.name for tag in article.tags], 'authors': [a.name for a in article.authors], 'url': article.url,\n"
        "             'save_as': article.save_as, 'content': article.content, 'topics': list(article.briefing.topics),\n"
        "             'tagged': [tag.name for tag, _ in generator.tags.items()] if isinstance(generator.tags, dict) else len(generator.tags)}\n"
        "    Path('seen.json').write_text(json.dumps(found))\n"
        "def register():\n    signals.article_generator_finalized.connect(look)\n",
    )
    result = run_desk()
    assert result.returncode == 0, result.stderr
    seen = json.loads((desk / "seen.json").read_text())
    assert seen["title"] == "The quay is closed"
    assert (seen["date"], seen["modified"]) == ("2023-05-02T00:00:00+00:00", "2023-05-03T00:00:00+00:00")
    assert (seen["tags"], seen["topics"], seen["authors"]) == (["harbour"], ["harbour"], ["Ana Ng"])
    assert (seen["url"], seen["save_as"]) == ("briefings/quay/", "briefings/quay/index.html")
    assert "The quay is shut." in seen["content"]


@pytest.mark.parametrize("key", ["Get_content", "_context", "Is_valid", "__class__", "save_as", "template"])
def test_key_that_is_an_attribute_of_pelican_is_an_unknown_key(desk: Path, run_desk: RunDesk, key: str) -> None:
    """One run for each would be slow: the reading is the same for all, so only the first goes through the command."""
    from zoneinfo import ZoneInfo

    from briefings.model.document import FileKind
    from briefings.reading.read import ReadingOptions, read_document

    for text in (f"---\ntitle: A\ndate: 2023-05-02\n{key}: x\n---\n", f"Title: A\nDate: 2023-05-02\n{key.lstrip('_') or key}x: x\n\nText\n"):
        document = read_document("a.md", FileKind.BRIEFING, text.encode(), ReadingOptions(ZoneInfo("UTC")))
        assert document.briefing is None
        assert [problem.code for problem in document.problems] == ["BRF-unknown-key"]
    if key == "Get_content":
        (desk / "content/briefings/quay.md").write_text(f"---\ntitle: A\ndate: 2023-05-02\n{key}: x\n---\n")
        result = run_desk()
        assert result.returncode == 1
        assert f"error: `{key}` [BRF-unknown-key]" in result.stderr


def test_draft_and_hidden_briefings_are_not_in_the_output(desk: Path, run_desk: RunDesk) -> None:
    for status in ("draft", "hidden"):
        text = f"---\ntitle: Secret {status}\ndate: 2023-05-02\nstatus: {status}\n---\nSecret.\n"
        (desk / f"content/briefings/{status}.md").write_text(text)
    (desk / "content/pages/plan.md").write_text("---\ntitle: Secret plan\nstatus: draft\n---\nSecret.\n")
    assert run_desk().returncode == 0
    assert not [name for name, (data, _) in _tree(desk / "output").items() if b"Secret" in data]


def test_two_pages_at_one_address_are_a_problem(desk: Path, run_desk: RunDesk) -> None:
    (desk / "content/pages/other.md").write_text("---\ntitle: Other\nslug: about\n---\nText.\n")
    result = run_desk()
    assert result.returncode == 1
    assert "[BRF-duplicate-output]" in result.stderr
    assert "`pages/about/index.html`" in result.stderr
    assert not (desk / "output").exists()


def test_page_in_a_format_of_pelican_is_built_beside_ours(desk: Path, run_desk: RunDesk) -> None:
    (desk / "content/pages/method.html").write_text(
        "<html><head><title>Method</title></head><body><p>How we work.</p></body></html>"
    )
    result = run_desk()
    assert result.returncode == 0, result.stderr
    assert "How we work." in (desk / "output/pages/method/index.html").read_text()


def test_second_build_of_the_same_content_touches_nothing(desk: Path, run_desk: RunDesk) -> None:
    assert run_desk().returncode == 0
    before = _tree(desk / "output")
    assert run_desk("--delete-output-directory").returncode == 0
    assert _tree(desk / "output") == before
