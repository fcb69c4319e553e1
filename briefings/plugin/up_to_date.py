"""What one run of Pelican depends on, so that it, or most of it, may be left out when its site is there already."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefings.building.manifest import read_owned
from briefings.building.publish import Published
from briefings.building.up_to_date import Inputs, find_changes, note_edits, stamp_files
from briefings.plugin.build import Build
from briefings.plugin.telling import is_verbose
from briefings.problems import Problem

if TYPE_CHECKING:
    from briefings.plugin.pelican_class import BriefingsPelican

_PROGRAM = Path(__file__).resolve().parent.parent
_LIBRARIES = ("pelican", "jinja2", "markdown", "nh3", "pyyaml", "msgspec", "babel", "tzdata", "pillow", "resvg-py")
_PASSING = frozenset(("RUN_OF_BRIEFINGS", "BRIEFINGS_JOBS", "BRIEFINGS_ALLOW_SHRINK", "DEBUG"))
"""Settings that do not change what is made."""


def read_inputs(settings: dict[str, Any], build: Build, theme: Path, now: datetime) -> Inputs:
    """What a build with these settings depends on, as it is at this moment."""
    began = time.time_ns()
    kept = sorted((key, repr(value)) for key, value in settings.items() if key not in _PASSING)
    text = repr((kept, [version(library) for library in _LIBRARIES]))
    digest = hashlib.blake2b(text.encode("utf-8", "backslashreplace"), digest_size=20).hexdigest()
    folders = (build.content, theme, *map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), _PROGRAM)
    return Inputs(began, now.timestamp(), digest, stamp_files(folders))


def bring_up(site: BriefingsPelican, notes: Path, inputs: Inputs) -> bool:
    """Whether the site is what this run would make, now or already, and has told what it would tell.

    `notes` is the cache.
    """
    output = site.output
    changes = find_changes(notes, inputs, output)
    if changes is None or (changes.warnings and site.is_strict) or (changes.has_notes and is_verbose()):
        return False
    if not changes.files:
        site.published = Published(0, len(read_owned(output)), 0)
    elif not (_is_of_settings(changes.warnings) and _take_edits(site, notes, inputs, changes.files)):
        return False
    site.show(list(changes.warnings))
    return True


def _is_of_settings(warnings: Iterable[Problem]) -> bool:
    """Whether no edit of a text can change what there is to tell."""
    return all(warning.code == "BRF-settings" for warning in warnings)


def _take_edits(site: BriefingsPelican, notes: Path, inputs: Inputs, changed: Collection[str]) -> bool:
    from briefings.building.last_build import keep_last_build
    from briefings.plugin.quick_build import build_quickly

    found = build_quickly(site, site.find_last(inputs), changed)
    if found is not None:
        keep_last_build(notes, found, site.output)
        note_edits(notes, inputs, site.output, dict(found.stamps))
    return found is not None


def find_key(inputs: Inputs, theme: Path, overrides: Iterable[str]) -> str:
    """What stands for everything but the content that decides about pages, by bytes and not by time stamps."""
    digest = hashlib.blake2b(inputs.digest.encode(), digest_size=20)
    for folder in (theme, *map(Path, overrides), _PROGRAM):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.blake2b(path.read_bytes(), digest_size=20).digest())
    return digest.hexdigest()


def find_turns(build: Build) -> Iterator[float]:
    """The ends of all embargoes, in seconds since 1970."""
    for document in build.documents.values():
        if document.briefing is not None and document.briefing.embargo is not None:
            yield document.briefing.embargo.at.timestamp()
