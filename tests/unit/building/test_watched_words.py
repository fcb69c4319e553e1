"""What templates use of the site's own view is noted: a name, or all of it where it is printed."""

from __future__ import annotations

from collections.abc import Callable

from briefings.building.watched_words import WatchedWords
from briefings.views.context import ViewContext
from briefings.views.site import build_site_view


def test_a_name_that_is_used_is_noted(view_site: Callable[..., ViewContext]) -> None:
    context = view_site({"briefings/quay.md": "---\ntitle: Quay\ndate: 2021-03-02\n---\n"}, SITENAME="Desk")
    words = WatchedWords(lambda lang: build_site_view(context.in_language(lang)), context.reads)
    site = words.watched("en")
    assert (site.name, site.name, words.used) == ("Desk", "Desk", {("en", "name")})
    assert words.digest(words.used)["en"].keys() == {"name"}


def test_to_print_the_site_is_to_use_all_of_it(view_site: Callable[..., ViewContext]) -> None:
    context = view_site({"briefings/quay.md": "---\ntitle: Quay\ndate: 2021-03-02\n---\n"}, SITENAME="Desk")
    words = WatchedWords(lambda lang: build_site_view(context.in_language(lang)), context.reads)
    assert str(words.watched("en")) == repr(words.view("en"))
    assert ("en", "as_of") in words.used
