"""The wheel: it has everything in it, and it works where nothing else is installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.wheel


def run(*command, cwd):
    result = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """The wheel, built from a source distribution, as a release would be."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_has_theme_starter_languages_and_shim(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "briefings/themes/dispatch/templates/base.html" in names
    assert "briefings/cli/starter/dot-github/workflows/site.yml" in names
    assert "briefings/locale/fa.po" in names
    assert "briefings/py.typed" in names
    assert "pelican/plugins/briefings/__init__.py" in names
    assert not names & {"pelican/__init__.py", "pelican/plugins/__init__.py"}
    assert not [name for name in names if name.startswith("tests/")]


def test_an_empty_environment_makes_a_site_through_both_doors(wheel, root, tmp_path):
    run(sys.executable, "-m", "venv", "venv", cwd=tmp_path)
    programs = tmp_path / "venv/bin"
    run(programs / "pip", "install", "--quiet", "-c", root / "constraints.txt", wheel, cwd=tmp_path)
    run(programs / "briefings", "init", "desk", cwd=tmp_path)
    desk = tmp_path / "desk"
    assert (desk / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert f"./wheels/{wheel.name}[search]" in (desk / "requirements.txt").read_text()
    assert run(programs / "briefings", "build", "--strict", cwd=desk) == "output\n"
    # Without `PLUGINS`, Pelican finds the plugin by itself: that is what the shim is for.
    settings = desk / "pelicanconf.py"
    settings.write_text(settings.read_text().replace("PLUGINS", "# PLUGINS"))
    run(programs / "pelican", "content", "-o", "other", cwd=desk)
    pages = {path.relative_to(desk / "output") for path in (desk / "output").rglob("*.html")}
    assert len(pages) > 10
    for page in pages:
        assert (desk / "other" / page).read_bytes() == (desk / "output" / page).read_bytes()
