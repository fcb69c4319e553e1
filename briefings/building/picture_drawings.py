"""Takes out of drawings (SVG 2, W3C) what is not the picture: metadata, comments, and notes of programs.

The rest of the file stays as it is, byte for byte: a parser of XML (Expat) says where the parts begin that are cut out.
"""

from __future__ import annotations

import codecs
import re
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
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODING = re.compile(rb"""<\?xml\b[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_TAG = re.compile(rb"""<[^\s/>]+(?P<attributes>(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*+)\s*(?P<end>/?)>""")
_ATTRIBUTE = re.compile(rb"""\s+(?P<name>[^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


class _Unclear(Exception):
    """Something in a file that leaves open which bytes it is made of."""


def strip_drawing(data: bytes) -> bytes:
    """The same drawing without what is not the picture; as it is where it is no XML that can be read with certainty.

    Titles and descriptions stay, which are read out to those who do not see. Nothing outside of the file is asked for.
    """
    try:
        text, codec, mark = _decode(data)
        spans = _Reading(text).find_spans()
        if not spans:
            return data
        cleaned = _cut(text, spans)
        expat.ParserCreate("utf-8", " ").Parse(cleaned, True)  # no prefix may have lost its meaning
        return mark + cleaned.decode().encode(codec)
    except (_Unclear, expat.ExpatError, LookupError, ValueError):
        return data


def _decode(data: bytes) -> tuple[bytes, str, bytes]:
    """The file as UTF-8, its own encoding by Python's name, and the mark before it. Raises as `find_spans` does."""
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), (b"", ""))
    declared = _ENCODING.match(data)
    codec = codec or (codecs.lookup(declared[1].decode()).name if declared else "utf-8")
    text = data[len(mark) :].decode(codec)
    if text.encode(codec) != data[len(mark) :]:
        raise _Unclear
    return text.encode(), codec, mark


def _cut(data: bytes, spans: list[tuple[int, int]]) -> bytes:
    kept, at = [], 0
    for start, end in spans:
        kept.append(data[at:start])
        at = end
    return b"".join((*kept, data[at:]))


class _Reading:
    """One pass through a file in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._spans: list[tuple[int, int]] = []
        self._bindings: dict[str, list[str]] = {}
        """Namespaces by prefix, the innermost last."""
        self._open: list[list[str]] = []
        """For every open element, the prefixes that it binds."""
        self._inside: tuple[int, int, int] | None = None
        """Of the element that is being cut out: how deep it lies, where it begins, and, if it is empty, ends."""
        self._parser = parser = expat.ParserCreate("utf-8")  # whatever the file says of itself
        parser.EntityDeclHandler = self._check_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = lambda _: self._add(b"<!--", b"-->")
        parser.ProcessingInstructionHandler = self._note_instruction

    def find_spans(self) -> list[tuple[int, int]]:
        """What is to be cut out, in order. Raises `_Unclear`, `ExpatError`, and `LookupError` or `ValueError`."""
        self._parser.Parse(self._data, True)
        return self._spans

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
        bound = [key for key in attributes if key == "xmlns" or key.startswith("xmlns:")]
        for key in bound:
            self._bindings.setdefault(key[6:], []).append(attributes[key])
        self._open.append(bound)
        if self._inside is not None:
            return
        prefix, _, local = name.rpartition(":")
        if _is_note(self._find(prefix)) or (local == "metadata" and self._find(prefix) in ("", _SVG)):
            self._inside = (len(self._open), at, tag.end() if tag["end"] else 0)
        else:
            self._add_attributes(tag)

    def _find(self, prefix: str) -> str:
        """The namespace of a prefix, or without one; "" where there is none."""
        found = self._bindings.get(prefix)
        return found[-1] if found else ""

    def _add_attributes(self, tag: re.Match[bytes]) -> None:
        for attribute in _ATTRIBUTE.finditer(self._data, *tag.span("attributes")):
            prefix, _, local = attribute["name"].decode().partition(":")
            if local and _is_note(self._find(local if prefix == "xmlns" else prefix)):
                self._spans.append(attribute.span())

    def _end(self, _name: str) -> None:
        if self._inside is not None and self._inside[0] == len(self._open):
            _, start, end = self._inside
            self._spans.append((start, end or self._data.index(b">", self._parser.CurrentByteIndex) + 1))
            self._inside = None
        for key in self._open.pop():
            self._bindings[key[6:]].pop()


def _is_note(namespace: str) -> bool:
    return namespace.startswith(_NOTES)
