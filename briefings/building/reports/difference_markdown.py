"""Writes a comparison as Markdown for a comment on a pull request; what authors wrote stays plain text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefings.building.reports.difference_sections import (
    Comparison,
    Line,
    Section,
    list_sections,
    name_states,
    summarise,
)
from briefings.building.reports.report import describe_problem, name_place, printable
from briefings.linking.difference_records import FieldChange
from briefings.problems import Problem

LONGEST = 60_000
"""Characters of the whole comment; GitHub takes 65,536."""

_FOLDED = 8
"""From so many lines on, a section is folded."""

_LONGEST_TEXT = 600
_MOST_ERRORS = 50
_GAP = "&#8203;"
"""A space without width: it parts what a forge would make a link or a mention of, and nobody sees it."""

_ACTIVE = re.compile(r"([\\`*_\[\]~|$])")
"""What means something inside a line; no text of an author ever begins one."""
_SPAN = re.compile("`([^`]+)`")
_MENTION = re.compile(
    r"(?<=[@#!%&$~^])(?=\w)|(?<=:)(?=//|[a-z+])|(?<=www)(?=\.)|(?<=\bGH)(?=-\d)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)",
    re.IGNORECASE,
)
"""Where a forge sees a person, an issue, a link or an emoji."""


def format_difference_markdown(comparison: Comparison) -> str:
    """A comparison as GitHub-flavoured Markdown: summary, errors, silent edits, then sections; long ones are folded."""
    base, head = map(_code, name_states(comparison))
    warning = "⚠️ " if comparison.silent_edits or comparison.errors else ""
    parts = [f"### Briefings: {base} → {head}", f"{warning}{escape(summarise(comparison))}"]
    parts += _list_errors(f"⚠️ Errors in {head}", comparison.errors, comparison.head.prefix)
    parts += _list_errors(f"What could not be read in {base}", comparison.base_errors, comparison.base.prefix)
    parts += _list_silent_edits(comparison)
    for section in list_sections(comparison):
        parts += _format_section(section)
    return _cut(parts)


def _cut(parts: list[str]) -> str:
    """The parts that fit into one comment, and a word about the rest."""
    kept, length = [], 0
    for part in parts:
        length += len(part) + 2
        if length > LONGEST:
            kept.append("_There is more. `briefings diff` shows all of it._")
            break
        kept.append(part)
    return "\n\n".join(kept)


def _list_errors(title: str, errors: Sequence[Problem], prefix: str) -> Iterator[str]:
    if errors:
        yield f"#### {title}"
        lines = [_format_error(problem, prefix) for problem in errors[:_MOST_ERRORS]]
        left_out = len(errors) - len(lines)
        yield from _fit([*lines, *([f"- … and {left_out} more"] if left_out else [])])


def _format_error(problem: Problem, prefix: str) -> str:
    said = _format_words(_cut_text(describe_problem(problem)))
    return f"- {_name_line(problem, prefix)} {said} ({_code(problem.code)})"


def _list_silent_edits(comparison: Comparison) -> Iterator[str]:
    if comparison.silent_edits:
        yield "#### ⚠️ Silent edits"
        yield (
            "Readers have seen these, and nothing tells them of the change. Each needs an entry in `corrections:` or "
            "`updates:` of its briefing; a briefing that goes needs `stage: withdrawn`, and one under a new "
            "id the old one in `aliases:`."
        )
        yield from _fit([_format_problem(problem, comparison.head.prefix) for problem in comparison.silent_edits])


def _format_problem(problem: Problem, prefix: str) -> str:
    hint = f"\n  - Hint: {_format_words(problem.hint)}" if problem.hint else ""
    return f"- {_name_line(problem, prefix)} {_format_words(problem.found)}{hint}"


def _name_line(problem: Problem, prefix: str) -> str:
    line = f":{problem.where.line}" if problem.where.line else ""
    return _code(name_place(problem, prefix) + line)


def _format_section(section: Section) -> Iterator[str]:
    lines = [_format_line(line) for line in section.lines]
    blocks = list(_fit(lines))
    if len(lines) < _FOLDED and len(blocks) == 1:
        yield f"#### {section.title}"
        yield blocks[0]
        return
    for block in blocks:
        summary = f"<summary><b>{section.title}</b>: {section.counts}</summary>"
        yield f"<details>\n{summary}\n\n{block}\n\n</details>"


def _fit(lines: list[str]) -> Iterator[str]:
    """Lists of at most a quarter of a comment, so that one long section does not take everything."""
    block: list[str] = []
    for line in lines:
        if block and sum(map(len, block)) + len(line) > LONGEST // 4:
            yield "\n".join(block)
            block = []
        block.append(line)
    yield "\n".join(block)


def _format_line(line: Line) -> str:
    around = ", ".join(filter(None, (_code(line.id) if line.id else "", *map(escape, line.notes))))
    head = f"- **{line.step}** {escape(line.title)}{f' ({around})' if around else ''}"
    return "\n".join([head, *(f"  - {_format_change(change)}" for change in line.details)])


def _format_change(change: FieldChange) -> str:
    if change.before and change.after:
        return f"{escape(change.name)}: {_shorten(change.before)} → {_shorten(change.after)}"
    return f"{escape(change.name)}{'' if change.after else ' (gone)'}: {_shorten(change.after or change.before)}"


def _shorten(text: str) -> str:
    return escape(_cut_text(text))


def _cut_text(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1].rstrip() + "…"


def _format_words(text: str) -> str:
    """What a problem says, with what stands between backticks as code; whoever wrote it, none of it is Markdown."""
    pieces = _SPAN.split(text)
    shown = [_code(p) if index % 2 else escape(p.replace("`", "")) for index, p in enumerate(pieces)]
    # Two spans side by side would be one run of backticks.
    return "".join(piece or (_GAP if 0 < index < len(shown) - 1 else "") for index, piece in enumerate(shown))


def escape(text: str) -> str:
    """Text that shows as it is: no Markdown, no HTML, no link, no mention, no reference to an issue."""
    pieces = _MENTION.split(printable(text))
    return _GAP.join(_ACTIVE.sub(r"\\\1", _escape_html(piece)) for piece in pieces)


def _escape_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _code(text: str) -> str:
    """A code span: nothing in it is Markdown, HTML or a mention."""
    text = printable(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"
