"""`briefings publish`: check, build and check again; only what stands up to the policy replaces the site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import click

from briefings.cli.build import build_overrides, check_search, load_site, make_site, run_site, start_logging
from briefings.cli.site_settings import PUBLISHING_FILES, find_settings_file, read_policy
from briefings.cli.verb import SettingsError, Verb, jobs_option, publishing_option

_RESERVED = ("example", "invalid", "test")


@click.command(
    cls=Verb,
    short_help="Check, build, and put the site in place.",
    examples=(
        "briefings publish",
        "briefings publish -o /srv/www/desk --strict",
        "briefings publish -s publishconf.py --policy desk.toml --allow-shrink",
    ),
)
@click.argument("content", required=False, type=click.Path())
@publishing_option
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="Where the site goes. Default: output.")
@click.option("-t", "--theme", metavar="THEME", help="A theme's folder, or the name of one that Pelican knows.")
@click.option(
    "-e", "--extra-settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run; JSON or text."
)
@jobs_option
@click.option("--strict", is_flag=True, help="Warnings stop it too.")
@click.option("--policy", metavar="newsroom|plain|FILE", help="What to ask for. Default: what the settings say.")
@click.option("--allow-shrink", is_flag=True, help="Let it remove more than a fifth of the pages.")
@click.option("-q", "--quiet", is_flag=True, help="Show problems only.")
def publish(
    content: str | None,
    settings_file: str | None,
    output: str | None,
    theme: str | None,
    extra_settings: tuple[str, ...],
    jobs: int | None,
    *,
    strict: bool,
    policy: str | None,
    allow_shrink: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Publish the site of CONTENT: what `briefings check` finds stops it, and so do broken links in the built pages.

    The site has a search unless the settings say `BRIEFINGS_SEARCH = False`.

    Uses publishconf.py where there is one, and needs an address (SITEURL) that others can open, for feeds and links
    that people share. When content or pages stop it, the exit code is 1 and the site stays as it was.
    """
    overrides = build_overrides(content, output, theme, extra_settings, jobs, allow_shrink=allow_shrink) | {
        "DEBUG": debug
    }
    start_logging(quiet=quiet, verbose=False, debug=debug)
    file = find_settings_file(settings_file, *PUBLISHING_FILES)
    settings = {"BRIEFINGS_SEARCH": True} | load_site(file, overrides)
    _check_address(settings.get("SITEURL") or "", file or "settings")
    check_search(settings)
    site = make_site(settings, file)
    site.policy, site.is_strict = read_policy(settings, policy, file), strict
    run_site(site, quiet=quiet, verbose=debug)


def _check_address(url: str, file: str) -> None:
    """Refuse an address that nobody else can open; warn of one that belongs to nobody: it was left as it was written.

    RFC 2606 and 6761 keep such names for examples and tests.
    """
    from briefings.building.web_archive import is_loopback

    how = "Write the address of the site there, or give it with -e SITEURL=https://…"
    if not url:
        raise SettingsError(f"{file}: `SITEURL` is missing: a site that is published has an address. {how}")
    host = (urlsplit(url).hostname or "").rstrip(".")
    if is_loopback(url) or host == "0.0.0.0":  # noqa: S104 - nothing is bound to it
        raise SettingsError(f"{file}: `SITEURL` is {url}, which only this machine can open. {how}")
    if host.rpartition(".")[2] in _RESERVED or re.fullmatch(r"(.+\.)?example\.(com|net|org)", host):
        click.echo(f"Warning: `SITEURL` is {url}, a name for examples: is this the address of the site?", err=True)
