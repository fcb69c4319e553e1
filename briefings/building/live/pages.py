"""Makes a built page one of a preview: the script that reloads it, leave to ask this server, a word on drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from briefings.building.live.state import ShownProblem

ROOT = "/_briefings"
"""Below this address the server answers for itself; no page of a site is called so."""

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', re.IGNORECASE)
_NEEDED = (b"script-src", b"connect-src")
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


def prepare_page(data: bytes, version: str, reason: str = "") -> bytes:
    """A page as the preview serves it. `reason` says why the public does not get it ("is a draft"); empty if it does.

    The policy of a page (W3C, CSP level 3) may keep it from running scripts and asking any host; here it may its own.
    """
    data = _POLICY.sub(_open_policy, data, count=1)
    head = (
        f'<link rel="stylesheet" href="{ROOT}/live.css">'
        f'<script type="module" src="{ROOT}/live.js" data-version="{escape(version)}"></script>'
    ).encode()
    data = _insert(data, _HEAD_END, head, is_before=True)
    return _insert(data, _BODY, _build_banner(reason), is_before=False) if reason else data


def _open_policy(found: re.Match[bytes]) -> bytes:
    directives = {directive.split(maxsplit=1)[0] for directive in found[1].split(b";") if directive.strip()}
    more = b"".join(b";%b 'self'" % name for name in _NEEDED if name not in directives)
    return found[0][:-1] + more + b'"'


def _build_banner(reason: str) -> bytes:
    text = f"Not published: this briefing {reason}. Only this preview shows it."
    return (
        f'<aside class="briefings-live-banner" aria-label="Preview" lang="en" dir="ltr">{escape(text)}</aside>'.encode()
    )


def _insert(data: bytes, place: re.Pattern[bytes], text: bytes, *, is_before: bool) -> bytes:
    """`data` with `text` before or after the first match; at the end of a page that has no such place."""
    found = place.search(data)
    at = len(data) if found is None else found.start() if is_before else found.end()
    return data[:at] + text + data[at:]


def build_waiting_page(problems: Iterable[ShownProblem] = ()) -> bytes:
    """What stands in for a site that has never been built without problems. They stand in it for those without script.

    With it, the panel of every page of a preview shows them.
    """
    rows = "".join(f"<li>{_show(problem)}</li>" for problem in problems)
    shown = f"<noscript><ul>{rows}</ul></noscript>" if rows else ""
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>No site yet</title></head>'
        f"<body><main><h1>No site yet</h1><p>It comes up here by itself when the problems are mended.</p>{shown}</main>"
        "</body></html>"
    )
    return prepare_page(page.encode("utf-8", "replace"), "")


def _show(problem: ShownProblem) -> str:
    parts = (problem.place, problem.found, problem.expected and f"expected: {problem.expected}", problem.hint)
    return "<br>".join(escape(part) for part in parts if part)
