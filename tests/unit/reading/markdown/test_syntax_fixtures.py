"""Every example of `tests/fixtures/markdown/`: one file a syntax, in the manner of markdown-it.

An example is a title, the text between lines of a single `.`, and what comes of it. A title may begin with a language:
`fa: quotes`. What comes of it is the HTML without its empty lines, with marks as `⟦kind prefix:target, locator|label⟧`,
then a line for each problem.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefings.model.body import MARK_CLOSE, MARK_LABEL, MARK_OPEN
from briefings.reading.markdown.convert import convert_body

FOLDER = Path(__file__).resolve().parents[3] / "fixtures" / "markdown"
EXAMPLE = re.compile(
    r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<source>.*?)^\.\n(?P<expected>.*?)^\.\n", re.MULTILINE | re.DOTALL
)


def read_examples():
    for file in sorted(FOLDER.glob("*.md")):
        for match in EXAMPLE.finditer(file.read_text(encoding="utf-8")):
            yield pytest.param(match["title"], match["source"], match["expected"], id=f"{file.stem}: {match['title']}")


def describe(body, problems):
    """The HTML with readable marks, then the problems."""

    def opening(match):
        reference = body.references[int(match[1])]
        name = f"{reference.prefix}:{reference.target}" if reference.prefix else reference.target
        locator = f", {reference.locator}" if reference.locator else ""
        return f"⟦{reference.kind} {name}{locator}{match[2].replace(MARK_LABEL, '|')}"

    html = re.sub(f"{MARK_OPEN}(\\d+)({MARK_LABEL}?)", opening, body.html).replace(MARK_CLOSE, "⟧")
    lines = [f"{p.code} {p.where.line}:{p.where.column} {p.found}; expected {p.expected}" for p in problems]
    return "".join(f"{line}\n" for line in [*html.split("\n"), *lines] if line)


@pytest.mark.parametrize(("title", "source", "expected"), list(read_examples()))
def test_example_comes_out_as_written(title, source, expected):
    lang = title.partition(":")[0] if re.match(r"[a-z]{2}(-[A-Z]{2})?:", title) else "en"
    assert describe(*convert_body(source, path="x.md", lang=lang, first_line=1)) == expected


def test_examples_are_found():
    assert len({file.stem for file in FOLDER.glob("*.md")}) >= 12
    assert len(list(read_examples())) >= 80
