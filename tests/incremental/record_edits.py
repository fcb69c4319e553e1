"""What happens to registries, topics and ordinary pages."""

from __future__ import annotations

from typing import Any

from tests.incremental.briefing_edits import KINDS, Edit, Pick, edit_markup, fill, pick_article, set_key
from tests.incremental.desk import Desk
from tests.incremental.references import drop_everywhere, replace_everywhere
from tests.incremental.stock import PAGES, REGISTRY, TOPICS, Article, Rows

# Registries

_NAMES = ("Name {n}", "Name & Sons {n}", "نام {n}")
_ROWS: dict[str, dict[str, Any]] = {
    "actors": {
        "name": _NAMES,
        "about": (None, "About {n}."),
        "role": (None, "speaker {n}"),
        "kind": ("organisation", "person", "state"),
        "party_to": (None, ["north-quay"], ["supply", "harbour"]),
        "names": (None, {"fa": "نام {n}"}),
        "aliases": (None, ["alias-{n}"]),
        "of": (None, "port", "pilots"),
        "unnamed": (None, True),
    },
    "places": {
        "name": _NAMES,
        "about": (None, "About {n}."),
        "in": (None, "isle", "cape"),
        "lat": (None, 54.5, 10.25),
        "names": (None, {"fa": "جا {n}"}),
        "aliases": (None, ["alias-{n}"]),
    },
    "publishers": {
        "name": _NAMES,
        "kind": ("newspaper", "wire", "party"),
        "owner": (None, "gazette", "wire"),
        "reliability": (None, {"grade": "A"}, {"grade": "D", "why": "Reason {n}."}),
        "country": (None, "DE"),
    },
    "sources": {
        "title": ("Title {n}",),
        "published": (None, "2021-05-{d:02}"),
        "lang": (None, "fa"),
        "note": (None, "Note {n}"),
    },
}


def edit_row(desk: Desk, pick: Pick) -> None:
    """A field of an actor, a place, a publisher or a source."""
    kind = pick(KINDS)
    rows = desk.rows(kind)
    if rows:
        row, key = pick(rows), pick(sorted(_ROWS[kind]))
        set_key(row, key, fill(pick(_ROWS[kind][key]), desk.new_number()))


def rename_row(desk: Desk, pick: Pick) -> None:
    """A new id, in all places, or there alone with the old one as its alias, or leaving links to nothing."""
    kind, new = pick(KINDS), f"renamed-{desk.new_number()}"
    rows = desk.rows(kind)
    if not rows:
        return
    number = pick(range(len(rows)))
    old, way = rows[number]["id"], pick(("everywhere", "everywhere", "alias", "nowhere"))
    if way == "everywhere":
        replace_everywhere(desk, old, new)
        return
    rows[number]["id"] = new
    if way == "alias" and kind != "sources":
        rows[number]["aliases"] = [old]


def add_row(desk: Desk, pick: Pick) -> None:
    """Somebody new, whom nobody mentions yet; or all in another order; or a registry that there was not."""
    kind, number = pick(KINDS), desk.new_number()
    rows = desk.files.get(f"{REGISTRY}{kind}.yml")
    if not isinstance(rows, Rows):
        rows = desk.files[f"{REGISTRY}{kind}.yml"] = Rows()
    if rows.rows and pick((True, False, False)):
        rows.rows.reverse()
        return
    new: dict[str, Any] = {"id": f"{kind}-{number}", "name": f"Name {number}", "kind": "organisation"}
    if kind == "publishers":
        new["kind"] = "newspaper"
    if kind == "sources":
        new = {"id": f"doc-{number}", "publisher": pick(desk.ids("publishers") or ["nobody"]), "title": "A title"}
    rows.rows.append(new)


def remove_row(desk: Desk, pick: Pick) -> None:
    """One less, with or without what refers to it; or the whole file."""
    kind = pick(KINDS)
    rows = desk.rows(kind)
    if rows and pick((True, True, True, False)):
        gone = rows.pop(pick(range(len(rows))))["id"]
        if pick((True, True, False)):
            drop_everywhere(desk, gone)
    else:
        desk.files.pop(f"{REGISTRY}{kind}.yml", None)


# Topics and pages

_TOPIC_KEYS: dict[str, tuple[Any, ...]] = {
    "title": ("Topic {n}",),
    "summary": (None, "Where things stand: {n}."),
    "parent": (None, "harbour", "supply", "north-quay"),
    "aliases": (None, ["alias-{n}"]),
    "actors": (None, ["pilots"], ["port", "survey"]),
    "names": (None, {"fa": "موضوع {n}"}),
    "body": ("Words {n}.", "See [[quay]] of {n}."),
}


def edit_topic(desk: Desk, pick: Pick) -> None:
    """A key of a topic, or its text."""
    topic, key = pick_article(desk, pick, TOPICS), pick(sorted(_TOPIC_KEYS))
    value = fill(pick(_TOPIC_KEYS[key]), desk.new_number())
    if key == "body":
        topic.body = f"{value}\n"
    else:
        set_key(topic.front, key, value)


def change_topics(desk: Desk, pick: Pick) -> None:
    """One more, one less, or another id."""
    number, paths, way = desk.new_number(), desk.find_articles(TOPICS), pick(("add", "delete", "rename"))
    if way == "add" or not paths:
        desk.files[f"{TOPICS}topic-{number}.md"] = Article({"title": f"Topic {number}"}, "New.\n")
        return
    path = pick(paths)
    old, article = path.removeprefix(TOPICS).removesuffix(".md"), desk.article(path)
    del desk.files[path]
    if way == "rename":
        desk.files[f"{TOPICS}topic-{number}.md"] = article
        replace_everywhere(desk, old, f"topic-{number}")
    elif pick((True, True, False)):
        drop_everywhere(desk, old)


def edit_page(desk: Desk, pick: Pick) -> None:
    """An ordinary page: title, text, a link to a record, whether it is published."""
    page, number = pick_article(desk, pick, PAGES), desk.new_number()
    change = pick(("title", "summary", "body", "link", "status", "slug", "lang"))
    if change == "link":
        edit_markup(desk, pick, PAGES)
    elif change == "body":
        page.body += f"\nLine {number}.\n"
    else:
        values = {"title": [f"Page {number}"], "status": [None, "draft", "hidden"], "lang": [None, "fa"]}
        set_key(page.front, change, pick(values.get(change, [None, f"text-{number}"])))


def change_pages(desk: Desk, pick: Pick) -> None:
    """One more, in Markdown or HTML, or one less."""
    number, paths = desk.new_number(), desk.find(PAGES)
    way = pick(("add", "html", "delete"))
    if way == "delete" and paths:
        del desk.files[pick(paths)]
    elif way == "html":
        text = f"<html><head><title>Contact {number}</title></head><body><p>Write to us.</p></body></html>\n"
        desk.files[f"{PAGES}contact.html"] = text.encode()
    else:
        desk.files[f"{PAGES}page-{number}.md"] = Article({"title": f"Page {number}"}, "See [[pilots]].\n")


RECORD_EDITS: tuple[Edit, ...] = (
    edit_row, rename_row, add_row, remove_row, edit_topic, change_topics, edit_page, change_pages,
)  # fmt: skip
