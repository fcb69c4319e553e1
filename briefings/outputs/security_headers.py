"""Headers that a host should send with a site: the file `_headers`, which Netlify, Cloudflare Pages and others read."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from briefings.outputs.sitemap import Listed
from briefings.views.content_policy import Form, build_embed_policy, build_policy, build_search_policy
from briefings.views.search import FOLDER as SEARCH

PATH = "_headers"
"""At the root of the output."""

_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a drawing that somebody opens by itself. Hosts join it with the policy of all files, and browsers obey both."""

_UNFRAMED = "frame-ancestors 'none'"
EMBEDS = "embed"
"""The folder of the pages that are made for frames."""
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_OPEN = ("data/*", "changes.json", "feeds.opml", "*.atom", "feed.json", "*/feed.json")
"""Data and feeds: everybody may read these, so the scripts of other sites' pages may too."""
_OPEN_HEADER = ("Access-Control-Allow-Origin", "*")

_MOST_SECTIONS = 50
"""Hosts take a hundred rules at most."""


def build_headers(base: str, sections: Collection[str] | None = None, *, has_search: bool = False) -> bytes:
    """The file for a site whose addresses begin with `base` ("" or "/news").

    The policy is that of the pages, and says who may put them into a frame: browsers ignore that in `<meta>`. Hosts
    join the rules for one address, and browsers obey the strictest. So where some pages are made for frames, or there
    is a search, the others are named: `sections` are their first folders. None says that no page has its own policy.
    Pages of other sites may read data and feeds with scripts: `*` sends no cookies, so they get what everybody gets.
    """
    form: Form = "'self'" if has_search else "'none'"
    unframed = ("Content-Security-Policy", f"{build_policy(form)}; {_UNFRAMED}")
    # Of two rules for one path, hosts take the last.
    rules: dict[str, list[tuple[str, str]]] = {
        f"{base}/*": [unframed, *_HEADERS] if sections is None else [*_HEADERS],
        f"{base}/*.svg": [("Content-Security-Policy", _IMAGE_POLICY)],
    }
    if sections is not None:
        named = sorted(set(sections) - {SEARCH})
        pages = [f"{base}/{section}/*" if section else f"{base}/" for section in named]
        rules |= {path: [unframed] for path in pages[:_MOST_SECTIONS]}
        rules[f"{base}/{EMBEDS}/*"] = [("Content-Security-Policy", build_embed_policy())]
        if has_search:
            searching = ("Content-Security-Policy", f"{build_search_policy()}; {_UNFRAMED}")
            rules[f"{base}/{SEARCH}/*"] = [searching]
    for path in _OPEN:
        rules.setdefault(f"{base}/{path}", []).append(_OPEN_HEADER)
    return "\n".join(_write_rule(path, headers) for path, headers in rules.items()).encode()


def _write_rule(path: str, headers: Iterable[tuple[str, str]]) -> str:
    return f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers)


def list_sections(pages: Iterable[Listed]) -> set[str]:
    """The first folders of all pages that are not made for frames; "" for the home page."""
    folders = {page.path.rpartition("/")[0].partition("/")[0] for page in pages if page.path.endswith(".html")}
    return folders - {EMBEDS}
