"""The content as it was known on a day, against the ledger, which works the same out by another way."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from briefings.linking.changes import end_of_day
from briefings.linking.ledger import claim_on
from briefings.plugin.build import Build

KABUL = ZoneInfo("Asia/Kabul")
NOW = datetime(2021, 9, 30, tzinfo=UTC)


@pytest.fixture
def read_sample(root):
    """The sample site, read and linked anew each time."""

    def read():
        build = Build({"PATH": str(root / "content"), "TIMEZONE": "Asia/Kabul", "DEFAULT_LANG": "en"}, "settings")
        build.read_and_link(NOW)
        assert not build.has_errors()
        return build

    return read


@pytest.mark.parametrize("day", ["2021-07-14", "2021-07-16", "2021-08-15", "2021-08-31"])
def test_every_claim_stands_as_the_ledger_says_it_stood(read_sample, day):
    evening = end_of_day(day, KABUL)
    build = read_sample()
    expected = {key: claim_on(claim, evening, KABUL) for key, claim in build.site.claims.items()}
    build.link_as_known(evening)
    found = {key: claim for key, claim in build.site.claims.items() if claim.positions}
    assert {key for key, claim in expected.items() if claim} == set(found)
    assert len(found) > 20
    for key, claim in found.items():
        assert (key, claim.status, claim.origins) == (key, expected[key].status, expected[key].origins)
        assert [p.position.said for p in claim.positions] == [p.position.said for p in expected[key].positions]


def test_nothing_on_the_site_is_younger_than_the_day(read_sample):
    evening = end_of_day("2021-07-16", KABUL)
    build = read_sample()
    changed = build.link_as_known(evening)
    site = build.site
    assert site.as_of.utc <= evening
    assert site.briefings
    for linked in site.briefings.values():
        briefing = linked.briefing
        dated = [briefing.date, briefing.modified, briefing.as_of]
        dated += [item.at for item in (*briefing.updates, *briefing.corrections)]
        assert all(moment.utc <= evening for moment in dated if moment)
        assert not any(item.outcome for item in briefing.upcoming)
        if briefing.path in changed:
            assert (briefing.summary, briefing.unknowns, site.bodies[briefing.path].html) == ("", (), "")
    assert not any(topic.topic.summary for topic in site.topics.values())


def test_after_the_last_change_all_texts_are_there(read_sample):
    build = read_sample()
    before = {path: body.html for path, body in build.site.bodies.items() if path.startswith("briefings/")}
    assert build.link_as_known(NOW) == frozenset()
    assert {path: body.html for path, body in build.site.bodies.items() if path in before} == before


def test_what_was_overtaken_later_is_only_to_come_yet(read_sample):
    build = read_sample()
    assert any(item.overtaken for linked in build.site.briefings.values() for item in linked.briefing.upcoming)
    build.link_as_known(end_of_day("2021-08-31", KABUL))
    assert "BRF-missing-key" not in {problem.code for problem in build.site.problems}
    assert not any(item.overtaken for linked in build.site.briefings.values() for item in linked.briefing.upcoming)
