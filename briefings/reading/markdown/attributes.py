"""`{#id .class lang=fa dir=rtl}` after an element: these four attributes and no others."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor

_AFTER_INLINE = 8
_LIST = r"\{:?[ ]*([^{}\n ][^{}\n]*)\}"
_ALLOWED = ("id", "class", "lang", "dir")


class AttributesExtension(Extension):
    """Python-Markdown's attribute lists, with fewer attributes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the processor."""
        md.treeprocessors.register(_AttributesProcessor(md), "attr_list", _AFTER_INLINE)


class _AttributesProcessor(AttrListTreeprocessor):
    # No closing brace inside: the original reads on to the last one of the line and mixes up what stands between. The
    # stubs call these patterns final; the library itself looks them up on the instance.
    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_LIST}")  # type: ignore[misc]

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give the attributes to a bare element first, and of these the allowed ones to `elem`."""
        given = Element(elem.tag)
        remainder = super().assign_attrs(given, attrs_string, strict=strict)
        for name in _ALLOWED:
            if given.get(name):
                elem.set(name, given.get(name, ""))
        return remainder
