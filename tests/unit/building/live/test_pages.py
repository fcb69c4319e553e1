"""What a preview adds to a page, and nothing else."""

from __future__ import annotations

from briefings.building.live.pages import build_waiting_page, prepare_page
from briefings.building.live.state import ShownProblem

PAGE = b"""<!doctype html><html><head><META http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>x</title></head><body class="a"><p>&lt;/head&gt;</p></body></html>"""


def test_a_page_may_ask_its_own_server_and_nobody_else():
    assert b"""content="default-src 'none';script-src 'self';connect-src 'self'">""" in prepare_page(PAGE, "1")


def test_what_is_added_stands_in_the_head_once():
    text = prepare_page(PAGE, "a-1")
    assert text.count(b"live.js") == 1
    assert text.index(b'data-version="a-1"') < text.index(b"</head>")


def test_a_page_that_is_published_gets_no_banner():
    assert b"briefings-live-banner" not in prepare_page(PAGE, "1")


def test_a_reason_stands_at_the_top_and_is_text():
    text = prepare_page(PAGE, "1", "is under embargo until <tomorrow>")
    assert b'<body class="a"><aside class="briefings-live-banner"' in text
    assert b"until &lt;tomorrow&gt;." in text


def test_a_page_without_a_head_gets_the_script_too():
    assert prepare_page(b"<!doctype html><p>Lost", "1").startswith(b"<!doctype html><p>Lost<link")


def test_what_a_policy_allows_already_is_not_said_twice() -> None:
    policy = b"script-src 'self';connect-src 'self';base-uri 'none'"
    page = b'<head><meta http-equiv="Content-Security-Policy" content="%b"></head>' % policy
    assert b'content="%b">' % policy in prepare_page(page, "1")


def test_waiting_page_has_the_problems_for_those_without_script():
    page = build_waiting_page([ShownProblem("content/quay.md:2:1", "no <date>", "`date: …`")]).decode()
    shown = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "content/quay.md:2:1<br>no &lt;date&gt;<br>expected: `date: …`" in shown
    assert "<noscript>" not in build_waiting_page().decode()
