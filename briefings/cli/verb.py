"""What all verbs share: how a failure ends the command, options that mean the same everywhere, text in and out."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

DONE, PROBLEMS, USAGE, FAULT = 0, 1, 2, 3
"""Exit codes: done; problems in the content; wrong usage or settings, or the machine in the way; a fault of ours."""

_SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program (POSIX, sh)."""

_MACHINE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENAMETOOLONG,
    errno.EMFILE, errno.ECHILD, errno.ENOTDIR,
}  # fmt: skip
"""Errors of the operating system that say something about the machine, not about our code."""

_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}

_CATALOGUES = Path(__file__).parents[1] / "locale"
LANGUAGES = tuple(sorted({"en", *(path.stem for path in _CATALOGUES.glob("*.po"))}))
"""Of the interface: English, and whatever has a catalogue."""

F = TypeVar("F", bound=Callable[..., Any])


class SettingsError(click.ClickException):
    """Settings that cannot be used. The message says where and what."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        """Print the message alone: it starts with the settings file, not with "Error"."""
        click.echo(self.message, file=file or sys.stderr)


class Ended(KeyboardInterrupt):
    """SIGTERM has asked the program to end."""


class Verb(click.Command):
    """A command that ends with the project's exit codes, whatever happens. Gives every verb `--debug`.

    `examples` are whole command lines; the first stands in `briefings --help` too.
    """

    def __init__(self, *args: Any, examples: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples, self.epilog = examples, format_examples(examples)
        help_text = "Show everything that happens, and a traceback if it fails."
        self.params.append(click.Option(["--debug"], is_flag=True, help=help_text))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; an exception that nobody expected becomes a short message and exit code 3."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            click.echo("Aborted!", err=True)
            ctx.exit(_SIGNALLED + (signal.SIGTERM if isinstance(error, Ended) else signal.SIGINT))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click ends these as every command does; a reader that has seen enough, such as `head`, is no fault
        except Exception as error:  # noqa: BLE001 - the top of the program: nothing above could do better
            if ctx.params.get("debug"):
                traceback.print_exc()
            ctx.exit(tell_failure(error))


def end_on_termination() -> None:
    """Let SIGTERM, by which a CI cancels a job, end the program as Ctrl-C does: it clears away what it had begun."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)


def _end(*_: Any) -> None:
    raise Ended


def format_examples(examples: tuple[str, ...]) -> str:
    """Examples for the end of a help text, kept as they are (a backspace alone on a line says so to click)."""
    return "\b\n" + "\n".join(("Examples:" if len(examples) > 1 else "Example:", *(f"  {line}" for line in examples)))


@contextmanager
def writing_to(path: str | Path, hint: str) -> Iterator[None]:
    """Say of a place that cannot be written that it is so, and what to do; whatever else fails is not touched.

    `path` is what the person named; what fails may lie in it, or beside it, where a draft of it is made.
    """
    place = Path(path).absolute()
    try:
        yield
    except OSError as error:
        where = Path(os.fsdecode(error.filename)).absolute() if isinstance(error.filename, (str, bytes)) else None
        if error.errno not in _NOT_WRITABLE or where is None or not _is_near(where, place):
            raise
        raise click.UsageError(f"Cannot write {show_path(path)!r}: {error.strerror}. {hint}") from error


def _is_near(where: Path, place: Path) -> bool:
    """Whether a path is one that writing `place` takes: in it, above it, or beside it under a name made of its own."""
    return (
        where.is_relative_to(place)
        or place.is_relative_to(where)
        or (any(f".{place.name}." in part for part in where.parts) and where.is_relative_to(place.parent))
    )


def tell_failure(error: Exception) -> int:
    """Say what a failure that nobody foresaw means; the exit code of a program that it ends."""
    click.echo(_describe(error), err=True)
    return USAGE if _is_of_machine(error) else FAULT


def describe_failure(error: Exception) -> str:
    """What a failure means to a person: of one that was foreseen, of the machine, or of ours."""
    return error.format_message() if isinstance(error, click.ClickException) else _describe(error)


def _is_of_machine(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in _MACHINE


def _describe(error: Exception) -> str:
    if _is_of_machine(error):
        file, reason = getattr(error, "filename", None), str(getattr(error, "strerror", None) or error)
        return f"{file}: {reason}" if file else f"{reason[:1].upper()}{reason[1:]}."
    return (
        f"Briefings failed: {type(error).__name__}: {error}\n"
        "This is a fault in Briefings, not in your content. Please report it as CONTRIBUTING.md in its repository\n"
        "says, with what the same command prints with --debug."
    )


def settings_option(function: F) -> F:
    """`-s/--settings FILE`."""
    return _settings_option("The settings file. Default: pelicanconf.py, if there is one here.")(function)


def publishing_option(function: F) -> F:
    """`-s/--settings FILE` of a verb whose result leaves the house: `site_settings.find_publishing_file`."""
    return _settings_option("The settings file. Default: publishconf.py, else pelicanconf.py, if it is here.")(function)


def _settings_option(text: str) -> Callable[[F], F]:
    kind = click.Path(exists=True, dir_okay=False)
    return click.option("-s", "--settings", "settings_file", type=kind, metavar="FILE", help=text)


def language_option(what: str) -> Callable[[F], F]:
    """`--lang CODE` of a result, which is `what`."""
    text = f"The language of the {what}: {', '.join(LANGUAGES)}, or one of their regions. Default: the site's."
    return click.option("--lang", metavar="CODE", help=text)


def jobs_option(function: F) -> F:
    """`-j/--jobs N`."""
    kind = click.IntRange(min=1)
    text = "How many processes work at once. Default: as many as there are cores; 1 is for debugging."
    return click.option("-j", "--jobs", type=kind, metavar="N", help=text)(function)


def clean_line(text: str) -> str:
    """One line without control characters; joiners, which Persian and Hindi need, stay."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs", "Co"))


def show_path(path: str | Path) -> str:
    """`path` as a person would type it here: relative where it lies below the current folder."""
    place = os.path.abspath(path)
    return os.path.relpath(place) if Path(place).is_relative_to(Path.cwd()) else place
