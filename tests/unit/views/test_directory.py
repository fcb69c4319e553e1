"""The lists of actors, places and publishers."""

from __future__ import annotations

from collections.abc import Callable

from briefings.views.context import ViewContext
from briefings.views.directory import build_places_view


def test_groups_have_ids_of_their_own_whatever_they_are_called(view_site: Callable[..., ViewContext]) -> None:
    kinds = ("town", "Town!", "?", "#", "border post")
    places = "".join(f"- {{id: p{i}, name: P, kind: '{kind}'}}\n" for i, kind in enumerate(kinds))
    briefing = "---\ntitle: A\ndate: 2021-07-14\n---\nA."
    groups = build_places_view(view_site({"registry/places.yml": places, "briefings/a.md": briefing})).groups
    anchors = {group.title: group.id for group in groups}
    assert len(set(anchors.values())) == len(kinds)
    assert anchors["Border post"] == "group-border-post"
