"""Judges what a build wrote: parses each file as a browser or a feed reader does, and objects to what may not be there.

An allow-list judges: whatever is not known to be harmless is objected to.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser

from briefings.views.content_policy import build_embed_policy, build_policy
from tests.site.html_pages import Element, HtmlPage, local_name

_SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    *("html", "head", "meta", "title", "link", "script", "body"),
    *("a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "button", "caption", "cite", "code"),
    *("col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol"),
    *("picture", "source", "textarea"),
    *("p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
DRAWING = {"svg", "symbol", "path", "circle", "rect", "text", "tspan", "title", "desc", "use", "g", "line"}
_DRAWING_ATTRIBUTES = {
    *("viewBox", "width", "height", "class", "role", "fill", "stroke", "stroke-width", "stroke-dasharray", "d", "cx"),
    *("cy", "r", "x", "y", "rx", "id", "href", "text-anchor", "preserveAspectRatio", "transform", "stroke-linecap"),
    *("stroke-linejoin", "data-status", "dy"),
}
_GLOBAL = {"aria-labelledby", "class", "dir", "hidden", "id", "lang", "role", "tabindex", "title"}
_ATTRIBUTES = {
    "a": {"href", "rel", "hreflang", "target"},
    "blockquote": {"cite"},
    "button": {"type"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "decoding", "fetchpriority", "height", "loading", "sizes", "src", "srcset", "width"},
    "ins": {"datetime"},
    "link": {"href", "hreflang", "rel", "type"},
    "meta": {"charset", "content", "http-equiv", "media", "name", "property"},
    "ol": {"start"},
    "q": {"cite"},
    "script": {"src", "type"},
    "source": {"sizes", "srcset", "type"},
    "textarea": {"readonly", "rows", "spellcheck"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_THEME_DATA = re.compile(r"(?:aria|data)-[a-z-]+")
_WRITER_DATA = {"aria-hidden", "aria-label", "data-status"}
"""What may stand in a body: the theme's scripts obey other `data-` attributes."""

_ADDRESSES = {"href", "src", "cite", "action", "formaction", "data", "poster", "srcset", "background", "ping"}
_LOADING = ("img", "source", "script", "use", "image")
_LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}
_RELS = {"canonical", "alternate", "icon", "stylesheet"}
_SCRIPTS = re.compile(r"(?:/[a-z]+)?/theme/js/[a-z-]+\.js(?:\?v=[0-9a-f]{10})?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SKELETON = {"a", "svg", "header", "main", "footer", "p"}


def read_address(value: str) -> tuple[str, bool]:
    """Scheme of an address, and whether it names another host: as browsers read it (WHATWG URL, basic parser)."""
    value = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33))))).replace("\\", "/")
    scheme = _SCHEME.match(value)
    return (scheme[1].lower() if scheme else ""), value.startswith("//")


class HtmlJudge:
    """Objections to one page."""

    def __init__(self, path: str, text: str) -> None:
        self.page = HtmlPage(path, text)
        self.objections: list[str] = []
        bodies = [e for e in self.page.elements if "prose" in (e.get("class") or "").split()]
        self._prose = {inner for body in bodies for inner in body.iter()}

    def object_to(self, element: Element, what: str) -> None:
        """Note an objection."""
        self.objections.append(f"{what}: {self.page.describe(element)}")

    def judge(self) -> list[str]:
        """Everything that may not stand in a page of ours."""
        self.judge_elements()
        twice = [name for name, count in Counter(self.page.ids).items() if count > 1]
        self.objections += [f"id twice on {self.page.path}: {name!r}" for name in twice]
        if any(not isinstance(node.tag, str) for node in self.page.root.iter()):
            self.objections.append(f"a comment on {self.page.path}")
        self._judge_frame()
        return self.objections

    def judge_elements(self) -> list[str]:
        """What may not stand in a part of a page."""
        self.objections += [f"not valid: {error}" for error in self.page.errors]
        for element in self.page.elements:
            self._judge_element(element)
        return self.objections

    def _judge_element(self, element: Element) -> None:
        name = local_name(element)
        is_drawing = str(element.tag).startswith("{")
        if name not in (DRAWING if is_drawing else ELEMENTS) or (is_drawing and not element.tag.startswith(_SVG)):
            self.object_to(element, "element")
        for key, value in element.items():
            self._judge_attribute(element, name, key, value, is_drawing)
        if name == "script":
            self._judge_script(element)
        if name == "meta" and element.get("http-equiv"):
            self._judge_meta(element)
        if name == "link" and element.get("rel") not in _RELS:
            self.object_to(element, "link")

    def _judge_attribute(self, element: Element, name: str, key: str, value: str, is_drawing: bool) -> None:
        allowed = _DRAWING_ATTRIBUTES if is_drawing else _GLOBAL | _ATTRIBUTES.get(name, set())
        is_data = key in _WRITER_DATA if element in self._prose else bool(_THEME_DATA.fullmatch(key))
        if key not in allowed and not is_data:
            self.object_to(element, f"attribute {key}={value[:60]!r}")
        if key == "id" and (not value or re.search(r"\s", value)):
            self.object_to(element, "id")
        if key.rpartition("}")[2] in _ADDRESSES:
            scheme, is_foreign = max(map(read_address, value.split(",") if key == "srcset" else [value]))
            is_loaded = name in _LOADING or element.get("rel") in ("stylesheet", "icon")
            if scheme not in _LINK_SCHEMES or (is_loaded and (scheme or is_foreign)):
                self.object_to(element, f"address {value[:60]!r}")
            if is_drawing and not value.startswith("#"):
                self.object_to(element, f"address {value[:60]!r}")

    def _judge_script(self, element: Element) -> None:
        text = "".join(element.itertext())
        if element.get("src") is not None:
            if (
                text.strip()
                or not _SCRIPTS.fullmatch(element.get("src"))
                or element.get("type") not in (None, "module")
            ):
                self.object_to(element, "script")
        elif element.get("type") != "application/ld+json" or re.search("[<>&\u2028\u2029]", text) or not _is_json(text):
            self.object_to(element, "script")

    def _judge_meta(self, element: Element) -> None:
        kind, content = element.get("http-equiv"), element.get("content", "")
        if kind == "refresh":
            target = content.removeprefix("0; url=")
            if not target.startswith("/") or any(read_address(target)):
                self.object_to(element, "refresh")
        elif kind != "Content-Security-Policy" or content not in (build_policy(), build_embed_policy()):
            self.object_to(element, "meta")

    def _judge_frame(self) -> None:
        """The policy comes before everything that it rules; no text broke out of its place in the skeleton."""
        head, body = (next(self.page.find_all(name)) for name in ("head", "body"))
        first = [element.get("charset") or element.get("http-equiv") for element in head[:2]]
        if first != ["utf-8", "Content-Security-Policy"]:
            self.objections.append(f"no policy at the beginning of {self.page.path}")
        if (
            not {local_name(child) for child in body} <= _SKELETON
            or "".join(child.tail or "" for child in body).strip()
        ):
            self.objections.append(f"something stands outside of the frame of {self.page.path}")
        for name in ("html", "head", "body", "main"):
            if len(list(self.page.find_all(name))) != 1:
                self.objections.append(f"not one <{name}> on {self.page.path}")


def judge_html(path: str, text: str) -> list[str]:
    """What a page has that no page may have."""
    return HtmlJudge(path, text).judge()


def list_texts(page: HtmlPage) -> Iterator[str]:
    """What a reader, or a program, can read on a page: each run of text and each value of an attribute."""
    for element in page.elements:
        yield "".join(element.itertext()) if local_name(element) in _WHOLE else element.text or ""
        yield element.tail or ""
        yield from element.attrib.values()


_WHOLE = {"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "q", "title", "a"}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


_FEED_ELEMENTS = {
    *("feed", "id", "title", "subtitle", "link", "updated", "author", "name", "generator", "entry", "published"),
    *("category", "summary", "content"),
}


def judge_content(path: str, markup: str) -> list[str]:
    """What the HTML of an entry may not have: what no page may have, and addresses that lead nowhere from elsewhere."""
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>'
    judge = HtmlJudge(path, f"{head}<body><main>{markup}</main></body></html>")
    found = [
        address for _, address in judge.page.references() if read_address(address)[0] not in ("http", "https", "mailto")
    ]
    return [*judge.judge_elements(), *(f"{path}: address {address}" for address in found)]


def judge_feed(path: str, data: bytes, root: str) -> list[str]:
    """What an Atom feed of ours may not have: other elements, markup in texts, addresses elsewhere."""
    objections = []
    for element in ElementTree.fromstring(data).iter():  # noqa: S314 - our own file; expat bounds entities
        is_atom = str(element.tag).startswith("{http://www.w3.org/2005/Atom}")
        if not is_atom or local_name(element) not in _FEED_ELEMENTS:
            objections.append(f"{path}: element {element.tag}")
        if local_name(element) == "content" and element.get("type") == "html" and not len(element):
            objections += judge_content(path, element.text or "")
        elif local_name(element) != "link" and element.get("type", "text") != "text":
            objections.append(f"{path}: {element.get('type')} in {element.tag}")
        if local_name(element) == "link" and not (element.get("href") or "").startswith(root + "/"):
            objections.append(f"{path}: address {element.get('href')}")
    feed = feedparser.parse(data, sanitize_html=False)
    if feed.bozo or feed.encoding != "utf-8":
        objections.append(f"{path}: {feed.get('bozo_exception')}")
    for entry in feed.entries:
        details = [entry.title_detail, *filter(None, [entry.get("summary_detail")])]
        objections += [f"{path}: {detail.type} in {entry.id}" for detail in details if detail.type != "text/plain"]
        if urlsplit(entry.link).scheme not in ("http", "https"):
            objections.append(f"{path}: address {entry.link}")
    return objections


def judge_sitemap(path: str, data: bytes, root: str) -> list[str]:
    """What a sitemap may not have: other elements, addresses elsewhere."""
    objections = []
    for element in ElementTree.fromstring(data).iter():  # noqa: S314 - our own file; expat bounds entities
        if local_name(element) not in ("urlset", "url", "loc", "lastmod", "sitemapindex", "sitemap"):
            objections.append(f"{path}: element {element.tag}")
        if local_name(element) == "loc" and not (element.text or "").startswith(root + "/"):
            objections.append(f"{path}: address {element.text}")
    return objections


def judge_file(site: Path, path: str, root: str) -> list[str]:
    """What any file of a built site may not have; a file that nobody here can judge is an objection too."""
    data = (site / path).read_bytes()
    if path.endswith(".html"):
        return judge_html(path, data.decode("utf-8"))
    if path.endswith(".atom"):
        return judge_feed(path, data, root)
    if path.endswith(".xml"):
        return judge_sitemap(path, data, root)
    if path.endswith("feed.json") and _is_json(data.decode("utf-8")):
        items = json.loads(data)["items"]
        return [found for item in items for found in judge_content(path, item.get("content_html", ""))]
    if path.endswith(".json"):
        return [] if _is_json(data.decode("utf-8")) else [f"{path}: not JSON"]
    is_ours = path.startswith(("theme/", "images/")) or path in ("robots.txt", "_headers")
    return [] if is_ours else [f"{path}: a file of an unknown sort"]
