"""Tables that scroll on small screens and can be reached by keyboard.

Alignment is a class, since the site's content policy forbids styles.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from briefings.reading.markdown.found import replace_tokens
from briefings.reading.markdown.words import find_word

_AFTER_INLINE = 7.5


class ScrollingTablesExtension(Extension):
    """Python-Markdown's tables, each in a named region."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the syntax and the wrapper."""
        TableExtension(use_align_attribute=True).extendMarkdown(md)
        md.treeprocessors.register(_TableWrapper(md, self._language), "table-wrap", _AFTER_INLINE)


class _TableWrapper(Treeprocessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self._word, _ = find_word("table", language)
        self._comma, _ = find_word("comma", language)

    def run(self, root: Element) -> None:
        names: dict[str, int] = {}
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    parent[index] = self._wrap(child, names)

    def _wrap(self, table: Element, names: dict[str, int]) -> Element:
        name = self._name(table)
        names[name] = names.get(name, 0) + 1
        label = name if names[name] == 1 else f"{name} ({names[name]})"
        wrap = Element("div", {"class": "table-wrap", "tabindex": "0", "role": "region", "aria-label": label})
        wrap.append(table)
        wrap.tail, table.tail = table.tail, None
        for cell in table.iter():
            align = cell.attrib.pop("align", None)
            if align:
                cell.set("class", f"{cell.get('class', '')} align-{align}".strip())
            if cell.tag == "th":
                cell.set("scope", "col")
        return wrap

    def _name(self, table: Element) -> str:
        headers = (_plain(cell) for cell in table.iter("th"))
        named = self._comma.join(header for header in headers if header)
        return f"{self._word}: {named}" if named else self._word


def _plain(cell: Element) -> str:
    text = replace_tokens("".join(cell.itertext()), lambda _: "", lambda _: "")
    return " ".join(HTML_PLACEHOLDER_RE.sub("", text).split())
