"""Pelican's own articles and pages: `Title:` lines instead of YAML."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from briefings.model.briefing import Status
from briefings.model.document import Document, FileKind
from briefings.reading.read import ReadingOptions, read_document

OPTIONS = ReadingOptions(ZoneInfo("Asia/Kabul"))


def _read(text: str, kind: FileKind = FileKind.BRIEFING, path: str = "quay.md") -> Document:
    return read_document(path, kind, text.encode(), OPTIONS)


def test_article_becomes_a_briefing() -> None:
    document = _read(
        "Title: The quay: closed\nDate: 2023-05-02 09:30 +0430\nModified: 2023-05-03\nTags: Ferries, Harbour works\n"
        "Category: Ferries\nAuthors: Ana Ng; Bo Li\nSummary: Shut.\nStatus: Draft\n"
        "Lang: fa\nSlug: Quay Closed\n\nText.\n"
    )
    assert document.problems == ()
    briefing = document.briefing
    assert briefing is not None
    assert (briefing.id, briefing.title, briefing.slug) == ("quay", "The quay: closed", "quay-closed")
    assert briefing.topics == ("ferries", "harbour-works")
    assert briefing.authors == ("Ana Ng", "Bo Li")
    assert (briefing.status, briefing.lang, briefing.summary) == (Status.DRAFT, "fa", "Shut.")
    assert "<p>Text.</p>" in document.body.html


def test_first_line_of_prose_is_not_eaten_as_metadata() -> None:
    document = _read("Title: A\nDate: 2023-05-02\n\nNote: this is prose.\n")
    assert "Note: this is prose." in document.body.html


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("Title: A\nDate: 10\n", "BRF-invalid-date", 2),
        ("Title: A\nDate: May\n", "BRF-invalid-date", 2),
        ("Title: A\n", "BRF-missing-key", 1),
        ("Title:\nDate: 2023-05-02\n", "BRF-missing-key", 1),
        ("Title: A\nDate: 2023-05-02\nTitle: B\n", "BRF-duplicate-key", 3),
        ("Title: A\nDate: 2023-05-02\nStatus: gone\n", "BRF-invalid-value", 3),
        ("Title: A\nDate: 2023-05-02\nLang: ../fa\n", "BRF-invalid-value", 3),
        ("Title: A\nDate: 2023-05-02\nSlug: ——\n", "BRF-invalid-value", 3),
        ("Title: A\nDate: 2023-05-02\nGet_content: x\n", "BRF-unknown-key", 3),
        ("Title: A\nDate: 2023-05-02 09:30\n", "BRF-zone-missing", 2),
    ],
)
def test_one_mistake_is_one_problem_on_its_line(lines: str, code: str, line: int) -> None:
    assert [(p.code, p.where.line) for p in _read(f"{lines}\nText.\n").problems] == [(code, line)]


def test_article_can_be_read_without_a_line_that_it_should_not_have() -> None:
    document = _read("Title: A\nDate: 2023-05-02\nCover: x.jpg\nSumary: Shut.\nStaus: gone\n\nText.\n")
    assert [p.code for p in document.problems] == ["BRF-unknown-key"] * 3
    assert document.briefing is not None
    assert (document.briefing.summary, document.briefing.status) == ("Shut.", Status.PUBLISHED)
    page = _read("Title: A\nCover: x.jpg\n\nText.\n", FileKind.PAGE).page
    assert page is not None
    assert page.title == "A"


def test_article_with_a_misspelt_line_that_is_required_is_read() -> None:
    document = _read("Titel: A\nDate: 2023-05-02\n\nText.\n")
    assert [p.code for p in document.problems] == ["BRF-unknown-key"]
    assert document.briefing is not None
    assert document.briefing.title == "A"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Sumary", "Did you mean `summary`?"),
        ("Claims", "Use YAML front matter between `---` lines for everything else."),
        ("Cover", "Delete the line: no page shows it."),
        ("Save_as", "The settings say where pages lie, in ARTICLE_URL and PAGE_URL; a file only has its `slug`."),
        ("Url", "The settings say where pages lie, in ARTICLE_URL and PAGE_URL; a file only has its `slug`."),
        ("Template", "Delete the line: the theme has one template for each kind of page."),
    ],
)
def test_hint_for_an_unknown_line_leads_to_something_that_works(key: str, hint: str) -> None:
    [problem] = _read(f"Title: A\nDate: 2023-05-02\n{key}: x\n\nText.\n").problems
    assert (problem.code, problem.hint) == ("BRF-unknown-key", hint)


def test_yaml_says_the_same_of_keys_that_no_file_has() -> None:
    stock = _read("Title: A\nDate: 2023-05-02\nSave_as: x\nTemplate: x\n\nText.\n").problems
    yaml = _read("---\ntitle: A\ndate: 2023-05-02\nsave_as: x\ntemplate: x\n---\nText.\n").problems
    assert [p.hint for p in yaml] == [p.hint for p in stock]


def test_page_may_have_what_pelican_knows() -> None:
    document = _read("Title: About us\nDate: 2023-05-02\nTags: a\nSlug: about\n\nText.\n", FileKind.PAGE)
    assert document.problems == ()
    assert document.page is not None
    assert (document.page.title, document.page.slug) == ("About us", "about")


def test_page_needs_no_date() -> None:
    assert _read("Title: About us\n\nText.\n", FileKind.PAGE).problems == ()


@pytest.mark.parametrize("kind", [FileKind.BRIEFING, FileKind.PAGE])
def test_file_name_without_a_letter_gives_no_id(kind: FileKind) -> None:
    document = _read("Title: A\nDate: 2023-05-02\n\nText.\n", kind, "….md")
    assert [p.code for p in document.problems] == ["BRF-invalid-id"]
    assert document.briefing is document.page is None


@pytest.mark.parametrize("character", ["\x07", "\ufdd0", "\ufffe", "\U0001ffff"])
def test_what_is_no_character_becomes_the_sign_for_that(character: str) -> None:
    briefing = _read(f"Title: The quay{character}\nDate: 2023-05-02\n\nText.\n").briefing
    assert briefing is not None
    assert briefing.title == "The quay\ufffd"
