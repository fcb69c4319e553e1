"""`briefings book`: a topic as a book, on screens and on paper."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from briefings.cli.linked_site import (
    check_language,
    find_topic,
    open_site,
    read_site,
    warn_of_address,
    write_result,
)
from briefings.cli.site_settings import PUBLISHING_FILES
from briefings.cli.verb import USAGE, Verb, language_option, publishing_option, show_path

if TYPE_CHECKING:
    from briefings.building.books.sections import Book, ReadImage
    from briefings.plugin.build import Build


@click.command(
    cls=Verb,
    short_help="Make a book of a topic.",
    examples=(
        "briefings book harbour",
        "briefings book harbour --as-of 2021-07-16 --format pdf -o harbour.pdf",
    ),
)
@click.argument("topic")
@click.argument("content", required=False, type=click.Path())
@publishing_option
@click.option("-e", "--extra-settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run.")
@click.option(
    "--as-of", metavar="DATE", help="As it was known on the evening of that day. Default: as it is known now."
)
@click.option(
    "--format", "form", type=click.Choice(["epub", "pdf"]), help="Default: what the name of FILE says, else epub."
)
@language_option("book")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Default: TOPIC.epub or TOPIC.pdf."
)
def book(
    topic: str,
    content: str | None,
    settings_file: str | None,
    extra_settings: tuple[str, ...],
    as_of: str | None,
    form: str | None,
    lang: str | None,
    output: str | None,
    *,
    debug: bool,  # noqa: ARG001 - `Verb` reads it
) -> None:
    """Make a book of TOPIC: its chronology, its briefings, the claim ledger, the sources and the map.

    Prints the path of the file. PDF needs the extra `book`: pip install 'briefings[book]'.
    """
    from briefings.linking.changes import end_of_day
    from briefings.plugin.build import read_clock

    check_language(lang)
    form = form or _choose_format(output)
    build = open_site(content, settings_file, extra_settings, PUBLISHING_FILES)
    now = read_clock()
    evening = end_of_day(_parse_day(as_of, now.astimezone(build.settings.zone)), build.settings.zone) if as_of else None
    read_site(build, now)
    chosen = find_topic(build, topic, "'TOPIC'")
    changed = build.link_as_known(evening) if evening else frozenset()
    if not build.site.by_topic[chosen].briefings:
        raise click.UsageError(
            f"There was nothing about {topic!r} by {as_of}." if as_of else f"{topic!r} has no briefing."
        )
    warn_of_address(build.settings.url, "book")
    made = _make(build, chosen, evening, changed, lang)
    write_result(output or f"{chosen}.{form}", _bind(made, form))


def _choose_format(output: str | None) -> str:
    """What the name of the file says."""
    ending = os.path.splitext(output or "")[1].lower()
    if ending not in ("", ".epub", ".pdf"):
        message = f"A book is .epub or .pdf, not {ending}. Name the file so, or choose with --format."
        raise click.BadParameter(message, param_hint="'--output'")
    return ending[1:] or "epub"


def _parse_day(text: str, now: datetime) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day such as 2021-07-16.", param_hint="'--as-of'") from error
    if day > now.date():
        raise click.BadParameter(f"{text!r} is still to come (today is {now.date()}).", param_hint="'--as-of'")
    return day.isoformat()


def _make(build: Build, topic: str, evening: datetime | None, changed: frozenset[str], lang: str | None) -> Book:
    from briefings.building.books.sections import make_book
    from briefings.model.ids import Id
    from briefings.views.book import build_book

    site = build.build_views("")
    context = site.in_language(lang) if lang else site
    view = build_book(context, Id(topic), evening, changed)
    return make_book(view, context.language, build.settings.base, build.settings.url, _open_images(build))


def _open_images(build: Build) -> ReadImage:
    """Reads pictures of the content folder as the site publishes them: without metadata."""
    from briefings.building.contained import TooLarge, read_contained
    from briefings.building.image_metadata import ImageUnreadable, strip_metadata
    from briefings.building.picture_drawings import DRAWING, strip_drawing
    from briefings.building.picture_problems import MAX_IMAGE
    from briefings.model.document import FileKind

    known = {file.path for file in build.files if file.kind is FileKind.STATIC} - build.site.private_files

    def read(path: str) -> bytes | None:
        if path not in known:
            return None
        try:
            data = read_contained(build.content, path, MAX_IMAGE)
            return strip_drawing(data) if path.lower().endswith(DRAWING) else strip_metadata(data)
        except (OSError, TooLarge, ImageUnreadable) as error:
            click.echo(f"Left out of the book: {show_path(build.content / path)}: {error}", err=True)
            return None

    return read


def _bind(made: Book, form: str) -> bytes:
    from briefings.building.books.epub import bind_epub

    if form == "epub":
        return bind_epub(made)
    from briefings.building.books.pdf import PrinterMissing, bind_pdf

    try:
        return bind_pdf(made)
    except PrinterMissing as error:
        click.echo(str(error), err=True)
        click.get_current_context().exit(USAGE)
