"""One file: bytes in, a document out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from briefings.model.document import Document, FileKind
from briefings.reading.read import MAX_BYTES, ReadingOptions, read_document

OPTIONS = ReadingOptions(ZoneInfo("Asia/Kabul"))
GOOD = "---\ntitle: The quay\ndate: 2023-05-02\n---\nText.\n"


def _read(data: str | bytes, kind: FileKind = FileKind.BRIEFING, path: str = "briefings/quay.md") -> Document:
    return read_document(path, kind, data.encode() if isinstance(data, str) else data, OPTIONS)


def _places(document: Document) -> list[tuple[str, int, int]]:
    return [(p.code.removeprefix("BRF-"), p.where.line, p.where.column) for p in document.problems]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_make_no_difference(end: str, mark: str) -> None:
    document = _read(mark + GOOD.replace("\n", end))
    assert document == _read(GOOD)
    assert document.problems == ()


@pytest.mark.parametrize(
    ("path", "identifier"),
    [
        ("briefings/2023/2023-05-02-quay.md", "2023-05-02-quay"),
        ("briefings/Quay Closed_now.md", "quay-closed-now"),
        ("briefings/quay.fa.md", "quay-fa"),
        ("اسکله.markdown", "اسکله"),
    ],
)
def test_name_of_the_file_gives_id_and_slug(path: str, identifier: str) -> None:
    briefing = _read(GOOD, path=path).briefing
    assert briefing is not None
    assert (briefing.id, briefing.slug, briefing.path) == (identifier, identifier, path)


def test_id_and_slug_of_the_front_matter_win() -> None:
    briefing = _read(GOOD.replace("---\nText", "id: other\nslug: Old.Address\n---\nText")).briefing
    assert briefing is not None
    assert (briefing.id, briefing.slug) == ("other", "Old.Address")


def test_body_begins_on_its_line_of_the_file() -> None:
    document = _read(GOOD.replace("Text.", "Text.\n\nSee [[quay]]."))
    assert [(r.target, r.line, r.column) for r in document.body.references] == [("quay", 7, 5)]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"---\ntitle: caf\xe9\n---\n", (2, 11)),
        (b"\xef\xbb\xbf---\ntitle: \xc3\xa9\xe9\n", (2, 9)),
        (b"a\rb\r\xff", (3, 1)),
        (b"a\r\nb\r\n\xff", (3, 1)),
        ("---\n".encode("utf-16"), (1, 1)),
    ],
)
def test_text_that_is_not_utf8_is_refused_at_its_first_bad_byte(data: bytes, place: tuple[int, int]) -> None:
    assert _places(_read(data)) == [("not-utf8", *place)]


@pytest.mark.parametrize("character", ["\ue000", "\ue001", "\ue002", "\ue00f"])
def test_characters_that_would_be_taken_for_marks_are_refused(character: str) -> None:
    assert _places(_read(GOOD + "ab" + character)) == [("private-characters", 6, 3)]


def test_other_private_characters_are_text() -> None:
    assert _read(GOOD + "\uf8ff \U000f0000").problems == ()


def test_file_that_is_too_large_is_not_read() -> None:
    assert _places(_read(b"x" * (MAX_BYTES + 1))) == [("too-large", 0, 0)]
    assert _places(_read(b"#" * MAX_BYTES, FileKind.ACTORS, "registry/actors.yml")) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (FileKind.ACTORS, "actors"),
        (FileKind.PLACES, "places"),
        (FileKind.PUBLISHERS, "publishers"),
        (FileKind.SOURCES, "sources"),
    ],
)
def test_registry_is_a_list_of_its_records(kind: FileKind, name: str) -> None:
    more = {"sources": "publisher: p, title: T", "places": "name: N, kind: town"}.get(name, "name: N, kind: state")
    more = more.replace("state", "wire") if name == "publishers" else more
    document = _read(f"- {{id: a, {more}}}\n- {{id: b, {more}}}\n", kind, f"registry/{name}.yml")
    assert document.problems == ()
    assert [record.id for record in getattr(document, name)] == ["a", "b"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_empty_registry_is_no_mistake(text: str) -> None:
    assert _read(text, FileKind.ACTORS, "registry/actors.yml").problems == ()


def test_topic_and_page_need_only_a_title() -> None:
    topic = _read("---\ntitle: The harbour\n---\nBackground.\n", FileKind.TOPIC, "topics/harbour.md")
    page = _read("---\ntitle: About\n---\nText.\n", FileKind.PAGE, "pages/about.md")
    assert (topic.problems, page.problems) == ((), ())
    assert topic.topic is not None
    assert page.page is not None
    assert (topic.topic.id, page.page.slug) == ("harbour", "about")


@pytest.mark.parametrize("kind", [FileKind.BRIEFING, FileKind.TOPIC, FileKind.PAGE])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "front-matter-missing"),
        ("Text.\n", "front-matter-missing"),
        ("---\n---\nText.\n", "front-matter-missing"),
        ("---\ntitle: A\n", "front-matter-open"),
    ],
)
def test_file_without_front_matter_is_one_problem(kind: FileKind, text: str, code: str) -> None:
    assert [p.code for p in _read(text, kind).problems] == [f"BRF-{code}"]


def test_language_of_the_briefing_chooses_the_quotation_marks() -> None:
    assert "“" in _read(GOOD.replace("Text.", 'It is "shut".')).body.html
    german = _read(GOOD.replace("date:", "lang: de\ndate:").replace("Text.", 'It is "shut".'))
    assert "„" in german.body.html


def test_address_of_a_translation_does_not_name_its_language_twice() -> None:
    text = "---\ntitle: اسکله\ndate: 2023-05-02\nlang: fa\ntranslation_key: quay\n---\n"
    briefing = read_document("briefings/quay.fa.md", FileKind.BRIEFING, text.encode(), OPTIONS).briefing
    assert briefing is not None
    assert (briefing.id, briefing.slug) == ("quay-fa", "quay")


def test_translation_has_the_slug_of_its_original_and_an_id_of_its_own() -> None:
    text = GOOD.replace("date:", "lang: fa\ndate:")
    briefing = _read(text, path="briefings/quay.fa.md").briefing
    page = _read("---\ntitle: About\nlang: fa\n---\n", FileKind.PAGE, "pages/about.fa.md").page
    assert briefing is not None
    assert page is not None
    assert (briefing.id, briefing.slug) == ("quay-fa", "quay")
    assert (page.id, page.slug) == ("about-fa", "about")


def test_title_that_a_sign_of_comments_cuts_is_an_error_on_its_line_and_the_rest_is_read() -> None:
    document = _read("---\ndate: 2023-05-02\ntitle: Flight #204 lands\nsumary: x\n---\nText.\n")
    assert [(p.code, p.where.line, p.where.column) for p in document.problems] == [
        ("BRF-yaml-syntax", 3, 15),
        ("BRF-unknown-key", 4, 1),
    ]
    assert document.briefing is not None


def test_registry_tells_of_a_name_that_a_sign_of_comments_cuts() -> None:
    document = _read("- id: quay\n  name: Quay #4\n", FileKind.PLACES, "registry/places.yml")
    assert [(p.code, p.where.line) for p in document.problems] == [("BRF-yaml-syntax", 2)]
