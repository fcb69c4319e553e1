"""What may stand in a body: an allow-list of elements, attributes and schemes. Everything else is dropped (`nh3`)."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

from briefings.model.forms import LANG_PATTERN, NONCHARACTERS
from briefings.reading.markdown.found import OWN

MARK = f"m{OWN}"
"""The element that stands for a mark while HTML is parsed, which makes marks and elements nest properly."""

AttributeFilter = Callable[[str, str, str], str | None]

INLINE_TAGS = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
"""Elements within a line."""
_BLOCK = {
    *("aside", "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "section", "summary"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang"},
    "a": {"aria-label", "href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"aria-label"},
    "img": {"alt", "height", "src", "title", "width"},
    "ins": {"datetime"},
    "ol": {"start"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_VALUES = {
    "aside": {"data-status": {"unverified", "confirmed", "claimed", "watch"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_NUMBER = re.compile(r"[0-9]{1,4}")
_FORMS = {
    "colspan": re.compile(r"[1-9][0-9]{0,2}"),
    "datetime": re.compile(r"[0-9PTWZDHMSYptwzdhmsy:.,+ -]{1,40}"),
    "dir": re.compile("ltr|rtl|auto"),
    "height": _NUMBER,
    "lang": re.compile(LANG_PATTERN),
    "rowspan": re.compile(r"[1-9][0-9]{0,2}"),
    "scope": re.compile("col|row|colgroup|rowgroup"),
    "start": re.compile(r"-?[0-9]{1,9}"),
    "width": _NUMBER,
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f" + NONCHARACTERS + "]")
_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\U00010000-\U0010ffff]")
"""One of these stands in every text that has a match of `_CONTROL`, and is found in a quarter of the time."""

_BLANK = re.compile("[\t\n\r]|\\A[\x00-\x20]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FORGED = re.compile(r"&#(?:0*573(?:4[4-9]|5[0-9])(?![0-9])|[xX]0*[eE]00[0-9a-fA-F](?![0-9a-fA-F]));?")


def _read_address(value: str) -> str:
    """An address as browsers read it (WHATWG URL): blanks are not there, a backslash is a slash."""
    return _BLANK.sub("", value).replace("\\", "/")


def is_elsewhere(value: str) -> bool:
    """Whether an address names a host or a scheme of its own, so that a picture there is not a file of the site."""
    address = _read_address(value)
    return address.startswith("//") or bool(_SCHEME.match(address))


def keep_value(name: str, value: str) -> str | None:
    """The value of an attribute; None where it does not have the form, or the scheme, that the attribute asks for."""
    if name == "cite":
        scheme = _SCHEME.match(_read_address(value))
        return value if scheme is None or scheme[1].lower() in _SCHEMES else None
    form = _FORMS.get(name)
    return value if form is None or form.fullmatch(value) else None


def make_cleaner(attribute_filter: AttributeFilter) -> nh3.Cleaner:
    """Give a sanitiser of bodies."""
    return nh3.Cleaner(
        tags=INLINE_TAGS | _BLOCK | {MARK},
        attributes={**_ATTRIBUTES, MARK: {"x"}},
        attribute_filter=attribute_filter,
        link_rel="noopener",
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        tag_attribute_values=_VALUES,
        url_schemes=_SCHEMES,
    )


def make_inline_cleaner() -> nh3.Cleaner:
    """Give a sanitiser of single lines: no blocks, no images, no ids."""
    return nh3.Cleaner(
        tags=INLINE_TAGS,
        attributes={**_ATTRIBUTES, "*": {"class", "dir", "lang"}},
        attribute_filter=lambda _tag, name, value: (
            None if name == "href" and value[:1] in "{|" else keep_value(name, value)
        ),
        link_rel="noopener",
        url_schemes=_SCHEMES,
    )


def drop_controls(html: str) -> str:
    """Replace control characters, which character references can bring in, and which HTML does not allow."""
    return _CONTROL.sub("\ufffd", html) if _SUSPECT.search(html) else html


def drop_forged_characters(html: str) -> str:
    """Replace character references to the private-use characters of this package, which would become marks."""
    return _FORGED.sub("\ufffd", html) if "&#" in html else html
