"""`briefings archive`: sources without a snapshot, and snapshots of them from a web archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefings.cli.linked_site import name_prefix, open_site, read_site
from briefings.cli.verb import PROBLEMS, Verb, clean_line, settings_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.building.unarchived import Unarchived
    from briefings.building.web_archive import Manners
    from briefings.plugin.build import Build


@click.command(
    cls=Verb,
    short_help="List sources without a snapshot, or have an archive make some.",
    examples=(
        "briefings archive",
        "briefings archive --endpoint https://web.archive.org/save/ --dry-run",
        "briefings archive --endpoint https://web.archive.org/save/ --limit 20",
    ),
)
@click.argument("content", required=False, type=click.Path())
@settings_option
@click.option(
    "--endpoint",
    metavar="URL",
    help="The archive to ask: what stands before the address of a source, or has {url} in its place. "
    "Without it nothing is sent anywhere.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask for so many addresses at most.")
@click.option("--pause", type=click.FloatRange(min=0), default=5.0, show_default=True, help="Seconds between requests.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds to wait.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked for; ask nobody and write nothing.")
def archive(
    content: str | None,
    settings_file: str | None,
    endpoint: str | None,
    form: str,
    limit: int | None,
    pause: float,
    timeout: float,
    *,
    dry_run: bool,
    debug: bool,  # noqa: ARG001 - `Verb` reads it
) -> None:
    """List the sources of CONTENT that have an address and no `archived`: publisher, title, address, file and line.

    With --endpoint an archive is asked for a snapshot of each, and its address is written beside the source; nothing
    else in the file changes. The exit code is 1 when any of that failed.
    """
    from briefings.building.unarchived import group_by_address, list_unarchived
    from briefings.building.web_archive import Manners
    from briefings.plugin.build import read_clock

    if endpoint:
        _check_endpoint(endpoint)
    build = open_site(content, settings_file)
    read_site(build, read_clock())
    items = list_unarchived(build.documents.values(), build.site, build.read_text)
    groups = list(group_by_address(items))
    if endpoint:
        groups = list(_list_askable(groups, endpoint))[:limit]
    if not endpoint or dry_run:
        _show_list([item for _, members in groups for item in members], form, build)
    else:
        _archive(build, groups, endpoint, Manners(timeout, pause), form)


def _check_endpoint(endpoint: str) -> None:
    from briefings.building.web_archive import is_web

    if not is_web(endpoint):
        message = f"{endpoint!r} is no address of the web such as https://web.archive.org/save/."
        raise click.BadParameter(message, param_hint="'--endpoint'")


Groups = list[tuple[str, "list[Unarchived]"]]


def _list_askable(groups: Groups, endpoint: str) -> Iterator[tuple[str, list[Unarchived]]]:
    """Addresses that an archive can fetch: not those of this machine, unless the archive runs here too."""
    from briefings.building.web_archive import is_local, is_loopback, is_web

    for url, members in groups:
        if is_web(url) and (is_loopback(endpoint) or not is_local(url)):
            yield url, members
        else:
            click.echo(f"Skipped, since no archive can fetch it: {clean_line(url)}", err=True)


def _show_list(items: list[Unarchived], form: str, build: Build) -> None:
    if form == "json":
        _show_json([_describe(item, build) for item in items])
    else:
        for item in items:
            click.echo(f"{clean_line(item.publisher)}: {clean_line(item.title)}\n  {item.url}\n  {_place(item, build)}")
    count = len({item.url for item in items})
    click.echo(f"{count} {'address has' if count == 1 else 'addresses have'} no snapshot.", err=True)


def _describe(item: Unarchived, build: Build) -> dict[str, object]:
    file = f"{name_prefix(build.content)}{item.path}"
    return {
        "id": item.id,
        "publisher": item.publisher,
        "title": item.title,
        "url": item.url,
        "file": file,
        "line": item.line,
    }


def _show_json(found: list[dict[str, object]]) -> None:
    import json

    click.echo(json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))


def _place(item: Unarchived, build: Build) -> str:
    return f"{name_prefix(build.content)}{item.path}:{item.line}"


def _archive(build: Build, groups: Groups, endpoint: str, manners: Manners, form: str) -> None:
    """Ask for each address, write what came of it into the files at once, and go on after failures."""
    from briefings.building.unarchived import write_archived
    from briefings.building.web_archive import ArchiveError, ask_for_snapshot

    done: list[dict[str, object]] = []
    failed = 0
    for number, (url, members) in enumerate(groups):
        if number:
            manners.sleep(manners.pause)
        try:
            address = ask_for_snapshot(endpoint, url, manners)
        except ArchiveError as error:
            failed += 1
            click.echo(f"Failed: {url}: {clean_line(str(error))}", err=True)
            continue
        for item in members:
            if write_archived(build.content, item, address):
                done.append({**_describe(item, build), "archived": address})
                if form == "text":
                    click.echo(f"{_place(item, build)} {address}")
            else:
                failed += 1
                message = "write it yourself: the file has changed, or its YAML leaves no room for it"
                click.echo(f"Failed: {_place(item, build)}: archived: {address} ({message})", err=True)
    if form == "json":
        _show_json(done)
    click.echo(f"{len(done)} written, {failed} failed.", err=True)
    if failed:
        click.get_current_context().exit(PROBLEMS)
