"""`briefings build`: what it prints, what it refuses, and that a refusal leaves nothing behind."""

from __future__ import annotations

import pytest


def test_builds_a_folder_of_markdown_without_any_settings(site, invoke):
    result = invoke("build", "content", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "out\n")
    assert "The gate was locked" in (site / "out/briefings/quay/index.html").read_text()


def test_content_and_output_have_the_usual_names(site, invoke):
    assert invoke("build").stdout == "output\n"
    assert (site / "output/index.html").is_file()


def test_what_was_done_goes_to_standard_error(site, invoke):
    first, second = invoke("build"), invoke("build")
    assert "0 unchanged" in first.stderr
    assert second.stderr.startswith("0 files written")
    assert invoke("build", "--quiet").stderr == ""


def test_no_colour_and_no_progress_where_there_is_no_terminal(site, run_briefings):
    result = run_briefings("build", cwd=site)
    assert result.returncode == 0
    assert "\x1b" not in result.stdout + result.stderr


def test_nothing_is_said_of_docutils_in_a_language_that_it_does_not_know(site, run_briefings):
    result = run_briefings("build", "-e", "DEFAULT_LANG=ps", cwd=site)
    assert (result.returncode, "Docutils" in result.stderr) == (0, False), result.stderr


def test_settings_file_of_the_folder_is_used(site, invoke):
    (site / "pelicanconf.py").write_text('SITENAME = "The Quay Desk"\nPATH = "content"\n')
    assert invoke("build").exit_code == 0
    assert "The Quay Desk" in (site / "output/index.html").read_text()


def test_a_named_settings_file_counts_and_its_paths_are_its_own(site, invoke, monkeypatch, tmp_path):
    (site / "other.py").write_text('SITENAME = "Another"\nPATH = "content"\nPLUGINS = ["briefings"]\n')
    monkeypatch.chdir(tmp_path)
    result = invoke("build", "-s", site / "other.py", "-o", "there")
    assert (result.exit_code, result.stdout) == (0, "there\n")
    assert "Another" in (tmp_path / "there/index.html").read_text()


def test_extra_settings_win_and_may_be_json_or_text(site, invoke):
    (site / "pelicanconf.py").write_text('SITENAME = "The Quay Desk"\nPATH = "content"\n')
    result = invoke("build", "-e", "SITENAME=Night Desk", "-e", "FEED_MAX_ITEMS=3", "-e", 'SITESUBTITLE="Late"')
    assert result.exit_code == 0, result.stderr
    assert "Night Desk" in (site / "output/index.html").read_text()


def test_a_theme_can_be_named(site, invoke, root):
    assert invoke("build", "-t", root / "themes/dispatch").exit_code == 0


@pytest.mark.parametrize("plugins", [None, ["briefings"], ["pelican.plugins.briefings"], []])
def test_plugin_is_there_exactly_once(plugins):
    from briefings.cli.site_settings import add_plugin

    assert len(add_plugin(plugins)) == 1


WRONG = {
    "no such folder": (["nowhere"], "does not exist"),
    "a file for a folder": (["content/quay.md"], "is not a folder"),
    "no such settings file": (["-s", "nowhere.py"], "does not exist"),
    "a folder for a settings file": (["-s", "content"], "is a directory"),
    "an unknown option": (["--fast"], "No such option"),
    "an extra setting without a value": (["-e", "SITENAME"], "KEY=VALUE"),
    "an extra setting in lower case": (["-e", "sitename=x"], "KEY=VALUE"),
    "an unknown setting of ours": (["-e", "BRIEFINGS_ZONE_LABLE=AFT"], "Did you mean `BRIEFINGS_ZONE_LABEL`?"),
    "a setting of the wrong type": (["-e", "SITENAME=12"], "SITENAME"),
    "no such time zone": (["-e", "TIMEZONE=Mars/Base"], "IANA"),
    "no such theme": (["-t", "nowhere"], "Could not find the theme"),
    "no such plugin": (["-e", 'PLUGINS=["nowhere_at_all"]'], "the plugin `nowhere_at_all` failed to load"),
    "output inside the content": (["-o", "content/out"], "overlap"),
    "output that is the content": (["-o", "content"], "overlap"),
    "output around the content": (["-o", "."], "overlap"),
    "output below a file": (["-o", "notes.txt/out"], "is a file"),
    "output that is a file": (["content", "-o", "content/quay.md"], "is a file"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_wrong_usage_and_settings_end_with_2_and_write_nothing(site, invoke, list_tree, arguments, message):
    (site / "notes.txt").write_text("a file")
    before = list_tree(site)
    result = invoke("build", *arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.stderr
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert list_tree(site) == before


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("-e", "THEME=nowhere"), "THEME"),
        (("-t", "nowhere"), "THEME"),
        (("-e", "SITENAME=x", "-e", "LOCALE=5"), "LOCALE"),
    ],
)
def test_option_that_pelican_refuses_is_named(site, invoke, arguments, key):
    (site / "pelicanconf.py").write_text('PATH = "content"\n')
    result = invoke("build", *arguments)
    assert result.exit_code == 2
    assert f"{key} on the command line: the settings cannot be used" in result.stderr
    (site / "pelicanconf.py").write_text('PATH = "content"\nTHEME = "nowhere"\n')
    assert "pelicanconf.py: the settings cannot be used" in invoke("build").stderr


@pytest.mark.parametrize(
    ("option", "hint"),
    [
        ("BRIEFINGS_CARDS=True", "After `-e` a value that is not text is JSON, such as `true`"),
        ("BRIEFINGS_CRADS=true", "Did you mean `BRIEFINGS_CARDS`?"),
    ],
)
def test_mistake_in_an_option_is_not_blamed_on_the_settings_file(site, invoke, option, hint):
    (site / "pelicanconf.py").write_text('PATH = "content"\nBRIEFINGS_HOME_ENTRIES = 0\n')
    result = invoke("build", "-e", option)
    assert f"-e {option.partition('=')[0]}: error: `{option.partition('=')[0]}" in result.stderr
    assert hint in result.stderr
    assert "pelicanconf.py: error: `BRIEFINGS_HOME_ENTRIES = 0`" in result.stderr


def test_settings_file_that_names_no_content_means_the_folder_content_beside_it(site, invoke):
    (site / "pelicanconf.py").write_text('SITENAME = "Desk"\nTIMEZONE = "UTC"\n')
    (site / "notes.md").write_text("---\ntitle: Not content\n---\n")
    for verb in ("build", "check"):
        result = invoke(verb)
        assert (result.exit_code, "notes" in result.stderr + result.stdout) == (0, False), result.stderr
    assert (site / "output/briefings/quay/index.html").is_file()
    (site / "content").rename(site / "elsewhere")
    for verb in ("build", "check"):
        result = invoke(verb)
        assert (result.exit_code, "content' does not exist" in result.stderr) == (2, True)


BROKEN_SETTINGS = {
    "syntax": ('PATH = "content"\nSITENAME = "The Quay\n', "pelicanconf.py:2"),
    "exception": ('PATH = "content"\n\nSITENAME = 1 / 0\n', "pelicanconf.py:3"),
    "no such import": ("from nowhere_at_all import *\n", "pelicanconf.py:1"),
    "no such content": ('PATH = "nowhere"\n', "`PATH` in pelicanconf.py names it"),
    "unknown key": ('PATH = "content"\nBRIEFINGS_HOME_ENTRYS = 3\n', "Did you mean `BRIEFINGS_HOME_ENTRIES`?"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN_SETTINGS.values(), ids=BROKEN_SETTINGS)
def test_broken_settings_end_with_2_and_their_place(site, invoke, list_tree, text, message):
    (site / "pelicanconf.py").write_text(text)
    before = list_tree(site)
    result = invoke("build")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert list_tree(site) == before


def test_problems_end_with_1_and_their_place_and_write_nothing(site, invoke, list_tree):
    (site / "content/quay.md").write_text("---\ntitle: Quay\ndate: 2021-13-40\n---\n\nText.\n")
    before = list_tree(site)
    result = invoke("build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "content/quay.md:3:7: error" in result.stderr
    assert "nothing was written" in result.stderr
    assert [path for path in list_tree(site) if not path.startswith(".briefings")] == before


def test_an_empty_content_folder_is_a_problem(site, invoke):
    (site / "content/quay.md").unlink()
    result = invoke("build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "BRF-no-briefings" in result.stderr
    assert not (site / "output").exists()


def test_a_failed_build_leaves_the_last_good_site(site, invoke):
    assert invoke("build").exit_code == 0
    page = site / "output/briefings/quay/index.html"
    before = page.read_bytes()
    (site / "content/quay.md").write_text("---\ntitle: Broken\n---\n")
    assert invoke("build").exit_code == 1
    assert page.read_bytes() == before


def test_the_pelican_command_makes_the_same_site(site, invoke, run_pelican):
    (site / "pelicanconf.py").write_text('SITENAME = "Q"\nPATH = "content"\nPLUGINS = ["briefings"]\n')
    assert invoke("build", "-o", "ours").exit_code == 0
    assert run_pelican("content", "-o", "theirs", cwd=site).returncode == 0
    ours = {path.relative_to(site / "ours"): path.read_bytes() for path in (site / "ours").rglob("*") if path.is_file()}
    theirs = {p.relative_to(site / "theirs"): p.read_bytes() for p in (site / "theirs").rglob("*") if p.is_file()}
    assert ours == theirs
