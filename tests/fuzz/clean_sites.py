"""Content folders that a build should accept: sound in structure, with odd words wherever words may stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.fuzz.words import HOSTILE, MARKDOWN

_PICTURE = (Path(__file__).resolve().parents[1] / "fixtures/explained/content/images/post.png").read_bytes()
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue00f\ufffe\uffff]")
_WORDS = st.builds(
    lambda pieces: _REFUSED.sub("", " ".join(pieces)).strip() or "x",
    st.lists(st.sampled_from(HOSTILE) | st.sampled_from(MARKDOWN) | st.text(max_size=8), max_size=4),
)
_BODY_PIECES = (
    "Words of a text. ", "\n\n", "\n", "[[topic:a]]", "[[actor:b|who]]", "[[place:a]]", "[@s-0]", "[@s-0, p. 4]",
    "[words]{claim=c-0}", "[day]{date=2021-07-14}", "> [!unknown] x\n", "> quote\n", "## Part\n", "[^1]",
    "\n[^1]: note\n", "- item\n", "1. item\n", "`code`", "**b**", "| a | b |\n|---|---|\n| c | d |\n", "<b>x</b>",
    "[a](#part)",
)  # fmt: skip
_BODIES = st.lists(st.sampled_from(_BODY_PIECES) | _WORDS, max_size=12).map("".join)
_DATES = st.sampled_from(
    ("2021-07-14", "2021-07", "2021", "2021-07-14~", "2021-07-13/2021-07-15", "202X", "2021-21", "../2021")
)
_DAYS = st.sampled_from(
    (
        "2021-07-14",
        "2021-07-15T13:20+04:30",
        "0001-01-02",
        "9999-12-31",
        "9999-12-31T23:59Z",
        "0001-01-01T00:00Z",
        "2021-07-14T23:59:59Z",
    )
)
_STANCES = ("asserts", "denies", "corroborates", "casts-doubt", "retracts", "declines-to-comment")
_LANGS = st.sampled_from(("", "", "fa", "en", "de", "zz-ZZ"))


class _Dumper(yaml.SafeDumper):
    """Writes equal lists twice instead of naming one of them: content has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _subset(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=len(names), unique=True)


_TEXTS_BY_LANGUAGE = st.dictionaries(st.sampled_from(("fa", "de")), _WORDS, max_size=2)


@st.composite
def _registries(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    common = {"names": _TEXTS_BY_LANGUAGE, "about": _WORDS}
    records: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "actors": {
            "kind": st.sampled_from(("person", "organisation", "state")),
            "role": _WORDS,
            "unnamed": st.booleans(),
        },
        "places": {"kind": _WORDS, "lat": st.integers(-90, 90), "lon": st.integers(-180, 180), "country": _WORDS},
        "publishers": {"kind": st.sampled_from(("wire", "un", "social")), "country": _WORDS},
    }
    return {
        name: [
            draw(st.fixed_dictionaries({"id": st.just(key), "name": _WORDS, **fields}, optional=common))
            for key in ("a", "b")
        ]
        for name, fields in records.items()
    }


def _source(number: int) -> st.SearchStrategy[dict[str, Any]]:
    needed = {"id": st.just(f"s-{number}"), "publisher": st.sampled_from(("a", "b")), "title": _WORDS}
    more = {"published": _DATES, "note": _WORDS, "url": st.just("https://e.example/?a=1&b='"), "lang": st.just("fa")}
    return st.fixed_dictionaries(needed, optional=more)


_POSITION = st.fixed_dictionaries(
    {
        "by": st.sampled_from(("a", "b")),
        "stance": st.sampled_from(_STANCES),
        "said": _DATES,
        "via": st.just(["s-0"]),
    },
    optional={
        "how": _WORDS,
        "quote": _WORDS,
        "cred": st.integers(1, 6),
        "value": st.just({"low": 1, "best": 2.5, "high": 3}),
    },
)


def _claim(key: str) -> st.SearchStrategy[dict[str, Any]]:
    needed = {"id": st.just(key), "text": _WORDS, "positions": st.lists(_POSITION, min_size=1, max_size=4)}
    verdict = {
        "status": st.sampled_from(("confirmed", "refuted")),
        "basis": _WORDS,
        "as_of": _DATES,
        "via": st.just(["s-0"]),
    }
    more = {
        "kind": st.sampled_from(("control", "quantity", "forecast")),
        "texts": _TEXTS_BY_LANGUAGE,
        "due": _DATES,
        "quantity": st.fixed_dictionaries({"measure": _WORDS, "unit": _WORDS}),
        "assessment": st.fixed_dictionaries(verdict),
    }
    return st.fixed_dictionaries(needed, optional=more)


def _briefing(number: int) -> st.SearchStrategy[dict[str, Any]]:
    sources = st.tuples(_source(0), _source(1)).map(list)
    more: dict[str, st.SearchStrategy[Any]] = {
        "claims": st.tuples(_claim(f"c-{number}")).map(list),
        "event": _DATES,
        "modified": _DAYS,
        "as_of": _DAYS,
        "summary": _WORDS,
        "why": _WORDS,
        "topics": _subset(("a", "b")),
        "actors": _subset(("a", "b")),
        "places": _subset(("a", "b")),
        "kind": st.sampled_from(("briefing", "flash", "sitrep", "background")),
        "stage": st.sampled_from(("developing", "final", "dormant", "withdrawn")),
        "status": st.sampled_from(("published", "published", "hidden", "draft")),
        "lang": _LANGS,
        "authors": st.lists(_WORDS, max_size=2),
        "images": st.fixed_dictionaries(
            {"file": st.just("images/a.png"), "alt": _WORDS, "id": st.just("fig")}, optional={"caption": _WORDS}
        ).map(lambda image: [image]),
        "unknowns": st.lists(st.fixed_dictionaries({"text": _WORDS}), max_size=2),
        "events": st.lists(
            st.fixed_dictionaries({"date": _DATES, "text": _WORDS}, optional={"topics": _subset(("a",))}), max_size=2
        ),
        "upcoming": st.fixed_dictionaries(
            {"id": st.just(f"u-{number}"), "what": _WORDS, "when": _DATES}, optional={"outcome": _WORDS}
        ).map(lambda item: [item]),
        "corrections": st.lists(
            st.fixed_dictionaries({"at": _DAYS, "now": _WORDS}, optional={"was": _WORDS}), max_size=2
        ),
        "updates": st.lists(st.fixed_dictionaries({"at": _DAYS, "note": _WORDS}), max_size=2),
        "aliases": st.just([f"old/{number}"]),
    }
    if number:
        more["follows"] = st.just(["n-0"])
    needed = {"title": _WORDS, "date": _DAYS, "sources": sources}
    keys = st.lists(st.sampled_from(sorted(more)), max_size=8, unique=True)
    return keys.flatmap(lambda chosen: st.fixed_dictionaries({**needed, **{key: more[key] for key in chosen}}))


@st.composite
def clean_sites(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a small folder, by path. Some bodies refer to what is not there: then it is no clean site."""
    found: dict[str, str] = {f"registry/{name}.yml": _write(records) for name, records in draw(_registries()).items()}
    for number in range(draw(st.integers(1, 3))):
        body = draw(_BODIES) if draw(st.booleans()) else draw(_WORDS)
        found[f"briefings/n-{number}.md"] = f"---\n{_write(draw(_briefing(number)))}---\n{body}"
    for key in ("a", "b"):
        found[f"topics/{key}.md"] = (
            f"---\n{_write({'title': draw(_WORDS), 'summary': draw(_WORDS)})}---\n{draw(_WORDS)}"
        )
    if draw(st.booleans()):
        page = {"title": draw(_WORDS), "lang": draw(_LANGS), "summary": draw(_WORDS)}
        found["pages/about.md"] = f"---\n{_write(page)}---\n{draw(_WORDS)}"
    files = {path: text.encode("utf-8", "replace") for path, text in found.items()}
    return {**files, "images/a.png": _PICTURE}
