"""`briefings publish`: nothing goes out that does not stand up to the policy."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.building import search_index
from briefings.cli import main

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = "content/briefings/crossing-claimed.md"


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    """The small clean site of the explanations, with an address."""
    shutil.copytree(root / "tests/fixtures/explained/content", tmp_path / "content")
    (tmp_path / "publishconf.py").write_text('PATH = "content"\nSITEURL = "https://desk.example"\nTIMEZONE = "UTC"\n')
    return tmp_path


def _add(desk: Path, text: str) -> None:
    page = desk / PAGE
    page.write_text(page.read_text("utf-8") + text, "utf-8")


def test_clean_site_goes_out_with_the_settings_for_publishing(desk: Path, run_briefings: Run) -> None:
    result = run_briefings("publish", cwd=desk)
    assert (result.returncode, result.stdout) == (0, "output\n"), result.stderr
    home = (desk / "output/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://desk.example/">' in home


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\nThe gate was shut yesterday.\n", "BRF-relative-date"),
        ("\nSee [the list](../nowhere/).\n", "BRF-built-link"),
        ("\nSee [[nowhere]].\n", "BRF-link-unknown"),
    ],
)
def test_what_does_not_stand_up_to_the_policy_leaves_the_old_site(
    desk: Path, run_briefings: Run, text: str, code: str
) -> None:
    run_briefings("publish", cwd=desk)
    before = {path: path.read_bytes() for path in (desk / "output").rglob("*") if path.is_file()}
    _add(desk, text)
    result = run_briefings("publish", cwd=desk)
    assert result.returncode == 1
    assert f"[{code}]" in result.stderr
    assert "nothing was written" in result.stderr
    assert {path: path.read_bytes() for path in (desk / "output").rglob("*") if path.is_file()} == before


def test_policy_may_let_it_pass(desk: Path, run_briefings: Run) -> None:
    _add(desk, "\nThe gate was shut yesterday.\n")
    assert run_briefings("publish", "--policy", "plain", cwd=desk).returncode == 0


def test_warnings_stop_it_when_it_is_strict(desk: Path, run_briefings: Run) -> None:
    _add(desk, "\nThe gate was shut yesterday.\n")
    (desk / "desk.toml").write_text('[codes]\nBRF-relative-date = "warning"\n')
    assert run_briefings("publish", "--policy", "desk.toml", cwd=desk).returncode == 0
    assert run_briefings("publish", "--policy", "desk.toml", "--strict", cwd=desk).returncode == 1


def test_site_without_an_address_is_wrong_usage(desk: Path, run_briefings: Run) -> None:
    (desk / "publishconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\n')
    result = run_briefings("publish", cwd=desk)
    assert (result.returncode, "SITEURL" in result.stderr) == (2, True)
    assert not (desk / "output").exists()


def test_a_published_site_has_a_search_unless_its_settings_say_no(desk: Path, run_briefings: Run) -> None:
    assert run_briefings("publish", cwd=desk).returncode == 0
    assert (desk / "output/pagefind/pagefind.js").is_file()
    assert 'action="/search/"' in (desk / "output/index.html").read_text("utf-8")
    settings = desk / "publishconf.py"
    settings.write_text(settings.read_text() + "BRIEFINGS_SEARCH = False\n")
    assert run_briefings("publish", cwd=desk).returncode == 0
    assert not (desk / "output/pagefind").exists()
    assert not (desk / "output/search").exists()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8000", "http://localhost:8000", "https://desk.localhost", "http://0.0.0.0"],
)
def test_address_of_this_machine_is_wrong_usage(desk: Path, run_briefings: Run, address: str) -> None:
    result = run_briefings("publish", "-e", f"SITEURL={address}", cwd=desk)
    assert (result.returncode, result.stdout) == (2, "")
    assert "only this machine can open" in result.stderr
    assert not (desk / "output").exists()


@pytest.mark.parametrize(
    ("address", "is_warned"),
    [("https://desk.example", True), ("https://example.org/news", True), ("https://myexample.org", False)],
)
def test_address_for_examples_is_published_with_a_warning(
    desk: Path, run_briefings: Run, address: str, is_warned: bool
) -> None:
    result = run_briefings("publish", "--strict", "-e", f"SITEURL={address}", cwd=desk)
    assert result.returncode == 0, result.stderr
    assert ("a name for examples" in result.stderr) == is_warned


@pytest.mark.parametrize("arguments", [("publish",), ("build", "-s", "publishconf.py", "--search")])
def test_missing_program_for_the_search_is_no_problem_of_the_content(
    desk: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setattr(search_index, "_PACKAGES", ("no-such-program",))
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'briefings[search]'" in result.stderr
    assert not (desk / "output").exists()


def test_one_briefing_and_nothing_else_goes_out(tmp_path: Path, run_briefings: Run) -> None:
    (tmp_path / "content").mkdir()
    note = "---\ntitle: The gate is shut\ndate: 2021-07-14\nsummary: A gate.\n---\nText.\n"
    (tmp_path / "content/gate.md").write_text(note, "utf-8")
    result = run_briefings("publish", "-e", "SITEURL=https://desk.example", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "#letters" not in (tmp_path / "output/search/index.html").read_text("utf-8")
