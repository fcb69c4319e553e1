"""Addresses made of file names and ids: whatever a file is called, its record has one, or a problem says why not."""

from __future__ import annotations

from datetime import UTC

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.model.document import Document, FileKind
from briefings.model.forms import MAX_SLUG
from briefings.reading.read import ReadingOptions, read_document

YAML = "---\ntitle: T\ndate: 2021-03-02\n{more}---\n\nText.\n"
STOCK = "Title: T\nDate: 2021-03-02\n\nText.\n"
PAGE = "---\ntitle: T\n{more}---\n\nText.\n"
FORMS = [(FileKind.BRIEFING, YAML), (FileKind.BRIEFING, STOCK), (FileKind.PAGE, PAGE), (FileKind.PAGE, STOCK)]

words = st.text("abé可\u1160葛\U000e0100-.ـ1", min_size=1, max_size=130)
names = st.one_of(words, st.text(min_size=1, max_size=130)).filter(lambda name: "/" not in name)


def read(path, kind, text):
    """The document, after the way through the cache that every document takes."""
    document = read_document(path, kind, text.encode("utf-8", "replace"), ReadingOptions(UTC))
    return msgspec.json.decode(msgspec.json.encode(document), type=Document)


@given(name=names, form=st.sampled_from(FORMS))
@example(name="2021-03-02-" + "word-" * 20, form=FORMS[0])
@example(name="葛\U000e0100城", form=FORMS[1])
@example(name="\u1160", form=FORMS[2])
def test_every_file_name_gives_an_address_or_a_problem(name, form):
    kind, text = form
    document = read(f"x/{name}.md", kind, text.format(more=""))
    record = document.briefing or document.page
    assert document.problems or 0 < len(record.slug) <= MAX_SLUG


@given(id=words, lang=st.sampled_from(["", "fa", "a"]), form=st.sampled_from([FORMS[0], FORMS[2]]))
@example(id="a" * 120, lang="fa", form=FORMS[0])
def test_every_id_gives_an_address_or_a_problem(id, lang, form):  # noqa: A002 - the key that it is
    kind, text = form
    document = read("x/name.md", kind, text.format(more=f'id: "{id}"\nlang: {lang}\n'))
    record = document.briefing or document.page
    assert document.problems or 0 < len(record.slug) <= MAX_SLUG


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("2021-03-02-ferry", "2021-03-02-ferry"),
        ("2021-03-02-ferry.fa", "2021-03-02-ferry-fa"),
        ("a" * 80, "a" * 80),
        ("2021-03-02-" + "ferry-" * 15, "2021-03-02-" + "-".join(["ferry"] * 11)),
        ("2021-03-02-" + "f" * 100, "2021-03-02-" + "f" * 69),
        ("f" * 80 + "-more", "f" * 80),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_long_name_is_cut_between_words_where_that_leaves_half(name, slug):
    document = read(f"briefings/{name}.md", FileKind.BRIEFING, YAML.format(more=""))
    assert document.briefing.slug == slug
    assert document.problems == ()


KEYS = """
    id title date modified slug lang translation_key event summary topics order status name kind in lat lon aliases url
    precision_km image names embargo as_of parent published archived credibility reliability
"""
VALUES = r"""
    1e999 .nan -.inf -0 999999999 "\ud800" "\u2028" 9999-12-31 9999-12-31T23:59:59-14:00 -0001 {grade:B} [a,b]
"""
odd = st.one_of(
    st.text(max_size=200),
    words,
    st.sampled_from(VALUES.split()),
)


@given(
    name=names,
    values=st.dictionaries(st.sampled_from(KEYS.split()), odd, max_size=5),
    kind=st.sampled_from([kind for kind in FileKind if kind is not FileKind.STATIC]),
)
def test_whatever_is_read_comes_back_from_the_cache(name, values, kind):
    typed = {"title": "T", "date": "2021-03-02", "id": "an-id", "name": "N", **values}
    lines = "\n".join(f"{key}: {value}" for key, value in typed.items() if "\n" not in value)
    is_registry = kind in (FileKind.ACTORS, FileKind.PLACES, FileKind.PUBLISHERS, FileKind.SOURCES)
    text = "- " + lines.replace("\n", "\n  ") if is_registry else f"---\n{lines}\n---\nText."
    data = text.encode("utf-8", "replace")
    document = read_document(f"x/{name}.md", kind, data, ReadingOptions(UTC))
    assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document
