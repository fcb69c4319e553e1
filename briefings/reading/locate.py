"""Turns pointers into lines and columns, by reading the front matter again. Done only when a problem is shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial

import msgspec
import yaml

from briefings.problems import Pointer, Problem
from briefings.reading.conversion import read_key
from briefings.reading.front_matter import Style, parse_stock_header, split_front_matter
from briefings.reading.stock import list_topic_lines
from briefings.reading.unknown_keys import find_meant
from briefings.reading.yaml_tree import find_node, parse_yaml

_FindPlace = Callable[[Pointer], tuple[int, int]]


def locate_problems(problems: Iterable[Problem], read_text: Callable[[str], str | None]) -> list[Problem]:
    """Problems with line and column filled in. `read_text` gives the text of a content file, or None."""
    problems = list(problems)
    strangers: dict[str, set[tuple[int, int]]] = {}
    for problem in problems:
        if problem.code == "BRF-unknown-key":
            strangers.setdefault(problem.where.path, set()).add((problem.where.line, problem.where.column))
    finders: dict[str, _FindPlace | None] = {}
    located = []
    for problem in problems:
        path = problem.where.path
        is_known = problem.where.line > 0 or not problem.where.pointer
        if not is_known and path not in finders:
            text = read_text(path)
            finders[path] = None if text is None else _open_places(text, path, strangers.get(path, ()))
        find_place = None if is_known else finders[path]
        located.append(problem if find_place is None else _locate(problem, find_place))
    return located


def _locate(problem: Problem, find_place: _FindPlace) -> Problem:
    line, column = find_place(problem.where.pointer)
    return msgspec.structs.replace(problem, where=msgspec.structs.replace(problem.where, line=line, column=column))


def find_position(text: str, path: str, pointer: Pointer) -> tuple[int, int]:
    """Line and column, from 1, of what `pointer` points at; of the nearest thing around it when it is not there."""
    return _open_places(text, path)(pointer)


def _open_places(text: str, path: str, strangers: Collection[tuple[int, int]] = ()) -> _FindPlace:
    """Finds places in one file, which is parsed once however many are looked for.

    `strangers` are the lines and columns of its unknown keys: what stands there may have been read as something else.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith((".yml", ".yaml")):
        header, first_line = text, 1
    else:
        split = split_front_matter(text)
        if split.style is Style.STOCK:
            return partial(_find_line, split.header)
        header, first_line = split.header, split.header_line
    root, _ = parse_yaml(header, path, first_line)
    return partial(_find_mark, root, first_line, strangers)


_STOCK_KEYS = {"authors": ("author", "authors"), "topics": ("tags", "category")}


def _find_line(header: str, pointer: Pointer) -> tuple[int, int]:
    """The line of a key in a header of stock Pelican; of a topic, the one of the two keys that names it."""
    if pointer[0] == "topics" and len(pointer) > 1:
        lines, index = list_topic_lines(header), int(pointer[1])
        if index < len(lines):
            return lines[index], 1
    keys = _STOCK_KEYS.get(str(pointer[0]), (str(pointer[0]),))
    return next((line for key, _, line in parse_stock_header(header) if key in keys), 1), 1


def _find_mark(
    root: yaml.Node | None, first_line: int, strangers: Collection[tuple[int, int]], pointer: Pointer
) -> tuple[int, int]:
    if root is None:
        return first_line, 1
    node, is_found = find_node(root, pointer)
    if strangers and not is_found:
        node, _ = find_node(root, _misspell(pointer, root, lambda key: _read_place(key, first_line) in strangers))
    return _read_place(node, first_line)


def _read_place(node: yaml.Node, first_line: int) -> tuple[int, int]:
    return first_line + node.start_mark.line, node.start_mark.column + 1


def _misspell(pointer: Pointer, root: yaml.Node, is_unknown: Callable[[yaml.Node], bool]) -> Pointer:
    """A pointer as the file spells it, where the values of unknown keys were read for those of its keys."""
    steps: Pointer = ()
    for step in pointer:
        node, is_found = find_node(root, (*steps, step))
        pairs = node.value if isinstance(node, yaml.MappingNode) and not is_found else ()
        typed = (read_key(key) for key, _ in pairs if is_unknown(key))
        steps = (*steps, next((key for key in typed if find_meant(key, (str(step),))), step))
    return steps
