"""BRF-syntax-left: half of a link, citation, mark or marked block in a text, which readers see as it was typed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec.structs import replace

from briefings.checks.passages import blank, without_code
from briefings.checks.rule import FileInput
from briefings.linking.content import is_withdrawn
from briefings.model.document import Document
from briefings.model.edtf import EdtfError, parse_edtf
from briefings.model.source import Source
from briefings.problems import Location, Problem, find_nearest
from briefings.reading.front_matter import split_front_matter
from briefings.reading.markdown.blocks import STATUSES

_BLOCKS = ", ".join(f"`[!{word}]`" for word in STATUSES)
_AS_TEXT = "Where the brackets are text, write `\\` before the first."
_HINTS = {
    "link": "Write `[[id]]` or `[[id|words]]`, on one line and outside of HTML.",
    "end": "Write `[[id]]` or `[[id|words]]`, on one line and outside of HTML.",
    "cite": "Write `[@id]` or `[@id, p. 4]`, outside of HTML.",
    "attribute": "Write `[words]{claim=id}` or `[words]{date=2021-07-14}`, without a space, and outside of HTML.",
}
_SYNTAX = re.compile(
    r"""
      !?\[\[(?=[ \t]*\w)(?P<link>[^\[\]\n]{1,60}\]{0,2})
    | \[@(?P<cite>\w[^\[\]\n]{0,60}\]?)
    | \(@(?P<round>[\w.:-]*\w)(?P<place>,[^()\n]{1,60})?\)
    | \[!(?P<block>\w[\w-]*)\]
    | (?P<words>\[[^\[\]\n]+\])\{[ \t]*(?P<value>[^{}=:#\s]{1,60})[ \t]*\}
    | (?:\[[^\[\]\n]{1,60}\][ \t]*)?\{[ \t]*(?P<attribute>claim|date)[ \t]*=[^{}\n]{0,60}\}?
    | (?P<end>\[[^\[\]\n]{0,60}|[^\s\[\]]{1,60})\]\]
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\[^\w\s]")
_PARAGRAPH_END = re.compile(r"\n[ \t>]*\n")
_FAR = 2_000
"""How many characters of a paragraph are looked at for the beginning of what ends."""
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_NO_SYNTAX = re.compile(r"[^\w\[\]{}()@!=|]+")
"""What a page may show in another form than it was typed: quotation marks, hyphens, emphasis, spaces."""


def check_text(file: FileInput) -> Iterator[Problem]:
    """Find what is syntax nearly: it stands in the words that readers see, and nobody has escaped it."""
    briefing = file.document.briefing
    shown = "" if briefing is not None and is_withdrawn(briefing) else file.document.body.html
    if not any(sign in shown for sign in ("[", "]]", "(@", "{")):
        return
    shown = _NO_SYNTAX.sub("", html.unescape(_TAG.sub("", _CODE.sub("", shown))))
    text = without_code(split_front_matter(file.text).body)
    body = replace(file.body, text=_ESCAPED.sub(lambda match: blank(match[0]), text))
    said = _list_places(file.document)
    for match in _SYNTAX.finditer(body.text):
        where, typed = body.locate(match.start()), match[0].strip()
        if _NO_SYNTAX.sub("", typed) not in shown or _is_said(where, len(typed), said):
            continue
        hint = _find_hint(match, file.document)
        if hint:
            found = f"`{typed}`, which readers see as it stands"
            yield Problem("BRF-syntax-left", where, found, "a whole link, citation, mark or block", hint)


def _list_places(document: Document) -> frozenset[tuple[int, int]]:
    """Where syntax was read, or found to be wrong."""
    read = [(reference.line, reference.column) for reference in document.body.references]
    return frozenset((*read, *[(problem.where.line, problem.where.column) for problem in document.problems]))


def _is_said(where: Location, length: int, said: frozenset[tuple[int, int]]) -> bool:
    return any((where.line, where.column + step) in said for step in range(length))


def _find_hint(match: re.Match[str], document: Document) -> str:
    """What to write instead; empty for brackets that may well be words."""
    kind = match.lastgroup or ""
    if match["round"]:
        known = match["round"] in _list_sources(document)
        return f"Write `[@{match['round']}{match['place'] or ''}]`." if known else ""
    if match["block"]:
        return _find_block(match["block"])
    if match["words"]:
        name = _name_value(match["value"], document)
        return f"Write `{match['words']}{{{name}={match['value']}}}`." if name else ""
    if kind == "end" and _is_balanced(match):
        return ""
    return f"{_HINTS[kind]} {_AS_TEXT}"


def _list_sources(document: Document) -> frozenset[str]:
    listed = document.briefing.sources if document.briefing is not None else ()
    return frozenset(str(source.id) if isinstance(source, Source) else str(source) for source in listed)


def _find_block(word: str) -> str:
    if word.lower() in STATUSES:
        return f"Begin a paragraph with it, `> [!{word.lower()}]`, and each line below with `>`."
    near = find_nearest(word.lower(), STATUSES)
    return f"Did you mean `[!{near}]`?" if near else f"Write one of {_BLOCKS}. {_AS_TEXT}"


def _name_value(value: str, document: Document) -> str:
    """What a value without a name would be: a date, or a claim of this briefing; empty for neither."""
    claims = document.briefing.claims if document.briefing is not None else ()
    if any(value == claim.id for claim in claims):
        return "claim"
    try:
        parse_edtf(value)
    except EdtfError:
        return ""
    return "date"


def _is_balanced(match: re.Match[str]) -> bool:
    """Whether `]]` ends two brackets that were opened in its paragraph, as in `[the ship [sic]]`."""
    before = _PARAGRAPH_END.split(match.string[max(0, match.end() - _FAR) : match.end()])[-1]
    return before.count("[") >= before.count("]")
