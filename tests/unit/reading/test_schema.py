"""A YAML tree becomes typed records, and everything wrong with it becomes problems."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from briefings.model.briefing import Briefing, Stage
from briefings.model.ids import Id
from briefings.model.page import StaticPage
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Problem
from briefings.reading.conversion import Context
from briefings.reading.schema import convert_record, convert_records
from briefings.reading.yaml_tree import parse_yaml

KABUL = ZoneInfo("Asia/Kabul")


def _read(text: str, record: type[Any] = Briefing) -> tuple[Any, list[Problem]]:
    root, problems = parse_yaml(text, "a.md", 2)
    assert root is not None, problems
    context = Context("a.md", 2, KABUL)
    return convert_record(root, record, context, id=Id("a"), path="a.md"), context.problems


def _codes(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(p.code.removeprefix("BRF-"), p.where.line, p.where.column) for p in problems]


def test_title_and_date_make_a_briefing() -> None:
    briefing, problems = _read("title: A\ndate: 2021-07-14\n")
    assert problems == []
    assert (briefing.id, briefing.title, briefing.stage, briefing.topics) == ("a", "A", Stage.FINAL, ())


def test_values_have_their_types() -> None:
    briefing, problems = _read(
        "title: 'NO'\ndate: 2021-07-14\nstage: developing\ntopics: [a, b]\nevent: 2021-07~\n"
        "sources: [known, {id: x, publisher: p, title: T, url: https://a.example/}]\n"
        "claims:\n  - id: c\n    texts: {fa: متن}\n    positions:\n"
        "      - {by: s, stance: casts-doubt, said: 2021, via: [x], value: {best: 4}, cred: 2}\n"
    )
    assert problems == []
    assert briefing.title == "NO"
    assert briefing.sources[0] == "known"
    assert isinstance(briefing.sources[1], Source)
    position = briefing.claims[0].positions[0]
    assert (position.stance, position.value.best, position.cred) == ("casts-doubt", 4.0, 2)
    assert briefing.claims[0].texts == {"fa": "متن"}


def test_all_problems_of_a_file_are_found_in_one_go_with_their_places() -> None:
    briefing, problems = _read("titel: A\ndate: soon\ntopics: a\nclaims:\n  - {id: C, positions: [{by: x}]}\n")
    assert briefing is None
    assert _codes(problems) == [
        ("unknown-key", 2, 1),
        ("invalid-date", 3, 7),
        ("wrong-type", 4, 9),
        ("invalid-id", 6, 10),
        ("missing-key", 6, 25),
        ("missing-key", 6, 25),
    ]


@pytest.mark.parametrize("value", ["", '""', "'  '", "# a comment", '"\\t"'])
def test_required_key_without_a_value_is_missing_and_the_key_is_shown(value: str) -> None:
    briefing, problems = _read(f"date: 2021-07-14\ntitle: {value}\n")
    assert briefing is None
    assert _codes(problems) == [("missing-key", 3, 1)]


def test_optional_key_without_a_value_is_as_if_it_were_not_there() -> None:
    briefing, problems = _read("title: A\ndate: 2021-07-14\ntopics:\nstage: ''\nimage:\n")
    assert problems == []
    assert (briefing.topics, briefing.stage, briefing.image) == ((), Stage.FINAL, None)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Title", "Did you mean `title`?"),
        ("SUMMARY", "Did you mean `summary`?"),
        ("tags", "Here it is called `topics`."),
        ("Author", "Here it is called `authors`."),
        ("Get_content", ""),
        ("and so on", "Inside `{…}` a comma ends a value: put text that contains one in double quotes."),
        (
            "b”",
            'Inside `{…}` a comma ends a value: put text that contains one in double quotes, such as `"…"`.',
        ),
        ("draft", "Write `status: draft` for what is not published yet, and delete the line otherwise."),
        ("Published", "Write `status: draft` for what is not published yet, and delete the line otherwise."),
    ],
)
def test_unknown_key_is_named_and_the_right_one_offered(key: str, hint: str) -> None:
    _, problems = _read(f"title: A\ndate: 2021-07-14\n{key}: x\n")
    [problem] = problems
    assert (problem.code, problem.found, problem.hint) == ("BRF-unknown-key", f"`{key}`", hint)


@pytest.mark.parametrize(
    "line", ["tipic: x", "colour: red", "and so on:", "[a, b]: x", "claims: [{id: c, colour: red}]"]
)
def test_file_can_be_read_without_a_key_that_it_should_not_have(line: str) -> None:
    """So that all its other mistakes are told in the same run."""
    briefing, problems = _read(f"title: A\ndate: 2021-07-14\n{line}\nwhy: Because.\n")
    assert [p.code for p in problems] == ["BRF-unknown-key"]
    assert briefing is not None
    assert (briefing.title, briefing.why) == ("A", "Because.")


@pytest.mark.parametrize(
    "line",
    ["clams: [{id: c, texts: {fa: x}}]", "Claims: [{id: c, texts: {fa: x}}]", "claims: [{id: c, textts: {fa: x}}]"],
)
def test_value_of_a_misspelt_key_is_taken_for_that_of_the_key_that_was_meant(line: str) -> None:
    """Else every link to what stands there would be a mistake too."""
    briefing, problems = _read(f"title: A\ndate: 2021-07-14\n{line}\n")
    assert [p.code for p in problems] == ["BRF-unknown-key"]
    assert [(claim.id, claim.texts) for claim in briefing.claims] == [("c", {"fa": "x"})]


def test_misspelt_key_that_is_required_is_told_and_leaves_the_file_readable() -> None:
    briefing, problems = _read("titel: A\ndate: 2021-07-14\n")
    assert _codes(problems) == [("unknown-key", 2, 1)]
    assert briefing.title == "A"


def test_key_that_is_required_is_missing_too_where_nothing_could_be_taken_for_it() -> None:
    assert _codes(_read("titel: [A]\ndate: 2021-07-14\n")[1]) == [("unknown-key", 2, 1), ("missing-key", 2, 1)]


def test_all_keys_are_listed_only_where_none_of_them_can_be_offered() -> None:
    _, [near, far] = _read("title: A\ndate: 2021-07-14\nsumary: x\ncolour: red\n")
    assert (near.expected, near.hint) == ("a key that belongs here", "Did you mean `summary`?")
    assert far.expected.startswith("one of id, title, date, ")
    assert far.hint == ""


def test_key_without_a_space_behind_its_colon_is_told_inside_of_brackets() -> None:
    _, problems = _read("title: A\ndate: 2021-07-14\nimage: {file: a.jpg, alt: A., credit:Desk}\n")
    assert [(p.found, p.hint) for p in problems] == [("`credit:Desk`", "Put a space behind the colon.")]


def test_flag_for_drafts_is_not_offered_where_status_means_something_else() -> None:
    _, [problem] = _read("title: A\ndate: 2021-07-14\nclaims: [{id: c, draft: true}]\n")
    assert problem.hint == ""


def test_verdict_is_called_status_in_an_assessment() -> None:
    text = "title: A\ndate: 2021-07-14\nclaims:\n  - {id: c, assessment: {verdict: confirmed, basis: b, as_of: 2021}}\n"
    _, [problem] = _read(text)
    assert (problem.found, problem.hint) == ("`verdict`", "Here it is called `status`.")


def test_value_of_the_right_key_wins_over_one_that_is_misspelt() -> None:
    briefing, _ = _read("title: A\ntitel: B\ndate: 2021-07-14\nsumary: C\nsummry: D\n")
    assert (briefing.title, briefing.summary) == ("A", "C")


@pytest.mark.parametrize("line", ["quellen: [{id: x}]", "colours: {fa: x}", "clams: [{id: C}]"])
def test_file_with_a_list_that_nobody_knows_is_not_read(line: str) -> None:
    """What it holds would be missed everywhere, and each time told as another mistake."""
    briefing, problems = _read(f"title: A\ndate: 2021-07-14\n{line}\n")
    assert briefing is None
    assert [p.code for p in problems] == ["BRF-unknown-key"]


def test_path_cannot_be_typed_by_an_author() -> None:
    assert _codes(_read("title: A\ndate: 2021-07-14\npath: /etc/passwd\n")[1]) == [("unknown-key", 4, 1)]


def test_key_that_is_no_text_is_unknown() -> None:
    _, problems = _read("title: A\ndate: 2021-07-14\n[a, b]: x\n")
    assert [(p.code, p.found) for p in problems] == [("BRF-unknown-key", "a list")]


def test_languages_are_checked_and_never_lost() -> None:
    codes = _codes(_read("name: A\nkind: state\nnames: {fa: a, fa: b, not a tag: c, ps: [d]}\n", Actor)[1])
    assert codes == [("duplicate-key", 4, 16), ("invalid-value", 4, 23), ("wrong-type", 4, 41)]


def test_name_of_a_language_is_refused_with_its_tag() -> None:
    [in_names] = _read("name: A\nkind: state\nnames: {persian: a, haz: b}\n", Actor)[1]
    [in_lang] = _read("title: A\ndate: 2021-07-14\nlang: fa_AF\n")[1]
    assert [(p.code, p.hint) for p in (in_names, in_lang)] == [
        ("BRF-invalid-value", "Write `fa`."),
        ("BRF-invalid-value", "Write `fa-AF`."),
    ]


@pytest.mark.parametrize("text", ["- a\n", "just text\n"])
def test_front_matter_that_is_no_mapping_names_the_keys_it_needs(text: str) -> None:
    briefing, problems = _read(text)
    assert briefing is None
    assert problems[0].code == "BRF-wrong-type"
    assert "title, date" in problems[0].expected


def test_item_of_a_list_of_records_says_which_keys_it_needs() -> None:
    _, problems = _read("title: A\ndate: 2021-07-14\nunknowns:\n  - Who did it?\n")
    assert [(p.code, p.where.line, p.expected) for p in problems] == [("BRF-wrong-type", 5, "keys and values: text")]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("image: images/x.svg", "Write `{file: images/x.svg, alt: …}`."),
        ("unknowns: [Who paid]", "Write `{text: Who paid}`."),
        ("unknowns: ['Who: paid, and why']", "Write `{text: …}`."),
        ("corrections: [typo]", "Write `{at: …, now: …}`."),
        ("unknowns: [[Who paid]]", ""),
    ],
)
def test_text_where_keys_and_values_belong_is_shown_with_its_key(line: str, hint: str) -> None:
    _, [problem] = _read(f"title: A\ndate: 2021-07-14\n{line}\n")
    assert (problem.code, problem.hint) == ("BRF-wrong-type", hint)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("a, b", "Write `[a, b]`, or one `- ` line for each."),
        ("'[a, b]'", "Take away the quotation marks around the brackets."),
        ("{a: b}", "Begin each item with `- `."),
    ],
)
def test_hint_for_what_is_no_list_leads_to_one(value: str, hint: str) -> None:
    _, [problem] = _read(f"title: A\ndate: 2021-07-14\nplaces: {value}\n")
    assert (problem.code, problem.hint) == ("BRF-wrong-type", hint)


def test_note_about_a_zone_leaves_the_record_whole() -> None:
    briefing, problems = _read("title: A\ndate: 2021-07-14 13:20\n")
    assert [p.code for p in problems] == ["BRF-zone-missing"]
    assert briefing.date.text == "2021-07-14T13:20+04:30"


def test_broken_record_of_a_list_leaves_its_place_to_nobody() -> None:
    root, _ = parse_yaml("- {id: a, name: A, kind: state}\n- {id: b}\n- {id: c, name: C, kind: person}\n", "r.yml", 1)
    assert root is not None
    context = Context("r.yml", 1, KABUL)
    assert [record and record.id for record in convert_records(root, Actor, context)] == ["a", None, "c"]
    assert _codes(context.problems) == [("missing-key", 2, 3), ("missing-key", 2, 3)]


def test_long_value_is_shortened_and_stands_in_one_line() -> None:
    _, problems = _read("title: A\ndate: |\n  one\n  " + "x" * 100 + "\n")
    assert problems[0].found.startswith("the text `one xxx")
    assert len(problems[0].found) < 80


@pytest.mark.parametrize("record", [Briefing, Topic, StaticPage, Actor, Place, Publisher, Source])
def test_every_key_of_every_record_can_be_read(record: type[msgspec.Struct]) -> None:
    """A new field of a type that the schema cannot read would only fail at its first use."""
    text = "".join(
        f"{field.encode_name}: {{a: b}}\n" for field in msgspec.structs.fields(record) if field.name != "path"
    )
    _, problems = _read(text, record)
    assert not any(problem.code == "BRF-unknown-key" and problem.where.column == 1 for problem in problems)
