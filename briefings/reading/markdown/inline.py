"""Python-Markdown's own loop over inline patterns, without those that cannot match: their first character is not there.

Most lines of a text have no link, no code and no tag, and the loop tries every pattern on every line. What is left out
here would have found nothing, so the result is the same (`tests/unit/reading/markdown/test_inline_patterns.py`).
"""

from __future__ import annotations

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_NEEDED = {
    "backtick": "`\\",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
    "em_strong2": "_",
}
"""One of these characters stands in every match of a pattern; patterns that are not named are always tried."""


class QuickInlineProcessor(InlineProcessor):
    """Tries only patterns of which a needed character is in the text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        patterns = md.inlinePatterns
        needed = {patterns.get_index_for_name(name): text for name, text in _NEEDED.items() if name in patterns}
        self._steps = [(needed.get(index, ""), pattern) for index, pattern in enumerate(patterns)]

    # The name is what Python makes of `__handleInline` in the class above, which calls it.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        steps = self._steps
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(steps)):
            needed, pattern = steps[index]
            matched, start = not needed or any(character in data for character in needed), 0
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data


def hurry_inline_patterns(markdown: Markdown) -> None:
    """Let a converter, with all of its extensions loaded, use the quick loop."""
    markdown.treeprocessors.register(QuickInlineProcessor(markdown), "inline", 20)
