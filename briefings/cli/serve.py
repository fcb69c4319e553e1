"""`briefings serve`: the site while it is being written, in a browser that follows every save."""

from __future__ import annotations

import ipaddress
import signal
import socket
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings.cli.build import build_overrides, load_site, make_site, start_logging
from briefings.cli.site_settings import find_settings_file
from briefings.cli.verb import Verb, describe_failure, settings_option

if TYPE_CHECKING:
    from briefings.building.live.state import Outcome
    from briefings.plugin.pelican_class import BriefingsPelican


@click.command(
    cls=Verb,
    short_help="Show the site while you write.",
    examples=("briefings serve", "briefings serve content --port 8080", "briefings serve --no-drafts"),
)
@click.argument("content", required=False, type=click.Path())
@settings_option
@click.option("-t", "--theme", metavar="THEME", help="A theme's folder, or the name of one that Pelican knows.")
@click.option(
    "-e", "--extra-settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run; JSON or text."
)
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, metavar="N",
    help="Where to serve. Default: 8000. If it is taken, the next free one; 0 for any.",
)  # fmt: skip
@click.option("--bind", default="127.0.0.1", metavar="ADDRESS", help="Default: 127.0.0.1, for this machine alone.")
@click.option("--no-drafts", is_flag=True, help="Leave out what is not published: drafts, hidden, embargoed.")
@click.option("-q", "--quiet", is_flag=True, help="Show the address and problems only.")
def serve(
    content: str | None,
    settings_file: str | None,
    theme: str | None,
    extra_settings: tuple[str, ...],
    port: int,
    bind: str,
    *,
    no_drafts: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Serve the site of CONTENT and build it again after every save; open pages reload by themselves.

    Drafts are shown, and marked. While there are problems, the last good site stays up, and its pages show them.
    Nothing is written to the output folder. Ctrl-C ends it.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # until the server takes over
        signal.signal(number, _end)
    file = find_settings_file(settings_file)
    with tempfile.TemporaryDirectory(prefix="briefings-serve-", ignore_cleanup_errors=True) as folder:
        output = Path(folder, "site")
        overrides = build_overrides(content, str(output), theme, extra_settings, None, allow_shrink=True)
        settings = load_site(file, overrides | {"DEBUG": debug})
        start_logging(quiet=quiet, verbose=False, debug=debug)
        with _listen(bind, port) as listener:
            address = _find_address(listener)
            overrides |= {"DEBUG": debug, "SITEURL": address}  # pages must lead to this server, whatever they do later
            make = partial(make_preview, file, overrides, with_drafts=not no_drafts, quiet=quiet)
            _announce(address, port, listener, is_local=_is_local(bind))
            _serve(make, settings, file, listener, is_local=_is_local(bind), quiet=quiet)


def _end(*_: Any) -> None:
    raise SystemExit(0)


def _serve(
    make: partial[BriefingsPelican],
    settings: dict[str, Any],
    file: str | None,
    listener: socket.socket,
    *,
    is_local: bool,
    quiet: bool,
) -> None:
    import asyncio  # by itself a fifth of what `briefings --version` takes

    from briefings.building.live.session import Session
    from briefings.building.live.worker import Worker
    from briefings.plugin.live import build_on_demand
    from briefings.plugin.settings import apply_defaults

    apply_defaults(settings)
    folders = map(str, (settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]))
    worker = Worker(build_on_demand, make, describe_failure)
    output = Path(settings["OUTPUT_PATH"])
    session = Session(worker, output, tuple(folders), partial(_say, site=output, quiet=quiet))
    try:
        asyncio.run(session.run(listener, Path(file).absolute().parent if file else None, is_local=is_local))
    finally:
        worker.end()


def make_preview(file: str | None, overrides: dict[str, Any], *, with_drafts: bool, quiet: bool) -> BriefingsPelican:
    """The object that builds the preview, in the process where it builds. Raises `click.ClickException`."""
    start_logging(quiet=quiet, verbose=False, debug=bool(overrides.get("DEBUG")))
    site = make_site(load_site(file, overrides), file)
    site.with_drafts, site.is_preview = with_drafts, True
    return site


def _listen(host: str, port: int) -> socket.socket:
    from briefings.building.live.session import open_listener

    try:
        return open_listener(host, port)
    except OSError as error:
        reason = f"Cannot serve at {host}, port {port}: {error.strerror or error}."
        raise click.UsageError(f"{reason} Choose another with --port or --bind.") from error


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _find_address(listener: socket.socket) -> str:
    """The address for the browser on this machine."""
    host, port = listener.getsockname()[:2]
    known = ipaddress.ip_address(host)
    if known.is_unspecified:
        known = ipaddress.ip_address("127.0.0.1" if known.version == 4 else "::1")
    return f"http://[{known}]:{port}" if known.version == 6 else f"http://{known}:{port}"


def _announce(address: str, asked: int, listener: socket.socket, *, is_local: bool) -> None:
    port = listener.getsockname()[1]
    if asked not in (0, port):
        click.echo(f"Port {asked} is taken; using {port}.", err=True)
    if not is_local:
        click.echo("Whoever can reach this machine can read the preview, what is not published included.", err=True)
    click.echo(f"Serving at {address}/ (Ctrl-C ends it)")


def _say(outcome: Outcome, seconds: float, *, site: Path, quiet: bool) -> None:
    """One line for a build. What stopped it has been shown where it was found, but for failures of the build itself."""
    for problem in outcome.problems:
        if not problem.code:
            click.echo(f"{problem.found} {problem.hint}".rstrip(), err=True)
    if outcome.problems:
        stays = "The site stays as it was" if site.is_dir() else "There is no site to show"
        click.echo(f"{stays} until this is mended.", err=True)
    elif not quiet:
        click.echo(f"Built in {format_seconds(seconds)}.", err=True)


def format_seconds(seconds: float) -> str:
    """A span of time as people say it: "43 ms", "1.5 s"."""
    thousandths = round(seconds * 1000)
    return f"{thousandths} ms" if thousandths < 1000 else f"{seconds:.1f} s"
