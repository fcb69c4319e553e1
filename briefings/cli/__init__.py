"""The `briefings` command: one module a verb, loaded when it is asked for; what it works with, when it runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, TextIO

import click

from briefings import __version__
from briefings.cli.verb import Verb, end_on_termination, format_examples, tell_failure

_VERBS = ("init", "new", "serve", "build", "publish", "check", "diff", "digest", "archive", "book", "explain")
"""Each is the name of a module of this package too, and of the command in it."""

_EPILOG = """

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 problems in the content, 2 wrong
usage or settings, or the machine is in the way, 3 a fault in Briefings itself, 130 ended by Ctrl-C.
"""


class _Verbs(click.Group):
    """The verbs, each loaded when somebody asks for it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command, on streams that take any text."""
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            _accept_any_text(stream)
        try:
            try:
                return super().main(*args, **kwargs)
            finally:
                sys.stdout.flush()
        except OSError as error:  # of help, of what else comes before a verb, and of what was not written yet
            _drop_output()
            sys.exit(1 if isinstance(error, BrokenPipeError) else tell_failure(error))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Their names, sorted as click does."""
        return sorted(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The verb of that name; None where there is none."""
        return _load_verb(cmd_name) if cmd_name in _VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was asked for; of one that is misspelt, the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if args[0].startswith("-"):
                raise
            from briefings.problems import suggest

            hint = suggest(args[0], _VERBS) or "`briefings --help` lists them."
            raise click.UsageError(f"There is no verb {args[0]!r}. {hint}", ctx) from error

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """An example for every verb, which takes loading them all."""
        self.epilog = format_examples(tuple(_load_verb(name).examples[0] for name in _VERBS)) + _EPILOG
        super().format_epilog(ctx, formatter)


def _open_closed_streams() -> None:
    """Give a job without them (cron, services) streams that lead nowhere; each takes the lowest number, its own."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - it lasts as long as the program


def _drop_output() -> None:
    """Let what could not be written be: Python would try again at its end, and say so in its own words."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _accept_any_text(stream: TextIO) -> None:
    """Let a stream show the number of a character that its encoding does not have, as Python's standard error does."""
    if not isinstance(stream, TextIOWrapper):
        return
    is_raw = stream.errors == "surrogateescape" and stream.encoding == "utf-8"  # file names as they lie on disk
    if stream.errors in ("strict", "surrogateescape") and not is_raw:
        stream.reconfigure(errors="backslashreplace")


def _load_verb(name: str) -> Verb:
    verb = getattr(import_module(f"briefings.cli.{name}"), name)
    assert isinstance(verb, Verb)  # noqa: S101 - says what these modules have
    return verb


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def main() -> None:
    """Make a static site of contested news: briefings, the claims in them, and who says what."""
    end_on_termination()
