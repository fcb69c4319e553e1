"""`[^1]` and `[^1]: text`: footnotes, with ids that are valid and cannot be typed by a writer, and named ways back."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FootnoteExtension

from briefings.reading.markdown.found import OWN
from briefings.reading.markdown.words import find_word


class NotesExtension(FootnoteExtension):
    """Python-Markdown's footnotes, numbered ids in place of the writer's labels."""

    def __init__(self, language: str) -> None:
        self._numbers: dict[str, int] = {}
        back, _ = find_word("back", language)
        super().__init__(SEPARATOR="-", BACKLINK_TEXT="↩\ufe0e", BACKLINK_TITLE=back)

    def reset(self) -> None:
        """Forget the notes of the last file."""
        super().reset()
        self._numbers = {}

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802, A002 - the names are Python-Markdown's
        """Store a note; one that is defined inside another joins the end."""
        super().setFootnote(id, text)
        self._numbers.setdefault(id, len(self._numbers) + 1)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802, A002 - the names are Python-Markdown's
        """Give the id of a note."""
        return f"{OWN}fn-{self._numbers[id]}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802, A002 - as above
        """Give the id of a place that refers to a note."""
        return self.unique_ref(f"{OWN}fnref-{self._numbers[id]}", found)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802 - as above
        """Give the list of notes; an arrow alone would be no name for a link."""
        div = super().makeFootnotesDiv(root)
        for link in div.iter("a") if div is not None else ():
            if "title" in link.attrib:
                link.set("aria-label", link.attrib.pop("title"))
        return div
