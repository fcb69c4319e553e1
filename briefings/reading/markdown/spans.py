"""`[words]{claim=id}` and `[words]{date=EDTF}`: words that state a claim or stand for a date. After Pandoc's spans."""

from __future__ import annotations

import re

from briefings.model.body import ReferenceKind
from briefings.model.edtf import EdtfError, parse_edtf
from briefings.reading.markdown.found import Flaw, Found

_ATTRIBUTE = re.compile(r"\{\s*(?P<name>claim|date)\s*=\s*(?P<quote>[\"']?)(?P<value>[^\"'=]*?)(?P=quote)\s*\}")
_CLAIM = re.compile(r"[^\s\[\]`]+")
_LOOKS_MEANT = re.compile(r"\{\s*(?:(?:claim|date)\b|[A-Za-z][\w-]*\s*=)")


def read_span(braces: str, offset: int, words: str, raw_open: str, raw_close: str) -> Found | None:
    """Read the braces behind bracketed words; None where they are no attempt at a span."""
    attribute = _ATTRIBUTE.fullmatch(braces)
    if attribute is not None:
        kind, value = ReferenceKind(attribute["name"]), attribute["value"]
        flaw = _check_date(value) if kind is ReferenceKind.DATE else _check_claim(value)
        if not words.strip():
            flaw = Flaw("BRF-span-unknown", "words between the brackets")
        return Found(kind, offset, raw_open, raw_close, value, flaw=flaw)
    if _LOOKS_MEANT.match(braces):
        hint = "Write `claim=` with the id of a claim, or `date=` with a date, and nothing else."
        flaw = Flaw("BRF-span-unknown", "`{claim=id}` or `{date=2021-07-14}`", hint)
        return Found(ReferenceKind.CLAIM, offset, raw_open, raw_close, flaw=flaw)
    return None


def _check_claim(value: str) -> Flaw | None:
    return None if _CLAIM.fullmatch(value) else Flaw("BRF-span-unknown", "the id of a claim, without spaces")


def _check_date(value: str) -> Flaw | None:
    try:
        parse_edtf(value)
    except EdtfError as error:
        return Flaw("BRF-invalid-date", "a date such as `2021-07-14`, `2021-07` or `2021-07-14~`", str(error))
    return None
