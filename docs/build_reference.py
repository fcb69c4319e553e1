"""Writes `docs/reference/` from the docstrings of the code and the help of the command: `make docs`.

`tests/unit/test_docs.py` fails when a file there is not what this script would write.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from types import ModuleType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import click
import msgspec

from briefings import cli, settings
from briefings.building.explanations import find_level, read_explanation
from briefings.model import briefing, claim, page, registry, source, topic
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.outputs import changes_data, claims_data, data_records
from briefings.problems import CATALOGUE, Code, Stage
from briefings.views import (
    as_of,
    changes,
    claim_lists,
    claim_parts,
    data,
    directory,
    documents,
    embed,
    embed_codes,
    facts,
    home,
    latest,
    lead,
    map_parts,
    parts,
    plain,
    profile,
    recent,
    search,
    series,
    site,
    surroundings,
    timeline,
    timeline_parts,
    withdrawn,
)
from briefings.views import briefing as briefing_view
from briefings.views import claim as claim_view
from briefings.views import topic as topic_view

HERE = Path(__file__).parent / "reference"
MODEL = (briefing, claim, source, topic, registry, page)
VIEWS = (
    site,
    home,
    lead,
    latest,
    briefing_view,
    withdrawn,
    topic_view,
    timeline,
    claim_lists,
    claim_view,
    series,
    changes,
    recent,
    surroundings,
    as_of,
    directory,
    profile,
    facts,
    documents,
    plain,
    search,
    embed,
    embed_codes,
    data,
    timeline_parts,
    claim_parts,
    map_parts,
    parts,
)
DATA = (data_records, claims_data, changes_data)
_AUTHORED = [module.__name__ for module in MODEL]
"""Records of authors: their `path` is the file's own and never typed."""

_WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    Id: "id",
    Moment: "day, or time with its zone",
}


def build_pages() -> dict[str, str]:
    """Every page of the reference by file name."""
    return {
        "front-matter.md": _join(
            "Front matter and registries",
            "What an author may write, from the records in `briefings/model`. Required keys are in bold.",
            (_describe_record(record) for module in MODEL for record in _records(module)),
        ),
        "settings.md": _join("Settings", inspect.cleandoc(settings.Settings.__doc__ or ""), _describe_settings()),
        "views.md": _join(
            "What templates get",
            "A page template gets `view` (one of the records below) and `page` (its `PageMeta`), and the globals "
            "`site`, `_`, `ngettext` and `number`. Fields of type `Html` are printed with the filter `html`; the rest "
            "is escaped.",
            (_describe_record(record) for module in VIEWS for record in _records(module)),
        ),
        "data.md": _join(
            "Data files",
            "The records of the files below `/data/`, as their JSON Schemas describe them; [data](../data.md) says "
            "which files there are. Every field is always there.",
            (_describe_record(record) for module in DATA for record in _records(module)),
        ),
        "problems.md": _join(
            "Problem codes",
            "Every problem that a run can report. An error stops the build, a warning does with `--strict`, a note "
            "never does. A [policy](../checking.md#policies) may choose other severities for `briefings check`. "
            "`briefings explain CODE` shows the same text as the section of the code here.",
            _describe_codes(),
        ),
        "cli.md": _join(
            "The command",
            "What `briefings --help` and the help of each verb say. "
            "The [README](../../README.md#a-site-of-your-own) shows them in use.",
            _describe_verbs(),
        ),
    }


def _join(title: str, intro: str, blocks: Iterator[str]) -> str:
    note = "<!-- Written by docs/build_reference.py; change the docstrings, then run `make docs`. -->"
    return "\n\n".join((f"# {title}", note, intro, *blocks)) + "\n"


def _records(module: ModuleType) -> list[type[Any]]:
    """The records that a module defines, the whole before its parts."""
    found = [c for c in vars(module).values() if inspect.isclass(c) and c.__module__ == module.__name__]
    records = [c for c in found if issubclass(c, msgspec.Struct) and c.__name__ != "View"]
    return records[::-1]


def _describe_record(record: type[Any]) -> str:
    hints = get_type_hints(record, include_extras=True)
    lines = [f"## {record.__name__}", "", inspect.cleandoc(record.__doc__ or ""), ""]
    typed = [f for f in msgspec.structs.fields(record) if f.name != "path" or record.__module__ not in _AUTHORED]
    for field in typed:
        name = f"**`{field.encode_name}`**" if field.required else f"`{field.encode_name}`"
        lines.append(f"- {name}: {_describe_type(hints[field.name])}")
    return "\n".join(lines)


def _describe_type(kind: Any) -> str:
    """A type in words: a list of ids, an EDTF date, one of a few words."""
    options = [option for option in get_args(kind) if option is not type(None)]
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        optional = ", optional" if type(None) in get_args(kind) else ""
        if set(get_args(Edtf)) <= set(options):
            return f"EDTF date{optional}"
        return " or ".join(_describe_type(option) for option in options) + optional
    if origin is Annotated:
        return str(getattr(options[1], "description", None) or _describe_type(options[0]))
    if origin is list:
        return f"list of {_describe_type(options[0])}"
    if origin is tuple and len(options) == 2 and options[1] is Ellipsis:
        return f"list of {_describe_type(options[0])}"
    if origin is tuple:
        return "pair of " + " and ".join(_describe_type(option) for option in options)
    if origin is dict:
        return " → ".join(_describe_type(option) for option in options)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "one of " + ", ".join(f"`{member.value}`" for member in kind)
    return _WORDS.get(kind) or str(getattr(kind, "__name__", kind))


def _describe_settings() -> Iterator[str]:
    """Settings with the docstring that follows each field in the source."""
    tree = ast.parse(inspect.getsource(settings.Settings))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    for node, following in pairwise(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(following, ast.Expr):
            key = settings.setting_key(node.target.id)
            default = ast.unparse(node.value) if node.value else ""
            text = ast.literal_eval(following.value)
            yield f"## {key}\n\n{inspect.cleandoc(text)}\n\nDefault: `{default}`."


_STAGES = {
    Stage.READING: "Found while a file is read",
    Stage.LINKING: "Found while the site is linked",
    Stage.BUILDING: "Found while the site is built",
    Stage.CHECKING: "Found by the rules of `briefings check`",
}


def _describe_codes() -> Iterator[str]:
    """One list a stage, with a link to the section of each code; then the sections."""
    sections = dict(_explain_codes())
    for stage, title in _STAGES.items():
        codes = [code for code in CATALOGUE.values() if code.stage is stage]
        yield "\n".join((f"## {title}", "", *(_list_code(code, is_linked=code.code in sections) for code in codes)))
    yield from sections.values()


def _list_code(code: Code, *, is_linked: bool) -> str:
    name = f"[`{code.code}`](#{code.code.lower()})" if is_linked else f"`{code.code}`"
    return f"- {name} ({find_level(code)}): {code.meaning}"


def _describe_verbs() -> Iterator[str]:
    """The help of the whole command, then of every verb, as it is printed in a wide terminal."""
    options = {**cli.main.context_settings, "terminal_width": _COLUMNS, "max_content_width": _COLUMNS}
    context = click.Context(cli.main, info_name="briefings", **options)
    yield f"```text\n{_tidy(cli.main.get_help(context))}\n```"
    for name in cli.main.list_commands(context):
        verb = cli.main.get_command(context, name)
        assert verb is not None  # noqa: S101 - it is one of those that were listed
        inner = click.Context(verb, context, info_name=name, **options)
        yield f"## briefings {name}\n\n```text\n{_tidy(verb.get_help(inner))}\n```"


_COLUMNS = 100


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


_FENCED_OR_HEADING = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)$|^#+ ", re.MULTILINE | re.DOTALL)


def _explain_codes() -> Iterator[tuple[str, str]]:
    """A section by code. Its heading is the code alone, so that a link to it lasts when the severity changes."""
    for code in CATALOGUE.values():
        # Whoever adds a code needs this page before its explanation; tests/unit/test_explanations.py asks for that.
        with suppress(FileNotFoundError):
            text = read_explanation(code).replace(f"# {code.code} ({find_level(code)})\n", f"# {code.code}\n", 1)
            yield code.code, _FENCED_OR_HEADING.sub(_lower_heading, text).strip()


def _lower_heading(match: re.Match[str]) -> str:
    """A heading one level down; a `#` inside a fenced block is none and stays."""
    return match[0] if match["fence"] else f"#{match[0]}"


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for name, text in build_pages().items():
        (HERE / name).write_text(text, "utf-8")
        print(f"docs/reference/{name}")
