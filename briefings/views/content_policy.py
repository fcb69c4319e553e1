"""What a page may load and run: the Content-Security-Policy, one text for `<meta>` and for the headers of a host."""

from __future__ import annotations

from typing import Literal

Form = Literal["'none'", "'self'"]
_POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("connect-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)


def build_policy(form: Form = "'none'") -> str:
    """The policy of every page (W3C, CSP level 3): files of the site's own host, nothing inline, no other host.

    `'self'` covers a site below a path of its host as well. Data in a page (`<script type="application/ld+json">`) is
    no script. Directives that browsers ignore in `<meta>` are not in it (`outputs.security_headers`). `form` is where
    forms may lead: to the own host where a site has a search.
    """
    return ";".join(f"{name} {form if name == 'form-action' else value}" for name, value in _POLICY)


def build_search_policy() -> str:
    """The policy of the search page: its script runs the index, which is compiled (WebAssembly)."""
    return build_policy("'self'").replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def build_embed_policy() -> str:
    """The policy of pages for frames, which have no script at all."""
    wanted = ("default-src", "style-src", "img-src", "base-uri", "form-action")
    return ";".join(f"{name} {value}" for name, value in _POLICY if name in wanted)
