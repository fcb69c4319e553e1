"""Text in another script than its page's has a language and a direction of its own, on every page and both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.html_pages import Element, HtmlPage, find_script, local_name, read_pages
from tests.unit.views.conftest import FILES

ARABIC = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
NEUTRAL = re.compile(r"https?://\S+|\b[A-Z]{1,5}\d*\b|\b(?:Briefings|JSON|Atom|OPML|Natural Earth)\b")
"""What needs no language: addresses, acronyms and numbers of claims, names of formats and programs."""
UNSPOKEN = {"script", "style", "code", "pre", "title", "desc", "textarea", "meta", "link"}
"""What is no text of the page, or plain text in which no word can have a language of its own."""
UNMARKED = {"img", "text", "tspan"}
"""What has no text of its own to turn round (an image), or no `dir` at all (SVG)."""


def find_foreign(page: HtmlPage) -> Iterator[str]:
    """Texts whose letters are mostly of another script than their language, or whose own language has no direction."""
    yield from _walk(page, page.root, "", is_turned=True)


def _walk(page: HtmlPage, element: Element, lang: str, *, is_turned: bool) -> Iterator[str]:
    if not isinstance(element.tag, str) or local_name(element) in UNSPOKEN:
        return
    if element.get("lang") is not None:
        lang = element.get("lang")
        is_turned = element.get("dir") is not None or local_name(element) in {"bdi", *UNMARKED}
    texts = [element.text, element.get("alt"), *(child.tail for child in element)]
    for text in filter(None, texts):
        script = _find_script(text)
        if script and (script == "arabic") != (find_script(lang) == "Arab"):
            yield f"lang={lang!r}: {text.strip()!r} in {page.describe(element)}"
        elif script and not is_turned:
            yield f"no dir: {page.describe(element)}"
    for child in element:
        yield from _walk(page, child, lang, is_turned=is_turned)


def _find_script(text: str) -> str:
    """The script that most letters of a text are in; "" for one without letters, or of neutral ones alone."""
    spoken = NEUTRAL.sub("", text)
    arabic, latin = len(re.findall(f"[{ARABIC}]", spoken)), len(re.findall("[A-Za-zÀ-ɏ]", spoken))
    return "" if not arabic + latin else "arabic" if arabic > latin else "latin"


def test_the_search_finds_what_has_no_language_of_its_own() -> None:
    page = HtmlPage(
        "p.html",
        '<!doctype html><html lang="fa" dir="rtl"><title>x</title>'
        "<p>این سخن را Kabul police در شهر گفت</p><p>Kabul police</p>"
        '<p lang="en">No direction</p><p><bdi lang="en">Fine</bdi> AFP</p><p lang="en" dir="auto">کابل</p>',
    )
    found = list(find_foreign(page))
    assert [text.split(" in ")[0] for text in found] == [
        "lang='fa': 'Kabul police'",
        "no dir: p.html: <p> 'No direction'",
        "lang='en': 'کابل'",
    ]


def test_every_text_of_the_dossier_is_in_the_script_of_its_language(pages: dict[str, HtmlPage]) -> None:
    assert sum(path.startswith("fa/") for path in pages) >= 4
    assert [text for page in pages.values() for text in find_foreign(page)] == []


FA = """---
title: سروی اسکله
date: 2023-07-02
lang: fa
stage: developing
summary: بندر *سروی* می‌شود.
why: مهم است.
topics: [harbour]
actors: [ana-ng, union]
places: [north-quay]
image: {file: images/quay.svg, alt: اسکله, caption: نقشه, credit: تحریریه}
sources:
  - {id: khabar, publisher: gazette, title: خبر سروی اسکله, note: ندیده‌ایم.}
claims:
  - id: survey-done
    text: سروی انجام شده است.
    kind: quantity
    quantity: {measure: شمار, unit: تن}
    positions:
      - {by: union, stance: asserts, said: 2023-07-01, via: [khabar], quote: انجام شد, how: در تیلفون, value: {best: 4}}
      - {by: ana-ng, stance: denies, said: 2023-07-01, via: [khabar], how: در خطابه}
    assessment: {status: confirmed, basis: گزارش آن را نشان می‌دهد., as_of: 2023-07-02}
unknowns:
  - {text: کی سروی کرد., claim: survey-done}
events:
  - {date: 2023-06-30, text: آب‌باز دیده شد., topics: [harbour]}
upcoming:
  - {id: result, what: نتیجه اعلام می‌شود., when: 2023-07-05, topics: [harbour], sources: [khabar], outcome: نشد.}
updates:
  - {at: 2023-07-03, level: major, note: متن تازه شد.}
corrections:
  - {at: 2023-07-04T10:00Z, was: شش, now: پنج, claims: [survey-done]}
---
این متن از [[union]] و از [[harbour]] و نیز از [[quay]] و همچنان از [[claim:cracks]] سخن می‌گوید.
"""


def _build_desk(folder: Path, run_briefings: Callable[..., Any]) -> dict[str, HtmlPage]:
    """A desk that works in English, with a briefing in Dari that nobody has translated."""
    texts = {path: text for path, text in FILES.items() if isinstance(text, str) and path != "briefings/quay.fa.md"}
    # Its English note says that it is in Persian, to have a language of its own.
    for path, text in {**texts, "briefings/sarwe.md": FA}.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace(", lang: fa}", "}"), "utf-8")
    settings = {
        "SITENAME": "Daybook",
        "SITEURL": "https://desk.example",
        "DEFAULT_LANG": "en",
        "TIMEZONE": "Asia/Kabul",
    }
    lines = [f"{key} = {value!r}\n" for key, value in {**settings, "BRIEFINGS_EMBEDS": True}.items()]
    (folder / "settings.py").write_text("".join(lines), "utf-8")
    result = run_briefings("build", "content", "-s", "settings.py", "-o", "site", "-j", "1", cwd=folder)
    assert result.returncode == 0, result.stderr
    return read_pages(folder / "site")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: Any, run_briefings: Callable[..., Any]) -> dict[str, HtmlPage]:
    """The pages of a desk that works in English and has a briefing in Dari alone."""
    return _build_desk(tmp_path_factory.mktemp("desk"), run_briefings)


def test_untranslated_briefings_keep_their_language_on_every_page_that_quotes_them(desk: dict[str, HtmlPage]) -> None:
    assert [text for page in desk.values() for text in find_foreign(page)] == []
    assert [error for page in desk.values() for error in page.errors] == []


def test_no_attribute_holds_the_markup_of_a_language(desk: dict[str, HtmlPage]) -> None:
    values = [(page, element) for page in desk.values() for element in page.elements]
    assert [
        page.describe(element) for page, element in values if any("<bdi" in v for v in element.attrib.values())
    ] == []
