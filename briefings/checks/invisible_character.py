"""BRF-invisible-character: characters that nobody sees: they hide words, turn them round, or make equal ones differ."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from briefings.checks.rule import FileInput
from briefings.problems import Location, Problem
from briefings.reading.front_matter import split_front_matter

_LATIN = r"\x00-\u02af\u1e00-\u1eff\u2000-\u206f\u2c60-\u2c7f\ua720-\ua7ff"
_MARKS = "\u200c-\u200f\u061c\u00ad"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls
    "\u2028-\u202e\u2066-\u2069"  # ends of lines that editors do not show; directions
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\u180e"  # spaces of no width and operators
    "\u115f\u1160\u3164\uffa0\u17b4\u17b5"  # letters without a shape
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # annotations and layout
    "\U000e0000-\U000e007f"  # tags, which spell whole sentences unseen
)
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""England, Scotland and Wales (UTS #51): a black flag, spelt out in tags."""

_HIDDEN = re.compile(
    rf"""
      {_FLAG}
    | (?P<bad>
        [\U000e0000-\U000e007f]+ | ([{_NEVER}])\2*
      | (?<![^{_LATIN}])[\u200c\u200d]+(?![^{_LATIN}])            # joiners join letters of other scripts, and emoji
      | (?<=[A-Za-z\u00c0-\u024f])[\u200e\u200f\u061c]+(?=[A-Za-z\u00c0-\u024f])
      | [{_SELECTORS}]{{2,}} | (?<=[A-Za-z\s])[{_SELECTORS}]      # one, behind what it varies
      )
    """,
    re.VERBOSE,
)
"""By Unicode 15: format characters that have a use in some script are left alone where that script is written."""

_SUSPECT = re.compile(f"[{_NEVER}{_SELECTORS}{_MARKS}]")
"""Quick: most files have none of these, and then nothing else is looked at."""

_INVISIBLE = re.compile(f"[{_NEVER}]")
_SOFT_HYPHEN = "\u00ad"
_IN_ADDRESS = re.compile(
    rf"""
    (?P<whole>\b(?:url|archived):[ \t]*["']?|\]\(<?|<)?    # where the address is all that stands there, to its end
    https?://[^\s<>"{_MARKS}]*(?P<bad>[{_MARKS}]+)
    (?:(?=[A-Za-z0-9/%?#=&._~-])|(?(whole)(?![^{_LATIN}])|(?!)))
    """,
    re.VERBOSE,
)
"""Joiners among letters of other scripts are right in an address too; marks behind one in a line belong to the line."""
_ANY_MARK = re.compile(f"[{_MARKS}]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_EXPECTED = "text that readers can see"


def check_invisible_characters(file: FileInput) -> Iterator[Problem]:
    """Find them in the whole text of a file, code blocks included, in its name, and spelt as escapes or entities."""
    if match := _find(file.document.path):
        yield _problem(Location(file.document.path), match, "Rename the file.")
    if any(problem.code == "BRF-not-utf8" for problem in file.document.problems):
        return  # its characters are none of anybody's
    if _SUSPECT.search(file.text):
        yield from _check_text(file)
    yield from _check_values(file)
    yield from _check_entities(file)


def _check_text(file: FileInput) -> Iterator[Problem]:
    path, text = file.document.path, file.text
    found = {
        m.start("bad"): (m["bad"], "Delete the character.") for m in _HIDDEN.finditer(text) if m["bad"] is not None
    }
    if _ANY_MARK.search(text):
        hint = "Delete the character: with it, the address is another one."
        found |= {m.start("bad"): (m["bad"], hint) for m in _IN_ADDRESS.finditer(text)}
        hint = "Delete the character: searches do not find the word."
        found |= dict.fromkeys(_find_soft_hyphens(file), (_SOFT_HYPHEN, hint))
    line, start = 1, 0
    for offset, (run, hint) in sorted(found.items()):
        # Counted on from the last one: a hostile file is full of them.
        line += text.count("\n", start, offset)
        start = offset
        yield _problem(Location(path, line, offset - text.rfind("\n", 0, offset)), run, hint)


def _find_soft_hyphens(file: FileInput) -> Iterator[int]:
    """In names, titles and whatever else stands in front matter or a registry; in a body they divide long words."""
    text = file.text
    is_registry = file.document.path.endswith((".yml", ".yaml"))
    end = len(text) if is_registry else len(text) - len(split_front_matter(text).body)
    return (match.start() for match in re.finditer(_SOFT_HYPHEN, text[:end]))


def _check_values(file: FileInput) -> Iterator[Problem]:
    """Escapes of YAML give characters that do not stand in the text of the file; addresses take not even joiners."""
    for field in file.fields:
        match = "" if field.text.isprintable() else _find(field.text)
        if match and match not in file.text:
            yield _problem(field.locate(0), match, "Take the escape out.")
    record = file.document.briefing or file.document.page
    marks = _ANY_MARK.search(record.slug) if record is not None else None
    if marks:
        where = Location(file.document.path, pointer=("slug",))
        yield _problem(where, marks[0], "Delete the character: nobody can type such an address.")


def _check_entities(file: FileInput) -> Iterator[Problem]:
    """`&#x202E;` and the like, outside of code: HTML makes characters of them."""
    body = file.body.text
    for match in _ENTITY.finditer(body) if "&" in body else ():
        character = html.unescape(match[0])
        if _INVISIBLE.fullmatch(character):
            yield _problem(file.body.locate(match.start()), character, f"Take `{match[0]}` out.")


def _find(text: str) -> str:
    """The first hidden run in a text; empty where there is none."""
    return next((m["bad"] for m in _HIDDEN.finditer(text) if m["bad"] is not None), "")


def _problem(where: Location, run: str, hint: str) -> Problem:
    times = f", {len(run)} in a row" if len(run) > 1 else ""
    return Problem("BRF-invisible-character", where, f"{name_character(run[0])}{times}", _EXPECTED, hint)


def name_character(character: str) -> str:
    """The number and the name of a character (Unicode): `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    number = f"U+{ord(character):04X}"
    return f"{number} {unicodedata.name(character, _OTHER_NAMES.get(character, 'a control character'))}"


_OTHER_NAMES = {"\x00": "NULL", "\x08": "BACKSPACE", "\x1b": "ESCAPE", "\x7f": "DELETE"}
