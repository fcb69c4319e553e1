"""Plain tables: every line between two bars, as many cells in each."""

from __future__ import annotations

import re

from briefings.reading.markdown.found import has_tokens
from briefings.reading.markdown.plain.lines import NotPlainError, PlainLines, ReferToNote
from briefings.reading.markdown.words import find_word

_ALIGNMENT = re.compile(r"(:?)-+(:?)")
_ALIGNMENTS = {(":", ":"): "center", (":", ""): "left", ("", ":"): "right", ("", ""): ""}
_NOT_IN_NAMES = re.compile(r"[*_`\[\]{}&<>\"]")


class PlainTables:
    """The tables of one text; those with the same columns are numbered."""

    def __init__(self, lines: PlainLines, language: str, refer: ReferToNote) -> None:
        self._lines, self._refer = lines, refer
        self._word, self._comma = find_word("table", language)[0], find_word("comma", language)[0]
        self._names: dict[str, int] = {}

    def render(self, rows: list[str]) -> str:
        """Give the HTML of the lines of a table."""
        header, *body = (_split(row) for row in rows)
        if len(header) < 2 or len(body) < 2 or any(len(row) != len(header) for row in body):
            raise NotPlainError(rows[0])
        columns = [_read_alignment(cell) for cell in body.pop(0)]
        head = self._render_row(header, [f'<th{align} scope="col">' for align in columns], "</th>")
        cells = [f"<td{align}>" for align in columns]
        rest = "\n".join(self._render_row(row, cells, "</td>") for row in body)
        return (
            f'<div aria-label="{self._name(header)}" class="table-wrap" role="region" tabindex="0"><table>\n'
            f"<thead>\n{head}\n</thead>\n<tbody>\n{rest}\n</tbody>\n</table></div>"
        )

    def _name(self, header: list[str]) -> str:
        if any(_NOT_IN_NAMES.search(cell) or has_tokens(cell) for cell in header):
            raise NotPlainError(header[0])
        named = self._comma.join(" ".join(cell.split()) for cell in header if cell.strip())
        name = f"{self._word}: {named}" if named else self._word
        self._names[name] = number = self._names.get(name, 0) + 1
        return name if number == 1 else f"{name} ({number})"

    def _render_row(self, cells: list[str], opening: list[str], closing: str) -> str:
        shown = (
            f"{tag}{self._lines.render(cell, self._refer)}{closing}" for tag, cell in zip(opening, cells, strict=True)
        )
        return "<tr>\n" + "\n".join(shown) + "\n</tr>"


def _split(row: str) -> list[str]:
    if len(row) < 2 or row[0] != "|" or row[-1] != "|" or "`" in row:
        raise NotPlainError(row)
    return [cell.strip(" ") for cell in row[1:-1].split("|")]


def _read_alignment(cell: str) -> str:
    match = _ALIGNMENT.fullmatch(cell)
    if match is None:
        raise NotPlainError(cell)
    align = _ALIGNMENTS[match[1], match[2]]
    return f' class="align-{align}"' if align else ""
