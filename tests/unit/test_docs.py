"""The reference in `docs/reference` is what the docstrings say today."""

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefings import views
from briefings.building.policies import load_policy
from briefings.checks.policy import POLICIES
from briefings.checks.rule import Limits
from briefings.views.parts import View

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


def test_every_view_that_a_theme_can_get_is_described() -> None:
    """Those of the book and the digest have templates of their own in the package."""
    modules = (
        importlib.import_module(found.name) for found in pkgutil.iter_modules(views.__path__, "briefings.views.")
    )
    found = {
        (record.__name__, module.__name__)
        for module in modules
        for record in vars(module).values()
        if isinstance(record, type) and issubclass(record, View) and record.__module__ == module.__name__
    }
    wanted = {name for name, module in found if module.rpartition(".")[2] not in ("book", "digest")}
    assert wanted - set(re.findall(r"^## (\w+)$", PAGES["views.md"], re.MULTILINE)) == {"View"}


def test_every_decision_is_listed() -> None:
    index = (DOCS / "decisions" / "README.md").read_text("utf-8")
    for path in (DOCS / "decisions").glob("0*.md"):
        assert path.name in index


def test_every_problem_code_in_the_list_leads_to_its_section() -> None:
    links = re.findall(r"^- \[`BRF-[a-z0-9-]+`\]\(#(\S+)\)", PAGES["problems.md"], re.MULTILINE)
    sections = [name.lower() for name in re.findall(r"^## (BRF-\S+)$", PAGES["problems.md"], re.MULTILINE)]
    assert links
    assert sorted(links) == sorted(sections)


def _read_pages() -> str:
    """What people wrote for people; the reference is made from the code."""
    return "\n".join(path.read_text("utf-8") for path in [*DOCS.glob("*.md"), DOCS.parent / "README.md"])


def test_no_page_gives_briefings_check_an_option_that_it_does_not_have(run_briefings: Callable[..., Any]) -> None:
    known = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", run_briefings("check", "--help").stdout))
    commands = re.findall(r"\bbriefings check\b[^`#>|\n]*", _read_pages())
    used = {option for command in commands for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", command)}
    assert {"--strict", "--policy", "--format", "--against"} <= used
    assert used <= known


def test_every_option_that_stands_alone_on_the_page_about_checking_is_one_of_check(
    run_briefings: Callable[..., Any],
) -> None:
    known = set(re.findall(r"--[a-z][a-z-]*", run_briefings("check", "--help").stdout))
    named = set(re.findall(r"`(--[a-z][a-z-]*)", (DOCS / "checking.md").read_text("utf-8")))
    assert named
    assert named <= known


def test_page_about_checking_names_every_format_policy_and_limit_with_its_default(
    run_briefings: Callable[..., Any],
) -> None:
    text = (DOCS / "checking.md").read_text("utf-8")
    formats = re.search(r"--format \[([a-z|]+)\]", run_briefings("check", "--help").stdout)
    assert formats
    assert re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE) == formats[1].split("|")
    assert all(f"`{name}`" in text for name in POLICIES)
    limits = {name: str(getattr(Limits(), name)) for name in Limits.__struct_fields__}
    assert dict(re.findall(r"^\| `([a-z_]+)` \| (\d+) \|", text, re.MULTILINE)) == limits


def test_policy_on_the_page_about_checking_can_be_loaded(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (DOCS / "checking.md").read_text("utf-8"), re.DOTALL)
    assert example
    (tmp_path / "desk.toml").write_text(example[1], "utf-8")
    policy, problems = load_policy("desk.toml", tmp_path)
    assert problems == []
    assert (policy.levels["BRF-orphan"], policy.limits.archive_days) == (None, 14)
