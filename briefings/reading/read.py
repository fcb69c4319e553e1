"""Reads one file of the content folder: bytes in, a `Document` out. Pure: one call, one file, no look at the others."""

from __future__ import annotations

import posixpath
import re
from datetime import tzinfo
from typing import Any, TypeVar

import msgspec

from briefings.model.body import MARK_OPEN, Body
from briefings.model.briefing import Briefing
from briefings.model.document import Document, FileKind
from briefings.model.forms import fit_slug
from briefings.model.ids import is_id, slugify
from briefings.model.page import StaticPage
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Location, Problem
from briefings.reading.conversion import Context
from briefings.reading.front_matter import Split, Style, split_front_matter
from briefings.reading.markdown.convert import convert_body
from briefings.reading.plain_schema import read_plain_header
from briefings.reading.schema import convert_record, convert_records
from briefings.reading.stock import read_stock_briefing, read_stock_page
from briefings.reading.yaml_tree import parse_yaml

MAX_BYTES = 2_000_000
"""A briefing is a few kilobytes; a registry of ten thousand actors about one megabyte."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF16_START = re.compile(rb"(?:[^\0]\0){2}|(?:\0[^\0]){2}")
"""Two letters of plain English, as the fence of a file is, in either order of bytes; the rest may be in any script."""
"""Neither can begin a text in UTF-8. Without them, every second byte of most texts is 0."""

_PRIVATE = re.compile(f"[{MARK_OPEN}-\ue00f]")
_PRIVATE_BYTES = "\ue000".encode()[:2]
"""What they all begin with in UTF-8."""

_REGISTRIES: dict[FileKind, tuple[str, type[msgspec.Struct]]] = {
    FileKind.ACTORS: ("actors", Actor),
    FileKind.PLACES: ("places", Place),
    FileKind.PUBLISHERS: ("publishers", Publisher),
    FileKind.SOURCES: ("sources", Source),
}


T = TypeVar("T", Briefing, StaticPage)


class ReadingOptions(msgspec.Struct, frozen=True):
    """What reading depends on besides the file: the site's zone (an IANA name or `zone`), and its language."""

    zone: tzinfo
    lang: str = "en"


def read_document(path: str, kind: FileKind, data: bytes, options: ReadingOptions) -> Document:
    """Read one file. `path` is relative to the content folder. Never raises for what a person may have typed."""
    text, problem = _decode(path, data)
    if problem:
        return Document(path=path, kind=kind, problems=(problem,))
    if kind in _REGISTRIES:
        return _read_registry(path, kind, text, options)
    split = split_front_matter(text)
    if kind is FileKind.TOPIC:
        return _read_topic(path, split, options)
    if kind is FileKind.PAGE:
        return _read_page(path, split, options)
    return _read_briefing(path, split, options)


def refuse_size(path: str, size: int) -> Problem:
    """The problem of a file with more than `MAX_BYTES`, which nobody need read to the end."""
    hint = "Split the file, or move data into the registry."
    return Problem("BRF-too-large", Location(path), f"{size} bytes", f"at most {MAX_BYTES} bytes", hint)


def _decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    if len(data) > MAX_BYTES:
        return "", refuse_size(path, len(data))
    if data[:2] in _UTF16_MARKS or _UTF16_START.match(data) or data.count(0) * 3 > len(data):
        return "", Problem(
            "BRF-not-utf8", Location(path, 1, 1), "a file saved as UTF-16", "UTF-8", "Save the file as UTF-8."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _normalise_lines(error.object[: error.start].decode("utf-8"))
        found, hint = f"the byte 0x{error.object[error.start]:02x}", "Save the file as UTF-8."
        return "", Problem("BRF-not-utf8", _find_end(path, before), found, "UTF-8", hint)
    text = _normalise_lines(text).replace("\x00", "\ufffd")
    private = _PRIVATE.search(text) if _PRIVATE_BYTES in data else None
    if private:
        where, found = _find_end(path, text[: private.start()]), f"the private-use character U+{ord(private[0]):04X}"
        return "", Problem("BRF-private-characters", where, found, "ordinary characters", "Delete the character.")
    return text, None


def _normalise_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_end(path: str, text: str) -> Location:
    """The place behind `text`, the beginning of a file."""
    return Location(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _read_registry(path: str, kind: FileKind, text: str, options: ReadingOptions) -> Document:
    name, record = _REGISTRIES[kind]
    root, problems = parse_yaml(text, path, 1)
    if root is None:
        return Document(path=path, kind=kind, problems=tuple(problems))
    context = Context(path, 1, options.zone)
    records = convert_records(root, record, context)
    left_out = tuple(index for index, item in enumerate(records) if item is None)
    values: dict[str, Any] = {name: tuple(item for item in records if item is not None)}
    return Document(path=path, kind=kind, problems=(*problems, *context.problems), left_out=left_out, **values)


def _file_id(path: str) -> str:
    """The id that a file's name gives: its stem, made kebab-case where it is not. `quay.fa.md` is `quay-fa`."""
    stem = posixpath.basename(path).rpartition(".")[0].replace(".", "-")
    return stem if is_id(stem) else slugify(stem)


def _fill_slug(record: T, problems: list[Problem]) -> T:
    """The record with a slug: the id's, where the front matter gives none.

    The id goes without the language that a translation's file name ends with: its address names the language already.
    """
    if record.slug:
        return record
    slug = fit_slug(record.id.removesuffix(f"-{record.lang.lower()}") if record.lang else record.id)
    if not slug:
        found = f"the id `{record.id}`, of which nothing can stand in an address"
        problems.append(Problem("BRF-invalid-id", Location(record.path), found, "a name with letters or digits"))
    return msgspec.structs.replace(record, slug=slug)


def _header_problem(path: str, split: Split) -> Problem | None:
    example = "a first line `---`, keys such as `title:` and `date:`, and a second line `---`"
    if split.style is Style.OPEN:
        hint = "Write `---` on a line of its own below the last key."
        return Problem("BRF-front-matter-open", Location(path, 1, 1), "one `---`", "a second `---` line", hint)
    if split.style is Style.NONE:
        return Problem("BRF-front-matter-missing", Location(path, 1, 1), "no front matter", example)
    return None


def _read_header(path: str, split: Split, record: type[Any], options: ReadingOptions) -> tuple[Any, list[Problem]]:
    """The record of YAML front matter, with `id` and `slug` from the file's name where they are not given."""
    problem = _header_problem(path, split)
    if problem:
        return None, [problem]
    file_id = _file_id(path)
    # Where the name of the file gives no id, the front matter must.
    given = {"path": path, **({"id": file_id} if file_id else {})}
    quick = read_plain_header(split.header, record, options.zone, **given)
    if quick is not None:
        return quick, []
    root, problems = parse_yaml(split.header, path, split.header_line)
    if root is None:
        least = "at least `title:` and `date:`" if record is Briefing else "at least `title:`"
        return None, problems or [
            Problem("BRF-front-matter-missing", Location(path, 1, 1), "empty front matter", least)
        ]
    context = Context(path, split.header_line, options.zone)
    found = convert_record(root, record, context, **given)
    return found, [*problems, *context.problems]


def _read_briefing(path: str, split: Split, options: ReadingOptions) -> Document:
    if split.style is Style.STOCK:
        briefing, problems = read_stock_briefing(path, split, _file_id(path), options.zone)
    else:
        briefing, problems = _read_header(path, split, Briefing, options)
    body, body_problems = _read_body(path, split, (briefing and briefing.lang) or options.lang)
    briefing = _fill_slug(briefing, problems) if briefing is not None else None
    return Document(path, FileKind.BRIEFING, briefing=briefing, body=body, problems=(*problems, *body_problems))


def _read_topic(path: str, split: Split, options: ReadingOptions) -> Document:
    topic, problems = _read_header(path, split, Topic, options)
    body, body_problems = _read_body(path, split, options.lang)
    return Document(path, FileKind.TOPIC, topic=topic, body=body, problems=(*problems, *body_problems))


def _read_page(path: str, split: Split, options: ReadingOptions) -> Document:
    if split.style is Style.STOCK:
        page, problems = read_stock_page(path, split, _file_id(path), options.zone)
    else:
        page, problems = _read_header(path, split, StaticPage, options)
    body, body_problems = _read_body(path, split, (page and page.lang) or options.lang)
    page = _fill_slug(page, problems) if page is not None else None
    return Document(path, FileKind.PAGE, page=page, body=body, problems=(*problems, *body_problems))


def _read_body(path: str, split: Split, lang: str) -> tuple[Body, list[Problem]]:
    return convert_body(split.body, path=path, lang=lang, first_line=split.body_line)
