"""`briefings check` as a person or a CI uses it: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
CLEAN = "content/briefings/crossing-claimed.md"


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    """The small clean site of the explanations, in a folder of its own without a settings file."""
    shutil.copytree(root / "tests/fixtures/explained/content", tmp_path / "content")
    return tmp_path


def _spoil(
    desk: Path, old: str = "The interior ministry denied\nit.", new: str = "\nThe ministry denied it today."
) -> None:
    page = desk / CLEAN
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")


def test_clean_content_ends_with_zero_and_says_so(desk: Path, run_briefings: Run) -> None:
    result = run_briefings("check", cwd=desk)
    assert (result.returncode, result.stdout) == (0, "")
    assert "files checked, nothing found." in result.stderr


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_check_shows_problems_only(desk: Path, run_briefings: Run, option: str) -> None:
    clean = run_briefings("check", option, cwd=desk)
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "")
    _spoil(desk)
    result = run_briefings("check", option, cwd=desk)
    assert (result.returncode, result.stderr) == (1, "")
    assert "[BRF-relative-date]" in result.stdout


def test_file_with_an_unknown_key_is_linked_and_checked_and_never_published(desk: Path, run_briefings: Run) -> None:
    """The first run tells all mistakes; so does a second one, which knows the file already."""
    text = "---\ntitle: The quay\ndate: 2021-07-15\ntipic: x\ntopics: [nowhere]\nsummary: Shut yesterday.\n---\n\n"
    (desk / "content/briefings/bad.md").write_text(f"{text}It is [shut]{{claim=nope}}.\n", "utf-8")
    codes = ["BRF-unknown-key", "BRF-unknown-id", "BRF-relative-date", "BRF-span-unknown"]
    for _ in range(2):
        found = json.loads(run_briefings("check", "--format", "json", cwd=desk).stdout)["problems"]
        errors = [(p["code"], p["line"]) for p in found if p["severity"] == "error"]
        assert errors == list(zip(codes, (4, 5, 6, 9), strict=True))
        built = run_briefings("build", cwd=desk)
        assert (built.returncode, "[BRF-unknown-key]" in built.stderr) == (1, True)
        assert not (desk / "output").exists()


def test_unknown_key_in_a_published_file_leaves_the_site_as_it_was(desk: Path, run_briefings: Run) -> None:
    """Also where an edit changes words alone, which takes a shorter way."""
    assert run_briefings("build", cwd=desk).returncode == 0
    before = {path: path.read_bytes() for path in (desk / "output").rglob("*") if path.is_file()}
    _spoil(desk, "\n---\n", "\ncolour: red\n---\n\nMore words.\n")
    assert run_briefings("build", cwd=desk).returncode == 1
    assert {path: path.read_bytes() for path in (desk / "output").rglob("*") if path.is_file()} == before
    _spoil(desk, "More words.", "Other words.")
    assert run_briefings("build", cwd=desk).returncode == 1
    _spoil(desk, "\ncolour: red", "")
    assert run_briefings("build", cwd=desk).returncode == 0


def test_unknown_key_in_a_registry_hides_no_mistake_of_others(desk: Path, run_briefings: Run) -> None:
    actors = desk / "content/registry/actors.yml"
    actors.write_text(actors.read_text("utf-8").replace("kind:", "colour: red, kind:", 1), "utf-8")
    text = "---\ntitle: The quay\ndate: 2021-07-15\nactors: [nobody-at-all]\n---\n\nShut.\n"
    (desk / "content/briefings/bad.md").write_text(text, "utf-8")
    found = json.loads(run_briefings("check", "--format", "json", cwd=desk).stdout)["problems"]
    assert {p["code"] for p in found if p["severity"] == "error"} == {"BRF-unknown-key", "BRF-unknown-id"}


def test_mistake_is_shown_with_its_place_its_line_and_what_to_do(desk: Path, run_briefings: Run) -> None:
    _spoil(desk)
    result = run_briefings("check", cwd=desk)
    assert result.returncode == 1
    first, line, caret, *rest = result.stdout.split("\n")
    assert first == f"{CLEAN}:22:24: error: `today` [BRF-relative-date]"
    assert line.startswith("   22 | The ministry denied it today.")
    assert line[caret.index("^")] == "t"
    assert any(row.strip().startswith("hint:") for row in rest)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--policy", "plain"), 0),
        (("--policy", "desk.toml"), 0),
        (("--policy", "desk.toml", "--strict"), 1),
        (("content/topics",), 0),
        ((CLEAN,), 1),
        (("content/briefings",), 1),
        (("content",), 1),
        ((".",), 1),
        (("content/topics", CLEAN), 1),
    ],
)
def test_policy_strictness_and_paths_decide_the_exit_code(
    desk: Path, run_briefings: Run, arguments: tuple[str, ...], code: int
) -> None:
    _spoil(desk)
    (desk / "desk.toml").write_text('[codes]\nBRF-relative-date = "warning"\n')
    assert run_briefings("check", *arguments, cwd=desk).returncode == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere",), "'nowhere' does not exist"),
        (("/etc/hostname",), "does not lie in the content folder"),
        (("--policy", "newsrom"), "Did you mean `newsroom`?"),
        (("--policy", "absent.toml"), "No such file"),
        (("--policy", "broken.toml"), "TOML"),
        (("--policy", "lenient.toml"), "With such a mistake no site can be built."),
        (("--policy", "circle.toml"), "do not extend each other"),
        (("--policy", "wild.toml"), "Did you mean `BRF-relative-date`?"),
        (("--format", "xml"), "'xml' is not one of"),
        (("--against", "absent.txt"), "absent.txt"),
        (("-s", "absent.py"), "absent.py"),
        (("-e", "BRIEFINGS_POLICY=7"), "BRIEFINGS_POLICY"),
    ],
)
def test_wrong_usage_is_told_apart_from_problems(
    desk: Path, run_briefings: Run, arguments: tuple[str, ...], words: str
) -> None:
    (desk / "broken.toml").write_text("[codes\n")
    (desk / "lenient.toml").write_text('[codes]\nBRF-unknown-id = "warning"\n')
    (desk / "circle.toml").write_text('extends = "circle.toml"\n')
    (desk / "wild.toml").write_text('[codes]\nBRF-relative-dates = "error"\n[limits]\narchive_days = "many"\n')
    result = run_briefings("check", *arguments, cwd=desk)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_policy_stands_in_the_settings_as_a_name_a_file_or_a_table(desk: Path, run_briefings: Run) -> None:
    _spoil(desk)
    (desk / "desk.toml").write_text('[codes]\nBRF-relative-date = "off"\n')
    table = '{"extends": "newsroom", "codes": {"BRF-relative-date": "note"}}'
    for value in ('"plain"', '"desk.toml"', table):
        (desk / "pelicanconf.py").write_text(f'PATH = "content"\nTIMEZONE = "UTC"\nBRIEFINGS_POLICY = {value}\n')
        assert run_briefings("check", cwd=desk).returncode == 0


def test_what_is_left_out_for_want_of_an_address_is_told(desk: Path, run_briefings: Run) -> None:
    result = run_briefings("check", "-e", "BRIEFINGS_EMBEDS=true", cwd=desk)
    assert result.returncode == 0
    assert result.stdout.startswith("settings: warning: `BRIEFINGS_EMBEDS` asks for pages for frames on other sites;")
    assert "hint: Set `SITEURL`" in result.stdout
    assert run_briefings("check", "-e", "BRIEFINGS_EMBEDS=true", "--strict", cwd=desk).returncode == 1
    assert (
        run_briefings("check", "-e", "BRIEFINGS_EMBEDS=true", "-e", "SITEURL=https://a.example", cwd=desk).stdout == ""
    )


def test_notes_are_counted_and_listed_on_request(desk: Path, run_briefings: Run) -> None:
    _spoil(desk)
    (desk / "desk.toml").write_text('[codes]\nBRF-relative-date = "note"\n')
    quiet = run_briefings("check", "--policy", "desk.toml", cwd=desk)
    assert (quiet.stdout, "1 thing found: a note; --verbose lists it." in quiet.stderr) == ("", True)
    assert "[BRF-relative-date]" in run_briefings("check", "--policy", "desk.toml", "-v", cwd=desk).stdout


def test_every_format_reports_the_same_problem(desk: Path, run_briefings: Run) -> None:
    _spoil(desk)
    found = {form: run_briefings("check", "--format", form, cwd=desk) for form in ("json", "github", "gitlab", "sarif")}
    assert {result.returncode for result in found.values()} == {1}
    assert json.loads(found["json"].stdout)["problems"][0]["path"] == CLEAN
    assert found["github"].stdout.startswith(f"::error file={CLEAN},line=22,col=24,")
    assert json.loads(found["gitlab"].stdout)[0]["location"] == {"path": CLEAN, "lines": {"begin": 22}}
    result = json.loads(found["sarif"].stdout)["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 22
    junit = run_briefings("check", "--format", "junit", cwd=desk)
    cases = ElementTree.fromstring(junit.stdout).iter("failure")  # noqa: S314 - our own output
    assert [case.get("type") for case in cases] == ["BRF-relative-date"]


def test_single_folder_is_the_content_where_nothing_else_says_so(desk: Path, run_briefings: Run) -> None:
    (desk / "content").rename(desk / "articles")
    assert run_briefings("check", "articles", cwd=desk).returncode == 0
    result = run_briefings("check", cwd=desk)
    assert (result.returncode, "content" in result.stderr) == (2, True)


def test_second_run_in_one_process_reports_the_same(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from briefings.cli import main

    _spoil(desk)
    monkeypatch.chdir(desk)
    first, second = (CliRunner().invoke(main, ["check"]) for _ in range(2))
    assert first.exit_code == second.exit_code == 1
    assert first.output == second.output


def test_reader_that_has_seen_enough_is_no_fault(desk: Path, root: Path) -> None:
    command = f'PYTHONPATH="{root}" python3 -m briefings explain | head -n 1'
    import os
    import sys

    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, shell=True, cwd=desk, env=environment, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.stdout.startswith("BRF-")
    assert "fault" not in done.stderr


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 file checked, nothing found."), (2, "2 files checked, nothing found.")]
)
def test_summary_counts_as_people_do(tmp_path: Path, run_briefings: Run, count: int, words: str) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: The quay {}\ndate: 2021-03-02\nsummary: Shut.\ntopics: [quay]\n---\n\nAt nine.\n"
    for number in range(count):
        (tmp_path / f"content/quay-{number}.md").write_text(text.format(number), "utf-8")
    result = run_briefings("check", "--policy", "plain", "-e", 'BRIEFINGS_POLICY={"codes": {}}', cwd=tmp_path)
    assert words in result.stderr, result.stdout


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_file_in_another_encoding_is_one_problem(desk: Path, run_briefings: Run, encoding: str) -> None:
    (desk / "content/briefings/other.md").write_text("---\ntitle: The quay\n---\n\nShut.\n", encoding)
    result = run_briefings("check", cwd=desk)
    assert "content/briefings/other.md:1:1: error: a file saved as UTF-16 [BRF-not-utf8]" in result.stdout
    assert "BRF-invisible-character" not in result.stdout
