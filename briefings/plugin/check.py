"""The gate: everything that can be said against a content folder, under one policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from briefings.building.executors import count_jobs
from briefings.building.image_facts import read_all_facts
from briefings.building.picture_facts import is_picture
from briefings.building.picture_faults import find_picture_faults
from briefings.checks.date_ahead import LEEWAY
from briefings.checks.image_uses import list_pictures_of_pages, list_shown_files
from briefings.checks.policy import Policy
from briefings.checks.rule import FileInput, SiteInput
from briefings.checks.run import check_file, check_site, open_input
from briefings.model.document import FileKind
from briefings.plugin.build import Build
from briefings.problems import Problem


def check_build(build: Build, policy: Policy, now: datetime, compared: Mapping[str, str]) -> list[Problem]:
    """All problems of a content folder that count under `policy`, located and sorted; nothing is built.

    `now` decides about embargoes only. `compared` are texts to compare with, by the name under which they are shown.
    """
    build.read_and_link(now)
    return build.locate(policy.judge([*build.problems, *run_rules(build, policy, compared)]))


def run_rules(build: Build, policy: Policy, compared: Mapping[str, str] = MappingProxyType({})) -> list[Problem]:
    """What the rules find in a content folder that has been read and linked."""

    def open_file(path: str) -> FileInput:
        text = build.read_text(path) or ""
        return open_input(build.documents[path], text, policy.limits, build.settings.zone, build.settings.lang)

    files = frozenset(file.path for file in build.files if file.kind is FileKind.STATIC)
    shown = {path for document in build.documents.values() for path, _ in list_shown_files(document, files)}
    found: list[Problem] = []
    for path in build.documents:
        found += _check_file(path, build, open_file)
    build.store.save()
    site = SiteInput(
        site=build.site,
        documents=build.documents,
        limits=policy.limits,
        zone=build.settings.zone,
        default_lang=build.settings.lang,
        now=_find_present(build),
        open_file=open_file,
        images=read_all_facts(build.content, shown),
        faults=_find_faults(build, shown, files),
        compared=compared,
        files=files,
        settings=build.settings,
        clock=build.clock,
    )
    # What reading the folder has said of a stray file need not be said again.
    said = {(p.code, p.where.path) for p in build.problems if p.code == "BRF-stray-file"}
    return [*found, *(p for p in check_site(site, policy) if (p.code, p.where.path) not in said)]


def _find_faults(build: Build, used: set[str], files: frozenset[str]) -> Mapping[str, Problem]:
    settings, pictures = build.settings, frozenset(filter(is_picture, files))
    shown = list_pictures_of_pages(build.site, build.documents, pictures, settings.url) if pictures else set[str]()
    jobs = count_jobs(settings.jobs)
    return find_picture_faults(build.content, used, shown, settings.image_widths, build.picture_cache, jobs)


def _find_present(build: Build) -> datetime | None:
    """The latest moment that the content names, as far as it has come: a slip in a year makes no window pass."""
    as_of, clock = build.site.as_of, build.clock
    if as_of is None:
        return None
    return as_of.at if clock is None else min(as_of.at, clock + LEEWAY)


def _check_file(path: str, build: Build, open_file: Callable[[str], FileInput]) -> list[Problem]:
    """What the rules of one file find; an unchanged file is not looked at again."""
    kept = build.store.find_findings(path)
    if kept is not None:
        return kept
    found = check_file(open_file(path))
    build.store.keep_findings(path, found)
    return found
