from __future__ import annotations

import math
import random
from datetime import UTC

from briefings.linking.related import COMMON, ENOUGH, MARKED, Described, find_related, relate_briefings
from briefings.linking.site import EntityKind
from briefings.model.ids import Id
from tests.unit.linking.factories import briefing, ids, link


def described(name: str, *terms: str) -> Described:
    return Described(Id(name), tuple((EntityKind.TOPIC, Id(term)) for term in terms))


def closest(items: list[Described], name: str) -> list[str]:
    return [related.briefing for related in find_related(items)[Id(name)]]


def test_the_rarer_the_shared_thing_the_closer() -> None:
    items = [described("a", "rare", "often"), described("b", "often"), described("c", "often"), described("d", "rare")]
    assert closest(items, "a") == ["d", "b", "c"]


def test_of_equals_the_nearest_in_time_comes_first_then_the_smaller_id() -> None:
    items = [described(name, "x") for name in ("e", "d", "c", "b", "a")]
    assert closest(items, "c") == ["b", "d", "a", "e"]


def test_nothing_shared_is_not_related() -> None:
    assert find_related([described("a", "x"), described("b", "y")]) == {"a": (), "b": ()}


def test_five_are_enough() -> None:
    assert len(closest([described(f"n{i}", "x") for i in range(9)], "n0")) == 5


def test_among_many_that_share_only_what_is_common_the_nearest_in_time_are_related() -> None:
    items = [described(f"n{i:03}", "common") for i in range(3 * COMMON)]
    assert closest(items, "n150") == ["n149", "n151", "n148", "n152", "n147"]


def test_what_is_common_still_counts_between_those_that_share_something_rarer() -> None:
    crowd = [described(f"n{i:03}", "common") for i in range(3 * COMMON)]
    items = [described("a", "common", "rare"), *crowd, described("y", "rare"), described("z", "common", "rare")]
    related = find_related(items)[Id("a")]
    assert [item.briefing for item in related[:2]] == ["z", "y"]
    assert related[0].topics == ("rare", "common")


def test_the_reasons_stand_by_kind_with_the_rarest_first() -> None:
    site = link(
        briefing("a", topics=ids("war", "talks"), actors=ids("taliban"), places=ids("wesh")),
        briefing("b", topics=ids("war", "talks"), actors=ids("taliban")),
        briefing("c", topics=ids("war")),
    )
    [first, second] = relate_briefings(site, UTC)[Id("a")]
    assert (first.briefing, first.topics, first.actors, first.places) == ("b", ("talks", "war"), ("taliban",), ())
    assert second.briefing == "c"


def test_withdrawn_briefings_are_not_recommended() -> None:
    site = link(briefing("a", topics=ids("war")), briefing("b", topics=ids("war"), stage="withdrawn"))
    assert relate_briefings(site, UTC) == {"a": ()}


def test_among_few_the_best_are_those_that_a_count_of_everything_shared_gives() -> None:
    chance = random.Random(1)
    names = [f"t{i}" for i in range(2 * MARKED)]
    items = [described(f"n{i:02}", *chance.sample(names, 12)) for i in range(ENOUGH)]
    members = {term: sum(term in item.terms for item in items) for item in items for term in item.terms}
    found = find_related(items)
    for item in items:
        scores = {
            other.id: round(sum(math.log(1 + len(items) / members[t]) for t in {*item.terms} & {*other.terms}), 6)
            for other in items
            if other is not item
        }
        assert [scores[related.briefing] for related in found[item.id]] == sorted(scores.values())[:-6:-1]


def test_with_enough_that_share_the_rarest_thing_what_is_less_rare_proposes_nobody() -> None:
    rare = [described(f"r{i:02}", "rare") for i in range(ENOUGH)]
    close = [described(f"c{i:02}", "x", "y") for i in range(ENOUGH + 1)]
    items = [described("a", "rare", "x", "y"), *close, *rare]
    assert {name[0] for name in closest(items, "a")} == {"r"}
