"""A build after edits of words: it looks at the files that have changed, and at what the pages that show them need."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from msgspec.structs import replace

from briefings.building.assets import fingerprint_theme
from briefings.building.discover import SourceFile
from briefings.building.last_build import LastBuild, open_shelf
from briefings.building.manifest import read_owned
from briefings.building.publish import publish_folder
from briefings.building.render import RenderError
from briefings.building.render_pages import PageFolder
from briefings.building.shelf import Shelf
from briefings.building.stored_site import PartMissing, StoredParts
from briefings.model.document import FileKind
from briefings.plugin.generator import BriefingsGenerator
from briefings.plugin.page_writer import PageWriter
from briefings.plugin.run_state import RunState
from briefings.plugin.text_edits import Standing, StoredDocuments
from briefings.views.context import ViewContext

if TYPE_CHECKING:
    from briefings.plugin.pelican_class import BriefingsPelican

_MANY = 50
"""With so many files changed, it is the whole site that changes."""


def build_quickly(site: BriefingsPelican, last: LastBuild, changed: Collection[str]) -> LastBuild | None:
    """Bring the site in the output up to date; None where more than words has changed, or that is not certain.

    `last` made the output as it lies there, and `changed` are all files that have changed since, whatever they are.
    """
    if gc.get_freeze_count():  # the build before this one, in the same process
        gc.unfreeze()
        gc.collect()
    paths = _find_briefings(site, last, changed)
    if not paths or not last.record.names or site.settings["TEMPLATE_PAGES"] or site.settings["OUTPUT_SOURCES"]:
        return None
    if site.build.settings.search:
        return None  # the index is made of all pages
    build = site.build
    assert build.cache is not None  # noqa: S101 - where would the last build have come from
    build.files = [SourceFile(path, FileKind.BRIEFING) for path in paths]
    shelf = open_shelf(build.cache, last, Path(last.output))
    parts = StoredParts(last.record, shelf, build.settings.zone)
    pages = tuple(document for path in last.pages if (document := build.store.look_up(path)))
    if len(pages) < len(last.pages):
        return None
    theme = site.read_theme()
    views = ViewContext(
        parts,
        build.settings,
        asset_version=fingerprint_theme(Path(site.theme)),
        pages=pages,
        static_paths=last.static_paths,
        templates=theme.templates,
        names=theme.names,
        page_names=theme.page_names,
    )
    try:
        found = _take_edits(site, RunState(build, views, last, set()), paths, shelf)
    except (PartMissing, RenderError, OSError):
        return None  # a whole build knows better, or says better what is wrong
    gc.freeze()  # the process ends here as a rule; to look through all that was made takes a tenth of the build
    return found


def _find_briefings(site: BriefingsPelican, last: LastBuild, changed: Collection[str]) -> list[str]:
    """The changed files, relative to the content folder; none of them where any is not a briefing that was read.

    Nor where it has been read again since: what the last build made of it is then not known any more.
    """
    content = os.path.abspath(site.build.content)
    paths = [os.path.relpath(path, content).replace(os.sep, "/") for path in changed]
    if len(paths) > _MANY or any(path.startswith("../") for path in paths):
        return []
    store = site.build.store
    if any(store.find_digest(path) != last.read.get(path, b"") for path in paths):
        return []
    known = [store.look_up(path) for path in paths]
    if any(document is None or document.kind is not FileKind.BRIEFING for document in known):
        return []
    return paths if all(_is_file(path) for path in changed) else []


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _take_edits(site: BriefingsPelican, state: RunState, paths: Collection[str], shelf: Shelf) -> LastBuild | None:
    """What can fail comes first, and the new site last: whoever hears of a failure finds the old one."""
    build, last, output = site.build, state.last, Path(state.last.output)
    site.settings["RUN_OF_BRIEFINGS"] = state
    try:
        with site.staged() as staging:
            environment = _find_environment(site, staging)
            with shelf.open() as put:
                writer = PageWriter(build, state.views, environment, str(staging), last.record, set(), put)
                writer.resume()
                standing = Standing(build, StoredDocuments(build.store), state.views, writer, last)
                if not standing.take_edits(paths, PageFolder(staging)):
                    return None
            kept = read_owned(output).difference(standing.rendered)
            site.published = publish_folder(staging, output, kept, site.find_spare(output))
            site.work.parsed, site.work.rendered = standing.parsed, standing.rendered
            standing.note_stamps()
            record = writer.recorder.record
    finally:
        site.settings.pop("RUN_OF_BRIEFINGS", None)
    build.store.keep_others()
    build.store.save()
    read = {**last.read, **{path: digest for path, digest in build.store.list_digests().items() if path in paths}}
    return replace(standing.last, record=record, read=read)


def _find_environment(site: BriefingsPelican, staging: Path) -> Environment:
    """The environment for templates as Pelican sets it up for its generators."""
    settings = site.settings
    context = {**settings, "generated_content": {}, "static_links": set(), "static_content": {}}
    generator = BriefingsGenerator(
        context=context, settings=settings, path=site.path, theme=site.theme, output_path=str(staging)
    )
    environment: Environment = generator.env
    return environment
