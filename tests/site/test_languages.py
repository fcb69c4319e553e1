"""The same desk in every language of the interface: builds, says its language and direction, and speaks no English."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from tests.site.html_pages import is_right_to_left
from tests.unit.views.conftest import FILES, QUAY_FA

LOCALE = Path(__file__).resolve().parents[2] / "briefings" / "locale"
CODES = ("en", *sorted(path.stem for path in LOCALE.glob("*.po")))
SPOKEN = {"aria-label", "title", "alt", "placeholder", "data-labels", "data-done", "data-failed"}
UNSPOKEN = {"script", "style"}


class _Texts(HTMLParser):
    """What a page says: its texts and spoken attributes, with the attributes of `<html>`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.texts: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag == "html":
            self.root = dict(attrs)
        for name, value in attrs:
            if name in SPOKEN and value:
                self.texts += value.split("|")

    def handle_data(self, data: str) -> None:
        if self._inside not in UNSPOKEN and data.strip():
            self.texts.append(" ".join(data.split()))


def _write_desk(folder: Path, lang: str) -> None:
    """A desk whose own words are none of the interface's."""
    files = {path: text for path, text in FILES.items() if not (lang == "fa" and text is QUAY_FA)}
    for path, text in files.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        for word, other in ((b"title: About", b"title: Imprint"), (b"kind: country", b"kind: land")):
            data = data.replace(word, other)
        target.write_bytes(data)
    settings = {
        "SITENAME": "Daybook",
        "SITEURL": "https://desk.example",
        "DEFAULT_LANG": lang,
        "TIMEZONE": "Asia/Kabul",
    }
    (folder / "settings.py").write_text("".join(f"{key} = {value!r}\n" for key, value in settings.items()), "utf-8")


@pytest.fixture(scope="session", params=CODES)
def desk(request: Any, tmp_path_factory: Any, run_briefings: Callable[..., Any]) -> tuple[str, Path]:
    """A language, and the site of a desk that works in it."""
    lang: str = request.param
    folder = tmp_path_factory.mktemp(f"desk-{lang}")
    _write_desk(folder, lang)
    result = run_briefings("build", "content", "-s", "settings.py", "-o", "site", "-j", "1", cwd=folder)
    assert result.returncode == 0, result.stderr
    return lang, folder / "site"


def _pages(site: Path) -> Iterator[tuple[str, _Texts]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), _Texts(path.read_text("utf-8"))


def _foreign_words(lang: str) -> dict[str, re.Pattern[str]]:
    """English messages that the catalogue says in other words, as patterns of the texts that would be them."""
    with (LOCALE / f"{lang}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    found: dict[str, re.Pattern[str]] = {}
    for message in catalogue:
        sources, targets = (
            value if isinstance(value, tuple | list) else (value,) for value in (message.id, message.string)
        )
        for source in filter(None, sources):
            parts = [(words, name) for words, name, _, _ in string.Formatter().parse(source)]
            said = "".join(words for words, _ in parts)
            if source not in targets and len(re.findall("[A-Za-z]", said)) >= (2 if said == source else 5):
                pattern = "".join(re.escape(words) + (".+" if name is not None else "") for words, name in parts)
                found[source] = re.compile(pattern.strip())
    return found


def test_every_page_says_its_language_and_direction(desk: tuple[str, Path]) -> None:
    lang, site = desk
    for path, page in _pages(site):
        expected = "fa" if path.startswith("fa/") else lang
        assert (page.root["lang"], page.root["dir"]) == (expected, "rtl" if is_right_to_left(expected) else "ltr"), path


def test_no_page_speaks_english_where_there_is_another_word(desk: tuple[str, Path]) -> None:
    lang, site = desk
    said = {lang_: _foreign_words(lang_) for lang_ in {lang, "fa"} if lang_ != "en"}
    found: dict[str, str] = {}
    for path, page in _pages(site):
        for text in page.texts:
            for source, pattern in said.get(str(page.root["lang"]), {}).items():
                if pattern.fullmatch(text):
                    found[f"{source!r} as {text!r}"] = path
    assert found == {}


def test_the_search_for_english_finds_it(desk: tuple[str, Path]) -> None:
    lang, site = desk
    if lang != "en":
        return
    words = _foreign_words("de")
    texts = {text for _, page in _pages(site) for text in page.texts}
    heard = {source for source, pattern in words.items() if any(pattern.fullmatch(text) for text in texts)}
    assert len(heard) > 150
    assert {"Claim ledger", "Skip to content", "Denies it.", "Published"} <= heard


def test_every_language_besides_the_own_has_a_home_a_timeline_and_a_feed(desk: tuple[str, Path]) -> None:
    lang, site = desk
    places = ("fa/index.html", "fa/timeline/index.html", "fa/feed.atom")
    assert [(site / place).is_file() for place in places] == [lang != "fa"] * 3
    if lang == "fa":
        return
    for place in places[:2]:
        html, folder = (site / place).read_text("utf-8"), place.removeprefix("fa/").removesuffix("index.html")
        assert "اسکله بسته است" in html
        assert "survey" not in html
        for code, where in ((lang, ""), ("fa", "fa/"), ("x-default", "")):
            assert f'<link rel="alternate" hreflang="{code}" href="https://desk.example/{where}{folder}">' in html
        assert f'href="https://desk.example/fa/{folder}"' in (site / folder / "index.html").read_text("utf-8")
