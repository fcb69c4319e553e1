"""Claims: a proposition, who takes which position on it, and what an editor made of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.model.edtf import Edtf
from briefings.model.forms import Credibility, RecordError
from briefings.model.ids import Id


class Stance(StrEnum):
    """What a speaker does with a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CORROBORATES = "corroborates"
    CASTS_DOUBT = "casts-doubt"
    RETRACTS = "retracts"
    DECLINES_TO_COMMENT = "declines-to-comment"


ASSERTING = (Stance.ASSERTS, Stance.CORROBORATES)
"""The stances of those who say that a claim is so."""


class ClaimKind(StrEnum):
    """What a claim is about."""

    CONTROL = "control"
    ATTACK = "attack"
    CASUALTY = "casualty"
    MOVEMENT = "movement"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    QUANTITY = "quantity"
    FORECAST = "forecast"


class Verdict(StrEnum):
    """What only an editor's assessment may say of a claim."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Estimate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure somebody gave, with its bounds where they gave them; in the unit of the claim's `quantity`.

    At least one of the three, and none smaller than the one before it; else `RecordError`.
    """

    low: float | None = None
    best: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        given = [number for number in (self.low, self.best, self.high) if number is not None]
        if not given:
            raise RecordError("a figure: `best`, `low` or `high`", "Leave `value` out where no figure was given.")
        if given != sorted(given):
            raise RecordError("`low`, `best` and `high` in the order of their size")


class Quantity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a claim of kind `quantity` counts, and in which unit: killed, people; `unit_one` follows "1": person."""

    measure: str
    unit: str = ""
    unit_one: str = ""


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One speaker's stance on a claim: who, what, when, and through which sources we know it."""

    by: Id
    stance: Stance
    said: Edtf
    via: tuple[Id, ...] = ()
    how: str = ""
    quote: str = ""
    value: Estimate | None = None
    cred: Credibility | None = None


class Assessment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An editor's verdict on a claim, with the reason, the day it was reached, and the sources that carry it."""

    status: Verdict
    basis: str
    as_of: Edtf
    via: tuple[Id, ...] = ()


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one briefing says about one claim.

    The briefing that defines the claim gives `text` (a neutral proposition) and its kind; a later briefing
    repeats the `id` and only adds positions or an assessment. `texts` holds the proposition in other
    languages, by language code. `due` is when a forecast can be judged.
    """

    id: Id
    text: str = ""
    kind: ClaimKind | None = None
    texts: dict[str, str] = {}
    quantity: Quantity | None = None
    due: Edtf | None = None
    positions: tuple[Position, ...] = ()
    assessment: Assessment | None = None
