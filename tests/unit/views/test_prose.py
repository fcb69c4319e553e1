"""Bodies as readers see them: every mark that reading left is replaced."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from briefings.model.body import MARK_CLOSE, MARK_LABEL, MARK_OPEN, Body, Reference, ReferenceKind
from briefings.views.context import ViewContext
from briefings.views.prose import resolve_marks, strip_html

MARKS = MARK_OPEN + MARK_LABEL + MARK_CLOSE


def _mark(index: int, label: str | None = None) -> str:
    return f"{MARK_OPEN}{index}{'' if label is None else MARK_LABEL + label}{MARK_CLOSE}"


def _body(html: str, count: int = 3) -> Body:
    return Body(html, tuple(Reference(ReferenceKind.LINK, f"t{n}") for n in range(count)))


def _text(context: ViewContext, briefing: str = "quay") -> str:
    body, _ = context.prose.briefing_body(context.site.briefings[briefing])
    assert not set(MARKS) & set(body)
    return body


def test_marks_are_resolved_innermost_first() -> None:
    seen: list[tuple[str, str]] = []

    def handle(reference: Reference, label: str) -> str:
        seen.append((reference.target, label))
        return f"<{reference.target}>{label}</{reference.target}>"

    html = resolve_marks(_body(f"a {_mark(0, 'b ' + _mark(1, 'c') + ' d ' + _mark(2))} e"), handle)
    assert html == "a <t0>b <t1>c</t1> d <t2></t2></t0> e"
    assert [target for target, _ in seen] == ["t1", "t2", "t0"]


def test_marks_nest_as_deep_as_they_like() -> None:
    html = "x"
    for n in range(40):
        html = _mark(n, html)
    assert resolve_marks(_body(html, 40), lambda _, label: f"({label})") == "(" * 40 + "x" + ")" * 40


def test_body_without_marks_stays_as_it_is() -> None:
    assert resolve_marks(_body("<p>a</p>"), lambda *_: "!") == "<p>a</p>"


def test_link_has_the_words_of_the_writer_or_the_name_of_its_target(dossier: ViewContext) -> None:
    text = _text(dossier)
    assert '<a class="entity" href="/news/actors/union/">Dockers' in text
    assert '<a class="entity" href="/news/topics/harbour/">the harbour</a>' in text


def test_words_that_state_a_claim_carry_its_status(dossier: ViewContext) -> None:
    text = _text(dossier)
    assert 'data-status="disputed">disagree' in text
    assert "Disputed</a></span>" in text


def test_citation_is_numbered_by_first_use_and_counts_its_uses(dossier: ViewContext) -> None:
    text = _text(dossier)
    assert text.index('id="cite-S1-1"') < text.index('id="cite-S2-1"') < text.index('id="cite-S2-2"')
    assert 'aria-label="Source S1" title="Gazette"' in text
    assert ">S2, p. 2</a>" in text
    assert 'href="#S2"' in text


def test_title_with_quotation_marks_cannot_leave_its_attribute(view_dossier: Callable[..., ViewContext]) -> None:
    source = "{id: s, publisher: agency, title: '\"><script>x</script>'}"
    body = f"---\ntitle: A\ndate: 2023-05-02\nsources:\n  - {source}\n---\n"
    context = view_dossier({"briefings/x.md": body + 'Text [@s, "><b>].\n'})
    text = _text(context, "x")
    assert "<script" not in text
    assert "<b>" not in text


def test_date_is_a_time_with_its_words_for_print(dossier: ViewContext) -> None:
    text = _text(dossier)
    assert (
        '<time datetime="2023-05-02" title="2 May 2023">Tuesday <span class="print-only">(2 May 2023)</span></time>'
        in text
    )


def test_figure_has_caption_and_credit_and_stands_outside_of_a_paragraph(dossier: ViewContext) -> None:
    text = _text(dossier)
    assert '<img src="/news/images/quay.svg" alt="The quay." loading="lazy" decoding="async">' in text
    assert "<em>map</em>" in text
    assert "Desk &lt;desk&gt;" in text


def test_image_inside_a_line_of_text_is_the_picture_alone(view_site: Callable[..., ViewContext]) -> None:
    text = (
        "---\ntitle: Quay\ndate: 2023-05-02\nimage: {file: images/quay.svg, alt: The quay., caption: A map.}\n---\n"
        "The sign ![[quay]] hangs there.\n"
    )
    context = view_site({"briefings/quay.md": text, "images/quay.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    body = _text(context)
    assert '<img src="/images/quay.svg" alt="The quay." loading="lazy" decoding="async">' in body
    assert "figure" not in body


def test_path_leads_to_the_page_of_a_file_or_to_the_file(dossier: ViewContext) -> None:
    text = _text(dossier)
    assert 'href="/news/briefings/survey/#cracks"' in text
    assert 'href="/news/images/quay.svg"' in text


def test_links_lead_to_the_language_of_the_page(dossier: ViewContext) -> None:
    body, _ = dossier.in_language("fa").prose.briefing_body(dossier.site.briefings["survey"])
    assert "/news/fa/briefings/quay/" in body


def test_topics_and_pages_have_their_marks_resolved_too(dossier: ViewContext) -> None:
    topic, _ = dossier.prose.topic_body(dossier.site.topics["harbour"])
    [page] = dossier.pages
    assert '<a class="entity" href="/news/places/north-quay/">North quay</a>' in topic
    assert 'href="/news/topics/harbour/"' in dossier.prose.page_body(page)


@pytest.mark.parametrize(("html", "text"), [("a <em>b</em> &amp; c", "a b & c"), ("", ""), ("1 &lt; 2", "1 < 2")])
def test_markup_is_stripped_for_places_that_take_none(html: str, text: str) -> None:
    assert strip_html(html) == text


def test_inline_text_of_front_matter_is_sanitised(dossier: ViewContext) -> None:
    html = dossier.prose.inline("*a* <script>x</script> [b](javascript:alert(1)) <b onclick='x'>c</b>")
    assert "<em>a</em>" in html
    assert "<script" not in html
    assert "javascript:" not in html
    assert "onclick" not in html


def test_body_is_balanced_markup(dossier: ViewContext) -> None:
    class Balance(HTMLParser):
        open: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("img", "br", "use"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in ("img", "br", "use"):
                assert self.open.pop() == tag

    parser = Balance()
    parser.feed(_text(dossier))
    assert parser.open == []
