"""Source lists: numbers, origins, ways back."""

from __future__ import annotations

import pytest

from briefings.linking.site import LinkedSource
from briefings.model.edtf_parse import parse_edtf
from briefings.model.ids import Id
from briefings.model.source import Source
from briefings.views.context import ViewContext
from briefings.views.sources import (
    SourceList,
    build_source_views,
    count_origins,
    describe_sources,
    find_version_date,
)


def _sources(dossier: ViewContext) -> tuple[LinkedSource, ...]:
    return dossier.site.briefings["quay"].sources


def test_sources_are_numbered_in_the_order_given_each_once(dossier: ViewContext) -> None:
    note, agency, gazette, herald = _sources(dossier)
    listed = SourceList([gazette, note, gazette, agency])
    assert [listed.ref(linked).number for linked in (gazette, note, agency)] == ["S1", "S2", "S3"]
    assert listed.has(note)
    assert not listed.has(herald)


def test_references_follow_the_page_and_leave_out_what_it_does_not_list(dossier: ViewContext) -> None:
    note, _, gazette, herald = _sources(dossier)
    listed = SourceList([gazette, note])
    assert [ref.href for ref in listed.refs([note, herald, gazette])] == ["#S1", "#S2"]


def test_copies_of_one_wire_story_and_papers_of_one_owner_are_one_origin(dossier: ViewContext) -> None:
    note, agency, gazette, herald = _sources(dossier)
    assert count_origins([agency, gazette]) == 1
    assert count_origins([note, agency, gazette, herald]) == 3
    assert describe_sources(dossier, [agency, gazette]) == "2 sources, 1 independent origin"
    assert describe_sources(dossier, [note]) == "1 source"


def test_view_says_what_a_reader_must_know_of_a_source(dossier: ViewContext) -> None:
    sources = _sources(dossier)
    note, agency, gazette, herald = build_source_views(dossier, SourceList(sources))
    assert (note.number, note.url, note.publisher.text, note.kind) == (
        "S1",
        "https://a.example/note",
        "Office press",
        "Official body",
    )
    assert note.published is not None
    assert note.published.text == "2 May 2023"
    assert (agency.grade, agency.grade_words, agency.grade_why) == ("B", "Usually reliable", "Long record.")
    assert (gazette.origin, [ref.number for ref in gazette.copies]) == ("Agency", ["S2"])
    assert (herald.origin, herald.grade) == ("", "")


def test_language_of_a_source_is_named_unless_it_is_that_of_the_page(dossier: ViewContext) -> None:
    listed = SourceList(_sources(dossier)[:1])
    assert build_source_views(dossier, listed)[0].lang_name == "Persian"
    assert build_source_views(dossier.in_language("fa"), listed)[0].lang_name == ""


def test_every_citation_in_the_text_has_a_way_back(dossier: ViewContext) -> None:
    body, citations = dossier.prose.briefing_body(dossier.site.briefings["quay"])
    views = build_source_views(dossier, citations.listed, citations.ways_back())
    anchors = [link.href.removeprefix("#") for view in views for link in view.cited]
    assert anchors == ["cite-S1-1", "cite-S2-1", "cite-S2-2"]
    for anchor in anchors:
        assert f'id="{anchor}"' in body
    assert [view.title for view in views][:2] == ["Agency report", "A note"]


@pytest.mark.parametrize(
    ("archived", "accessed", "date"),
    [
        ("https://web.archive.org/web/20210714093000/https://a.example/x", "2021-08-01", "2021-07-14"),
        ("https://web.archive.org/web/20210714093000id_/https://a.example/x", "", "2021-07-14"),
        ("https://archive.example/20210714/x", "", "2021-07-14"),
        ("https://archive.example/AbC12", "2021-08-01", "2021-08-01"),
        ("https://archive.example/20219914093000/x", "2021-08", ""),
        ("https://archive.example/AbC12", "", ""),
        ("", "2021-08-01", "2021-08-01"),
        ("", "", ""),
    ],
)
def test_day_of_an_archived_copy_is_that_in_its_address_or_else_the_day_of_reading(
    archived: str, accessed: str, date: str
) -> None:
    read = parse_edtf(accessed) if accessed else None
    source = Source(Id("x"), Id("paper"), "A report", "https://a.example/x", accessed=read, archived=archived)
    assert find_version_date(source) == date


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2021-07-14", "2021-07-14"),
        ("2021-07-14T23:30-06:00", "2021-07-14"),
        ("2021-07-14~", "2021-07-14"),
        ("2021-07", ""),
    ],
)
def test_without_either_the_version_that_is_meant_is_the_one_published(published: str, date: str) -> None:
    source = Source(Id("x"), Id("paper"), "A report", "https://a.example/x", published=parse_edtf(published))
    assert find_version_date(source) == date
