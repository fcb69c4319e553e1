"""What one run of Pelican depends on, so that it may be left out when its site is there already."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefings.building.up_to_date import Inputs, stamp_files
from briefings.plugin.build import Build

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
