"""`briefings init`: a new site that is complete, and nobody's work overwritten."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from briefings import __version__

ROOT = Path(__file__).resolve().parents[3]


def read_stamps(folder):
    return {path.relative_to(folder): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_new_site_builds_without_problems_and_a_second_build_writes_nothing(tmp_path, run_briefings):
    made = run_briefings("init", "desk", "--name", "The Harbour Desk", cwd=tmp_path)
    assert (made.returncode, made.stdout) == (0, "desk\n")
    desk = tmp_path / "desk"
    built = run_briefings("build", "--strict", "--verbose", cwd=desk)
    assert (built.returncode, built.stdout) == (0, "output\n"), built.stderr
    assert ": note:" not in built.stderr
    before = read_stamps(desk / "output")
    assert run_briefings("build", cwd=desk).stderr.startswith("0 files written")
    assert read_stamps(desk / "output") == before


@pytest.mark.slow
def test_a_new_site_shows_what_the_starter_promises(tmp_path, run_briefings):
    run_briefings("init", "desk", "--name", "The Harbour Desk", cwd=tmp_path)
    run_briefings("build", "-s", "publishconf.py", cwd=tmp_path / "desk", SITEURL="https://harbour.example/news")
    output = tmp_path / "desk/output"
    second = (output / "briefings/2021-03-04-inspectors-on-board/index.html").read_text()
    assert "The Harbour Desk" in second
    assert "https://harbour.example/news/" in second
    assert "2021-03-02-ferry-suspended" in second
    first = (output / "briefings/2021-03-02-ferry-suspended/index.html").read_text()
    assert "crack below the waterline" in first
    assert "How long the ferry will be out of service" in first


def test_the_next_step_can_be_typed_as_it_is_said(tmp_path, run_briefings):
    """By a program that no shell finds: one in a virtual environment that is not active."""
    assert "cd desk && python -m briefings build\n" in run_briefings("init", "desk", cwd=tmp_path).stderr
    program = tmp_path / ".venv/bin/briefings"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!{sys.executable}\nfrom briefings.cli import main\nmain()\n")
    program.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    command = [".venv/bin/briefings", "init", "other"]
    made = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "Next: cd other && ../.venv/bin/briefings build\n" in made.stderr
    next_step = made.stderr.partition("Next: ")[2].partition("\n")[0]
    subprocess.run(["sh", "-c", next_step], cwd=tmp_path, env=environment, capture_output=True, check=True)


def test_every_file_is_there_and_no_placeholder_is_left(tmp_path, invoke):
    assert invoke("init", tmp_path / "desk").exit_code == 0
    desk = tmp_path / "desk"
    for name in ("pelicanconf.py", "publishconf.py", "README.md", ".gitignore", ".github/workflows/site.yml"):
        assert (desk / name).is_file(), name
    for path in (path for path in desk.rglob("*") if path.is_file()):
        assert "@NAME@" not in path.read_text()
        assert "@VERSION@" not in path.read_text()


@pytest.mark.parametrize("name", ['The "Quoted" Desk', "Back\\slash", "میز خبر", "It's {fine}", "Two\nlines"])
def test_any_name_gives_settings_that_python_reads(tmp_path, invoke, name):
    assert invoke("init", tmp_path / "desk", "--name", name).exit_code == 0
    settings = {}
    exec((tmp_path / "desk/pelicanconf.py").read_text(), settings)  # noqa: S102 - a settings file is a program
    assert settings["SITENAME"] == " ".join(name.split())


def test_the_folder_names_the_site(tmp_path, invoke):
    invoke("init", tmp_path / "harbour-desk")
    assert '"Harbour Desk"' in (tmp_path / "harbour-desk/pelicanconf.py").read_text()


def test_the_current_folder_will_do_when_it_is_empty(tmp_path, invoke, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    result = invoke("init", ".")
    assert (result.exit_code, result.stdout) == (0, ".\n")


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path, invoke, list_tree):
    (tmp_path / "notes.txt").write_text("mine")
    result = invoke("init", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "not empty (notes.txt)" in result.stderr
    assert list_tree(tmp_path) == ["notes.txt"]


def test_a_file_is_no_folder(tmp_path, invoke):
    (tmp_path / "desk").write_text("mine")
    result = invoke("init", tmp_path / "desk")
    assert result.exit_code == 2
    assert "is a file" in result.stderr
    assert (tmp_path / "desk").read_text() == "mine"


def test_a_new_site_stands_up_to_the_strictest_check(tmp_path, run_briefings):
    run_briefings("init", "desk", cwd=tmp_path)
    result = run_briefings("check", "--strict", "--verbose", cwd=tmp_path / "desk")
    assert (result.returncode, result.stdout) == (0, ""), result.stdout
    published = run_briefings("publish", "--strict", cwd=tmp_path / "desk", SITEURL="https://harbour.example/news")
    assert published.returncode == 0, published.stderr


@pytest.fixture
def workflow(tmp_path, invoke):
    """The jobs that a new site in `desk` comes with, as they are before anybody gives them a secret."""
    invoke("init", tmp_path / "desk")
    return yaml.safe_load((tmp_path / "desk/.github/workflows/site.yml").read_text())


def test_workflow_has_no_more_rights_than_each_job_needs(workflow):
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_workflow_keeps_what_was_read_only_where_a_secret_seals_it_and_gives_it_to_nobody_else(workflow):
    build = workflow["jobs"]["build"]
    assert build["env"] == {"HAS_STORE_KEY": "${{ secrets.BRIEFINGS_STORE_KEY != '' }}"}
    [cache] = [step for step in build["steps"] if step.get("uses", "").startswith("actions/cache@")]
    assert cache["if"] == "env.HAS_STORE_KEY == 'true'"
    for step in build["steps"]:
        is_ours = step.get("run", "").startswith("briefings ")
        assert ("BRIEFINGS_STORE_KEY" in step.get("env", {})) == is_ours
        assert ("secrets." in str(step)) == is_ours


@pytest.mark.slow
def test_commands_of_the_workflow_go_through_and_leave_what_it_keeps_and_hands_on(tmp_path, run_briefings, workflow):
    steps, desk = workflow["jobs"]["build"]["steps"], tmp_path / "desk"
    commands = [shlex.split(step["run"]) for step in steps if step.get("run", "").startswith("briefings ")]
    assert [command[1] for command in commands] == ["check", "publish"]
    for command in commands:
        given = {"SITEURL": "https://harbour.example", "BRIEFINGS_STORE_KEY": "a secret"}
        result = run_briefings(*command[1:], cwd=desk, **given)
        assert result.returncode == 0, result.stdout + result.stderr
    kept = {step["uses"].partition("@")[0]: step["with"]["path"] for step in steps if "path" in step.get("with", {})}
    assert list((desk / kept["actions/cache"]).iterdir())
    assert (desk / kept["actions/upload-pages-artifact"] / "index.html").is_file()
    [needed] = [step["run"].split()[-1] for step in steps if "pip install" in step.get("run", "")]
    assert (desk / needed).is_file()


def install(monkeypatch, url):
    """As if Briefings had been installed from there."""
    origin = SimpleNamespace(read_text=lambda _: json.dumps({"url": url, "archive_info": {}}))
    monkeypatch.setattr(metadata, "distribution", lambda _: origin)


def test_wheel_that_briefings_was_installed_from_goes_along(tmp_path, invoke, monkeypatch):
    wheel = tmp_path / f"briefings-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    install(monkeypatch, wheel.as_uri())
    result = invoke("init", tmp_path / "desk")
    assert "put briefings" not in result.stderr
    needed = (tmp_path / "desk/requirements.txt").read_text().splitlines()[-1]
    assert needed.endswith(".whl[search]")
    assert (tmp_path / "desk" / needed.removesuffix("[search]")).read_bytes() == b"a wheel"


@pytest.mark.parametrize("name", ["gone.whl", "checkout", f"briefings-{__version__}-py3-none-any.whl"])
def test_wheel_that_is_not_there_is_asked_for(tmp_path, invoke, monkeypatch, name):
    install(monkeypatch, (tmp_path / name).as_uri())
    result = invoke("init", tmp_path / "desk")
    assert result.exit_code == 0
    assert f"put briefings-{__version__}-py3-none-any.whl into {tmp_path}/desk/wheels" in result.stderr
