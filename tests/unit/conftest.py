"""What the unit tests share: small content folders, read and linked or built by the real program."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefings.plugin.build import Build
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.views.context import ViewContext

NOW = datetime(2023, 12, 31, tzinfo=UTC)

WriteContent = Callable[[dict[str, str | bytes]], Path]
ReadSite = Callable[..., Build]
MakePelican = Callable[..., BriefingsPelican]


@pytest.fixture
def write_content(tmp_path: Path) -> WriteContent:
    """Write files, by path, into a content folder, and give the folder. A briefing's text may be front matter only."""

    def write(files: dict[str, str | bytes]) -> Path:
        for path, text in files.items():
            target = tmp_path / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "content"

    return write


@pytest.fixture
def read_site(write_content: WriteContent) -> ReadSite:
    """Write files and read and link them: `read_site({path: text}, TIMEZONE="Asia/Kabul")` gives the `Build`."""

    def read(files: dict[str, str | bytes], **settings: Any) -> Build:
        build = Build({"PATH": str(write_content(files)), **settings}, "settings")
        build.read_and_link(NOW)
        return build

    return read


@pytest.fixture
def view_site(read_site: ReadSite) -> Callable[..., ViewContext]:
    """As `read_site`, for content without errors: gives what builders of views work on."""

    def view(files: dict[str, str | bytes], **settings: Any) -> ViewContext:
        build = read_site(files, **settings)
        assert build.located_problems() == []
        return build.build_views("0")

    return view


@contextmanager
def _kept_state() -> Iterator[None]:
    """Pelican changes the search path, and leaves handlers on the root logger."""
    path, handlers = list(sys.path), list(logging.getLogger().handlers)
    try:
        yield
    finally:
        sys.path[:] = path
        logging.getLogger().handlers[:] = handlers


@pytest.fixture
def make_pelican(tmp_path: Path) -> Iterator[MakePelican]:
    """Make the object that a build runs on: `make_pelican(content, SITEURL=…)`; the output is `tmp_path / "output"`."""
    from pelican.settings import read_settings

    def make(content: Path, **settings: Any) -> BriefingsPelican:
        given = {"PATH": str(content), "OUTPUT_PATH": str(tmp_path / "output"), "PLUGINS": ["briefings"], **settings}
        quiet = [(logging.WARNING, "%s"), *settings.get("LOG_FILTER", [])]
        return BriefingsPelican(read_settings(None, override={"TIMEZONE": "UTC", "LOG_FILTER": quiet, **given}))

    with _kept_state():
        yield make
