"""BRF-file-picture: a picture much older than the event, whose caption does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from briefings.checks.bounds import first_instant, last_instant
from briefings.checks.image_uses import list_images
from briefings.checks.rule import SiteInput
from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Image
from briefings.model.edtf import CalendarDate, DateTime, Edtf, EdtfError, anchor, format_edtf, parse_edtf
from briefings.problems import Location, Pointer, Problem

_SAYS_SO = {
    "en": re.compile(
        r"\b(?:file|library|stock|archiv\w*|old(?:er)?|earlier|historic(?:al)?|previous(?:ly)?|undated|before|ago)\b",
        re.IGNORECASE,
    ),
    "fa": re.compile(r"آرشیف|آرشیو|بایگانی|قدیمی|پیشین|\d"),
}
"""Words that tell a reader of an older picture, by primary language; captions in others are not judged."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def check_picture_dates(checked: SiteInput) -> Iterator[Problem]:
    """Find pictures by `taken`, or else by the date in the file, that are older than the policy allows."""
    for linked in checked.site.briefings.values():
        document = checked.documents.get(linked.briefing.path)
        lang = linked.lang.partition("-")[0].lower()
        if document is None or linked.is_withdrawn or lang not in _SAYS_SO:
            continue
        for image, pointer in list_images(document):
            taken = image.taken or _read_taken(image, checked)
            if (
                taken is not None
                and _is_old(taken, linked, checked)
                and not _is_told(image.caption, taken, linked, lang)
            ):
                yield _make_problem(document.path, image, pointer, taken, linked)


def _read_taken(image: Image, checked: SiteInput) -> Edtf | None:
    facts = checked.images.get(image.file)
    try:
        return parse_edtf(facts.taken) if facts is not None and facts.taken else None
    except EdtfError:
        return None


def _is_old(taken: Edtf, linked: LinkedBriefing, checked: SiteInput) -> bool:
    try:
        oldest = first_instant(linked.event, checked.zone) - timedelta(days=checked.limits.file_picture_days)
    except OverflowError:
        return False
    return last_instant(taken, checked.zone) < oldest


def _is_told(caption: str, taken: Edtf, linked: LinkedBriefing, lang: str) -> bool:
    """Whether a caption says that its picture is an old one, or when it was taken."""
    if _SAYS_SO[lang].search(caption):
        return True
    day, event = anchor(taken), anchor(linked.event)
    if format_edtf(day) in caption:
        return True
    # In the year of the event the year alone tells nothing.
    return f"{day.year:04}" in caption and (day.year != event.year or _names_month(caption, day))


def _names_month(caption: str, day: CalendarDate | DateTime) -> bool:
    if day.month is None or day.month > len(_MONTHS):
        return True
    return re.search(rf"\b{_MONTHS[day.month - 1]}", caption, re.IGNORECASE) is not None


def _make_problem(path: str, image: Image, pointer: Pointer, taken: Edtf, linked: LinkedBriefing) -> Problem:
    key = "taken" if image.taken is not None else "file"
    source = "" if image.taken is not None else ", by the date in its file,"
    found = f"a picture of {format_edtf(taken)}{source} for an event of {format_edtf(linked.event)}"
    expected = "a caption that says so"
    hint = f"Begin the caption with `File picture, {format_edtf(taken)}:`, or correct `taken`."
    return Problem("BRF-file-picture", Location(path, pointer=(*pointer, key)), found, expected, hint)
