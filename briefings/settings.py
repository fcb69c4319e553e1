"""The settings of a site: one frozen record, made from Pelican's settings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import tzinfo
from typing import Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta

from briefings.model.address import find_address_fault, is_site_address
from briefings.model.forms import Lang
from briefings.problems import Location, Problem, suggest

_PREFIX = "BRIEFINGS_"

_SiteUrl = Annotated[str, Meta(description="an address such as `https://desk.example`, or nothing")]
DATA_FORMATS = ("json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml")
_Formats = Annotated[
    tuple[Literal["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"], ...],
    Meta(description=f"a list of formats: {', '.join(DATA_FORMATS)}"),
]
_Authority = Annotated[
    str,
    Meta(
        pattern=r"^$|^([A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*,\d{4}(-\d{2}){0,2}(:[A-Za-z0-9._~/-]+)?$",
        description="a host and a date such as `desk.example,2021`, and if need be a name: `desk.example,2021:news`",
    ),
]
_Count = Annotated[int, Meta(ge=1, description="a whole number, 1 or more")]
_BoundaryView = Annotated[str, Meta(pattern="^(dashed|none)$", description="`dashed` or `none`")]
_Pixels = Annotated[int, Meta(ge=16, le=16_383)]
_Limit = Annotated[Annotated[int, Meta(ge=4)] | None, Meta(description="a whole number, 4 or more")]


Calendar = Literal["gregorian", "solar-hijri"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a site may choose. Fields marked with a setting's name come from it; the rest are `BRIEFINGS_<FIELD>`."""

    name: str = "Briefings"
    """`SITENAME`."""
    subtitle: str = ""
    """`SITESUBTITLE`: a sentence about the site, for the home page's description and feeds."""
    url: _SiteUrl = ""
    """`SITEURL`, without a slash at the end; feeds, canonical links and the sitemap need it."""
    timezone: str = "UTC"
    """`TIMEZONE`: an IANA name; applies to times without a zone, and pages show times in it."""
    lang: Lang = "en"
    """`DEFAULT_LANG`."""
    briefing_url: str = "briefings/{slug}/"
    """`ARTICLE_URL`."""
    briefing_save_as: str = "briefings/{slug}/index.html"
    """`ARTICLE_SAVE_AS`."""
    briefing_lang_url: str = "{lang}/briefings/{slug}/"
    """`ARTICLE_LANG_URL`."""
    briefing_lang_save_as: str = "{lang}/briefings/{slug}/index.html"
    """`ARTICLE_LANG_SAVE_AS`."""
    page_url: str = "pages/{slug}/"
    """`PAGE_URL`."""
    page_save_as: str = "pages/{slug}/index.html"
    """`PAGE_SAVE_AS`."""
    page_lang_url: str = "{lang}/pages/{slug}/"
    """`PAGE_LANG_URL`."""
    page_lang_save_as: str = "{lang}/pages/{slug}/index.html"
    """`PAGE_LANG_SAVE_AS`."""
    feed_items: _Count = 50
    """`FEED_MAX_ITEMS`: how many entries a feed has."""
    id_authority: _Authority = ""
    """What ids in feeds and calendars begin with: a host that was yours on a day, and the day or its year (RFC 4151).

    `desk.example,2020` keeps all ids when the site moves to another host; default: the host of `SITEURL`, and 2020. For
    a site below a path, which is part of the ids too, write it after a colon: `desk.example,2020:news`.
    """
    calendar: Calendar = "gregorian"
    """`solar-hijri` for days of that calendar beside the Gregorian ones on pages in Persian, Dari and Pashto."""
    zone_label: str = ""
    """How the site's zone is called after a time ("AFT"); default: its offset ("UTC+04:30")."""
    timeline_limit: _Limit = None
    """A timeline with more entries than this is split by year, a year with more by month; `1000000` splits none.

    Without it a page stays small: 40 on a topic's pages, and on those of years and months; the page of the whole
    timeline, whose filter needs all entries, has 60, that of an actor, a place or a publisher 30.
    """
    home_entries: _Count = 8
    """How many timeline entries the home page shows."""
    home_topics: _Count = 12
    """How many topics the home page shows; the rest are on the topics page."""
    as_of_days: int = 90
    """How many "as of" pages a topic has at most, the newest; 0 for none."""
    jobs: Annotated[int, Meta(ge=0, description="a whole number, 0 or more")] = 0
    """How many processes may work at once; 0 for as many as there are cores."""
    cache: bool = True
    """Whether what was read is kept in `CACHE_PATH`, so that unchanged files are not read again.

    It is sealed with a key of the machine, or with the secret in the environment variable `BRIEFINGS_STORE_KEY`, for a
    CI that keeps it between machines.
    """
    allow_shrink: bool = False
    """Whether a build may remove more than a fifth of the pages; `briefings build --allow-shrink` says so for once."""
    image_widths: tuple[_Pixels, ...] = (480, 960, 1600)
    """How wide the copies of pictures are that browsers may choose from, in pixels; `()` for no copies."""
    cards: bool = False
    """Whether home pages, briefings, topics and claims have a picture for links in other people's feeds and chats.

    They need `SITEURL`.
    """
    maps: bool = True
    """Whether pages of briefings, topics and places have locator maps."""
    boundary_view: _BoundaryView = "dashed"
    """How maps show boundaries: `dashed` draws every disputed one dashed, `none` draws none and names no country."""
    news_sitemap: bool = False
    """Whether there is a sitemap of the last two days too, as search engines for news ask for; it needs `SITEURL`."""
    embeds: bool = False
    """Whether claims, timelines and maps have pages that others may show in a frame; they need `SITEURL`."""
    policy: str | dict[str, Any] = "newsroom"
    """What `briefings check` asks for: `newsroom`, `plain`, the path of a TOML file, or a table with the same keys."""
    about: str = ""
    """Markdown for the footer: how the desk works."""
    links: tuple[tuple[str, str], ...] = ()
    """Further links for the footer: pairs of text and address."""
    data: _Formats = ()
    """Formats for other programs below `/data/`: json, csv, geojson, timelinejs, ics, prov, ninjs, opml (the feeds)."""
    data_licence: str = ""
    """The terms for the data, in a sentence of Markdown; the page of the data and the JSON files say it.

    Without it the page says that none are stated.
    """
    json_feeds: bool = False
    """Whether every Atom feed has a JSON feed beside it; they need `SITEURL`."""
    search: bool = False
    """Whether the site has a search; `briefings build --search` says so for once, `publish` unless this is False."""

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base(self) -> str:
        """The path prefix of every address: "" for a site at the root of its host."""
        return urlsplit(self.url).path.rstrip("/")


_FROM_PELICAN = {
    "name": "SITENAME",
    "subtitle": "SITESUBTITLE",
    "url": "SITEURL",
    "timezone": "TIMEZONE",
    "lang": "DEFAULT_LANG",
    "briefing_url": "ARTICLE_URL",
    "briefing_save_as": "ARTICLE_SAVE_AS",
    "briefing_lang_url": "ARTICLE_LANG_URL",
    "briefing_lang_save_as": "ARTICLE_LANG_SAVE_AS",
    "page_url": "PAGE_URL",
    "page_save_as": "PAGE_SAVE_AS",
    "page_lang_url": "PAGE_LANG_URL",
    "page_lang_save_as": "PAGE_LANG_SAVE_AS",
    "feed_items": "FEED_MAX_ITEMS",
}


def setting_key(field: str) -> str:
    """The name under which a user sets a field: Pelican's own, or `BRIEFINGS_` and the field."""
    return _FROM_PELICAN.get(field, _PREFIX + field.upper())


_ADDRESSES = ("url", "save_as", "lang_url", "lang_save_as")


def parse_settings(raw: dict[str, Any], path: str, options: Container[str] = ()) -> tuple[Settings, list[Problem]]:
    """Settings from Pelican's dictionary; a broken value keeps its default.

    `path` names the file in problems; `options` are the names that `-e` gave on the command line instead.
    """
    fields = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    own = {_PREFIX + name.upper(): name for name in fields if name not in _FROM_PELICAN}
    problems = _check_names(raw, own, path, options) + _find_unsafe(raw, path, options)
    values: dict[str, Any] = {}
    for key, name in [*own.items(), *((key, name) for name, key in _FROM_PELICAN.items())]:
        if raw.get(key) is None:
            continue
        try:
            values[name] = _parse_value(name, raw[key], fields[name])
        except _Unusable as error:
            hint = error.hint or (_find_json_hint(key, name, raw[key], fields[name]) if key in options else "")
            where = _find_place(key, path, options)
            problems.append(Problem("BRF-settings", where, f"`{key} = {raw[key]!r}`", error.expected, hint))
    values["url"] = values.get("url", "").rstrip("/")
    return Settings(**values), problems


_JSON = 'After `-e` a value that is not text is JSON, such as `true`, `20` or `["json", "csv"]`.'


class _Unusable(ValueError):
    """A value that cannot be used: what was expected instead, and what to do."""

    def __init__(self, expected: str, hint: str = "") -> None:
        super().__init__(expected)
        self.expected, self.hint = expected, hint


def _find_json_hint(key: str, name: str, value: Any, kind: Any) -> str:
    """What to say about a value of the command line that was read as JSON and should not have been, or the reverse."""
    if isinstance(value, str):
        return "" if _is_text(kind) else _JSON
    text = f"{value}".lower() if isinstance(value, bool) else f"{value}"
    try:
        _parse_value(name, text, kind)
    except _Unusable:
        return ""
    return f"""After `-e` this is read as JSON; for the text write it in both quotes: `-e '{key}="{text}"'`."""


def _is_text(kind: Any) -> bool:
    """Whether values of this type are written as text."""
    if get_origin(kind) is Annotated:
        return _is_text(get_args(kind)[0])
    return kind is str or (get_origin(kind) is Literal and all(isinstance(word, str) for word in get_args(kind)))


def _find_unsafe(raw: Mapping[str, Any], path: str, options: Container[str]) -> list[Problem]:
    """Settings that keep texts back in Pelican and would not here: what somebody holds back must not go out."""
    found = []
    if not raw.get("WITH_FUTURE_DATES", True):
        expected = "`True`: the date of a text does not hold it back"
        hint = "Write `embargo: 2031-01-01T00:00Z` or `status: draft` into each file that must wait, and take this out."
        found.append(("WITH_FUTURE_DATES", expected, hint))
    status = _read_default_status(raw.get("DEFAULT_METADATA"))
    if status not in ("", "published"):
        hint = f"Write `status: {status}` into each file that is not to be published, and take this out."
        found.append(("DEFAULT_METADATA", "no `status` for all files at once", hint))
    return [
        Problem("BRF-settings", _find_place(key, path, options), f"`{key} = {raw[key]!r}`", expected, hint)
        for key, expected, hint in found
    ]


def _read_default_status(metadata: object) -> str:
    pairs: Iterable[Any] = metadata.items() if isinstance(metadata, Mapping) else ()
    return next((str(value).strip().lower() for key, value in pairs if str(key).lower() == "status"), "")


def _find_place(key: str, path: str, options: Container[str]) -> Location:
    """Where a setting comes from: the command line, or the file."""
    return Location(f"-e {key}" if key in options else path)


def _check_names(raw: dict[str, Any], own: dict[str, str], path: str, options: Container[str]) -> list[Problem]:
    expected = "one of " + ", ".join(sorted(own))
    unknown = sorted(key for key in raw if key.startswith(_PREFIX) and key not in own)
    return [
        Problem("BRF-settings", _find_place(key, path, options), f"`{key}`", expected, suggest(key, own))
        for key in unknown
    ]


def _parse_value(name: str, value: Any, kind: Any) -> Any:
    """The value of one field. Raises `_Unusable`."""
    try:
        found = msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        raise _Unusable(_describe_kind(name, kind)) from None
    if name == "url" and not is_site_address(found):
        raise _Unusable(_describe_kind(name, kind))
    if name == "timezone" and not _is_zone(found):
        raise _Unusable("an IANA time zone such as Asia/Kabul")
    if name.partition("_")[2] in _ADDRESSES:
        fault = find_address_fault(found, has_date=name.startswith("briefing"))
        if fault:
            raise _Unusable(*fault)
    return found


def _describe_kind(name: str, kind: Any) -> str:
    if name == "links":
        return "a list of pairs: text and address"
    if name == "calendar":
        return "`gregorian` or `solar-hijri`"
    if name == "image_widths":
        return "widths in pixels, each from 16 to 16383, such as (480, 960, 1600), or ()"
    meta = getattr(kind, "__metadata__", None)
    return meta[0].description if meta else {int: "a whole number", bool: "True or False"}.get(kind, "text")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
