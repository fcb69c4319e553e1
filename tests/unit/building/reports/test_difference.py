"""Text of authors in a comment on a pull request: it shows as it is, and does nothing."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from briefings.building.reports.difference_markdown import LONGEST, escape, format_difference_markdown
from briefings.building.reports.difference_sections import Comparison
from briefings.building.reports.difference_text import format_difference_text
from briefings.building.revisions import StateFolder
from briefings.linking.difference_records import BriefingChange, Difference, FieldChange, Step
from briefings.model.ids import Id
from briefings.problems import Location, Problem

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Reader(HTMLParser):
    """Collects the tags and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    """What a reader sees of escaped text inside of an item of a list."""
    return Reader(COMMONMARK.render(f"- **added** {escape(text)} (x)"))


ATTACKS = [
    "<img src=x onerror=alert(1)>",
    "![picture](https://evil.example/x.png)",
    "[link](javascript:alert(1))",
    "*bold* _italic_ `code` ~~gone~~ **more**",
    "</details><h1>Title</h1>",
    "<!-- hidden -->",
    "# Heading",
    "| a | b |",
    "&lt;b&gt; &copy; &#64;team",
    "[ref]: https://evil.example",
    "\\*",
    "```\ncode\n```",
    "- [x] done",
    "$$x$$ :tada:",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_what_an_author_wrote_shows_as_it_is(text: str) -> None:
    found = read(text)
    assert found.tags == ["ul", "li", "strong"]
    assert found.text.replace("\u200b", "").strip() == f"added {text.replace(chr(10), ' ')} (x)"


@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x2FF), max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    assert read(text).tags == ["ul", "li", "strong"]


@pytest.mark.parametrize(
    "text", ["@team", "me@team.example", "#12", "owner/name#12", "GH-12", "https://evil.example", "www.evil.example"]
)
def test_nothing_is_left_that_a_forge_makes_a_link_of(text: str) -> None:
    shown = read(text).text
    assert text not in shown
    assert shown.replace("\u200b", "").strip() == f"added {text} (x)"


def compare(*changes: BriefingChange) -> Comparison:
    base, head = (StateFolder(name, "folder", Path(name), f"{name}/") for name in ("old", "new"))
    return Comparison(base, head, Difference(briefings=changes), (), lambda _: None)


def show_silent(found: str, hint: str) -> Reader:
    """What a reader sees of the lists of silent edits in a comment."""
    problem = Problem("BRF-silent-edit", Location("a.md", 2, 1), found, "x", hint)
    text = format_difference_markdown(replace(compare(), silent_edits=(problem,)))
    return Reader(COMMONMARK.render(text.partition("Each needs")[2].partition("\n\n")[2]))


def test_hint_of_a_silent_edit_keeps_its_code() -> None:
    found = show_silent("the published `a` is gone", "Is it `z` now? Then add `aliases: [a]` there.")
    assert found.tags == ["ul", "li", "code", "code", "ul", "li", "code", "code"]
    assert (
        " ".join(found.text.split())
        == "new/a.md:2 the published a is gone Hint: Is it z now? Then add aliases: [a] there."
    )


@pytest.mark.parametrize("text", ["`", "``", "`a``b`", "`a` `", "\\`a`", "`a\\`", "`` `a` ``", "a`b`c`d"])
def test_odd_backticks_of_an_author_lose_no_word(text: str) -> None:
    shown = show_silent(text, "`end`").text.replace("\u200b", "").replace(" ", "")
    assert shown.split() == ["new/a.md:2" + text.replace("`", "").replace(" ", ""), "Hint:end"]


@given(st.text(st.sampled_from("`\\*_[]()<>!&ab @#|~$"), max_size=30))
def test_no_text_of_a_problem_becomes_markup(text: str) -> None:
    assert set(show_silent(text, text + "x").tags) <= {"ul", "li", "code"}


def make(number: int, text: str = "Title") -> BriefingChange:
    fields = (FieldChange("summary", text, text * 2),)
    return BriefingChange(Id(f"b-{number}"), text, Step.CHANGED, f"b-{number}.md", fields=fields)


def test_a_long_list_is_folded_and_a_short_one_is_not() -> None:
    assert "<details>" not in format_difference_markdown(compare(make(1)))
    text = format_difference_markdown(compare(*map(make, range(30))))
    assert (text.count("<details>"), text.count("</details>")) == (1, 1)
    assert "<summary><b>Briefings</b>: 30 changed</summary>" in text


def test_a_comment_is_never_too_long() -> None:
    text = format_difference_markdown(compare(*(make(n, "*word* " * 300) for n in range(400))))
    assert LONGEST / 2 < len(text) < 65_536
    assert text.count("<details>") == text.count("</details>") > 0
    assert text.endswith("shows all of it._")


def test_a_terminal_obeys_nothing_of_it() -> None:
    text = format_difference_text(compare(make(1, "Red \x1b[31m and \u202e back")))
    assert not set(text) & {"\x1b", "\u202e"}
