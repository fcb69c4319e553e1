"""`briefings new`: a draft that reads back without a problem, and never over somebody's work."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefings.cli.serve import make_preview
from briefings.model.document import FileKind
from briefings.reading.read import ReadingOptions, read_document

NOW = ("--now", "2021-07-14T13:20")


@pytest.fixture
def desk(site):
    """A site with a settings file, a `briefings` folder and one topic."""
    content = site / "content"
    (content / "quay.md").unlink()
    (content / "briefings").mkdir()
    (content / "topics").mkdir()
    (content / "topics/harbour.md").write_text("---\ntitle: Harbour\naliases: [port]\n---\n")
    (site / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "Asia/Kabul"\n')
    return site


def read_draft(path):
    document = read_document(path.name, FileKind.BRIEFING, path.read_bytes(), ReadingOptions(ZoneInfo("UTC")))
    assert document.problems == ()
    return document.briefing


def test_writes_a_draft_that_reads_back_and_prints_its_path(desk, invoke):
    result = invoke("new", "Ferry suspended: why?", "--topic", "harbour", "--kind", "flash", *NOW)
    path = "content/briefings/2021/2021-07-14-ferry-suspended-why.md"
    assert (result.exit_code, result.stdout, result.stderr) == (0, path + "\n", "")
    draft = read_draft(desk / path)
    assert (draft.title, draft.topics, draft.kind) == ("Ferry suspended: why?", ("harbour",), "flash")
    assert draft.status == "draft"
    assert draft.date.text == "2021-07-14T13:20+04:30"


def test_the_clock_is_read_in_the_zone_of_the_site(desk, invoke):
    path = desk / invoke("new", "Now").stdout.strip()
    at = read_draft(path).date.at
    assert at.utcoffset() == timedelta(hours=4, minutes=30)
    assert abs(datetime.now(at.tzinfo) - at) < timedelta(minutes=2)
    assert path.name.startswith(at.date().isoformat())


@pytest.mark.parametrize(
    "event", ["2021-07-14~", "2021-07-13/2021-07-15", "[2021-07-13,2021-07-14]", "2021-21", "2021-07-XX"]
)
def test_an_event_of_any_form_is_kept(desk, invoke, event):
    path = desk / invoke("new", "Talks", "--event", event, *NOW).stdout.strip()
    assert event in path.read_text()
    assert read_draft(path).event is not None


@pytest.mark.parametrize(
    "title",
    [
        'Say "no": a #hashtag & {braces}',
        "NO",
        "12:30",
        "- not a list",
        "گذرگاه ویش بسته شد",
        "可爱的边境",
        "a\u200cb",
        "A\nB\x07",
    ],
)
def test_any_headline_survives_yaml(desk, invoke, title):
    result = invoke("new", *NOW, "--", title)
    assert result.exit_code == 0, result.stderr
    assert read_draft(desk / result.stdout.strip()).title == " ".join(title.split()).replace("\x07", "")


def test_every_hint_is_valid_once_it_is_uncommented(desk, invoke):
    path = desk / invoke("new", "Hints", "--topic", "harbour", *NOW).stdout.strip()
    text = re.sub(r"^# event: .*\n", "", path.read_text(), flags=re.MULTILINE)
    text = re.sub(r"^# (\w+: )\[.*\]$", r"# \1[some-id]", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^# ?", "", text, flags=re.MULTILINE))
    draft = read_draft(path)
    assert [position.stance for position in draft.claims[0].positions] == ["asserts", "denies"]
    assert draft.why
    assert draft.sources
    assert draft.unknowns
    assert draft.upcoming


def test_an_unknown_topic_is_warned_about_with_the_nearest_name(desk, invoke):
    result = invoke("new", "Ferry", "--topic", "harbor", *NOW)
    assert result.exit_code == 0
    assert "Did you mean `harbour`?" in result.stderr
    assert "Warning" not in invoke("new", "Ferry two", "--topic", "port", *NOW).stderr


def test_nothing_is_overwritten(desk, invoke):
    path = desk / invoke("new", "Ferry", *NOW).stdout.strip()
    path.write_text("mine")
    result = invoke("new", "Ferry", *NOW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "exists already" in result.stderr
    assert path.read_text() == "mine"


def test_briefings_that_lie_elsewhere_stay_briefings(site, invoke):
    result = invoke("new", "Second", *NOW)
    assert result.stdout == "content/2021/2021-07-14-second.md\n"


def test_content_can_be_named(desk, invoke, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    result = invoke("new", "Ferry", "--content", tmp_path / "elsewhere", *NOW)
    assert result.stdout == f"{tmp_path}/elsewhere/briefings/2021/2021-07-14-ferry.md\n"


WRONG = {
    "no headline": ([""], "letter or a digit"),
    "a headline of signs": (["?!"], "letter or a digit"),
    "a bad event": (["Ferry", "--event", "yesterday"], "yesterday"),
    "a bad kind": (["Ferry", "--kind", "scoop"], "scoop"),
    "a bad time": (["Ferry", "--now", "noon"], "noon"),
    "a time past the last day": (["Ferry", "--now", "9999-12-31T23:59-12:00"], "9999-12-31T23:59-12:00"),
    "a time before the first day": (["Ferry", "--now", "0001-01-01T00:00+14:00"], "0001-01-01T00:00+14:00"),
    "an ill-formed topic": (["Ferry", "--topic", "The Harbour"], "the-harbour"),
    "no topic at all": (["Ferry", "--topic", ""], "'' is not an id.\n"),
    "no such content": (["Ferry", "--content", "nowhere"], "does not exist"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_writes_nothing(desk, invoke, list_tree, arguments, message):
    before = list_tree(desk)
    result = invoke("new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert list_tree(desk) == before


LONG = "Ministry of Transport says the ferry across Amber Bay will not sail again before the report, union objects "


@pytest.mark.parametrize(
    "title", [LONG * 2, "Schifffahrtsgesellschaft" * 9, "可爱的边境" * 30, "葛\U000e0100城", "گذرگاه " * 40]
)
def test_no_headline_is_too_long_or_too_odd_for_the_site(desk, invoke, title):
    path = desk / invoke("new", title, "--topic", "harbour", *NOW).stdout.strip()
    assert path.stem == read_draft(path).slug
    assert path.stem.startswith("2021-07-14-")
    checked = invoke("check")
    assert checked.exit_code == 0, checked.stdout + checked.stderr


def test_draft_stands_in_the_preview_as_it_is_written(desk, invoke):
    invoke("new", "Ferry sails again", "--topic", "harbour", *NOW)
    settings = {"PATH": str(desk / "content"), "OUTPUT_PATH": str(desk / "out"), "SITEURL": "http://127.0.0.1:8000"}
    make_preview("pelicanconf.py", settings, with_drafts=True, quiet=True).run()
    assert "Write here." in (desk / "out/briefings/2021-07-14-ferry-sails-again/index.html").read_text()


@pytest.mark.parametrize("place", ["briefings", "briefings/2021"])
def test_file_in_the_place_of_a_folder_is_named(desk, invoke, place):
    if place == "briefings":
        (desk / "content/briefings").rmdir()
    (desk / "content" / place).write_text("mine")
    result = invoke("new", "Ferry", *NOW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"content/{place}" in result.stderr
    assert "fault in Briefings" not in result.stderr
    assert (desk / "content" / place).read_text() == "mine"
