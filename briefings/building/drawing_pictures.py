"""Finds pictures that a drawing (SVG 2, W3C) shows without holding them; pages that show the drawing leave them out."""

from __future__ import annotations

from xml.parsers import expat

_SHOWING = ("image", "feImage", "use")
"""The elements that show what stands at an address."""
_ADDRESSES = ("href", "http://www.w3.org/1999/xlink href")
_WITHIN = ("#", "data:")


class _Found(Exception):
    """The first address that leads out of the file, or an empty text where the file is not to be read on."""


def find_outside_picture(data: bytes) -> str:
    """The first address outside of the drawing that it shows; empty for none, and for what is no XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _check_element
    parser.EntityDeclHandler = _check_entity
    try:
        parser.Parse(data, True)
    except _Found as found:
        return str(found)
    except (expat.ExpatError, LookupError, ValueError):
        pass  # It has no whole to show; what came before has been looked at.
    return ""


def _check_element(name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(" ")[2] not in _SHOWING:
        return
    for key in _ADDRESSES:
        address = attributes.get(key, "").strip()
        if address and not address.lower().startswith(_WITHIN):
            raise _Found(address)


def _check_entity(_name: str, _is_parameter: bool, value: str | None, *_: str | None) -> None:
    """References in an entity may grow without end."""
    if value is not None and "&" in value:
        raise _Found("")
