"""Makes the body of a plain text without marks at once: what the sanitiser and the finisher would make of its HTML."""

from __future__ import annotations

import re

from briefings.model.body import Body, Heading
from briefings.reading.markdown.anchors import Anchors
from briefings.reading.markdown.finish import LEVELS
from briefings.reading.markdown.found import OWN
from briefings.reading.markdown.prose_text import count_words
from briefings.reading.markdown.sanitise import drop_controls

_LABEL = "[a-z0-9]+(?:-[a-z0-9]+)*"
_OTHER_LINK = re.compile(
    rf'<a href="(?!https?://(?:{_LABEL}\.){{1,6}}[a-z]{{2,20}}(?:[/?#][\w./?#=&;%+,!$~-]*)?">)', re.ASCII
)
"""A link of which it is not plain to see that it has a host and a scheme that may stand in a body."""

_LINK = re.compile("<a [^>]*")
_HEADING = re.compile(r"<(h[1-6])>(.*?)</\1>")
_NOTE_NUMBER = re.compile('<a class="footnote-ref"[^>]*>[0-9]+</a>')
_INLINE_TAG = re.compile("</?(?:a|code|em|strong|sup)(?: [^>]*)?>")
_TAG = re.compile("<[^>]*>")


def build_plain_body(html: str) -> Body | None:
    """Give the body for `html`, which `PlainConverter` made of a text without tokens; None where that is not certain.

    Its elements are few, closed in the order in which they were opened, and each is one that may stand in a body. So of
    all that the sanitiser does, three things are left: it marks links, writes no-break spaces as entities, and looks at
    addresses; and nothing in it is looked up, so that of the finisher headings and the count of words are left.
    """
    if _OTHER_LINK.search(html):
        return None
    html = html.replace("&#160;", "\xa0")
    html = html if html.isascii() else drop_controls(html)
    words = count_words(_read_text(html))
    headings: list[Heading] = []
    if "<h" in html:
        html = _finish_headings(html, headings)
    if "<a " in html:
        html = _LINK.sub(lambda match: f'{match[0]} rel="noopener"', html)
    return Body(html.replace("\xa0", "&nbsp;").replace(OWN, ""), (), tuple(headings), words)


def _finish_headings(html: str, headings: list[Heading]) -> str:
    anchors = Anchors()

    def finish(match: re.Match[str]) -> str:
        level, text = LEVELS[match[1]], " ".join(_read_text(match[2]).split())
        anchor = anchors.of_heading(text)
        headings.append(Heading(level, anchor, text))
        return f'<h{level} id="{anchor}">{match[2]}</h{level}>'

    return _HEADING.sub(finish, html)


def _read_text(html: str) -> str:
    """The text of all blocks; the numbers of footnotes are no part of it."""
    if OWN in html:
        html = _NOTE_NUMBER.sub("", html)
    text = _TAG.sub(" ", _INLINE_TAG.sub("", html))
    return text.replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text
