"""`briefings new`: a draft with the keys that a writer needs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from briefings.cli.site_settings import (
    DEFAULT_CONTENT,
    check_content,
    find_settings_file,
    load_settings,
    override_content,
)
from briefings.cli.verb import Verb, clean_line, settings_option, show_path, writing_to
from briefings.model.briefing import Kind
from briefings.model.forms import MAX_SLUG, fit_slug
from briefings.model.ids import Id, is_id, slugify
from briefings.problems import suggest

if TYPE_CHECKING:
    from datetime import tzinfo

_NO_EVENT = "# event: when it happened, as EDTF; default: the day of `date`"
_DRAFT = """\
---
title: {title}
date: {date}
status: draft  # published, when it is ready
stage: developing  # developing | final | dormant | withdrawn
kind: {kind}
{event}
summary:  # one or two sentences: what happened, and who says so
# why: Why it matters, in a sentence.
topics: [{topics}]
# actors: [ids from registry/actors.yml]
# places: [ids from registry/places.yml]
# follows: [the briefing that this one continues]
# sources:  # the text cites one so: [@agency-report]
#   - {{id: agency-report, publisher: agency, title: What the document is called, url: "https://…", published: {day}}}
# claims:
#   - id: what-is-claimed
#     text: A plain sentence that is true or false, without a word for saying.
#     positions:
#       - {{by: actor, stance: asserts, said: {day}, via: [agency-report]}}
#       - {{by: other-actor, stance: denies, said: {day}, via: [agency-report]}}
# unknowns:
#   - {{text: What nobody knows yet., claim: what-is-claimed}}
# upcoming:
#   - {{id: what-to-watch, what: What is expected., when: {day}, sources: [agency-report]}}
---

Write here.
"""


@click.command(
    cls=Verb,
    short_help="Write a draft with the keys that a writer needs.",
    examples=(
        'briefings new "Ferry service suspended" --topic harbour',
        'briefings new "Talks adjourned" --topic harbour --kind flash --event 2021-03~',
    ),
)
@click.argument("title")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="A topic it belongs to; may be repeated.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), default="briefing", show_default=True)
@click.option("--event", metavar="EDTF", help="When it happened, if not today: 2021-07-14, 2021-07~.")
@click.option("--content", type=click.Path(), metavar="DIR", help="The content folder. Default: the settings file's.")
@click.option("--now", metavar="TIME", help="The time to date it with, instead of the clock's: 2021-07-14T13:20.")
@settings_option
def new(
    title: str,
    topics: tuple[str, ...],
    kind: str,
    event: str | None,
    content: str | None,
    now: str | None,
    settings_file: str | None,
    *,
    debug: bool,  # noqa: ARG001 - `Verb` reads it
) -> None:
    """Write a draft with the headline TITLE into the content folder, and print its path."""
    title = clean_line(title)
    slug = fit_slug(slugify(title, MAX_SLUG - len("2021-07-14-")))
    if not slug:
        raise click.BadParameter("A headline needs a letter or a digit.", param_hint="TITLE")
    folder, zone = _find_site(content, settings_file)
    at = _read_time(now, zone)
    event_line = f"event: {_quote_event(event)}" if event else _NO_EVENT
    _check_topics(topics, folder, zone)
    day = at.date().isoformat()
    text = _DRAFT.format(
        title=json.dumps(title, ensure_ascii=False),
        date=at.isoformat(timespec="minutes"),
        day=day,
        kind=kind,
        event=event_line,
        topics=", ".join(topics),
    )
    path = _briefings_folder(folder) / day[:4] / f"{day}-{slug}.md"
    _write_new(path, text)
    click.echo(show_path(path))


def _find_site(content: str | None, settings_file: str | None) -> tuple[Path, tzinfo]:
    """The content folder and the time zone of the site."""
    overrides, file = override_content(content), find_settings_file(settings_file)
    if file is None:  # nothing to read: Pelican takes longer to load than all else here
        folder = content or DEFAULT_CONTENT
        check_content(folder)
        return Path(folder), ZoneInfo("UTC")
    settings = load_settings(file, overrides)
    return Path(content or settings["PATH"]), ZoneInfo(settings.get("TIMEZONE") or "UTC")


def _read_time(text: str | None, zone: tzinfo) -> datetime:
    """The time that `text` gives, else the clock's, with the offset of `zone`."""
    if text is None:
        return datetime.now(zone)
    try:
        given = datetime.fromisoformat(text)
        found = given.astimezone(zone) if given.tzinfo else given.replace(tzinfo=zone)
        _ = found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{text!r} is not a time such as 2021-07-14T13:20.", param_hint="'--now'") from error
    return found


def _quote_event(text: str) -> str:
    """A valid EDTF date as YAML: a set starts with a bracket, which means a list there."""
    from briefings.reading.scalars import ScalarError, parse_event_date

    try:
        parse_event_date(text)
    except ScalarError as error:
        raise click.BadParameter(f"{text!r}: {error.expected}. {error.hint}".strip(), param_hint="'--event'") from error
    return text if text[0].isdigit() else json.dumps(text)


def _check_topics(topics: tuple[str, ...], folder: Path, zone: tzinfo) -> None:
    """Refuse an ill-formed id; warn of one that no topic has yet: a story may come before its topic page."""
    known = _find_topics(folder, zone)
    for topic in topics:
        if not is_id(topic):
            near = slugify(topic)
            message = f"{topic!r} is not an id. {f'Did you mean {near!r}?' if near else ''}".strip()
            raise click.BadParameter(message, param_hint="'--topic'")
        if topic not in known:
            hint = suggest(topic, known) or f"Write {folder / 'topics' / topic}.md before you publish."
            click.echo(f"Warning: no topic has the id {topic!r}. {hint}", err=True)


def _find_topics(folder: Path, zone: tzinfo) -> set[str]:
    from briefings.building.discover import discover_files
    from briefings.model.document import FileKind
    from briefings.reading.read import ReadingOptions, read_document

    options = ReadingOptions(zone)
    files = [file for file in discover_files(folder)[0] if file.kind is FileKind.TOPIC]
    documents = [read_document(file.path, file.kind, (folder / file.path).read_bytes(), options) for file in files]
    records = [document.topic for document in documents if document.topic]
    return {Id(name) for record in records for name in (record.id, *record.aliases)}


def _briefings_folder(folder: Path) -> Path:
    """`briefings/`, unless the site keeps its briefings elsewhere: such a folder would make them ordinary files."""
    from briefings.building.discover import discover_files
    from briefings.model.document import FileKind

    own = folder / "briefings"
    has_others = any(file.kind is FileKind.BRIEFING for file in discover_files(folder)[0])
    return folder if has_others and not own.is_dir() else own


def _write_new(path: Path, text: str) -> None:
    above = next(folder for folder in path.parents if folder.exists())
    if not above.is_dir():
        raise click.UsageError(f"{show_path(above)} is a file, where a folder for the draft has to be. Move it away.")
    with writing_to(path, "Choose another folder with --content."):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError as error:
            message = f"{show_path(path)} exists already. Choose another headline, or edit that file."
            raise click.UsageError(message) from error
