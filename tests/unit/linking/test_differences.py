"""What readers would see of a change, from records; the order of files and lists has no part in it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings.linking.difference_records import Difference, State, Step
from briefings.linking.differences import compare_sites
from briefings.model.briefing import Briefing, Correction, Stage, Update
from briefings.model.claim import Estimate, Quantity
from briefings.model.document import Document, FileKind
from briefings.model.ids import Id
from briefings.model.topic import Topic
from tests.unit.linking.factories import (
    actor,
    assessment,
    briefing,
    claim,
    correction,
    document,
    fact,
    ids,
    image,
    link,
    moment,
    position,
    registry,
    source,
    upcoming,
    update,
)


def state(*records: Document | Briefing | Topic) -> State:
    documents = [record if isinstance(record, Document) else document(record) for record in records]
    return State(link(*documents), {found.path: found for found in documents})


def wesh(name: str = "a", *positions: Any, **fields: Any) -> Briefing:
    """A briefing that defines the claim `wesh-captured`."""
    claims = (claim(positions=positions or (position(),)),)
    return briefing(name, **{"sources": (source("wire"),), "claims": claims, **fields})


def compare(base: Any, head: Any) -> Difference:
    before, after = (state(*(side if isinstance(side, tuple) else (side,))) for side in (base, head))
    return compare_sites(before, after)


def test_an_outcome_that_is_called_overtaken_and_the_name_of_an_event_are_changes() -> None:
    talk, shots = upcoming("talk", "2021-08", outcome="Off."), fact("2021-07-01")
    before = briefing("a", upcoming=(talk,), events=(shots,))
    after = replace(before, upcoming=(replace(talk, overtaken=True),), events=(replace(shots, id=Id("shots")),))
    assert told(compare(before, after)) == [
        ("event", "a", "id", "", "shots"),
        ("upcoming", "a", "overtaken", "", "true"),
    ]


def told(difference: Difference) -> list[tuple[str, ...]]:
    """Every change of a field, and what was added or removed, as tuples."""
    found: list[tuple[str, ...]] = []
    for change in difference.briefings:
        if change.step is not Step.CHANGED:
            found.append(("briefing", change.step, change.id))
        found += [("briefing", change.id, f.name, f.before, f.after) for f in change.fields]
    found += [("status", m.claim, m.before, m.after, m.briefing) for m in difference.moves]
    for item in difference.items:
        if item.step is Step.CHANGED:
            found += [(item.kind, item.briefing, f.name, f.before, f.after) for f in item.fields]
        else:
            found.append((item.kind, item.step, item.briefing, item.name))
    return found


BASE = wesh("a", image=image(caption="A post."), updates=(update("2021-07-15"),))
CHANGES = {
    "title": (replace(BASE, title="New"), [("briefing", "a", "title", "a", "New")]),
    "summary": (replace(BASE, summary="Now so."), [("briefing", "a", "summary", "", "Now so.")]),
    "address": (replace(BASE, slug="there"), [("briefing", "a", "address", "", "there")]),
    "claim's text": (
        replace(BASE, claims=(claim(text="They hold it."),)),
        [("claim", "a", "text", "The Taliban hold Wesh.", "They hold it.")],
    ),
    "claim's text in another language": (
        replace(BASE, claims=(claim(texts={"fa": "ویش"}),)),
        [("claim", "a", "text (fa)", "", "ویش")],
    ),
    "new claim": (
        replace(BASE, claims=(*BASE.claims, claim("other", "Another."))),
        [("claim", "added", "a", "Another.")],
    ),
    "stance": (
        replace(BASE, claims=(claim(positions=(position(stance="corroborates"),)),)),
        [("position", "a", "stance", "asserts", "corroborates")],
    ),
    "speaker": (
        replace(BASE, claims=(claim(positions=(position("kabul"),)),)),
        [("position", "a", "speaker", "taliban", "kabul")],
    ),
    "quote": (
        replace(BASE, claims=(claim(positions=(replace(position(), quote="We do"),)),)),
        [("position", "a", "quote", "", "We do")],
    ),
    "figure": (
        replace(BASE, claims=(claim(positions=(replace(position(), value=Estimate(3, 4, 5)),)),)),
        [("position", "a", "figure", "", "4 (3 to 5)")],
    ),
    "quantity": (
        replace(BASE, claims=(claim(quantity=Quantity("killed", "people")),)),
        [("claim", "a", "quantity", "", "killed, people")],
    ),
    "assessment": (
        replace(BASE, claims=(claim(assessment=assessment()),)),
        [
            ("status", "wesh-captured", "claimed", "confirmed", "a"),
            ("assessment", "added", "a", "assessed as confirmed"),
        ],
    ),
    "caption": (
        replace(BASE, image=image(caption="Another post.")),
        [("image", "a", "caption", "A post.", "Another post.")],
    ),
    "alt": (
        replace(BASE, image=replace(image(caption="A post."), alt="A gate.")),
        [("image", "a", "alt", "A post.", "A gate.")],
    ),
    "credit": (replace(BASE, image=image(caption="A post.", credit="Me")), [("image", "a", "credit", "", "Me")]),
    "event": (replace(BASE, events=(fact("2021-07-01"),)), [("event", "added", "a", "Something happens.")]),
    "to watch": (replace(BASE, upcoming=(upcoming("talk", "2021-08"),)), [("upcoming", "added", "a", "A talk.")]),
    "update": (
        replace(BASE, updates=(*BASE.updates, Update(moment("2021-07-16"), "Later."))),
        [("update", "added", "a", "Later.")],
    ),
    "correction": (replace(BASE, corrections=(correction("2021-07-16"),)), [("correction", "added", "a", "Right.")]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_and_nothing_else(name: str) -> None:
    head, expected = CHANGES[name]
    assert told(compare(BASE, head)) == expected


@pytest.mark.parametrize("name", CHANGES)
def test_taken_back_it_is_told_the_other_way_round(name: str) -> None:
    head, _ = CHANGES[name]
    there, back = compare(BASE, head), compare(head, BASE)
    swap = {"added": "removed"}
    assert [swap.get(item.step, item.step) for item in there.items] == [item.step for item in back.items]
    texts = [
        [(f.name, f.before, f.after) for change in (*found.briefings, *found.items) for f in change.fields]
        for found in (there, back)
    ]
    assert texts[0] == [(name, after, before) for name, before, after in texts[1]]


def test_a_briefing_comes_with_its_claims_but_not_with_all_that_is_said_of_them() -> None:
    assert told(compare((), BASE)) == [
        ("briefing", "added", "a"),
        ("claim", "added", "a", "The Taliban hold Wesh."),
    ]


def test_what_a_new_briefing_says_of_an_older_claim_is_told() -> None:
    newer = briefing(
        "b", "2021-07-15", sources=(source("wire"),), claims=(claim(text="", positions=(position("kabul", "denies"),)),)
    )
    assert told(compare(BASE, (BASE, newer))) == [
        ("briefing", "added", "b"),
        ("status", "wesh-captured", "claimed", "disputed", "b"),
        ("position", "added", "b", "Kabul denies"),
    ]


def test_a_status_that_moves_without_a_briefing_names_none() -> None:
    record = wesh(
        "a", position("taliban"), position("kabul", via=("other",)), sources=(source("wire"), source("other", "ap"))
    )
    topic = {"topics": ids("war")}
    one, both = (
        (
            document(replace(record, **topic)),
            document(Topic(id=ids("war")[0], title="War")),
            registry(actor("taliban", party_to=ids("war")), actor("kabul", party_to=ids(*party))),
        )
        for party in ((), ("war",))
    )
    assert told(compare(one, both)) == [("status", "wesh-captured", "corroborated", "claimed", "")]


@pytest.mark.parametrize(
    ("fields", "reason", "pointer"),
    [
        ({"status": "draft"}, "it is a draft now", ("status",)),
        ({"status": "hidden"}, "it is hidden now", ("status",)),
        ({"embargo": moment("2023-01-01")}, "it is under embargo until 2023-01-01", ("embargo",)),
    ],
)
def test_a_briefing_that_readers_cannot_see_any_more_is_removed(fields: dict, reason: str, pointer: tuple) -> None:
    [change] = compare(BASE, wesh("a", **fields)).briefings
    assert (change.step, change.reason, change.pointer) == ("removed", reason, pointer)


def test_a_deleted_briefing_is_at_its_old_path() -> None:
    [change] = compare((BASE, briefing("b")), briefing("b")).briefings
    assert (change.step, change.path, change.reason) == ("removed", "briefings/a.md", "its file is gone")


def test_a_withdrawn_briefing_is_withdrawn_and_its_claims_are_gone() -> None:
    difference = compare(BASE, replace(BASE, stage=Stage.WITHDRAWN))
    assert told(difference) == [
        ("briefing", "withdrawn", "a"),
        ("claim", "removed", "a", "The Taliban hold Wesh."),
    ]
    assert difference.briefings[0].title == "a"


def test_an_alias_makes_two_ids_one_briefing() -> None:
    head = replace(BASE, id=ids("z")[0], aliases=("a",))
    [change] = compare(BASE, head).briefings
    assert [f.after for f in change.fields if f.name == "id"] == ["z"]
    assert compare(BASE, head).items == ()


def test_without_an_alias_the_new_name_is_guessed_from_title_and_date() -> None:
    changes = compare(BASE, replace(BASE, id=ids("z")[0])).briefings
    assert [(change.step, change.id, change.became) for change in changes] == [
        ("removed", "a", "z"),
        ("added", "z", ""),
    ]


@pytest.mark.parametrize(("aliases", "redirected"), [((), False), (("old",), True)])
def test_a_new_address_needs_an_alias_for_the_old_one(aliases: tuple[str, ...], redirected: bool) -> None:
    [change] = compare(replace(BASE, slug="old"), replace(BASE, slug="new", aliases=aliases)).briefings
    assert change.is_redirected is redirected


def test_a_translation_tells_only_what_it_says_itself() -> None:
    original = replace(BASE, translation_key="k", lang="en")
    persian = briefing("a-fa", translation_key="k", lang="fa", image=image(caption="پاسگاه"))
    changed = replace(original, image=image(caption="Other."), updates=(*original.updates, update("2021-08-01")))
    assert told(compare((original, persian), (changed, persian))) == [
        ("image", "a", "caption", "A post.", "Other."),
        ("update", "added", "a", "More."),
    ]
    own = replace(persian, image=image(caption="دروازه"))
    assert told(compare((original, persian), (original, own))) == [("image", "a-fa", "caption", "پاسگاه", "دروازه")]


def test_a_text_of_a_claim_in_a_translation_is_compared_there() -> None:
    original = replace(BASE, translation_key="k", lang="en")
    before, after = (
        briefing("a-fa", translation_key="k", lang="fa", claims=(claim(text=text, positions=()),))
        for text in ("ویش", "شهر")
    )
    assert told(compare((original, before), (original, after))) == [("claim", "a-fa", "text", "ویش", "شهر")]


@pytest.mark.parametrize("text", ["  We   do it", "We do\nit", "We doit", "We do it"])
def test_white_space_alone_is_no_change(text: str) -> None:
    before, after = (wesh("a", replace(position(), quote=quote)) for quote in ("We do it", text))
    assert compare(before, after).is_empty


def test_the_form_of_unicode_alone_is_no_change() -> None:
    before, after = (replace(BASE, title=title) for title in ("Caf\u00e9", "Cafe\u0301"))
    assert before != after
    assert compare(before, after).is_empty


def test_a_figure_that_changed_among_many_is_found() -> None:
    counts = [
        replace(position(said="2021-07-13"), value=Estimate(best=n), how=how)
        for n, how in ((5, "first"), (11, "later"))
    ]
    head = wesh("a", replace(counts[1], value=Estimate(best=12)), counts[0])
    assert told(compare(wesh("a", *counts), head)) == [("position", "a", "figure", "11", "12")]


def test_an_unread_file_is_not_compared() -> None:
    broken = Document("briefings/a.md", FileKind.BRIEFING)
    difference = compare((BASE, briefing("b")), (broken, briefing("b", summary="New.")))
    assert told(difference) == [("briefing", "b", "summary", "", "New.")]
    assert difference.unread == ("briefings/a.md",)


def test_order_of_files_and_of_positions_makes_no_difference() -> None:
    said = [
        replace(position(speaker, said=day), quote=f"{speaker} {day}")
        for speaker in "abc"
        for day in ("2021-07", "2021-08")
    ]
    base = [wesh("a", *said), *(briefing(name, summary=name) for name in "bcd")]
    changed = [*said[1:5], replace(said[5], quote="Changed")]
    head = [wesh("a", *changed), *(briefing(name, summary=name * 2) for name in "cde")]
    expected = told(compare(tuple(base), tuple(head)))
    assert len(expected) == 6
    shuffle = random.Random(7).shuffle
    for _ in range(5):
        for part in (base, head, changed):
            shuffle(part)
        head[[record.id for record in head].index("a")] = wesh("a", *changed)
        assert told(compare(tuple(base), tuple(head))) == expected


positions = st.builds(
    lambda by, stance, said, quote, best: replace(position(by, stance, said), quote=quote, value=Estimate(best=best)),
    st.sampled_from(["taliban", "kabul"]),
    st.sampled_from(["asserts", "denies"]),
    st.sampled_from(["2021-07-13", "2021-07-14"]),
    st.sampled_from(["", "We do", "We do not"]),
    st.sampled_from([4.0, 5.0]),
)
notices = st.builds(
    lambda day, now: Correction(moment(f"2021-08-0{day}"), now), st.integers(1, 3), st.sampled_from("xy")
)


@st.composite
def sites(draw: st.DrawFn) -> State:
    records = []
    for number, name in enumerate(draw(st.sets(st.sampled_from("abc")))):
        own = claim(
            f"claim-{name}",
            draw(st.sampled_from(["One.", "Two."])),
            positions=tuple(draw(st.lists(positions, max_size=4))),
        )
        about = [claim("claim-a", "", positions=tuple(draw(st.lists(positions, max_size=2))))] if name != "a" else []
        pictures = tuple(
            image(f"{n}.jpg", caption=draw(st.sampled_from(["", "x", "y"]))) for n in range(draw(st.integers(0, 2)))
        )
        fields = {"corrections": tuple(draw(st.lists(notices, max_size=2))), "images": pictures}
        status = draw(st.sampled_from(["published", "published", "draft"]))
        date = f"2021-07-{number + 14}"
        records.append(briefing(name, date, sources=(source("wire"),), claims=(own, *about), status=status, **fields))
    return state(*records)


@given(sites())
def test_a_site_does_not_differ_from_itself(site: State) -> None:
    assert compare_sites(site, site).is_empty


@given(sites(), sites())
def test_there_and_back_mirror_each_other(one: State, other: State) -> None:
    def steps(difference: Difference) -> list[tuple[str, ...]]:
        told = [("briefing", c.step, c.id) for c in difference.briefings]
        told += [("moved", m.claim, m.before, m.after) for m in difference.moves]
        for item in difference.items:
            if item.step is not Step.CHANGED:
                texts = (f"{field.before}{field.after}" for field in item.fields)
                told.append((item.kind, item.step, item.briefing, item.claim, *texts))
        return sorted(told)

    def mirror(step: tuple[str, ...]) -> tuple[str, ...]:
        if step[0] == "moved":
            return ("moved", step[1], step[3], step[2])
        return (step[0], {"added": "removed", "removed": "added"}.get(step[1], step[1]), *step[2:])

    assert sorted(map(mirror, steps(compare_sites(one, other)))) == steps(compare_sites(other, one))
