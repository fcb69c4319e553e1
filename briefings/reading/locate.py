"""Turns pointers into lines and columns, by reading the front matter again. Done only when a problem is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from briefings.problems import Problem
from briefings.reading.front_matter import Style, parse_stock_header, split_front_matter
from briefings.reading.yaml_tree import find_node, parse_yaml


def locate_problems(problems: Iterable[Problem], read_text: Callable[[str], str | None]) -> list[Problem]:
    """Problems with line and column filled in. `read_text` gives the text of a content file, or None."""
    texts: dict[str, str | None] = {}
    located = []
    for problem in problems:
        path = problem.where.path
        is_known = problem.where.line > 0 or not problem.where.pointer
        if not is_known and path not in texts:
            texts[path] = read_text(path)
        located.append(problem if is_known else _locate(problem, texts[path]))
    return located


def _locate(problem: Problem, text: str | None) -> Problem:
    if text is None:
        return problem
    line, column = find_position(text, problem.where.path, problem.where.pointer)
    return msgspec.structs.replace(problem, where=msgspec.structs.replace(problem.where, line=line, column=column))


def find_position(text: str, path: str, pointer: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column, from 1, of what `pointer` points at; of the nearest thing around it when it is not there."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith((".yml", ".yaml")):
        header, first_line = text, 1
    else:
        split = split_front_matter(text)
        if split.style is Style.STOCK:
            keys = {"topics": ("tags", "category")}.get(str(pointer[0]), (str(pointer[0]),))
            lines = [line for key, _, line in parse_stock_header(split.header) if key in keys]
            return (lines[0] if lines else 1), 1
        header, first_line = split.header, split.header_line
    root, _ = parse_yaml(header, path, first_line)
    if root is None:
        return first_line, 1
    node, _ = find_node(root, pointer)
    return first_line + node.start_mark.line, node.start_mark.column + 1
