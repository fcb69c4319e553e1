"""The command as a whole: version, help, and what happens when we are at fault."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from briefings import __version__
from briefings.cli import main
from briefings.cli.pelican_kinds import KINDS, MAY_BE_NONE
from briefings.cli.verb import Ended, Verb


def test_version_goes_to_standard_output(run_briefings):
    result = run_briefings("--version")
    assert (result.returncode, result.stderr) == (0, "")
    assert __version__ in result.stdout


HEAVY = {
    "PIL", "asyncio", "babel", "briefings.building.executors", "briefings.building.render", "briefings.linking",
    "briefings.plugin", "briefings.reading", "briefings.views", "docutils", "feedgenerator", "importlib.resources",
    "jinja2", "markdown", "multiprocessing", "nh3", "pelican", "rich", "ssl", "starlette", "uvicorn", "watchfiles",
    "xml", "yaml",
}  # fmt: skip
"""What does work; a command that only says something does without."""
LIGHTER = {"briefings.model", "msgspec", "socket"}
"""What only some verbs need for their options."""

_LIST_MODULES = """
import sys
from briefings.cli import main
main(sys.argv[1:], standalone_mode=False)
print("loaded:", *sys.modules)
"""


def find_loaded(*arguments):
    """The modules that are there after the command was called so."""
    command = [sys.executable, "-c", _LIST_MODULES, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(result.stdout.rpartition("loaded:")[2].split())
    assert "click" in loaded
    return loaded


@pytest.mark.parametrize("arguments", [["--version"], ["check", "--help"], ["build", "--help"], ["publish", "--help"]])
def test_version_and_help_load_nothing_heavy(arguments):
    assert not find_loaded(*arguments) & (HEAVY | LIGHTER)


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"], ["new", "--help"]])
def test_help_for_verbs_loads_none_of_what_they_work_with(arguments):
    assert not find_loaded(*arguments) & HEAVY


def test_a_verb_is_loaded_without_the_others():
    code = "import sys, briefings.cli; briefings.cli.main.get_command(None, 'explain'); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "briefings.cli.explain" in result.stdout.split()
    assert "briefings.cli.build" not in result.stdout.split()


@pytest.mark.parametrize("verb", main.list_commands(None))
def test_every_verb_has_an_example_in_its_help(invoke, verb):
    result = invoke(verb, "--help")
    assert result.exit_code == 0
    assert f"  briefings {verb}" in result.stdout
    assert f"  briefings {verb}" in invoke("--help").stdout


@pytest.mark.parametrize("arguments", [["biuld"], ["build", "--frobnicate"], ["init"], ["new"], ["build", "a", "b"]])
def test_wrong_usage_ends_with_2_and_a_word_on_standard_error(invoke, arguments):
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


def make_failing(error):
    @click.command(cls=Verb, examples=("briefings fail",))
    @click.option("--quietly", is_flag=True)
    def fail(*, quietly, debug):
        raise error

    return fail


def test_a_fault_of_ours_ends_with_3_and_says_so_in_few_words():
    result = CliRunner().invoke(make_failing(KeyError("lost")), [])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "KeyError: 'lost'" in result.stderr
    assert "report" in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_where_a_fault_happened():
    result = CliRunner().invoke(make_failing(KeyError("lost")), ["--debug"])
    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "test_command.py" in result.stderr


def test_a_full_disk_is_no_fault_of_ours():
    result = CliRunner().invoke(make_failing(OSError(errno.ENOSPC, "No space left on device", "/srv/output")), [])
    assert (result.exit_code, result.stderr) == (2, "/srv/output: No space left on device\n")


def test_build_loads_neither_the_server_nor_the_rules_nor_a_bar(site, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    loaded = find_loaded("build")
    assert "pelican" in loaded
    assert not loaded & {
        "briefings.checks.run",
        "briefings.checks.built_links",
        "rich.progress",
        "starlette",
        "uvicorn",
    }


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (Ended(), 143)])
def test_interrupted_verb_ends_as_a_shell_says_it(error, code):
    result = CliRunner().invoke(make_failing(error), [])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "Aborted!\n")


def test_misspelt_verb_gets_the_nearest(invoke):
    assert "Did you mean `build`?" in invoke("biuld").stderr
    assert "`briefings --help` lists them" in invoke("frobnicate").stderr


PLACES = {
    "init": ("init", "{place}"),
    "build": ("build", "-o", "{place}"),
    "digest": ("digest", "--since", "9999d", "-o", "{place}"),
}


@pytest.mark.parametrize("verb", PLACES)
def test_place_that_cannot_be_written_is_named_with_what_to_do(site, invoke, verb):
    """Nobody, not even root, may make anything in /proc."""
    place = "/proc/desk"
    result = invoke(*(argument.format(place=place) for argument in PLACES[verb]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Cannot write '{place}': " in result.stderr
    assert "Choose another f" in result.stderr


def test_file_is_no_folder_to_write_into(invoke):
    result = invoke("init", "/dev/null/desk")
    assert result.exit_code == 2
    assert "Cannot write '/dev/null/desk': Not a directory" in result.stderr


READERS = [("build",), ("check",), ("publish",), ("digest", "--since", "1d"), ("archive",), ("new", "Ferry")]
NAMING = [
    *((*verb, "nowhere") for verb in READERS if verb[0] not in ("check", "new")),  # `check` names parts of the content
    ("new", "Ferry", "--content", "nowhere"),
]


@pytest.mark.parametrize("verb", READERS)
def test_missing_content_folder_is_said_in_the_same_words_by_every_verb(tmp_path, invoke, monkeypatch, verb):
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\n')
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    result = invoke(*verb)
    assert result.exit_code == 2
    assert "The content folder 'content' does not exist." in result.stderr
    assert "say `-s ../pelicanconf.py`" in result.stderr


@pytest.mark.parametrize("text", ["", 'PATH = "content"\n', 'PATH = "gone"\n'])
@pytest.mark.parametrize("verb", NAMING)
def test_missing_folder_that_the_command_names_is_said_as_it_was_typed(tmp_path, invoke, monkeypatch, verb, text):
    if text:
        (tmp_path / "pelicanconf.py").write_text(text)
        (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    result = invoke(*verb)
    assert result.exit_code == 2
    assert "'nowhere' does not exist." in result.stderr
    assert "names it" not in result.stderr


@pytest.mark.parametrize("path", ["nowhere", "notes.txt"])
def test_check_without_a_site_says_that_the_folder_it_was_given_is_none(tmp_path, invoke, monkeypatch, path):
    (tmp_path / "notes.txt").write_text("a file")
    monkeypatch.chdir(tmp_path)
    result = invoke("check", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"The content folder '{path}' " in result.stderr


@pytest.mark.parametrize("verb", READERS)
def test_settings_that_name_no_folder_do_not_hide_that_content_is_missing(tmp_path, invoke, monkeypatch, verb):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/site.py").write_text('TIMEZONE = "UTC"\n')
    monkeypatch.chdir(tmp_path)
    result = invoke(*verb, "-s", "desk/site.py")
    assert result.exit_code == 2
    assert "The content folder 'desk/content' does not exist. desk/site.py names no other as `PATH`." in result.stderr


SETTINGS = {
    "a setting of another kind": ("DEFAULT_LANG = 5\n", "`DEFAULT_LANG = 5`", "a language tag"),
    "a plugin that is not there": ('PLUGINS = ["nope"]\n', "pelicanconf.py: error: the plugin `nope`", "Install it"),
    "an end of the program": ("raise SystemExit(5)\n", "pelicanconf.py:2", "ends the program"),
}


@pytest.mark.parametrize(("text", "what", "more"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_be_used_end_a_check_with_2(site, invoke, text, what, more):
    (site / "pelicanconf.py").write_text(f'PATH = "content"\n{text}')
    result = invoke("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert what in result.stderr
    assert more in result.stderr


@pytest.mark.parametrize("verb", ["check", "build"])
@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("OUTPUT_PATH = 5", "a path"),
        ("THEME = []", "a path"),
        ("CACHE_PATH = 5", "a path"),
        ("CACHE_PATH = None", "a path"),
        ("IGNORE_FILES = 5", "a list of texts"),
        ("ARTICLE_PATHS = [5]", "a list of texts"),
        ("THEME_TEMPLATES_OVERRIDES = 5", "a list of texts"),
        ("EXTRA_PATH_METADATA = 5", "a mapping"),
        ("EXTRA_PATH_METADATA = {'a': 5}", "a mapping"),
        ("EXTRA_PATH_METADATA = {'a': {'path': 5}}", "a mapping"),
        ("DEFAULT_METADATA = 5", "a mapping"),
        ("MARKDOWN = 5", "a mapping"),
        ("MARKDOWN = {'extension_configs': 5}", "a mapping"),
        ("MARKDOWN = {'extensions': 5}", "a mapping"),
        ("READERS = {'md': 5}", "a mapping"),
        ("FORMATTED_FIELDS = 5", "a list"),
        ("PLUGINS = 5", "a list of plugins"),
    ],
)
def test_setting_of_pelicans_that_is_of_another_kind_is_named(site, invoke, setting, expected, verb):
    (site / "pelicanconf.py").write_text(f'PATH = "content"\n{setting}\n')
    result = invoke(verb)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"pelicanconf.py: error: `{setting}` [BRF-settings]" in result.stderr
    assert f"expected: {expected}" in result.stderr


@pytest.mark.parametrize("value", ["null", "5"])
@pytest.mark.parametrize("key", [*KINDS])
def test_no_option_of_another_kind_is_a_fault_of_ours(site, invoke, key, value):
    result = invoke("build", "-e", f"{key}={value}")
    assert result.exit_code == (0 if value == "null" and key in MAY_BE_NONE else 2), result.stderr
    assert not result.exit_code or f"-e {key}: error: `{key} = " in result.stderr


def test_text_is_no_settings_file(site, invoke):
    (site / "README.md").write_text("# Desk\n")
    result = invoke("check", "-s", "README.md")
    assert result.exit_code == 2
    assert "README.md: a settings file is a program in Python" in result.stderr


@pytest.mark.parametrize("arguments", ["--help", "build --help", "explain", "build nowhere"])
def test_full_disk_behind_the_output_is_said_without_a_traceback(site, root, arguments):
    command = f"{sys.executable} -m briefings {arguments} >/dev/full 2>errors"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    result = subprocess.run(["sh", "-c", command], cwd=site, env=environment, check=False)
    assert result.returncode == 2
    said = (site / "errors").read_text()
    assert said
    assert "Traceback" not in said
    assert "fault in Briefings" not in said


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_job_without_streams_builds_the_site_too(site, root, closed):
    command = f"{sys.executable} -m briefings build -j 1 {closed}"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    result = subprocess.run(["sh", "-c", command], cwd=site, env=environment, check=False)
    assert result.returncode == 0
    assert (site / "output/index.html").is_file()
