"""The `briefings` command: one module a verb. Importing it is cheap; a verb imports what it needs when it runs."""

from __future__ import annotations

import click

from briefings import __version__
from briefings.cli.build import build
from briefings.cli.check import check
from briefings.cli.diff import diff
from briefings.cli.explain import explain
from briefings.cli.init import init
from briefings.cli.new import new
from briefings.cli.publish import publish
from briefings.cli.serve import serve
from briefings.cli.verb import end_on_termination, format_examples

_VERBS = (init, new, serve, build, publish, check, diff, explain)

_EPILOG = """

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 problems in the content, 2 wrong
usage or settings, 3 a fault in Briefings itself.
"""


@click.group(
    epilog=format_examples(tuple(verb.examples[0] for verb in _VERBS)) + _EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="briefings")
def main() -> None:
    """Make a static site of contested news: briefings, the claims in them, and who says what."""
    end_on_termination()


for _verb in _VERBS:
    main.add_command(_verb)
