"""The reference in `docs/reference` is what the docstrings say today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def load_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", DOCS / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = load_builder().build_pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_reference_is_up_to_date(name: str) -> None:
    assert (DOCS / "reference" / name).read_text("utf-8") == PAGES[name], "run `make docs`"


@pytest.mark.parametrize("name", PAGES)
def test_everything_in_the_reference_is_described(name: str) -> None:
    text = PAGES[name]
    assert "## " not in text or all(block.partition("\n")[2].strip(" \n-`") for block in text.split("\n## ")[1:])


def test_every_decision_is_listed() -> None:
    index = (DOCS / "decisions" / "README.md").read_text("utf-8")
    for path in (DOCS / "decisions").glob("0*.md"):
        assert path.name in index
