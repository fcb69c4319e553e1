"""What a page may load and run: the Content-Security-Policy, one text for `<meta>` and for the headers of a host."""

from __future__ import annotations

_POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)


def build_policy() -> str:
    """The policy of every page (W3C, CSP level 3): files of the site's own host, nothing inline, no other host.

    `'self'` covers a site below a path of its host as well. Data in a page (`<script type="application/ld+json">`) is
    no script. Directives that browsers ignore in `<meta>` are not in it (`outputs.security_headers`).
    """
    return ";".join(f"{name} {value}" for name, value in _POLICY)
