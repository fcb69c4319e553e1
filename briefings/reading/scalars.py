"""Single values: text from YAML to ids, dates, times, numbers and words of a fixed list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Any, get_args

import msgspec

from briefings.model.edtf import Edtf, EdtfError, parse_edtf
from briefings.model.ids import Id, is_id, slugify
from briefings.model.moment import Moment
from briefings.problems import suggest
from briefings.reading.language_names import suggest_language

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<hour>\d{1,2})(?P<rest>:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r" ?(?P<zone>[Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)

_BETWEEN = ("،", ",", ";", " - ")
"""What people write between ids: only the ASCII comma means that, and only in brackets. The last is a list that YAML
took for one text, since a line of it is indented further than the one above."""

_SHOWN_IDS = 6

_NO_MOMENTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r".*(?![0-9])\d", re.DOTALL), "Use the digits 0 to 9."),
    (
        re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|\.)?[ ./-]\s*(?:of )?[^\W_]|[^\W\d_]{3,12}\.? [0-9]"),
        "Write year, month, day, in digits.",
    ),
    (re.compile(r"[0-9]{4}-(?:[0-9]-|[0-9]{2}-[0-9](?![0-9]))"), "Months and days have two digits."),
    (re.compile(r"[0-9]{4}([./]?)[0-9]{1,2}\1[0-9]{1,2}(?![0-9])"), "Write hyphens."),
)
"""What is wrong with a publication time; the first that fits."""


class ScalarError(ValueError):
    """A value that cannot be used: the code, what was expected, and a hint."""

    def __init__(self, code: str, expected: str, hint: str = "") -> None:
        super().__init__(expected)
        self.code, self.expected, self.hint = code, expected, hint


def parse_id(text: str) -> Id:
    """An id, or a `ScalarError` that offers the nearest valid one."""
    if is_id(text):
        return Id(text)
    near = slugify(text)
    hint = _hint_at_several(text) or (f"Write `{near}`." if near else "")
    raise ScalarError(
        "BRF-invalid-id", "kebab-case: lower-case letters, digits and single hyphens, at most 120 bytes", hint
    )


def _hint_at_several(text: str) -> str:
    """What to do about several ids in one text; empty where only one was meant."""
    sign = next((sign for sign in _BETWEEN if sign in text), "")
    ids = [slugify(part) for part in text.split(sign)] if sign else []
    if len(ids) < 2 or not all(ids) or len(ids) > _SHOWN_IDS:
        return ""
    rest = "give every `- ` the same indentation" if sign == " - " else f"separate them with `,`: `{', '.join(ids)}`"
    return f"Here stands one id; in a list, {rest}."


def parse_event_date(text: str) -> Edtf:
    """An EDTF date."""
    try:
        return parse_edtf(text)
    except EdtfError as error:
        expected = "a date in EDTF such as 2021-07-14, 2021-07, 2021-07-14~ or 2021-07-13/2021-07-15"
        raise ScalarError("BRF-invalid-date", expected, f"{error} {error.hint}".strip()) from None


def parse_moment(text: str, zone: tzinfo) -> tuple[Moment, bool]:
    """A publication time. The flag says that a clock time stood there without a zone, so that `zone` was used."""
    expected = "a day or a time with its zone"
    hint = "Write for example 2021-07-14 or 2021-07-14T13:20+04:30."
    match = _TIME.fullmatch(text)
    try:
        if _DAY.fullmatch(text):
            return _place(datetime.fromisoformat(text), zone, has_time=False), False
        if match:
            offset = (match["zone"] or "").upper()
            at = datetime.fromisoformat(f"{match['day']}T{match['hour']:0>2}{match['rest']}{offset}")
            return _place(at, zone, has_time=True), not offset
    except (ValueError, OverflowError) as error:
        raise ScalarError("BRF-invalid-date", f"a date that exists ({error})", hint) from None
    said = next((said for pattern, said in _NO_MOMENTS if pattern.match(text)), "")
    raise ScalarError("BRF-invalid-date", expected, f"{said} {hint}".strip())


def _place(at: datetime, zone: tzinfo, *, has_time: bool) -> Moment:
    """The moment, in `zone` where it has none. Raises `OverflowError` where pages could not show it.

    They show times in `zone`, where the first and the last day that Python knows can be out of range.
    """
    moment = Moment(at if at.tzinfo else at.replace(tzinfo=_in_minutes(at.replace(tzinfo=zone))), has_time)
    _ = moment.utc.astimezone(zone)
    return moment


def _in_minutes(at: datetime) -> tzinfo | None:
    """The zone of a time, with an offset that ISO 8601 can write: local mean times, before 1900 or so, have seconds.

    Of the two offsets near, the one to the west: in the zone itself the time is then part of a minute later, so that
    midnight stays on its day.
    """
    offset = at.utcoffset() or timedelta()
    seconds = timedelta(seconds=offset.seconds % 60)
    return timezone(offset - seconds) if seconds else at.tzinfo


def parse_number(text: str) -> float:
    """A finite number, whole or decimal; thousands separators are refused rather than guessed."""
    if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,9})?", text):
        return float(text)
    raise ScalarError("BRF-invalid-value", "a number such as 12 or 4.5", "Leave out thousands separators and units.")


def parse_whole(text: str) -> int:
    """A whole number."""
    if re.fullmatch(r"[+-]?\d{1,9}", text):
        return int(text)
    raise ScalarError("BRF-invalid-value", "a whole number such as 12")


def parse_flag(text: str) -> bool:
    """`true` or `false` (`yes` and `no` are understood)."""
    word = text.lower()
    if word in ("true", "yes"):
        return True
    if word in ("false", "no"):
        return False
    raise ScalarError("BRF-invalid-value", "true or false")


def build_choice_parser(choices: type[StrEnum]) -> Callable[[str], Any]:
    """A parser for the words of one enumeration, with "did you mean"."""
    words = [member.value for member in choices]

    def parse_choice(text: str) -> StrEnum:
        try:
            return choices(text)
        except ValueError:
            near = suggest(text.lower().replace(" ", "-").replace("_", "-"), words)
            raise ScalarError("BRF-invalid-value", "one of " + ", ".join(words), near) from None

    return parse_choice


def build_form_parser(kind: Any) -> Callable[[str], Any]:
    """A parser for texts or numbers of one form (`model.forms`)."""
    base, meta = get_args(kind)
    parsers: dict[Any, Callable[[str], Any]] = {str: str, int: parse_whole, float: parse_number}
    parse = parsers[base]

    def parse_form(text: str) -> Any:
        if len(text.encode("utf-8", "replace")) > (meta.extra or {}).get("max_bytes", len(text) * 4):
            raise ScalarError("BRF-invalid-value", meta.description)
        try:
            return msgspec.convert(parse(text), kind)
        except msgspec.ValidationError:
            hint = suggest_language(text) if "names" in (meta.extra or {}) else ""
            raise ScalarError("BRF-invalid-value", meta.description, hint) from None

    return parse_form
