"""`briefings digest`: what changed since a moment, for e-mail and chat."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
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
from briefings.cli.verb import Verb, language_option, publishing_option

if TYPE_CHECKING:
    from briefings.views.digest import DigestView

_SPAN = re.compile(r"([0-9]{1,4})([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


@click.command(
    cls=Verb,
    short_help="Say what changed since a moment, for e-mail and chat.",
    examples=(
        "briefings digest --since 24h",
        "briefings digest --since 7d --format html -o digest.html",
        "briefings digest --since 2021-07-14T18:00 --topic harbour --format markdown",
    ),
)
@click.argument("content", required=False, type=click.Path())
@publishing_option
@click.option("-e", "--extra-settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run.")
@click.option("--since", required=True, metavar="WHEN", help="A span back from now (24h, 7d, 2w), a day or a time.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "text", "markdown"]),
    default="text",
    show_default=True,
    help="For e-mail (html and text say the same), or for chats.",
)
@click.option("--topic", metavar="ID", help="Only what belongs to this topic and its parts.")
@language_option("digest")
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Where to write it.")
def digest(
    content: str | None,
    settings_file: str | None,
    extra_settings: tuple[str, ...],
    since: str,
    form: str,
    topic: str | None,
    lang: str | None,
    output: str | None,
    *,
    debug: bool,  # noqa: ARG001 - `Verb` reads it
) -> None:
    """Say what changed in CONTENT since WHEN: corrections, claims that moved, new briefings, updates, what comes next.

    Now is the clock's time, or that of SOURCE_DATE_EPOCH. Links need SITEURL.
    """
    from briefings.plugin.build import read_clock

    check_language(lang)
    build = open_site(content, settings_file, extra_settings, PUBLISHING_FILES)
    now = read_clock()
    start = parse_since(since, now, build.settings.zone)
    read_site(build, now)
    warn_of_address(build.settings.url, "digest")
    context = build.build_views("")
    from briefings.views.digest import build_digest

    view = build_digest(
        context.in_language(lang) if lang else context,
        start,
        now,
        find_topic(build, topic, "'--topic'") if topic else None,
    )
    text = _format(view, form)
    if output:
        write_result(output, text.encode())
    else:
        click.echo(text if form == "text" else text.encode(), nl=False)


def parse_since(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The moment that `text` names, in UTC: a span back from `now`, or a day or time, of `zone` where it names none."""
    span = _SPAN.fullmatch(text)
    if span and int(span[1]):
        return now - timedelta(**{_UNITS[span[2]]: int(span[1])})
    try:
        given = datetime.fromisoformat(text)
        found = (given if given.tzinfo else given.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        examples = "24h, 7d, 2w, 2021-07-14 or 2021-07-14T18:00+04:30"
        raise click.BadParameter(f"{text!r} is no moment. Write {examples}.", param_hint="'--since'") from error
    if found >= now:
        raise click.BadParameter(f"{text!r} is not before now ({now:%Y-%m-%dT%H:%MZ}).", param_hint="'--since'")
    return found


def _format(view: DigestView, form: str) -> str:
    from briefings.building.reports.digest_html import format_digest_html
    from briefings.building.reports.digest_markdown import format_digest_markdown
    from briefings.building.reports.digest_text import format_digest_text

    formats = {"html": format_digest_html, "markdown": format_digest_markdown}
    return formats.get(form, format_digest_text)(view)
