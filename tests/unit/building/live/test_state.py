"""What a preview shows after a build, and who hears of it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from briefings.building.live.state import Feed, Outcome, ShownProblem, State, advance

WRONG = Outcome(problems=(ShownProblem("a.md:1:1", "wrong"),) * 60)


def test_problems_leave_the_site_that_is_up():
    state = advance(State(version="a-1", unpublished={"x": "is a draft"}), WRONG, "a-2")
    assert (state.version, state.count, len(state.problems)) == ("a-1", 60, 50)
    assert state.unpublished == {"x": "is a draft"}


def test_a_mended_site_that_is_the_same_as_before_keeps_its_version():
    state = advance(advance(State(version="a-1"), WRONG, "a-2"), Outcome(), "a-3")
    assert state == State(version="a-1")


def test_a_changed_site_has_another_version():
    assert advance(State(version="a-1"), Outcome(is_changed=True), "a-2").version == "a-2"


def test_the_first_site_has_a_version_whatever_changed():
    assert advance(State(), WRONG, "a-1").version == ""
    assert advance(State(), Outcome(), "a-1").version == "a-1"


def test_followers_hear_of_every_state_and_are_let_go_at_the_end():
    async def follow() -> list[str]:
        feed, heard = Feed(), []

        async def listen() -> None:
            heard.extend([state.version async for state in feed.follow()])

        listening = asyncio.create_task(listen())
        for version in ("a-1", "a-2"):
            feed.publish(State(version=version))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        feed.close()
        await listening
        assert await feed.wait_for_first() == State()
        return heard

    # In a thread of its own: a browser test before it may have left its loop in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(follow())).result(timeout=30) == ["a-1", "a-2"]
