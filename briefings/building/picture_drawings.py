"""Takes out of drawings (SVG 2, W3C) what is not the picture: metadata, comments, and notes of programs.

The rest of the file stays as it is, byte for byte: a parser of XML (Expat) says where the parts begin that are cut out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

DRAWING = ".svg"
"""How the names of drawings end."""

_SVG = "http://www.w3.org/2000/svg"
_NOTES = (
    # Programs that draw
    "http://www.inkscape.org/namespaces/",
    "http://inkscape.sourceforge.net/",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.figma.com/",
    "http://www.serif.com/",
    "http://schemas.microsoft.com/visio/",
    "http://krita.org/",
    "http://www.vector.evaxdesign.sk",
    "http://taptrix.com/vectorillustrator/",
    # What they say about a work, mostly in <metadata>
    "adobe:ns:meta/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
)
"""How the namespaces begin whose elements and attributes are no part of a picture."""
_PLAIN = re.compile(r"(?:utf-8|us-ascii|iso-8859-\d+|windows-125\d)\Z", re.IGNORECASE)
"""Encodings in which the signs of XML are the bytes of ASCII."""
_TAG = re.compile(rb"""<[^\s/>]+(?P<attributes>(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*+)\s*(?P<end>/?)>""")
_ATTRIBUTE = re.compile(rb"""\s+(?P<name>[^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


class _Unclear(Exception):
    """Something in a file that leaves open which bytes it is made of."""


def strip_drawing(data: bytes) -> bytes:
    """The same drawing without what is not the picture; as it is where it is no XML that can be read with certainty.

    Titles and descriptions stay, which are read out to those who do not see. Nothing outside of the file is asked for.
    """
    try:
        spans = _Reading(data).find_spans()
        cleaned = _cut(data, spans)
        if spans:
            expat.ParserCreate(namespace_separator=" ").Parse(cleaned, True)  # no prefix may have lost its meaning
    except (_Unclear, expat.ExpatError, LookupError, ValueError):
        return data
    return cleaned


def _cut(data: bytes, spans: list[tuple[int, int]]) -> bytes:
    kept, at = [], 0
    for start, end in spans:
        kept.append(data[at:start])
        at = end
    return b"".join((*kept, data[at:]))


class _Reading:
    """One pass through a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._spans: list[tuple[int, int]] = []
        self._scopes: list[Mapping[str, str]] = [{}]
        """Namespaces by prefix, for every open element."""
        self._inside: tuple[int, int, int] | None = None
        """Of the element that is being cut out: how deep it lies, where it begins, and, if it is empty, ends."""
        self._encoding = "utf-8"
        self._parser = parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._note_encoding
        parser.EntityDeclHandler = self._check_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = lambda _: self._add(b"<!--", b"-->")
        parser.ProcessingInstructionHandler = self._note_instruction

    def find_spans(self) -> list[tuple[int, int]]:
        """What is to be cut out, in order. Raises `_Unclear`, `ExpatError`, and `LookupError` or `ValueError`."""
        self._parser.Parse(self._data, True)
        return self._spans

    def _note_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and not _PLAIN.match(encoding):
            raise _Unclear
        self._encoding = encoding or "utf-8"

    def _check_entity(self, _name: str, _is_parameter: bool, value: str | None, *_: str | None) -> None:
        """Marks in an entity would stand elsewhere than where they are read; references in one may grow without end."""
        if value is not None and ("<" in value or "&" in value):
            raise _Unclear

    def _note_instruction(self, target: str, _text: str) -> None:
        if target != "xml-stylesheet":
            self._add(b"<?", b"?>")

    def _add(self, opening: bytes, closing: bytes) -> None:
        at = self._parser.CurrentByteIndex
        if not self._data.startswith(opening, at):
            raise _Unclear
        if self._inside is None:
            self._spans.append((at, self._data.index(closing, at + len(opening)) + len(closing)))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, at)
        if tag is None:
            raise _Unclear
        named = {key: uri for key, uri in attributes.items() if key == "xmlns" or key.startswith("xmlns:")}
        scope = {**self._scopes[-1], **{key[6:]: uri for key, uri in named.items()}} if named else self._scopes[-1]
        self._scopes.append(scope)
        if self._inside is not None:
            return
        prefix, _, local = name.rpartition(":")
        if _is_note(scope.get(prefix, "")) or (local == "metadata" and scope.get(prefix, _SVG) == _SVG):
            self._inside = (len(self._scopes), at, tag.end() if tag["end"] else 0)
        else:
            self._add_attributes(tag, scope)

    def _add_attributes(self, tag: re.Match[bytes], scope: Mapping[str, str]) -> None:
        for attribute in _ATTRIBUTE.finditer(self._data, *tag.span("attributes")):
            prefix, _, local = attribute["name"].decode(self._encoding).partition(":")
            if local and _is_note(scope.get(local if prefix == "xmlns" else prefix, "")):
                self._spans.append(attribute.span())

    def _end(self, _name: str) -> None:
        if self._inside is not None and self._inside[0] == len(self._scopes):
            _, start, end = self._inside
            self._spans.append((start, end or self._data.index(b">", self._parser.CurrentByteIndex) + 1))
            self._inside = None
        self._scopes.pop()


def _is_note(namespace: str) -> bool:
    return namespace.startswith(_NOTES)
