"""`briefings init`: a small, complete site of your own to start from."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings import __version__
from briefings.cli.verb import Verb, clean_line, show_path, writing_to

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_WHEEL = f"briefings-{__version__}-py3-none-any.whl"
"""As `requirements.txt` of the starter names it."""


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
    with writing_to(target, "Choose another folder."):
        for path, template in _walk(files("briefings.cli") / "starter"):
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_fill(template.read_text("utf-8"), title), "utf-8", newline="\n")
        has_wheel = _copy_wheel(target / "wheels")
    click.echo(f"Next: cd {show_path(target)} && {_name_program(target)} build", err=True)
    if not has_wheel:
        wheel = f"put {_WHEEL} into {show_path(target / 'wheels')} and commit it"
        click.echo(f"Then: {wheel}; requirements.txt and the workflow install it.", err=True)
        click.echo("A checkout of Briefings makes it: pip wheel --no-deps CHECKOUT", err=True)
    click.echo(show_path(target))


def _name_program(folder: Path) -> str:
    """What to type in a folder to run this program: its name where the shell finds it, else its path from there."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return "python -m briefings"
    if os.sep not in sys.argv[0] or shutil.which(called.name) == str(called.absolute()):
        return called.name
    return os.path.relpath(called.absolute(), folder.absolute())


def _copy_wheel(folder: Path) -> bool:
    """Give the site the wheel that this Briefings was installed from, where that is known and still there (PEP 610)."""
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        origin = json.loads(distribution("briefings").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return False
    address = urlsplit(origin.get("url", ""))
    wheel = Path(url2pathname(address.path))
    if address.scheme != "file" or wheel.name != _WHEEL or not wheel.is_file():
        return False
    shutil.copyfile(wheel, folder / _WHEEL)
    return True


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
