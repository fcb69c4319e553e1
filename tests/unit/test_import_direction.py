"""The architecture as a test: imports point downwards, and only the shell touches files, processes and clocks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "briefings"
LAYERS = [
    {"problems"},
    {"model"},
    {"settings"},
    {"reading"},
    {"linking"},
    {"views"},
    {"outputs"},
    {"checks"},
    {"building", "importing"},
    {"plugin"},
    {"cli"},
]
"""From the bottom up; a layer imports those below it and itself."""

DOORS = {
    "__init__": {"plugin"},
    "__main__": {"cli"},
}
"""The two modules that start the program, and the layer that each hands over to."""

SHELL = {"building", "importing", "plugin", "cli", "__init__", "__main__"}
FORBIDDEN_MODULES = {
    "asyncio", "ctypes", "glob", "http", "importlib.resources", "io", "locale", "logging", "multiprocessing", "os",
    "pathlib", "pickle", "random", "shutil",
    "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
FORBIDDEN_CALLS = {
    "open",
    "input",
    "print",
    "eval",
    "exec",
    "now",
    "today",
    "utcnow",
    "fromtimestamp",
    "localtime",
    "getenv",
    "cwd",
    "home",
}
EXCEPTIONS = {
    ("views/language.py", "io"): "a catalogue is compiled in memory, from a file of the package",
    ("views/language.py", "importlib.resources"): "the words of the interface are data of the package",
    ("views/map_data.py", "importlib.resources"): "so are the outlines of the world",
}
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if "starter" not in path.parts)


def _layer(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def _tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the direction"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _top_imports(tree: ast.Module) -> list[str]:
    """What is imported when the module itself is."""
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return [name for node in top for name in _imports(node)]


def _rank(layer: str) -> int:
    return next(rank for rank, layers in enumerate(LAYERS) if layer in layers)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    here = _layer(module)
    layers = {
        name.split(".")[1]
        for name in _imports(_tree(module))
        if name.startswith("briefings.") and name != "briefings.__version__"
    }
    if here in DOORS:
        assert layers <= DOORS[here]
    else:
        upwards = {layer for layer in layers if layer != here and _rank(layer) >= _rank(here)}
        assert not upwards


def test_every_folder_of_the_package_has_a_layer() -> None:
    known = {layer for layers in LAYERS for layer in layers} | set(DOORS)
    assert {_layer(module) for module in MODULES} <= known


@pytest.mark.parametrize("module", [module for module in MODULES if _layer(module) not in SHELL])
def test_core_touches_no_files_processes_or_clocks(module: str) -> None:
    tree = _tree(module)
    imported = set(_imports(tree))
    used = {
        forbidden
        for name in imported
        for forbidden in FORBIDDEN_MODULES
        if name == forbidden or name.startswith(f"{forbidden}.")
    }
    assert {name for name in used if (module, name) not in EXCEPTIONS} == set()
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    assert not called & FORBIDDEN_CALLS


@pytest.mark.parametrize(("module", "name"), EXCEPTIONS)
def test_every_exception_is_still_needed(module: str, name: str) -> None:
    assert any(found == name or found.startswith(f"{name}.") for found in _imports(_tree(module)))


@pytest.mark.parametrize("module", [module for module in MODULES if _layer(module) != "plugin"])
def test_only_the_plugin_imports_pelican_and_the_command_line_when_it_builds(module: str) -> None:
    tree = _tree(module)
    names = _top_imports(tree) if _layer(module) == "cli" else _imports(tree)
    assert not [name for name in names if name.split(".")[0] == "pelican"]


@pytest.mark.parametrize("module", [module for module in MODULES if _layer(module) in ("cli", "__init__", "__main__")])
def test_command_line_loads_the_plugin_only_when_it_runs(module: str) -> None:
    """At the top of a module, `briefings --help` would pay for it."""
    assert not [name for name in _top_imports(_tree(module)) if name.startswith("briefings.plugin")]
