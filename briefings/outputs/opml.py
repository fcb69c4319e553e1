"""The list of all feeds as OPML 2.0, which feed readers import."""

from __future__ import annotations

from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from briefings.outputs.atom import drop_controls
from briefings.outputs.feeds import list_feeds, name_feed
from briefings.views.context import ViewContext
from briefings.views.language import message as _

PATH = "feeds.opml"
_GROUPS = {"topics": _("Topics"), "actors": _("Actors"), "places": _("Places"), "claims": _("Claims")}
"""The headings, by the folder of the pages; what has none stands above them."""


def build_opml(context: ViewContext) -> bytes:
    """Every feed with its title and its page: first those of the site, then topics, actors, places and claims."""
    groups: dict[str, list[str]] = {}
    for folder in list_feeds(context):
        parent = folder.partition("/")[0] if "/" in folder else ""
        groups.setdefault(parent, []).append(_build_outline(context, folder))
    as_of, name = context.site.as_of, drop_controls(context.settings.name)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head>',
        f"<title>{escape(name)}</title>",
        f"<dateModified>{format_datetime(as_of.utc, usegmt=True)}</dateModified>" if as_of else "",
        "<docs>http://opml.org/spec2.opml</docs>\n</head>\n<body>",
        *groups.pop("", ()),
    ]
    for parent, outlines in groups.items():
        lines.append(f"<outline text={quoteattr(context.words(_GROUPS[parent]))}>")
        lines += [*outlines, "</outline>"]
    return "\n".join([*filter(None, lines), "</body>\n</opml>\n"]).encode()


def _build_outline(context: ViewContext, folder: str) -> str:
    title, home = name_feed(context, folder)
    absolute = context.addresses.absolute
    values = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": absolute(context.feed(folder, title).href),
        "htmlUrl": absolute(context.addresses.at(home).href),
    }
    written = (f"{name}={quoteattr(drop_controls(value), _LINES)}" for name, value in values.items())
    return f"<outline {' '.join(written)}/>"


_LINES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
