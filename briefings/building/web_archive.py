"""Asks a web archive for a snapshot of an address, and finds out where it is."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from ipaddress import ip_address
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import msgspec

from briefings import __version__

_TRIES = 3
_LONGEST_WAIT = 300.0
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Answers (RFC 9110, RFC 6585) that may be another one a little later."""

_KEPT = "%/:=&?~#+!$,;'@()*[]"
_MEMENTO = re.compile(r'<([^>]*)>\s*((?:;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s,;"]+)\s*)*)')
_RELATION = re.compile(r'rel\s*=\s*(?:"([^"]*)"|([^\s,;"]+))', re.IGNORECASE)
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid", ".onion")


class ArchiveError(Exception):
    """There is no snapshot. The message says why."""


def _wait(seconds: float) -> None:
    time.sleep(seconds)


class Manners(msgspec.Struct, frozen=True):
    """How patiently an archive is asked: seconds for an answer, and between two requests; `sleep` waits."""

    timeout: float = 60.0
    pause: float = 5.0
    sleep: Callable[[float], None] = _wait


def is_local(url: str) -> bool:
    """Whether an address belongs to this machine or a private network, by its name alone; nobody else can fetch it."""
    host = _find_host(url)
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_NAMES)


def is_loopback(url: str) -> bool:
    """Whether an address is of this very machine."""
    host = _find_host(url)
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _find_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """Whether an address is one of the web, with a host and without credentials."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None


def ask_for_snapshot(endpoint: str, url: str, manners: Manners) -> str:
    """The address of the snapshot that the archive at `endpoint` made of `url`. Raises `ArchiveError`.

    `endpoint` is what stands before the address, or has `{url}` in its place. An archive that is busy, or does not
    answer, is asked three times, with growing pauses.
    """
    asked = _join(endpoint, url)
    for attempt in range(1, _TRIES + 1):
        try:
            return _ask(asked, url, manners.timeout)
        except HTTPError as error:
            if error.code not in _BUSY or attempt == _TRIES:
                raise ArchiveError(f"the archive answered {error.code} {error.reason}") from error
            wait = _find_wait(error.headers, manners.pause * 2**attempt)
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(error, ValueError) or attempt == _TRIES:
                raise ArchiveError(f"the archive did not answer: {getattr(error, 'reason', error)}") from error
            wait = manners.pause * 2**attempt
        manners.sleep(wait)
    raise AssertionError  # the last try returns or raises


def _join(endpoint: str, url: str) -> str:
    address = quote(url, safe=_KEPT)
    return endpoint.replace("{url}", quote(url, safe="")) if "{url}" in endpoint else endpoint + address


def _find_wait(headers: Message, usual: float) -> float:
    """How long to wait: what the archive asks for in seconds, within reason."""
    asked = headers["Retry-After"] or ""
    return min(max(float(asked), usual), _LONGEST_WAIT) if asked.isascii() and asked.isdigit() else usual


def _ask(asked: str, url: str, timeout: float) -> str:
    headers = {"User-Agent": f"Briefings/{__version__}", "Accept": "*/*"}
    with urlopen(Request(asked, headers=headers), timeout=timeout) as answer:  # noqa: S310 - `is_web` was asked
        final, found = answer.url, list(_list_addresses(answer.headers))
    # Many archives name the snapshot in a header; others lead to it.
    for candidate in [*(urljoin(final, address) for address in found), final]:
        address = quote(urldefrag(candidate).url, safe=_KEPT)
        if is_web(address) and address not in (urldefrag(asked).url, quote(urldefrag(url).url, safe=_KEPT)):
            return address
    raise ArchiveError("the archive did not say where the snapshot is")


def _list_addresses(headers: Message) -> list[str]:
    """Addresses of the snapshot in the headers of an answer, as Memento (RFC 7089) and HTTP (RFC 9110) have them."""
    links = ", ".join(headers.get_all("Link") or [])
    mementos = [address for address, rest in _MEMENTO.findall(links) if "memento" in _find_relations(rest)]
    return [*mementos, *(headers[name] for name in ("Content-Location", "Location") if headers[name])]


def _find_relations(parameters: str) -> set[str]:
    found = _RELATION.search(parameters)
    return set((found[1] or found[2]).lower().split()) if found else set()
