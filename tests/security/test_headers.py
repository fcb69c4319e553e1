"""The policy that pages and hosts send: one text, strict, and right below a path of a host as well."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from briefings.building.render import build_environment
from briefings.outputs.security_headers import build_headers
from briefings.views.content_policy import build_policy
from briefings.views.language import load_language
from tests.security.judge import judge_html
from tests.site.html_pages import HtmlPage

POLICY = "Content-Security-Policy"
HOSTILE = '</script><script>x()</script><!-- & \u2028 \u2029 "'


def _read_headers(data: bytes) -> dict[str, dict[str, str]]:
    """The rules of a `_headers` file by path, as hosts read it: a path, then indented headers."""
    rules: dict[str, dict[str, str]] = {}
    for line in data.decode().splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line.strip():
            assert line.startswith("  "), line
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value
    return rules


def _read_policy(text: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in text.split(";"))}


def test_policy_allows_the_own_host_and_nothing_inline() -> None:
    policy = _read_policy(build_policy())
    assert policy["default-src"] == policy["base-uri"] == ["'none'"]
    assert {value for values in policy.values() for value in values} <= {"'none'", "'self'"}
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    # Browsers ignore these in `<meta>`, and say so in the console.
    assert not {"frame-ancestors", "report-uri", "sandbox"} & policy.keys()


@pytest.mark.parametrize("base", ["", "/news", "/a/b"])
def test_headers_say_what_pages_say_and_what_pages_cannot(base: str) -> None:
    rules = _read_headers(build_headers(base))
    assert {path for path, headers in rules.items() if POLICY in headers} == {f"{base}/*", f"{base}/*.svg"}
    everywhere = rules[f"{base}/*"]
    assert everywhere["Content-Security-Policy"] == f"{build_policy()}; frame-ancestors 'none'"
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    assert everywhere["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert everywhere["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in everywhere["Permissions-Policy"]
    drawing = _read_policy(rules[f"{base}/*.svg"]["Content-Security-Policy"])
    assert drawing["default-src"] == ["'none'"]
    assert "sandbox" in drawing
    assert "script-src" not in drawing


def test_built_sites_have_the_file_at_their_root(dossier_site: Path) -> None:
    rules = _read_headers((dossier_site / "_headers").read_bytes())
    folders = {path.relative_to(dossier_site).parts[0] for path in dossier_site.rglob("index.html")}
    unframed = {path for path, headers in rules.items() if "frame-ancestors 'none'" in headers.get(POLICY, "")}
    assert unframed == {"/", *(f"/{folder}/*" for folder in folders - {"embed", "index.html"})}


def test_every_page_of_the_sample_site_is_as_strict_as_its_policy(dossier_site: Path) -> None:
    """All kinds of page: the biggest of each folder, which has the most components, and whatever lies at the root."""
    biggest: dict[tuple[str, ...], Path] = {}
    for path in sorted(dossier_site.rglob("*.html")):
        folder = path.relative_to(dossier_site).parts
        key = (*(part for part in folder[:-2] if not part[:1].isdigit()), folder[-1])
        if key not in biggest or path.stat().st_size > biggest[key].stat().st_size:
            biggest[key] = path
    assert len(biggest) > 20
    for path in biggest.values():
        assert judge_html(str(path), path.read_text("utf-8")) == []


def test_json_in_a_page_cannot_end_its_element(root: Path) -> None:
    template = '<script type="application/ld+json">{{ {"name": hostile} | tojson }}</script>'
    base = Environment(loader=DictLoader({"x": template}))  # noqa: S701 - the renderer turns it on
    text = build_environment(base, load_language("en"), None).get_template("x").render(hostile=HOSTILE)
    page = HtmlPage("x", f"<!doctype html><title>t</title>{text}")
    [script] = page.find_all("script")
    assert json.loads(script.text) == {"name": HOSTILE}
    assert not set("<>&\u2028\u2029") & set(script.text)


def test_no_template_puts_a_file_of_the_content_into_a_page(root: Path) -> None:
    """Drawings are shown by `<img>`, where nothing in them runs; what the theme draws stands in its templates."""
    folder = root / "themes/dispatch/templates"
    sources: dict[Path, str] = {path: path.read_text("utf-8") for path in folder.rglob("*.html")}
    assert [path for path, text in sources.items() if "| safe" in text or "|safe" in text or "Markup" in text] == []
    assert [path for path, text in sources.items() if "{% include view" in text or "{% include site" in text] == []


def test_pages_for_frames_may_be_framed_and_no_others() -> None:
    rules = _read_headers(build_headers("/news", {"", "claims", "topics"}))
    assert "Content-Security-Policy" not in rules["/news/*"]
    for path in ("/news/", "/news/claims/*", "/news/topics/*"):
        assert _read_policy(rules[path]["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]
    embed = _read_policy(rules["/news/embed/*"]["Content-Security-Policy"])
    assert embed["default-src"] == ["'none'"]
    assert not {"frame-ancestors", "script-src"} & embed.keys()


OPEN = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("sections", [None, {"", "claims", "data"}])
def test_pages_of_other_sites_may_read_data_and_feeds_and_nothing_else(sections: set[str] | None) -> None:
    rules = _read_headers(build_headers("/news", sections))
    assert {path: headers[OPEN] for path, headers in rules.items() if OPEN in headers} == dict.fromkeys(
        [f"/news/{path}" for path in ("data/*", "changes.json", "feeds.opml", "*.atom", "feed.json", "*/feed.json")],
        "*",
    )


def test_every_data_file_and_feed_of_the_sample_site_is_open_and_no_page_but_that_of_the_data(
    dossier_site: Path,
) -> None:
    rules = _read_headers((dossier_site / "_headers").read_bytes())
    opened = [path for path, headers in rules.items() if OPEN in headers]
    paths = {f"/{path.relative_to(dossier_site).as_posix()}" for path in dossier_site.rglob("*.*")}
    found = {path for path in paths if any(fnmatchcase(path, rule) for rule in opened)}
    assert {path for path in paths if path.endswith((".atom", "feed.json")) or path.startswith("/data/")} <= found
    assert {path for path in found if path.endswith(".html")} == {"/data/index.html"}


def test_no_path_has_two_rules_of_which_hosts_would_take_the_last() -> None:
    text = build_headers("", {"", "claims", "data", "search"}, has_search=True).decode()
    paths = [line for line in text.splitlines() if line.startswith("/")]
    assert "/data/*" in paths
    assert len(set(paths)) == len(paths)


def test_a_host_gets_no_more_rules_than_it_takes() -> None:
    rules = _read_headers(build_headers("", {f"s{number}" for number in range(500)}))
    assert len(rules) <= 100
    assert "/embed/*" in rules


def test_the_search_page_may_run_its_index_and_no_other_page_may() -> None:
    rules = _read_headers(build_headers("/news", {"", "topics", "search"}, has_search=True))
    policies = {path: _read_policy(headers[POLICY]) for path, headers in rules.items() if POLICY in headers}
    assert "/news/*" not in policies
    assert policies["/news/search/*"]["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert policies["/news/search/*"]["frame-ancestors"] == ["'none'"]
    for path in ("/news/", "/news/topics/*"):
        assert policies[path]["script-src"] == policies[path]["form-action"] == ["'self'"]
    assert _read_policy(build_policy())["form-action"] == ["'none'"]
