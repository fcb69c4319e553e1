"""What each status of a claim means, and what would change it, in a sentence."""

from __future__ import annotations

from briefings.views.language import message as _

OUTLOOK = {
    "claimed": _("A second independent origin, no party to it, would make it corroborated; a denial, disputed."),
    "unverified": _("It cannot be checked yet: it rests on unnamed speakers, or is a forecast that is not due."),
    "disputed": _("It stays disputed until one side takes its account back or an editor confirms or refutes it."),
    "corroborated": _("A denial would make it disputed; an editor may confirm it with a stated basis."),
    "confirmed": _("Only a new assessment with a stated basis would change this."),
    "refuted": _("Only a new assessment with a stated basis would change this."),
    "retracted": _("Somebody would have to assert it again."),
}
FIGURES = _("The figures given may differ; none counts as a denial of another.")
"""Of a corroborated claim to a number: its status says that it was counted, not that the counts agree."""
MEANINGS = {
    "claimed": _("Somebody asserts it, nobody denies it; it has one origin, or only parties to the matter say it."),
    "unverified": _("It cannot be checked yet: only unnamed speakers assert it, or it is a forecast that is not due."),
    "disputed": _("At least one assertion and one denial stand against each other."),
    "corroborated": _(
        "Two or more independent origins assert it, at least one of them no party, and nobody denies it."
    ),
    "confirmed": _("An editor judged it to be so, for the reason given."),
    "refuted": _("An editor judged it not to be so, for the reason given."),
    "retracted": _("Everybody who asserted it has taken it back."),
}
