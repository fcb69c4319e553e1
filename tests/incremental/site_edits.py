"""What else happens to a desk: pictures, templates, settings and mistakes."""

from __future__ import annotations

from typing import Any

from tests.incremental.briefing_edits import KINDS, Edit, Pick, fill, set_key
from tests.incremental.desk import Desk
from tests.incremental.stock import BRIEFINGS, DISPATCH, REGISTRY, SMALL_THEME, make_png

# Pictures and other files

_STATIC = (
    "images/quay.png",
    "images/new.png",
    "images/chart.svg",
    "images/2021/other.svg",
    "extra/list.csv",
    "extra/a",
)


def change_static(desk: Desk, pick: Pick) -> None:
    """A picture or another file: new, another one of the same size or not, or gone."""
    path, number = f"content/{pick(_STATIC)}", desk.new_number()
    way = pick(("same size", "other size", "other size", "delete", "damaged"))
    if way == "delete":
        desk.files.pop(path, None)
    elif way == "damaged":
        desk.files[path] = f"damaged {number}".encode()
    elif path.endswith(".png"):
        desk.files[path] = make_png(number % 256, 80 if way == "same size" else 60 + number % 9)
    else:
        filler = "" if way == "same size" else "-" * (number % 30)
        desk.files[path] = f"<svg xmlns='http://www.w3.org/2000/svg'><!--{number:05}{filler}--></svg>\n".encode()


# Templates and theme

_SHOW_ALL = "<pre>{{ view }} {{ page }} {{ site }}</pre> %d\n"
_OVERRIDES = {
    "partials/_brand.html": ("<b>Brand %d</b>\n", "<b>{{ site.name }} %d</b>\n"),
    "404.html": ("{%% extends 'base.html' %%}{%% block main %%}Nothing %d{%% endblock %%}\n", _SHOW_ALL),
    "briefing.html": ("{%% extends 'base.html' %%}{%% block main %%}{{ view.title }} %d{%% endblock %%}", _SHOW_ALL),
    "topic.html": (_SHOW_ALL,),
    "home.html": (_SHOW_ALL,),
    "actor.html": (_SHOW_ALL,),
    "claim.html": (_SHOW_ALL,),
    "latest.html": ("{%% for e in view.entries %%}{{ e.title }} {%% endfor %%} %d", _SHOW_ALL),
    "page.html": ("<h1>{{ view.title }}</h1> %d",),
    "robots.html": ("Never asked for %d",),
}


def change_override(desk: Desk, pick: Pick) -> None:
    """A template before those of the theme: new, another one, gone, or with a mistake."""
    name = pick(sorted(_OVERRIDES))
    path, way = f"overrides/{name}", pick(("set", "set", "delete", "broken", "undefined"))
    if way == "delete":
        for found in desk.find("overrides/"):
            del desk.files[found]
    else:
        broken = {"broken": "{%% if %%} %d", "undefined": "{{ view.nothing_of_this_name }} %d"}
        desk.files[path] = (broken.get(way) or pick(_OVERRIDES[name])).encode() % desk.new_number()


def change_theme(desk: Desk, pick: Pick) -> None:
    """The small theme's own files: a macro that several pages share, the frame of all, the stylesheet."""
    name = pick(("templates/card.html", "templates/base.html", "static/css/style.css", "static/extra.txt"))
    path, number = f"{SMALL_THEME}/{name}", desk.new_number()
    text = desk.files.get(path, b"")
    assert isinstance(text, bytes)
    if name.endswith("card.html"):
        desk.files[path] = text.replace(b"<li>", f'<li class="c{number}">'.encode())
    elif name.endswith("base.html"):
        desk.files[path] = text.replace(b"</footer>", f"{number}</footer>".encode())
    else:
        desk.files[path] = text + f"p{{margin:{number}px}}\n".encode()


# Settings

_SETTINGS: dict[str, tuple[Any, ...]] = {
    "SITENAME": ("Desk {n}",),
    "SITESUBTITLE": (None, "Subtitle {n}."),
    "SITEURL": ("https://desk.example", "https://other.example/news", ""),
    "TIMEZONE": ("Europe/Berlin", "Asia/Kabul", "UTC"),
    "DEFAULT_LANG": ("en", "de", "fa"),
    "ARTICLE_URL": (None, "{slug}.html"),
    "ARTICLE_SAVE_AS": (None, "{slug}.html"),
    "FEED_MAX_ITEMS": (None, 1, 3),
    "STATIC_PATHS": (["images", "extra"], ["images"], []),
    "BRIEFINGS_ZONE_LABEL": (None, "MZ"),
    "BRIEFINGS_TIMELINE_LIMIT": (None, 4),
    "BRIEFINGS_HOME_ENTRIES": (None, 1, 3),
    "BRIEFINGS_HOME_TOPICS": (None, 1),
    "BRIEFINGS_AS_OF_DAYS": (None, 0, 1),
    "BRIEFINGS_JOBS": (None, 2),
    "BRIEFINGS_CACHE": (None, False),
    "BRIEFINGS_POLICY": (None, "plain"),
    "BRIEFINGS_ABOUT": (None, "How we *work*: {n}."),
    "BRIEFINGS_LINKS": (None, [("Elsewhere", "https://else.example/")]),
    "BRIEFINGS_DATA": (None, ["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"], ["ics"]),
    "BRIEFINGS_DATA_LICENCE": (None, "https://licence.example/{n}"),
    "BRIEFINGS_JSON_FEEDS": (None, True),
    "BRIEFINGS_NEWS_SITEMAP": (None, True),
    "BRIEFINGS_EMBEDS": (None, True),
    "BRIEFINGS_MAPS": (None, False),
    "BRIEFINGS_BOUNDARY_VIEW": (None, "none"),
    "BRIEFINGS_IMAGE_WIDTHS": (None, [40], []),
    "BRIEFINGS_CALENDAR": (None, "solar-hijri"),
    "BRIEFINGS_SEARCH": (None, None, True),
    "BRIEFINGS_CARDS": (None, None, True),
    "BRIEFINGS_UNKNOWN": (None, 1),
    "THEME": (DISPATCH, SMALL_THEME),
    "THEME_TEMPLATES_OVERRIDES": (["overrides"], []),
    "PLUGINS": (["briefings"], ["briefings", "listening"]),
}


def change_setting(desk: Desk, pick: Pick) -> None:
    """One setting."""
    key = pick(sorted(_SETTINGS))
    set_key(desk.settings, key, pick(_SETTINGS[key]))
    if isinstance(desk.settings.get(key), str) and "{n}" in desk.settings[key]:
        desk.settings[key] = fill(desk.settings[key], desk.new_number())


def change_zone_or_language(desk: Desk, pick: Pick) -> None:
    """What decides about how every file is read."""
    key = pick(("TIMEZONE", "DEFAULT_LANG"))
    desk.settings[key] = pick(_SETTINGS[key])


def change_theme_setting(desk: Desk, _: Pick) -> None:
    """From one theme to the other."""
    desk.settings["THEME"] = SMALL_THEME if desk.settings["THEME"] == DISPATCH else DISPATCH


def change_plugins(desk: Desk, _: Pick) -> None:
    """With a plugin that rewrites pages, and without."""
    names = desk.settings["PLUGINS"]
    desk.settings["PLUGINS"] = ["briefings"] if len(names) > 1 else ["briefings", "listening"]


# Mistakes

_MISTAKES = (
    "---\ntitle: [\n---\n",
    "no front matter\n",
    "---\ntitle: A\ndate: soon\n---\nWords.\n",
    "---\ntitle: A\ndate: 2021-05-01T00:00Z\ntopics: [no-such-topic]\n---\nSee [[no-such-thing]].\n",
    "---\ntitle: A\ndate: 2021-05-01T00:00\ncolour: red\n---\n",
    "",
)


def make_mistake(desk: Desk, pick: Pick) -> None:
    """Something that no build accepts."""
    way = pick(("briefing", "briefing", "registry", "settings", "gone"))
    if way == "briefing":
        desk.files[f"{BRIEFINGS}mistake.md"] = pick(_MISTAKES).encode()
    elif way == "registry":
        desk.files[f"{REGISTRY}{pick(KINDS)}.yml"] = b"- {id: a b, name: [\n"
    elif way == "settings":
        desk.settings["BRIEFINGS_HOME_ENTRIES"] = "many"
    else:
        for path in desk.find(BRIEFINGS):
            del desk.files[path]


SITE_EDITS: tuple[Edit, ...] = (
    change_static, change_override, change_theme, change_setting, change_zone_or_language, change_theme_setting,
    change_plugins,
)  # fmt: skip
