"""The form of addresses in settings: that of the site, and templates with fields such as `{slug}` for its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from ipaddress import IPv6Address
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

from briefings.problems import suggest

_FIELDS: dict[str, Any] = {"lang": "en"}
_DATED: dict[str, Any] = {**_FIELDS, "date": datetime(2021, 7, 14)}  # noqa: DTZ001 - any date will do
"""What an address may be made of beside `{slug}`, with an example."""


_NEVER = r"\s\x00-\x20\x7f-\x9f\"<>\\^`{|}?#"
_SITE = re.compile(rf"https?://([^{_NEVER}/\[\]]+|([^{_NEVER}/\[\]@]*@)?\[[0-9A-Fa-f:.]+\](:[0-9]*)?)(/[^{_NEVER}]*)?")
"""An address of the web (RFC 3986) without query and fragment; in brackets stands an IPv6 address without a zone."""


def is_site_address(text: str) -> bool:
    """Whether a site can have this address; nothing will do, too."""
    if not text:
        return True
    if not _SITE.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # a port that is none fails here
        return bool(IPv6Address(host or "") if "[" in parts.netloc else (host or "").strip("."))
    except ValueError:
        return False


def find_address_fault(template: str, *, has_date: bool) -> tuple[str, str] | None:
    """What is expected of a template that gives no record an address of its own inside the site, and a hint."""
    examples = _DATED if has_date else _FIELDS
    try:
        unknown = sorted(_list_fields(template) - {"slug", *examples})
        if unknown:
            return _describe_unknown(unknown, examples)
        first, second = (template.format(slug=slug, **examples) for slug in ("a", "b"))
    except (AttributeError, IndexError, KeyError, ValueError):
        first = second = ""
    if first == second or first.startswith("/") or ".." in first.split("/"):
        return "a relative address with `{slug}` in it, and `{lang}` where it is needed", ""
    return None


def _describe_unknown(names: list[str], examples: Mapping[str, Any]) -> tuple[str, str]:
    known = ["`{slug}`", "`{lang}`", *(["`{date:%Y}`"] if "date" in examples else [])]
    near = suggest(names[0], ("slug", *examples)).replace(" `", " `{").replace("`?", "}`?")
    listed = ", ".join(f"`{{{name}}}`" for name in names)
    return f"a relative address made of {', '.join(known)}", near or f"There is no {listed} here: leave it out."


def _list_fields(template: str) -> set[str]:
    """The names in braces; numbers, attributes and nothing at all fail where they are filled in."""
    return {name for _, name, _, _ in Formatter().parse(template) if name and name.isidentifier()}


def is_file_of(save_as: str, url: str) -> bool:
    """Whether web hosts show the file at `save_as` at the address `url`; both are templates."""
    file, address = (template.format(slug="a", **_DATED) for template in (save_as, url))
    return file in (address, f"{address}.html", f"{address.rstrip('/')}/index.html")
