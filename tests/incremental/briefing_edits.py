"""What an editor does to briefings: one small change each, chosen by `pick`. Some break the site, on purpose."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from tests.incremental.desk import Desk, find_id
from tests.incremental.references import drop_everywhere, replace_everywhere
from tests.incremental.stock import BRIEFINGS, PAGES, TOPICS, Article

Pick = Callable[[Sequence[Any]], Any]
"""Chooses one of several."""
Edit = Callable[[Desk, Pick], None]
KINDS = ("actors", "places", "publishers", "sources")
LINKS = {"briefings": "", "topics": "topic:", "actors": "actor:", "places": "place:", "publishers": "publisher:"}


def pick_article(desk: Desk, pick: Pick, prefix: str = BRIEFINGS) -> Article:
    """One of the Markdown files of a kind."""
    paths = desk.find_articles(prefix)
    return desk.article(pick(paths)) if paths else Article({})


def set_key(record: dict[str, Any], key: str, value: Any) -> None:
    """Set a key, or remove it for None."""
    if value is None:
        record.pop(key, None)
    else:
        record[key] = value


# Front matter

_TEXTS = ("Words {n}", "Words & <b>signs</b> {n}", "«{n}» *marked* words", "واژه {n}")
_IMAGES = (
    {"file": "images/quay.png", "alt": "A quay"},
    {"file": "images/chart.svg", "alt": "Lines", "caption": "A chart", "credit": "Desk"},
    {"file": "images/new.png", "alt": "Something new"},
)
_CHOICES: dict[str, Sequence[Any]] = {
    "title": _TEXTS,
    "summary": (None, *_TEXTS),
    "why": (None, *_TEXTS),
    "date": ("2021-04-30T08:00+02:00", "2021-05-09T18:00", "2021-08-{d:02}T08:00+02:00", "2023-01-01T08:00Z"),
    "modified": (None, "2021-09-{d:02}T08:00+02:00"),
    "event": (None, "2021-05-{d:02}", "2021-05~", "2021-05-01/2021-05-{d:02}", "2020"),
    "as_of": (None, "2021-07-{d:02}T08:00+02:00"),
    "embargo": (None, "2021-06-01T00:00Z", "2022-01-01T00:00Z"),
    "kind": (None, "flash", "sitrep", "background"),
    "stage": (None, "developing", "dormant", "withdrawn"),
    "status": (None, "published", "draft", "hidden"),
    "lang": (None, "fa", "de"),
    "translation_key": (None, "ship", "quay"),
    "slug": (None, "slug-{n}", "quay"),
    "aliases": (None, ["old/{n}"], ["briefings/losses"], ["old/survey"]),
    "authors": (None, ["Ana Ng"], ["Ana Ng", "Bo Lu {n}"]),
    "image": (None, *_IMAGES),
    "images": (None, [{**_IMAGES[1], "id": "chart"}]),
    "unknowns": (None, [{"text": "What {n} means."}]),
    "upcoming": (None, [{"id": "soon-{n}", "what": "Something.", "when": "2021-11-{d:02}"}]),
    "events": (None, [{"date": "2021-06-{d:02}", "text": "A day.", "topics": ["harbour"]}]),
    "corrections": (None, [{"at": "2021-08-{d:02}T09:00Z", "was": "a", "now": "b"}]),
    "updates": (None, [{"at": "2021-08-{d:02}T10:00Z", "note": "Note {n}."}]),
}


def fill(value: Any, number: int) -> Any:
    """Put a number into all texts of a value, so that no two edits write the same."""
    if isinstance(value, str):
        return value.format(n=number, d=number % 28 + 1) if "{" in value else value
    if isinstance(value, list):
        return [fill(item, number) for item in value]
    return {key: fill(item, number) for key, item in value.items()} if isinstance(value, dict) else value


def edit_title(desk: Desk, pick: Pick) -> None:
    """The edit that most other pages see."""
    pick_article(desk, pick).front["title"] = fill(pick(_TEXTS), desk.new_number())


def edit_key(desk: Desk, pick: Pick) -> None:
    """Any key of the front matter, set, changed or taken out."""
    article, key = pick_article(desk, pick), pick(sorted(_CHOICES))
    set_key(article.front, key, fill(pick(_CHOICES[key]), desk.new_number()))


def edit_publication(desk: Desk, pick: Pick) -> None:
    """What decides whether, where and in which language a briefing is on the site."""
    article = pick_article(desk, pick)
    key = pick(("status", "stage", "embargo", "lang", "translation_key", "slug", "aliases", "date"))
    set_key(article.front, key, fill(pick(_CHOICES[key]), desk.new_number()))


def edit_references(desk: Desk, pick: Pick) -> None:
    """Topics, actors, places, or what it follows."""
    article, key = pick_article(desk, pick), pick(("topics", "actors", "places", "follows"))
    found = list(article.front.get(key, []))
    known = desk.ids("briefings" if key == "follows" else key)
    if found and pick((True, False)):
        found.remove(pick(found))
    elif known:
        found.append(pick(known))
    set_key(article.front, key, list(dict.fromkeys(found)) or None)


# Claims and sources

_STANCES = ("asserts", "denies", "corroborates", "casts-doubt", "retracts", "declines-to-comment")


def edit_claim(desk: Desk, pick: Pick) -> None:
    """A claim of a briefing: its text, what somebody says of it, the verdict; or a new one, or one less."""
    article, number = pick_article(desk, pick), desk.new_number()
    claims, sources = article.front.setdefault("claims", []), article.front.setdefault("sources", [])
    carriers = [source if isinstance(source, str) else source["id"] for source in sources]
    if not carriers:
        sources.append("wire-7")
        carriers = ["wire-7"]
    said = {"by": pick(desk.ids("actors") or ["nobody"]), "stance": pick(_STANCES), "said": "2021-07-01"}
    position = {**said, "via": [pick(carriers)]}
    if not claims or pick((False, False, True)):
        known = pick((f"claim-{number}", "wall-moved", "crates-lost"))
        text = {"text": f"Something {number} happened."} if known.startswith("claim-") else {}
        claims.append({"id": known, **text, "positions": [position]})
        return
    claim = pick(claims)
    change = pick(("text", "stance", "position", "less", "assessment", "kind", "remove"))
    if change == "text" and "text" in claim:
        claim["text"] = f"Something else {number} happened."
    elif change == "stance":
        pick(claim["positions"])["stance"] = pick(_STANCES)
    elif change == "less" and len(claim["positions"]) > 1:
        claim["positions"].pop()
    elif change == "assessment":
        verdict = {"status": pick(("confirmed", "refuted")), "basis": f"Basis {number}.", "as_of": "2021-07-03"}
        set_key(claim, "assessment", pick((None, verdict)))
    elif change == "kind":
        set_key(claim, "kind", pick((None, "control", "forecast")))
    elif change == "remove":
        claims.remove(claim)
    else:
        claim["positions"].append(position)


def edit_source(desk: Desk, pick: Pick) -> None:
    """A source of a briefing: changed, added or removed."""
    article, number = pick_article(desk, pick), desk.new_number()
    sources = article.front.setdefault("sources", [])
    own = [source for source in sources if isinstance(source, dict)]
    if not own or pick((True, False, False)):
        publisher = pick(desk.ids("publishers") or ["nobody"])
        sources.append({"id": f"doc-{number}", "publisher": publisher, "title": f"Document {number}"})
        return
    source = pick(own)
    key = pick(("title", "published", "derived_from", "publisher", "note", ""))
    values = {
        "title": [f"Title {number}"],
        "published": [None, f"2021-05-{number % 28 + 1:02}"],
        "derived_from": [None, ["wire-7"]],
        "publisher": desk.ids("publishers") or ["nobody"],
        "note": [None, f"Note {number}"],
    }
    if key:
        set_key(source, key, pick(values[key]))
    else:
        sources.remove(source)


# The text


def edit_body(desk: Desk, pick: Pick) -> None:
    """Add a plain line: what writers do most."""
    pick_article(desk, pick).body += f"\nLine {desk.new_number()}.\n"


def edit_markup(desk: Desk, pick: Pick, prefix: str = "") -> None:
    """Add a link, a citation, a heading, a picture and so on, or take the last paragraph out."""
    article, number = pick_article(desk, pick, prefix or pick((BRIEFINGS, BRIEFINGS, TOPICS))), desk.new_number()
    kind = pick(sorted(LINKS))
    known = pick(desk.ids(kind) or ["nothing"])
    sources = [source if isinstance(source, str) else source["id"] for source in article.front.get("sources", [])]
    added = (
        f"See [[{LINKS[kind]}{known}]].",
        f"See [[{LINKS[kind]}{known}|words {number}]].",
        f"Cited.[@{pick(sources or ['none'])}]" if sources else "Not cited.",
        f"## Heading {number}",
        "![[chart]]",
        "![a picture]({static}/images/new.png)",
        "[the wall]{claim=wall-moved} and [Tuesday]{date=2021-05-04}",
        "[a list]({static}/extra/list.csv)",
        f"A note.[^{number}]\n\n[^{number}]: Below.",
        f"> [!known]\n> Thing {number}.",
        "| a | b |\n|---|---|\n| c | d |",
    )
    if article.body.count("\n\n") and pick((False, False, True)):
        article.body = article.body.rpartition("\n\n")[0] + "\n"
    else:
        article.body = f"{article.body.rstrip()}\n\n{pick(added)}\n"


def edit_white_space(desk: Desk, pick: Pick) -> None:
    """What most readers will never see."""
    article = pick_article(desk, pick, pick((BRIEFINGS, TOPICS, PAGES)))
    change = pick(("\n", " \n", "\n\n\n", ""))
    article.body = article.body.rstrip() + change if change else article.body.replace(" ", "  ", 1)


# Files


def add_briefing(desk: Desk, pick: Pick) -> None:
    """A new file, or a copy or a translation of one that is there."""
    number, path = desk.new_number(), pick(desk.find_articles(BRIEFINGS) or [""])
    front: dict[str, Any] = {"title": f"New {number}", "date": f"2021-07-{number % 28 + 1:02}T08:00+02:00"}
    front["topics"] = [pick(desk.ids("topics"))] if desk.ids("topics") else []
    article = Article(front, f"New words {number}.\n")
    way = pick(("new", "new", "copy", "translation"))
    if path and way == "copy":
        article = copy.deepcopy(desk.article(path))
        article.front.pop("translation_key", None)
    elif path and way == "translation":
        original = desk.article(path)
        key = original.front.setdefault("translation_key", f"key-{number}")
        article = Article({**front, "lang": "fa", "translation_key": key}, f"متن {number}\n")
    desk.files[f"{BRIEFINGS}new-{number}.md"] = article


def delete_briefing(desk: Desk, pick: Pick) -> None:
    """With what refers to it, or leaving links to nothing."""
    paths = desk.find_articles(BRIEFINGS)
    if len(paths) > 1:
        path = pick(paths)
        del desk.files[path]
        if pick((True, True, False)):
            drop_everywhere(desk, find_id(path))


def rename_briefing(desk: Desk, pick: Pick) -> None:
    """Another name, so another id and address; or another folder only; or an old id that leads to the new one."""
    paths = desk.find_articles(BRIEFINGS)
    if not paths:
        return
    path = pick(paths)
    old, article = find_id(path), desk.article(path)
    new = f"renamed-{desk.new_number()}"
    way = pick(("everywhere", "everywhere", "folder", "id", "nowhere"))
    if way == "id":
        set_key(article.front, "id", pick((None, new)))
        return
    del desk.files[path]
    if way == "folder":
        new = path.rpartition("/")[2].removesuffix(".md")
        desk.files[f"{BRIEFINGS}{pick(('', '2022/', 'a/b/'))}{new}.md"] = article
        return
    desk.files[f"{BRIEFINGS}{new}.md"] = article
    if way == "everywhere":
        replace_everywhere(desk, old, new)


BRIEFING_EDITS: tuple[Edit, ...] = (
    edit_body, edit_title, edit_markup, edit_key, edit_publication, edit_references, edit_claim, edit_source,
    edit_white_space, add_briefing, delete_briefing, rename_briefing,
)  # fmt: skip
