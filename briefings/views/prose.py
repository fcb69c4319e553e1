"""Bodies as readers see them.

The marks that reading left are replaced by links, citations, statuses, dates and figures.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import escape

from briefings.linking.files import (
    find_addressed_file,
    find_addressed_files,
    find_body_files,
    find_briefing_files,
    find_shown_image,
    is_public_page,
    replace_shown_images,
)
from briefings.linking.references import find_citation, find_image, find_path, find_target, targets_of
from briefings.linking.site import LinkedBriefing, LinkedSource, LinkedTopic
from briefings.model.body import MARK_CLOSE, MARK_LABEL, MARK_OPEN, Body, Reference, ReferenceKind
from briefings.model.briefing import Image
from briefings.model.document import Document
from briefings.model.edtf import Edtf, iso_machine, parse_edtf
from briefings.model.picture import Picture
from briefings.reading.markdown.convert import convert_inline
from briefings.views.body_words import say_body_words
from briefings.views.dates import describe_edtf
from briefings.views.figures import Pictures, is_file_picture
from briefings.views.language_marks import mark_text
from briefings.views.parts import Html, Link
from briefings.views.sources import SourceList
from briefings.views.wording import Wording
from briefings.views.words import claim_mark

_MARK = re.compile(f"{MARK_OPEN}(\\d+)(?:{MARK_LABEL}([^{MARK_OPEN}{MARK_CLOSE}]*))?{MARK_CLOSE}")
_TAG = re.compile(r"<[^>]*>")

Handler = Callable[[Reference, str], str]
FindFigure = Callable[[Reference], tuple[Image | None, Edtf]]
"""Finds the image of front matter that a figure shows, and when what it belongs to happened."""


def strip_html(value: str) -> str:
    """The text of inline markup, for places that take none: descriptions, citations, feeds."""
    return html.unescape(_TAG.sub("", value))


def resolve_marks(body: Body, handle: Handler) -> Html:
    """Replace every mark by what `handle` makes of its reference and label, innermost first."""
    text, count = body.html, 1
    while count:
        text, count = _MARK.subn(lambda m: handle(body.references[int(m[1])], m[2] or ""), text)
    return Html(text)


class Citations:
    """Numbers the sources of one page by first use in its text and remembers where each was cited."""

    def __init__(self, body: Body, sources: Sequence[LinkedSource]) -> None:
        used = [find_citation(r, sources) for r in body.references if r.kind is ReferenceKind.CITATION]
        self.sources = sources
        self.listed = SourceList([*(linked for linked in used if linked), *sources])
        self._uses: dict[str, int] = {}

    def cite(self, linked: LinkedSource) -> tuple[str, str]:
        """The number of a source, and the anchor of this use of it."""
        use = self._uses[linked.key] = self._uses.get(linked.key, 0) + 1
        number = self.listed.ref(linked).number
        return number, f"cite-{number}-{use}"

    def ways_back(self) -> dict[str, tuple[Link, ...]]:
        """Links from each source back to the places that cite it."""
        found = {}
        for linked in self.listed.sources:
            number, uses = self.listed.ref(linked).number, self._uses.get(linked.key, 0)
            found[linked.key] = tuple(Link(str(i), f"#cite-{number}-{i}") for i in range(1, uses + 1))
        return found


class Prose:
    """Makes HTML of bodies in one language."""

    def __init__(self, context: Wording, files: Mapping[str, str], pictures: Mapping[str, Picture]) -> None:
        """`files` are those that a text may link to, with the links to their pages (`LinkedFiles`).

        `pictures` are those of images that are shown.
        """
        self._context, self._files = context, files
        self.pictures = Pictures(context.addresses, pictures)
        self._lines: dict[tuple[str, str], Html] = {}
        self._targets = targets_of(context.site)

    def inline(self, text: str, lang: str = "") -> Html:
        """Inline Markdown of front matter: a deck, a reason, a caption."""
        if not text:
            return Html("")
        key = (text, lang or self._context.lang)
        if key not in self._lines:
            self._lines[key] = Html(convert_inline(text, lang=key[1]))
        return self._lines[key]

    def forget_lines(self) -> None:
        """Give up the lines that were converted: an edit may have left some that nobody will ask for again."""
        self._lines.clear()

    def briefing_body(self, linked: LinkedBriefing) -> tuple[Html, Citations]:
        """The body of a briefing, and its sources numbered by first use."""
        path = linked.briefing.path
        body = self._fit_pictures(self._context.site.bodies[path], path)
        citations = Citations(body, linked.sources)

        def find(reference: Reference) -> tuple[Image | None, Edtf]:
            return find_image(reference, linked.briefing), linked.event

        text = resolve_marks(body, self._handler(path, citations, find))
        return Html(say_body_words(text, linked.lang)), citations

    def topic_body(self, linked: LinkedTopic) -> tuple[Html, Citations]:
        """The standing background of a topic, and its sources numbered by first use."""
        path = linked.topic.path
        body = self._fit_pictures(self._context.site.bodies[path], path)
        citations = Citations(body, linked.sources)
        text = resolve_marks(body, self._handler(path, citations))
        return Html(say_body_words(text, self._context.settings.lang)), citations

    def page_body(self, document: Document) -> Html:
        """The body of an ordinary page."""
        citations = Citations(document.body, ())
        body = self._fit_pictures(document.body, document.path)
        text = resolve_marks(body, self._handler(document.path, citations))
        return Html(say_body_words(text, self._context.lang))

    def _fit_pictures(self, body: Body, path: str) -> Body:
        """A body whose own pictures have their size and their copies."""

        def fit(tag: re.Match[str]) -> str:
            file = find_shown_image(tag, body, path, self._files, self._context.settings.url)
            return self.pictures.enrich(file, tag[0]) if file else tag[0]

        return replace_shown_images(body, fit)

    def _handler(self, path: str, citations: Citations, find: FindFigure | None = None) -> Handler:
        def handle(reference: Reference, label: str) -> str:
            match reference.kind:
                case ReferenceKind.LINK:
                    return self._link(reference, label)
                case ReferenceKind.CITATION:
                    return self._citation(reference, citations)
                case ReferenceKind.CLAIM:
                    return self._claim(reference, label)
                case ReferenceKind.DATE:
                    return self._date(reference, label)
                case ReferenceKind.IMAGE:
                    return self._figure(*find(reference), is_inline=reference.prefix == "inline") if find else ""
                case ReferenceKind.PATH:
                    return self._path(reference, path)
                case ReferenceKind.ADDRESS:
                    return label  # it stands in the text as it was typed

        return handle

    def _link(self, reference: Reference, label: str) -> str:
        target = find_target(reference, self._targets)
        if target is None:
            return label or str(escape(reference.target))
        link = self._context.link(*target)
        if not link.href:
            return label or str(escape(mark_text(link.text, link.lang)))
        return f'<a class="entity" href="{escape(link.href)}">{label or escape(mark_text(link.text, link.lang))}</a>'

    def _citation(self, reference: Reference, citations: Citations) -> str:
        linked = find_citation(reference, citations.sources)
        if linked is None:
            return ""
        number, anchor = citations.cite(linked)
        word = self._context.words("Source")
        locator = f", {reference.locator}" if reference.locator else ""
        return (
            f'<a class="ref" id="{anchor}" href="#{number}" aria-label="{escape(word)} {number}{escape(locator)}" '
            f'title="{escape(self._context.name(linked.publisher) + locator)}">{number}{escape(locator)}</a>'
        )

    def _claim(self, reference: Reference, label: str) -> str:
        target = find_target(reference, self._targets)
        if target is None:
            return label
        claim = self._context.site.claims[target[1]]
        mark = claim_mark(claim, self._context.language)
        href = self._context.link(*target).href
        tag, address = ("a", f' href="{escape(href)}"') if href else ("span", "")
        return (
            f'<span class="claim-mark" data-status="{mark.key}">{label} '
            f'<{tag} class="claim-mark__status"{address}>'
            f'<svg class="icon" aria-hidden="true"><use href="#i-{mark.key}"/></svg>{escape(mark.word)}</{tag}></span>'
        )

    def _date(self, reference: Reference, label: str) -> str:
        value = parse_edtf(reference.target)
        words = describe_edtf(value, self._context.language, zone=self._context.zone, label=self._context.zone_label)
        iso = iso_machine(value)
        shown = f'{label} <span class="print-only">({escape(words)})</span>'
        return f'<time datetime="{iso}" title="{escape(words)}">{shown}</time>' if iso else shown

    def note_file_picture(self, image: Image, event: Edtf) -> str:
        """What is said of a picture that was taken before the event; nothing of any other."""
        is_older = is_file_picture(image, event, self._context.zone)
        return self._context.words("File picture: does not show this event.") if is_older else ""

    def _figure(self, image: Image | None, event: Edtf, *, is_inline: bool) -> str:
        """A figure with caption and credit; inside a line of text, where HTML allows none, the picture alone."""
        if image is None:
            return ""
        picture = self.pictures.render(image.file, image.alt)
        if is_inline:
            return picture
        note = self.note_file_picture(image, event)
        caption = f"<strong>{escape(note)}</strong> " if note else ""
        caption += f"{self.inline(image.caption)} " if image.caption else ""
        credit = f'<span class="figure__credit">{escape(image.credit)}</span>' if image.credit else ""
        figcaption = f"<figcaption>{caption}{credit}</figcaption>" if caption or credit else ""
        return f'<figure class="figure">{picture}{figcaption}</figure>'

    def _path(self, reference: Reference, path: str) -> str:
        """The link to a file: its page where it has one, otherwise the file itself."""
        found = find_path(reference, path, self._files)
        if found is None:
            return "#"
        href = self._files[found] or self._context.addresses.link(found)
        return str(escape(href + reference.locator))

    def linked_files(self) -> Iterable[str]:
        """Static files that published texts, front matter and the footer show or link to."""
        context, site = self._context, self._context.site
        files, url = context.static_paths, context.settings.url
        pages = ((d.path, d.body) for d in context.pages if is_public_page(d))
        for path, body in (*site.bodies.items(), *pages) if files else ():
            yield from find_body_files(body, path, files, url)
        for linked in site.briefings.values():
            yield from find_briefing_files(linked.briefing, files, url)
        lines = [context.settings.about, *(t.topic.summary for t in site.topics.values())]
        lines += [t.topic.image.caption for t in site.topics.values() if t.topic.image]
        lines += [d.page.summary for d in context.pages if d.page and is_public_page(d)]
        for line in lines:
            yield from find_addressed_files(line, files, url)
        yield from (t.topic.image.file for t in site.topics.values() if t.topic.image)
        named = (find_addressed_file(href, files, url) for _, href in context.settings.links)
        yield from (path for path in named if path)
