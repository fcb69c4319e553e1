"""Settings: from Pelican's dictionary to one frozen record."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from pelican.settings import DEFAULT_CONFIG

from briefings.plugin.settings import apply_defaults
from briefings.problems import Severity
from briefings.settings import Settings, parse_settings


def _parse(**raw: Any) -> Settings:
    settings, problems = parse_settings(raw, "pelicanconf.py")
    assert problems == []
    return settings


def test_nothing_set_is_a_good_site() -> None:
    assert _parse() == Settings()


def test_settings_of_pelican_without_a_choice_of_the_user_are_a_good_site() -> None:
    raw = {**DEFAULT_CONFIG}
    apply_defaults(raw)
    assert parse_settings(raw, "settings") == (Settings(), [])


def test_names_of_pelican_and_of_our_own_are_read() -> None:
    settings = _parse(
        SITENAME="Desk", TIMEZONE="Asia/Kabul", BRIEFINGS_TIMELINE_LIMIT=50, BRIEFINGS_LINKS=[("A", "/a/")]
    )
    assert (settings.name, settings.timeline_limit, settings.links) == ("Desk", 50, (("A", "/a/"),))
    assert settings.zone.utcoffset(None) is None or settings.timezone == "Asia/Kabul"


@pytest.mark.parametrize(
    ("url", "base", "kept"),
    [
        ("", "", ""),
        ("https://a.example/", "", "https://a.example"),
        ("https://a.example/news/", "/news", "https://a.example/news"),
        ("https://a.example:8443/news", "/news", "https://a.example:8443/news"),
        ("http://[::1]:8000", "", "http://[::1]:8000"),
        ("https://[2001:DB8::7]/news/", "/news", "https://[2001:DB8::7]/news"),
        ("https://[::ffff:192.0.2.1]", "", "https://[::ffff:192.0.2.1]"),
        ("https://a.example/a[b]", "/a[b]", "https://a.example/a[b]"),
    ],
)
def test_address_of_the_site_gives_the_prefix_of_all_others(url: str, base: str, kept: str) -> None:
    settings = _parse(SITEURL=url)
    assert (settings.url, settings.base) == (kept, base)


def test_unknown_setting_of_ours_is_a_problem_with_the_nearest_name() -> None:
    _, [problem] = parse_settings({"BRIEFINGS_TIMELINE_LIMT": 5, "OTHER": 1}, "pelicanconf.py")
    assert (problem.code, problem.where.path) == ("BRF-settings", "pelicanconf.py")
    assert problem.hint == "Did you mean `BRIEFINGS_TIMELINE_LIMIT`?"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("SITENAME", 5),
        ("SITEURL", "a.example"),
        ("SITEURL", "//a.example"),
        ("SITEURL", "https://a.example/?x"),
        ("SITEURL", "https://[x"),
        ("SITEURL", "http://::1"),
        ("SITEURL", "http://[::1"),
        ("SITEURL", "http://::1]"),
        ("SITEURL", "http://[::1]x"),
        ("SITEURL", "http://[::1]x:80"),
        ("SITEURL", "http://x[::1]"),
        ("SITEURL", "http://[]"),
        ("SITEURL", "http://[1.2.3.4]"),
        ("SITEURL", "http://[1::2::3]"),
        ("SITEURL", "http://[fe80::1%eth0]"),
        ("SITEURL", "http://[v1.x]"),
        ("SITEURL", "http://a[b].example"),
        ("SITEURL", "http://:8000"),
        ("SITEURL", "http://a.example:port"),
        ("SITEURL", "http://a.example:65536"),
        ("SITEURL", "https://a.example\u00a0"),
        ("SITEURL", "https://a.example/\u2028b"),
        ("SITEURL", "https://a.example/\x01"),
        ("SITEURL", "https://a\x7f.example"),
        ("SITEURL", 'https://a.example"><script>'),
        ("SITEURL", "https://.."),
        ("SITEURL", "http://[::1]:65536"),
        ("SITEURL", "http://a.example\n"),
        ("TIMEZONE", "Mars/Phobos"),
        ("TIMEZONE", "../../etc/passwd"),
        ("TIMEZONE", ""),
        ("TIMEZONE", "Asia"),
        ("DEFAULT_LANG", "../en"),
        ("FEED_MAX_ITEMS", 0),
        ("FEED_MAX_ITEMS", "50"),
        ("FEED_MAX_ITEMS", True),
        ("BRIEFINGS_TIMELINE_LIMIT", 0),
        ("BRIEFINGS_HOME_ENTRIES", -1),
        ("BRIEFINGS_ID_AUTHORITY", "desk.example"),
        ("BRIEFINGS_ID_AUTHORITY", "https://desk.example,2020"),
        ("BRIEFINGS_ID_AUTHORITY", "desk.example,20"),
        ("BRIEFINGS_ID_AUTHORITY", "desk.example,2020:a b"),
        ("BRIEFINGS_LINKS", "A"),
        ("BRIEFINGS_LINKS", [("A",)]),
        ("BRIEFINGS_ABOUT", ["x"]),
        ("ARTICLE_URL", "briefings/"),
        ("ARTICLE_URL", "{slgu}/"),
        ("ARTICLE_URL", "{slug"),
        ("ARTICLE_URL", "{slug.x}/"),
        ("ARTICLE_URL", "/{slug}/"),
        ("ARTICLE_SAVE_AS", "../{slug}.html"),
        ("PAGE_SAVE_AS", "{date:%Y}/{slug}.html"),
    ],
)
def test_value_that_cannot_be_used_is_a_problem_and_the_default_stays(key: str, value: Any) -> None:
    settings, problems = parse_settings({key: value}, "pelicanconf.py")
    assert [problem.found for problem in problems] == [f"`{key} = {value!r}`"]
    assert problems[0].expected
    assert settings == Settings()


@pytest.mark.parametrize("key", ["BRIEFINGS_SEARCH", "BRIEFINGS_EMBEDS", "BRIEFINGS_NEWS_SITEMAP"])
def test_switch_that_is_a_word_is_told_what_switches_are(key: str) -> None:
    _, [problem] = parse_settings({key: "yes"}, "pelicanconf.py")
    assert problem.expected == "True or False"


@pytest.mark.parametrize(
    ("key", "template", "expected", "hint"),
    [
        (
            "ARTICLE_URL",
            "{category}/{slug}/",
            "made of `{slug}`, `{lang}`, `{date:%Y}`",
            "There is no `{category}` here",
        ),
        ("ARTICLE_URL", "{author}/{category}/{slug}/", "made of", "There is no `{author}`, `{category}` here"),
        ("ARTICLE_URL", "{slgu}/", "made of", "Did you mean `{slug}`?"),
        ("PAGE_URL", "{date:%Y}/{slug}/", "made of `{slug}`, `{lang}`", "There is no `{date}` here"),
        ("ARTICLE_URL", "{lang}/", "with `{slug}` in it", ""),
    ],
)
def test_field_that_an_address_cannot_have_is_named(key: str, template: str, expected: str, hint: str) -> None:
    _, [problem] = parse_settings({key: template}, "pelicanconf.py")
    assert (expected in problem.expected, problem.hint.startswith(hint)) == (True, True)
    assert bool(problem.hint) == bool(hint)


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("TIMEZONE", "Mars/Olympus", ""),
        ("SITEURL", "desk.example", ""),
        ("BRIEFINGS_CALENDAR", "julian", ""),
        ("SITENAME", 5, """write it in both quotes: `-e 'SITENAME="5"'`"""),
        ("SITENAME", True, """`-e 'SITENAME="true"'`"""),
        ("SITEURL", 5, ""),
        ("BRIEFINGS_SEARCH", "yes", "After `-e` a value that is not text is JSON"),
        ("BRIEFINGS_DATA", "json", "After `-e` a value that is not text is JSON"),
        ("BRIEFINGS_TIMELINE_LIMIT", "ten", "After `-e` a value that is not text is JSON"),
    ],
)
def test_option_of_the_command_line_is_told_when_json_was_meant_and_when_not(key: str, value: Any, hint: str) -> None:
    _, [problem] = parse_settings({key: value}, "pelicanconf.py", options=(key,))
    assert (problem.where.path, hint in problem.hint, bool(hint)) == (f"-e {key}", True, bool(problem.hint))
    _, [problem] = parse_settings({key: value}, "pelicanconf.py")
    assert (problem.where.path, problem.hint) == ("pelicanconf.py", "")


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ({"WITH_FUTURE_DATES": False}, "embargo: "),
        ({"DEFAULT_METADATA": {"status": "draft"}}, "`status: draft`"),
        ({"DEFAULT_METADATA": {"Status": "Hidden", "author": "A"}}, "`status: hidden`"),
    ],
)
def test_setting_that_would_hold_texts_back_is_refused_and_not_passed_over(raw: dict[str, Any], hint: str) -> None:
    _, [problem] = parse_settings(raw, "pelicanconf.py")
    assert (problem.severity, hint in problem.hint) == (Severity.ERROR, True)
    assert _parse(WITH_FUTURE_DATES=True, DEFAULT_METADATA={"status": "published"}) == Settings()


@pytest.mark.parametrize("template", ["{slug}.html", "{date:%Y}/{slug}/index.html", "a/{lang}/{slug}"])
def test_address_may_have_date_and_language(template: str) -> None:
    assert _parse(ARTICLE_SAVE_AS=template).briefing_save_as == template


def test_every_field_says_what_it_is_for() -> None:
    import ast
    import inspect
    from itertools import pairwise

    [body] = [node.body for node in ast.parse(inspect.getsource(Settings)).body if isinstance(node, ast.ClassDef)]
    described = {
        field.target.id
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }  # fmt: skip
    assert described == {field.name for field in msgspec.structs.fields(Settings)}
