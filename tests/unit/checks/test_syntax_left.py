"""Half of the syntax of texts is found where readers would see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-syntax-left"
_SOURCES = "[{id: wire, publisher: wire, title: Ferry, url: 'https://a.example/', published: 2021}]"
_CLAIMS = "[{id: sails, text: It sails., positions: [{by: a, stance: asserts, said: 2021}]}]"


def _find(tmp_path: Path, body: str, **keys: str) -> list[Problem]:
    keys = {"sources": _SOURCES, "claims": _CLAIMS} | keys
    return judge(tmp_path, CODE, {"briefings/a.md": write_briefing(body, **keys)})


@pytest.mark.parametrize(
    ("body", "mark", "hint"),
    [
        ("The [[harbour-ferry] sails.", "[[harbour-ferry]", "`[[id]]`"),
        ("The [[harbour-ferry sails.", "[[harbour-ferry sails.", "`[[id]]`"),
        ("The [[harbour's ferry] sails.", "[[harbour's ferry]", "`[[id]]`"),
        ("The [harbour-ferry]] sails.", "[harbour-ferry]]", "`[[id]]`"),
        ("The harbour-ferry]] sails.", "harbour-ferry]]", "`[[id]]`"),
        ("The [[harbour\nferry]] sails.", "[[harbour", "on one line"),
        ("<p>The [[harbour-ferry]] sails.</p>", "[[harbour-ferry]]", "outside of HTML"),
        ("It sails.[@wire", "[@wire", "`[@id]`"),
        ("It sails.[@wire, p. 3 [sic]]", "[@wire, p. 3", "`[@id]`"),
        ("It sails (@wire).", "(@wire)", "Write `[@wire]`."),
        ("It sails (@wire, p. 3).", "(@wire, p. 3)", "Write `[@wire, p. 3]`."),
        ("On [Tuesday]{2021-03-09}.", "[Tuesday]{2021-03-09}", "Write `[Tuesday]{date=2021-03-09}`."),
        ("That [it sails]{sails}.", "[it sails]{sails}", "Write `[it sails]{claim=sails}`."),
        ("That [it sails]{claim=sails.", "[it sails]{claim=sails.", "`[words]{claim=id}`"),
        ("<p>That [it sails]{claim=sails}.</p>", "[it sails]{claim=sails}", "outside of HTML"),
        ("That [it sails] {claim=sails}.", "[it sails] {claim=sails}", "without a space"),
        ("On Tuesday {date=2021-03-09}.", "{date=2021-03-09}", "without a space"),
        ("> [!unkown] Who.", "[!unkown]", "Did you mean `[!unknown]`?"),
        ("> [!NOTE]\n> Who.", "[!NOTE]", "`[!unknown]`, `[!known]`"),
        ("[!watch] Who.", "[!watch]", "`> [!watch]`"),
    ],
)
def test_half_typed_syntax_is_found_with_what_to_write(tmp_path: Path, body: str, mark: str, hint: str) -> None:
    [problem] = _find(tmp_path, body)
    assert problem.found == f"`{mark}`, which readers see as it stands"
    assert hint in problem.hint


def test_each_is_found_at_its_place(tmp_path: Path) -> None:
    problems = _find(tmp_path, "The [[a]] sails.\n\nSee [[b] and\nthe `[[c]` of [[d].")
    assert [(problem.where.line, problem.where.column) for problem in problems] == [(9, 5), (10, 15)]


@pytest.mark.parametrize(
    "body",
    [
        "The \\[[harbour-ferry] sails, \\[@wire and [Tuesday\\]{2021-03-09}.",
        "So `[[x]` and ``[@wire`` and `{claim=x}`.",
        "```\n[[x] [@wire {date=2021} [!unkown]\n```",
        "Text.\n\n    [[x] {claim=x}",
        "<pre>[[x]</pre>\n\n<code>[@wire</code>",
        "<!-- [[x] -->",
        "He said “the [old] ship [sic] sank”, [and [this]] too.",
        "It sank.[^1]\n\n[^1]: A note.",
        "Write to ann@wire.example or (ann@wire.example) or <ann@wire.example>.",
        "The desk (@harbourdesk) wrote so.",
        "A [link](https://a.example/?a[[b]]=1) and [x]{y} and {z} and f[0].",
        "[it\nsails]{claim=sails} on [Tuesday]{date=2021-03-09}, [[a]] and [[a|words [sic] here]].[@wire, p. 3; @wire]",
        "> [!unknown] Who.\n> [!] and more",
        "| a | b |\n|---|---|\n| [[a]] | [x] |",
    ],
)
def test_code_escapes_and_ordinary_brackets_are_left_alone(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, body) == []


@pytest.mark.parametrize("body", ["[@wire p. 3]", "[it]{claim:sails}", "[[nowhere]]", "[it]{date=soon}"])
def test_what_has_a_problem_of_its_own_is_not_said_twice(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, body) == []


def test_text_of_a_withdrawn_briefing_is_left_alone(tmp_path: Path) -> None:
    assert _find(tmp_path, "The [[harbour-ferry] sails.", stage="withdrawn") == []


def test_texts_of_topics_and_pages_are_looked_at(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing("See [[a]]."),
        "pages/about.md": "---\ntitle: About\n---\nSee [[a].\n",
        "topics/t.md": "---\ntitle: Topic\n---\nSee [[a].\n",
    }
    assert [problem.where.path for problem in judge(tmp_path, CODE, files)] == ["pages/about.md", "topics/t.md"]
