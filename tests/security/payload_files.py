"""Reads the lists of hostile texts in `payloads/`: one a line, under headings that say their idea."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "payloads"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture."""
_ESCAPE = re.compile(r"\\(?:([\\nrt])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_SHORT = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


class Payload(NamedTuple):
    """One hostile text: its number in the list, what it tries, and the text."""

    number: int
    idea: str
    text: str


def read_payloads(name: str) -> list[Payload]:
    """The payloads of one list. What stands before the first heading is for people."""
    found: list[Payload] = []
    idea = ""
    for line in (FOLDER / name).read_text("utf-8").split("\n"):
        if line.startswith("## "):
            idea = line[3:]
        elif idea and line:
            found.append(Payload(len(found), idea, _ESCAPE.sub(_unescape, line)))
    return found


def _unescape(match: re.Match[str]) -> str:
    return _SHORT[match[1]] if match[1] else chr(int(match[2] or match[3] or match[4], 16))


def dump_yaml(value: Any) -> str:
    """JSON, which is YAML; what only YAML takes for the end of a line or for no text is escaped as well."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", text)
