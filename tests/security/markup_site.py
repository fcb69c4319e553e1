"""A content folder that has each hostile text of `payloads/xss.txt` in every place where a writer's words reach a page.

A mark (`zq12ztitlezz`, as `MARK` reads it) stands behind each text, so that a test can see which of them arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefings.plugin.build import Build
from briefings.problems import Problem, Severity
from briefings.reading.markdown.convert import convert_body
from tests.security.payload_files import PIXEL, Payload, dump_yaml

NOW = datetime(2023, 12, 31, tzinfo=UTC)
SITEURL = "https://desk.example"
CONF = (
    f'SITEURL = {SITEURL!r}\nSITENAME = "Desk"\nTIMEZONE = "UTC"\nPLUGINS = ["briefings"]\nPATH = "content"\n'
    "BRIEFINGS_AS_OF_DAYS = 0\n"
)
MARK = re.compile(r"zq(\d+)z([a-z-]+?)zz")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

SLOTS = {
    "link": "[[actor:a-{g}|{text}]]",
    "citation": "[@doc-{n}, {text}]",
    "claim": "[{text}]{{claim=c-{n}}}",
    "date": "[{text}]{{date=2021-07-13}}",
    "figure": "![[fig-{n}]]",
    "heading": "## {text}",
    "quote": "> {text}",
    "item": "- {text}",
    "cell": "| {text} | b |\n|---|---|\n| {text} | d |",
    "note": "words[^1]\n\n[^1]: {text}",
    "block": "> [!unknown] {text}\n> words",
    "fence": "```{text}\nwords\n```",
    "code": "``` \n{text}\n```",
    "inline-code": "`` {text} ``",
    "link-text": "[{text}](https://example.org/)",
    "link-title": '[words](https://example.org/ "{text}")',
    "link-address": "[words](<{text}>)",
    "image-text": "![{text}](/images/post.png)",
    "attributes": "words {{#{text} .{text} lang={text}}}",
    "html-title": '<abbr title="{text}">words</abbr>',
    "html-link": '<a href="{text}">words</a>',
    "html-id": '<p id="{text}" class="{text}" lang="{text}">words</p>',
    "html-bare": "<em title={text}>words</em>",
    "raw": "{text}",
}
"""Places in a body. The last ones may swallow what follows them."""

_GROUP = 14
"""So many texts share a topic, an actor, a place, a publisher and a page: what they hold is escaped."""


class MarkupSite:
    """Writes the content folder; `fields` are all places, `refused` those that the program would not have."""

    def __init__(self, folder: Path, payloads: list[Payload]) -> None:
        self._content, self._payloads = folder / "content", payloads
        self.fields: set[str] = set()
        self.refused: set[tuple[int, str]] = set()

    def write(self) -> None:
        """Write everything that reading and linking accept; what they refuse has been refused, which is as good."""
        (self._content / "images").mkdir(parents=True)
        (self._content / "images/post.png").write_bytes(PIXEL)
        (self._content.parent / "pelicanconf.py").write_text(CONF)
        self._refuse_alone()
        places = self._write_all()
        build = Build({"PATH": str(self._content), "TIMEZONE": "UTC"}, "settings")
        build.read_and_link(NOW)
        errors = [problem for problem in build.located_problems() if problem.severity is Severity.ERROR]
        self.refused.update(place for problem in errors for place in _find_places(places[problem.where.path], problem))
        self._write_all()

    def _refuse_alone(self) -> None:
        """Find the texts that are no good in a place even without the rest of the site."""
        for payload in self._payloads:
            for name in SLOTS:
                if convert_body(self._slot(name, payload), path="", lang="en", first_line=1)[1]:
                    self.refused.add((payload.number, f"body-{name}"))

    def _write_all(self) -> dict[str, dict[int, tuple[int, str]]]:
        """Write all files; gives the place that begins on each line of each."""
        places: dict[str, dict[int, tuple[int, str]]] = {}
        registries: dict[str, list[dict[str, Any]]] = {"actors": [], "places": [], "publishers": [], "sources": []}
        for payload in self._payloads:
            title = {"title": self._text("registered-title", payload), "note": self._text("registered-note", payload)}
            n, group = payload.number, payload.number // _GROUP
            registries["sources"].append({"id": f"reg-{n}", "publisher": f"o-{group}", **title})
            places[f"briefings/b-{n}.md"] = self._write_file(f"briefings/b-{n}.md", self._briefing(payload), payload)
        for group in range(0, len(self._payloads), _GROUP):
            members = self._payloads[group : group + _GROUP]
            self._write_file(f"pages/p-{group // _GROUP}.md", self._page(members))
            self._write_file(f"topics/t-{group // _GROUP}.md", self._topic(members))
            for name, record in self._registry_records(group // _GROUP, members):
                registries[name].append(record)
        for name, records in registries.items():
            path = self._content / f"registry/{name}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(f"- {dump_yaml(record)}\n" for record in records), "utf-8")
        return places

    def _slot(self, name: str, payload: Payload) -> str:
        text = f"{payload.text} {_mark(payload, f'body-{name}')}"
        return SLOTS[name].format(n=payload.number, g=payload.number // _GROUP, text=text)

    def _write_file(self, path: str, record: dict[str, Any], *payloads: Payload) -> dict[int, tuple[int, str]]:
        """Write a file with the texts in every place of its body; gives the place that begins on each line."""
        text, starts = f"---\n{dump_yaml(record)}\n---\n", {}
        for payload in payloads:
            for name in SLOTS:
                self.fields.add(f"body-{name}")
                place = (payload.number, f"body-{name}")
                if place not in self.refused:
                    starts[text.count("\n") + 1] = place
                    text += self._slot(name, payload) + "\n\n"
        file = self._content / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
        return starts

    def _text(self, field: str, *payloads: Payload) -> str:
        self.fields.add(field)
        return " ".join(f"{clean_text(payload.text)} {_mark(payload, field)}" for payload in payloads)

    def _briefing(self, payload: Payload) -> dict[str, Any]:
        n, g, text = payload.number, payload.number // _GROUP, lambda field: self._text(field, payload)
        day = (datetime(2021, 1, 1, tzinfo=UTC) + timedelta(days=n)).date().isoformat()
        return {
            "title": text("title"), "date": day, "summary": text("summary"), "why": text("why"), "stage": "developing",
            "lang": "fa" if n % 2 else "en", "authors": [text("author")],
            "topics": [f"t-{g}"], "actors": [f"a-{g}"], "places": [f"l-{g}"],
            "translation_key": text("translation-key"),
            "image": {"file": "images/post.png", "alt": text("alt"), "caption": text("caption"),
                      "credit": text("credit")},
            "images": [
                {"id": f"fig-{n}", "file": "images/post.png", "alt": text("figure-alt"),
                 "caption": text("figure-caption"), "credit": text("figure-credit")}
            ],
            "sources": [
                f"reg-{n}",
                {"id": f"doc-{n}", "publisher": f"o-{g}", "title": text("source-title"), "note": text("source-note"),
                 "url": f"https://example.org/{_as_address(payload)}"},
            ],
            "claims": [
                {"id": f"c-{n}", "text": text("claim"), "texts": {"fa": text("claim-translated")},
                 "kind": "quantity", "quantity": {"measure": text("measure"), "unit": text("unit")},
                 "positions": [
                     {"by": f"a-{g}", "stance": "asserts", "said": day, "via": [f"doc-{n}"], "how": text("how"),
                      "quote": text("quote"), "value": {"best": 3}},
                     {"by": "other", "stance": "denies", "said": day, "via": [f"reg-{n}"], "quote": text("denial")},
                 ],
                 "assessment": {"status": "refuted", "basis": text("basis"), "as_of": day}},
            ],
            "unknowns": [{"text": text("unknown")}],
            "events": [{"date": day, "text": text("event"), "topics": [f"t-{g}"]}],
            "upcoming": [
                {"id": f"u-{n}", "what": text("upcoming"), "when": "2024-02", "topics": [f"t-{g}"]},
                {"id": f"v-{n}", "what": text("past"), "when": day, "outcome": text("outcome")},
            ],
            "corrections": [{"at": day, "was": text("was"), "now": text("now"), "claims": [f"c-{n}"]}],
            "updates": [{"at": day, "level": "major", "note": text("update")}],
        }  # fmt: skip

    def _topic(self, members: list[Payload]) -> dict[str, Any]:
        return {
            "title": self._text("topic-title", *members),
            "summary": self._text("topic-summary", *members),
            "names": {"fa": self._text("topic-name", *members)},
            "sources": [f"reg-{payload.number}" for payload in members],
        }

    def _page(self, members: list[Payload]) -> dict[str, Any]:
        # In another language, so that not every footer lists them.
        return {
            "title": self._text("page-title", *members),
            "summary": self._text("page-summary", *members),
            "lang": "fa",
        }

    def _registry_records(self, group: int, members: list[Payload]) -> Iterator[tuple[str, dict[str, Any]]]:
        def text(field: str) -> str:
            return self._text(field, *members)

        if group == 0:
            yield "actors", {"id": "other", "name": "The other side", "kind": "organisation"}
        for name, letter, kind in (("actors", "a", "person"), ("places", "l", "town"), ("publishers", "o", "wire")):
            record = {"id": f"{letter}-{group}", "kind": kind}
            record |= {key: text(f"{name}-{key}") for key in ("name", "about")}
            record |= {"names": {"fa": text(f"{name}-names")}, "aliases": [f"{letter} {group} {text(f'{name}-alias')}"]}
            if name == "actors":
                record |= {"role": text("role"), "of": "other"}
            if name == "places":
                record |= {"kind": text("place-kind"), "country": text("place-country"), "lat": "1.5", "lon": "2.5"}
            if name == "publishers":
                record |= {
                    "country": text("publisher-country"),
                    "url": f"https://example.org/{_as_address(members[0])}",
                }
                record |= {"reliability": {"grade": "C", "why": text("reliability")}}
            yield name, record


def _find_places(starts: dict[int, tuple[int, str]], problem: Problem) -> list[tuple[int, str]]:
    """Where a problem lies. It may be nobody's alone: too much of something, an address that stands there twice."""
    is_shared = problem.code in ("BRF-broken-link", "BRF-too-large")
    return list(starts.values()) if is_shared else [starts[max(line for line in starts if line <= problem.where.line)]]


def clean_text(text: str) -> str:
    """A text without what front matter refuses, which another test tries."""
    return _NO_TEXT.sub("\ufffd", text)


def _mark(payload: Payload, field: str) -> str:
    return f"zq{payload.number}z{field}zz"


def _as_address(payload: Payload) -> str:
    """The text as far as an address may hold it."""
    return re.sub(r'[\s<>"]', "", _NO_TEXT.sub("", payload.text))
