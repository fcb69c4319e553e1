"""`[^1]` and `[^1]: text`: footnotes, with ids that are valid and cannot be typed by a writer, and named ways back."""

from __future__ import annotations

from collections import OrderedDict
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from briefings.reading.markdown.found import OWN
from briefings.reading.markdown.words import find_word

_AFTER_INLINE = 16


class NotesExtension(FootnoteExtension):
    """Python-Markdown's footnotes, numbered ids in place of the writer's labels."""

    def __init__(self, language: str) -> None:
        back, _ = find_word("back", language)
        super().__init__(SEPARATOR="-", BACKLINK_TEXT="↩\ufe0e", BACKLINK_TITLE=back)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the syntax, and what tidies up after it."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_WaysBack(md, self), "footnote-ways-back", _AFTER_INLINE)

    def reset(self) -> None:
        """Forget the notes of the last file."""
        super().reset()
        self._numbers: dict[str, int] = {}
        self._inner: OrderedDict[str, str] | None = None

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802, A002 - as above
        """Store a note; one that is defined inside another waits until that is done."""
        if self._inner is None:
            super().setFootnote(id, text)
        elif id not in self._numbers:
            self._inner[id] = text
        self._numbers.setdefault(id, len(self._numbers) + 1)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802, A002 - as above
        """Give the id of a note."""
        return f"{OWN}fn-{self._numbers[id]}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802, A002 - as above
        """Give the id of a place that refers to a note."""
        return self.unique_ref(f"{OWN}fnref-{self._numbers[id]}", found)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802 - as above
        """Give the list of notes; the original stumbles over notes that are defined inside notes."""
        notes: OrderedDict[str, str] = OrderedDict()
        whole: Element | None = None
        while self.footnotes:
            self._inner = OrderedDict()
            div = super().makeFootnotesDiv(root)
            if whole is None:
                whole = div
            elif div is not None:
                whole[-1].extend(div[-1])
            notes.update(self.footnotes)
            self.footnotes = self._inner
        self.footnotes, self._inner = notes, None
        return whole


class _WaysBack(Treeprocessor):
    """Names the ways back, since an arrow is no name for a link, and takes them from notes that nothing refers to."""

    def __init__(self, md: Markdown, notes: NotesExtension) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, root: Element) -> None:
        if not self._notes.footnotes:
            return
        for parent in list(root.iter()):
            for link in [child for child in parent if child.get("class") == "footnote-backref"]:
                if link.get("href", "")[1:] in self._notes.found_refs:
                    link.set("aria-label", link.attrib.pop("title", ""))
                else:
                    parent.remove(link)
