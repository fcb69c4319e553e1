"""`briefings explain`: what a problem code means, with an example of wrong and right."""

from __future__ import annotations

import click

from briefings.cli.verb import Verb


@click.command(
    cls=Verb,
    short_help="Say what a problem code means.",
    examples=("briefings explain BRF-relative-date", "briefings explain"),
)
@click.argument("code", required=False)
def explain(code: str | None, *, debug: bool) -> None:  # noqa: ARG001 - the verb itself acts on `debug`
    """Explain a problem CODE: what it means, why it matters, and an example of wrong and right.

    Without CODE, lists all of them. The severity is the one under the policy `newsroom`, which is the default.
    """
    from briefings.building.explanations import find_level, read_explanation
    from briefings.problems import CATALOGUE, suggest

    if code is None:
        for entry in CATALOGUE.values():
            click.echo(f"{entry.code:30} {find_level(entry):8} {entry.meaning}")
        return
    known = {name.casefold(): name for name in CATALOGUE}
    name = known.get(code.casefold()) or known.get(f"brf-{code}".casefold())
    if name is None:
        # The prefix, which all have, would make everything alike.
        near = suggest(code.casefold().removeprefix("brf-"), (entry.removeprefix("BRF-") for entry in CATALOGUE))
        hint = near.replace("`", "`BRF-", 1) + " " if near else ""
        raise click.UsageError(f"There is no problem code {code!r}. {hint}`briefings explain` lists all.")
    click.echo(read_explanation(CATALOGUE[name]))
