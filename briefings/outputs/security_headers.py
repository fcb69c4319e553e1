"""Headers that a host should send with a site: the file `_headers`, which Netlify, Cloudflare Pages and others read."""

from __future__ import annotations

from briefings.views.content_policy import build_policy

PATH = "_headers"
"""At the root of the output."""

_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a drawing that somebody opens by itself. Hosts join it with the policy of all files, and browsers obey both."""

_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def build_headers(base: str) -> bytes:
    """The file for a site whose addresses begin with `base` ("" or "/news").

    The policy is that of the pages, and says who may put them into a frame: browsers ignore that in `<meta>`.
    """
    policy = ("Content-Security-Policy", f"{build_policy()}; frame-ancestors 'none'")
    rules = (
        (f"{base}/*", (policy, *_HEADERS)),
        (f"{base}/*.svg", (("Content-Security-Policy", _IMAGE_POLICY),)),
    )
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers) for path, headers in rules
    ).encode()
