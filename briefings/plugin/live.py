"""The process that builds for a preview: told to, it builds, and says what came of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefings.building.live.state import Outcome, ShownProblem, show_problems
from briefings.building.render import RenderError
from briefings.linking.content import find_hidden_reason
from briefings.plugin.build import BuildFailed, read_clock
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.plugin.text_edits import OpenFolder
from briefings.problems import Severity
from briefings.views.addresses import Addresses

MakeSite = Callable[[], BriefingsPelican]


def build_on_demand(connection: Connection, make_site: MakeSite, describe: Callable[[Exception], str]) -> None:
    """Build for every message and send its `Outcome`, until the other side is gone.

    `make_site` is called once it is needed, and again after it failed; `describe` words what it raises, and faults.
    """
    _obey_parent()
    site: BriefingsPelican | None = None
    last: Outcome | None = None
    while True:
        try:
            saved: frozenset[str] = connection.recv()
        except EOFError:
            return
        try:
            site = site or make_site()
            outcome = (last and take_edits(site, last, saved)) or build_once(site)
            last = None if outcome.problems else outcome
        except Exception as error:  # noqa: BLE001 - the top of this process; the preview goes on
            outcome = Outcome(problems=(ShownProblem("", describe(error)),))
        try:
            connection.send(outcome)
        except BrokenPipeError:
            return


def _obey_parent() -> None:
    """Leave Ctrl-C to the parent, and end in good order when it says so; copies of this process just end."""
    own = os.getpid()

    def end(*_: Any) -> None:
        if os.getpid() == own:
            raise SystemExit
        os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)


def take_edits(site: BriefingsPelican, last: Outcome, saved: Iterable[str]) -> Outcome | None:
    """What came of edits in some files since the `last` outcome; None where the site must be built whole."""
    standing, site.standing = site.standing, None  # what fails halfway does not stand
    content = os.path.realpath(site.settings["PATH"])
    paths = [os.path.relpath(path, content).replace(os.sep, "/") for path in saved]
    try:
        folder = OpenFolder(Path(site.settings["OUTPUT_PATH"]))
        if standing is None or not paths or not standing.take_edits(paths, folder):
            return None
        standing.note_stamps()
    except RenderError:
        return None  # the whole build says it better
    site.standing = standing
    return replace(last, is_changed=folder.written > 0)


def build_once(site: BriefingsPelican) -> Outcome:
    """Build a site whole. Problems that stop it are shown on standard error, and are in the outcome."""
    folders = (str(site.settings["PATH"]), str(site.theme), *map(str, site.settings["THEME_TEMPLATES_OVERRIDES"]))
    try:
        site.run()
    except BuildFailed:
        errors = (p for p in site.build.located_problems() if p.severity is Severity.ERROR)
        prefix = f"{Path(site.settings['PATH']).name}/"
        return Outcome(problems=show_problems(errors, prefix), folders=folders)
    done = site.published
    return Outcome(
        is_changed=done is not None and bool(done.written or done.removed),
        unpublished=_find_unpublished(site),
        folders=folders,
    )


def _find_unpublished(site: BriefingsPelican) -> dict[str, str]:
    """Why the public does not get a page, by the path of the page."""
    addresses, now = Addresses(site.build.settings), read_clock()
    reasons = {
        addresses.briefing(linked).path: find_hidden_reason(linked.briefing, now)
        for linked in site.build.site.briefings.values()
    }
    return {path: reason for path, reason in reasons.items() if reason}
