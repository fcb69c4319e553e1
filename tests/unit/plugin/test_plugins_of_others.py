"""Plugins of somebody else: what they find when the site has been made, and what is said when they fail."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from blinker import ANY, Signal
from click.testing import CliRunner, Result
from pelican.plugins import signals

from briefings.cli import main
from briefings.plugin.build import BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican

MakePelican = Callable[..., BriefingsPelican]
RunWith = Callable[..., Result]

MINIFIER = """
from pathlib import Path
from pelican.plugins import signals

def minify(pelican):
    for path in Path(pelican.settings["OUTPUT_PATH"]).rglob("*.html"):
        path.write_text(path.read_text().replace("The quay is shut.", "Shut."))
    Path(pelican.settings["OUTPUT_PATH"], "note.txt").write_text("done")

def register():
    signals.finalized.connect(minify)
"""
SUBSITES = """
import os
from pelican.plugins import signals

def build(pelican):
    if pelican.settings.get("IS_PART"):
        return
    settings = pelican.settings.copy()
    output = os.path.join(settings["OUTPUT_PATH"], "part")
    settings.update(IS_PART=True, DEFAULT_LANG="de", OUTPUT_PATH=output, PLUGINS=[])
    part = type(pelican)(settings)
    part.run()

def register():
    signals.finalized.connect(build)
"""
RUNS = """
from pelican.plugins import signals

def fail(sender):
    {}["x"]

def register():
    signals.SIGNAL.connect(fail)
"""


@pytest.fixture
def run_with(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunWith]:
    """Run a verb on the desk with a plugin `mine` of this code."""
    kept = list(sys.path)
    monkeypatch.chdir(desk)

    def run(code: str, verb: str = "build", *arguments: str) -> Result:
        (desk / "plugins").mkdir()
        (desk / "plugins" / "mine.py").write_text(code)
        with (desk / "pelicanconf.py").open("a") as conf:
            conf.write('PLUGINS = ["mine"]\nPLUGIN_PATHS = ["plugins"]\n')
        return CliRunner().invoke(main, [verb, "-s", "pelicanconf.py", *arguments])

    yield run
    sys.path[:] = kept
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) and str(desk) in str(module.__file__):
            del sys.modules[name]
    for signal in vars(signals).values():  # what the plugin connected would hear of the next test
        for receiver in list(signal.receivers_for(ANY)) if isinstance(signal, Signal) else ():
            if receiver.__module__ == "mine":
                signal.disconnect(receiver)


def test_setting_of_the_output_names_the_folder_that_is_being_made(run_with: RunWith, desk: Path) -> None:
    (desk / "output").mkdir()
    result = run_with(MINIFIER)
    assert result.exit_code == 0, result.output
    page = (desk / "output/briefings/quay/index.html").read_text()
    assert "Shut." in page
    assert "The quay is shut." not in page
    assert (desk / "output/note.txt").read_text() == "done"


def test_setting_of_the_output_is_as_it_was_after_a_run_and_after_a_failure(
    desk: Path, make_pelican: MakePelican
) -> None:
    def fail(pelican: Any) -> None:
        raise ValueError("no")

    site = make_pelican(desk / "content")
    before = site.settings["OUTPUT_PATH"]
    site.run()
    assert site.settings["OUTPUT_PATH"] == before
    with signals.finalized.connected_to(fail), pytest.raises(ValueError, match="no"):
        make_pelican(desk / "content", OUTPUT_PATH=f"{before}2").run()
    assert site.settings["OUTPUT_PATH"] == before


def test_plugin_may_build_a_part_of_the_site_with_a_copy_of_the_settings(run_with: RunWith, desk: Path) -> None:
    result = run_with(SUBSITES)
    assert result.exit_code == 0, result.output
    assert "The quay is shut." in (desk / "output/part/briefings/quay/index.html").read_text()
    assert (desk / "output/index.html").is_file()
    again = CliRunner().invoke(main, ["build", "-s", "pelicanconf.py"])
    assert "0 files written" in again.output, again.output


@pytest.mark.parametrize("signal", ["finalized", "article_generator_finalized", "generator_init"])
def test_plugin_that_raises_is_named_with_file_and_line(run_with: RunWith, desk: Path, signal: str) -> None:
    result = run_with(RUNS.replace("SIGNAL", signal))
    assert result.exit_code == 1
    assert "plugins/mine.py:5:1: error: the plugin `mine` failed: KeyError: 'x' [BRF-plugin]" in result.output
    assert '    5 |     {}["x"]' in result.output
    assert "report" not in result.output
    assert not (desk / "output").exists()


def test_plugin_that_ends_the_program_does_not_end_it_silently(run_with: RunWith, desk: Path) -> None:
    result = run_with(RUNS.replace('{}["x"]', "raise SystemExit(5)").replace("SIGNAL", "finalized"))
    assert result.exit_code == 1
    assert "mine.py:5:1: error: the plugin `mine` ends the program: SystemExit: 5 [BRF-plugin]" in result.output
    assert not (desk / "output").exists()


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("x = 1\ndef register(:\n", r"mine\.py:2:14: error: the plugin `mine` failed: SyntaxError: invalid syntax"),
        ("import sys\nsys.exit(5)\n", r"mine\.py:2:1: error: the plugin `mine` ends the program: SystemExit: 5"),
        ("\n\n1 / 0\n", r"mine\.py:3:1: error: the plugin `mine` failed: ZeroDivisionError: division by zero"),
        ("def register():\n    raise SystemExit(5)\n", r"mine\.py:2:1: error: the plugin `mine` ends the program"),
        (RUNS.replace("SIGNAL", "initialized"), r"mine\.py:5:1: error: the plugin `mine` failed: KeyError: 'x'"),
    ],
)
def test_plugin_that_cannot_be_loaded_is_named_with_file_and_line(
    run_with: RunWith, desk: Path, code: str, place: str
) -> None:
    result = run_with(code)
    assert result.exit_code == 2
    assert re.search(place, result.output), result.output
    assert "report" not in result.output
    assert not (desk / "output").exists()


UNUSABLE = [
    ("x = 1\n", r"pelicanconf\.py: error: the plugin `mine` has no function `register` \[BRF-plugin\]"),
    ("register = 5\n", r"pelicanconf\.py: error: the plugin `mine` has no function `register` \[BRF-plugin\]"),
    ("def register():\n    {}['x']\n", r"mine\.py:2:1: error: the plugin `mine` failed: KeyError: 'x' \[BRF-plugin\]"),
    ("def register():\n    raise SystemExit(5)\n", r"mine\.py:2:1: error: the plugin `mine` ends the program"),
    ("from os import getenv as register\n", r"error: the plugin `mine` failed: TypeError: .*argument.* \[BRF-plugin\]"),
    ("import no_such_module\n", r"pelicanconf\.py: error: the plugin `mine` failed to load \[BRF-plugin\]"),
]


@pytest.mark.parametrize("verb", ["check", "build", "publish"])
@pytest.mark.parametrize(("code", "message"), UNUSABLE)
def test_plugin_that_cannot_be_used_is_a_problem_of_every_verb_that_needs_it(
    run_with: RunWith, desk: Path, code: str, message: str, verb: str
) -> None:
    arguments = () if verb == "check" else ("-e", "SITEURL=https://desk.example")
    result = run_with(code, verb, *arguments)
    assert result.exit_code == 2, result.output
    assert re.search(message, result.output), result.output
    assert "Traceback" not in result.output
    assert not (desk / "output").exists()


def test_every_plugin_that_cannot_be_used_is_told_at_once(
    desk: Path, make_pelican: MakePelican, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_pelican(desk / "content", PLUGINS=["briefings", "os", "nowhere_at_all"])
    with pytest.raises(BuildFailed):
        site.run()
    shown = capsys.readouterr().err
    assert "the plugin `os` has no function `register`" in shown
    assert "the plugin `nowhere_at_all` failed to load" in shown
    assert shown.count("[BRF-plugin]") == 2


def test_check_names_a_plugin_that_cannot_be_loaded_too(run_with: RunWith) -> None:
    result = run_with("x = 1\ndef register(:\n", "check")
    assert result.exit_code == 2
    assert "mine.py:2:14: error: the plugin `mine` failed: SyntaxError: invalid syntax [BRF-plugin]" in result.output


def test_what_a_plugin_prints_stands_in_no_report(run_with: RunWith) -> None:
    result = run_with("def register():\n    print('Registered')\n", "check", "--format", "json")
    assert json.loads(result.stdout)
    assert "Registered" in result.stderr


@pytest.mark.parametrize(("key", "kind"), [("ARTICLE_TRANSLATION_ID", "article"), ("PAGE_TRANSLATION_ID", "page")])
def test_attribute_for_translations_that_nothing_has_is_a_setting_to_mend(
    desk: Path, make_pelican: MakePelican, key: str, kind: str
) -> None:
    theme = desk / "theme"
    (theme / "templates").mkdir(parents=True)
    site = make_pelican(desk / "content", THEME=str(theme), **{key: "foo"})
    with pytest.raises(BuildFailed):
        site.run()
    [problem] = site.build.problems
    assert (problem.code, problem.found) == ("BRF-settings", f"`{key} = 'foo'`")
    assert problem.expected == f"an attribute that every {kind} has, such as `slug`"


@pytest.mark.parametrize(("content", "output"), [("content", "content/out"), ("desk/content", "desk")])
def test_output_and_content_that_overlap_are_refused_by_the_run_itself(
    desk: Path, make_pelican: MakePelican, content: str, output: str
) -> None:
    """The `pelican` command asks nobody else."""
    (desk / "desk").symlink_to(desk)
    site = make_pelican(desk / content, OUTPUT_PATH=str(desk / output))
    with pytest.raises(BuildFailed):
        site.run()
    [problem] = site.build.problems
    assert (problem.code, problem.expected) == ("BRF-settings", "folders that do not overlap")
    assert not (desk / "content/out").exists()


def test_plugin_is_not_blamed_for_what_the_content_holds(run_with: RunWith, desk: Path) -> None:
    """A part of the site that a plugin builds fails as every build does."""
    code = SUBSITES.replace("PLUGINS=[]", 'PLUGINS=[], SITEURL="nowhere"')
    result = run_with(code)
    assert result.exit_code == 1
    assert "SITEURL" in result.output
    assert "the plugin" not in result.output
    assert "nothing was written" in result.output
