"""`briefings init`: a small, complete site of your own to start from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings import __version__
from briefings.cli.verb import Verb, clean_line, show_path

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@click.command(
    cls=Verb,
    short_help="Make a new site to start from.",
    examples=(
        "briefings init my-desk",
        'briefings init my-desk --name "The Harbour Desk"',
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--name", metavar="NAME", help="The name of the site. Default: the folder's name.")
def init(folder: str, name: str | None, *, debug: bool) -> None:  # noqa: ARG001 - `Verb` reads it
    """Make a new site in DIR, an empty folder or one that does not exist yet, and print its path."""
    from importlib.resources import files

    target = Path(folder)
    _check_empty(target)
    title = clean_line(name or target.resolve().name.replace("-", " ").title()) or "Briefings"
    for path, template in _walk(files("briefings.cli") / "starter"):
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_fill(template.read_text("utf-8"), title), "utf-8", newline="\n")
    click.echo(f"Next: cd {show_path(target)} && briefings build", err=True)
    click.echo(show_path(target))


def _check_empty(target: Path) -> None:
    """A new repository is as good as empty; anything else in the folder is somebody's work."""
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"{str(target)!r} is a file, not a folder.")
    found = sorted(entry.name for entry in target.iterdir() if entry.name != ".git") if target.is_dir() else []
    if found:
        some = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
        raise click.UsageError(
            f"The folder {str(target)!r} is not empty ({some}). Nothing was written; choose another."
        )


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files of the starter and where they go. `dot-x` stands for `.x`: no tool may take it for its own here."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name == "__pycache__":
            continue
        name = prefix + ("." + entry.name[4:] if entry.name.startswith("dot-") else entry.name)
        if entry.is_dir():
            yield from _walk(entry, name + "/")
        else:
            yield name, entry


def _fill(text: str, name: str) -> str:
    """The starter's text with the site's name in it; `"@NAME@"` in quotes becomes a quoted string of Python or YAML."""
    quoted = json.dumps(name, ensure_ascii=False)
    return text.replace('"@NAME@"', quoted).replace("@NAME@", name).replace("@VERSION@", __version__)
