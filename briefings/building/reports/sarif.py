"""Writes problems as SARIF 2.1.0 (OASIS), which GitHub code scanning and editors read."""

from __future__ import annotations

import os
from urllib.parse import quote_from_bytes

import msgspec

from briefings import __version__
from briefings.building.reports.fingerprints import build_fingerprints
from briefings.building.reports.json import encode_json
from briefings.building.reports.report import Report, describe_problem, name_place
from briefings.problems import CATALOGUE, Problem


class _Record(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A SARIF object: names in camel case, what is None left out."""


class _Message(_Record, frozen=True):
    text: str


class _Configuration(_Record, frozen=True):
    level: str


class _Rule(_Record, frozen=True):
    id: str
    short_description: _Message
    full_description: _Message
    help: _Message
    default_configuration: _Configuration


class _Driver(_Record, frozen=True):
    name: str
    version: str
    rules: tuple[_Rule, ...]


class _Tool(_Record, frozen=True):
    driver: _Driver


class _Artifact(_Record, frozen=True):
    uri: str


class _Region(_Record, frozen=True):
    start_line: int
    start_column: int | None = None


class _Physical(_Record, frozen=True):
    artifact_location: _Artifact
    region: _Region | None = None


class _Location(_Record, frozen=True):
    physical_location: _Physical


class _Result(_Record, frozen=True):
    rule_id: str
    rule_index: int
    level: str
    message: _Message
    locations: tuple[_Location, ...]
    partial_fingerprints: dict[str, str]


class _Run(_Record, frozen=True):
    tool: _Tool
    column_kind: str
    results: tuple[_Result, ...]


class _Log(_Record, frozen=True):
    schema: str = msgspec.field(name="$schema")
    version: str
    runs: tuple[_Run, ...]


_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEX = {code: index for index, code in enumerate(CATALOGUE)}


def format_sarif(report: Report) -> str:
    """A report as a SARIF log with one run. Every code of the catalogue is a rule, whether it was found or not."""
    pairs = zip(report.problems, build_fingerprints(report), strict=True)
    run = _Run(
        tool=_Tool(driver=_Driver(name="Briefings", version=__version__, rules=_build_rules())),
        column_kind="unicodeCodePoints",
        results=tuple(_build_result(problem, fingerprint, report.prefix) for problem, fingerprint in pairs),
    )
    return encode_json(_Log(schema=_SCHEMA, version="2.1.0", runs=(run,)))


def _build_rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            id=code.code,
            short_description=_Message(text=code.meaning),
            # GitHub asks for these two as well.
            full_description=_Message(text=code.meaning),
            help=_Message(text=f"`briefings explain {code.code}` says more."),
            default_configuration=_Configuration(level=code.severity.value),
        )
        for code in CATALOGUE.values()
    )


def _build_result(problem: Problem, fingerprint: str, prefix: str) -> _Result:
    return _Result(
        rule_id=problem.code,
        rule_index=_INDEX[problem.code],
        level=problem.severity.value,
        message=_Message(text=describe_problem(problem)),
        locations=(_Location(physical_location=_build_place(problem, prefix)),),
        partial_fingerprints={"briefingsProblem/v1": fingerprint},
    )


def _build_place(problem: Problem, prefix: str) -> _Physical:
    """Where a problem lies. GitHub refuses a whole log for one result without a place, so even settings have one."""
    where = problem.where
    region = _Region(start_line=where.line, start_column=where.column or None) if where.line else None
    return _Physical(artifact_location=_Artifact(uri=_build_uri(name_place(problem, prefix))), region=region)


def _build_uri(path: str) -> str:
    """A path as a URI reference (RFC 3986), byte for byte as the file system has it."""
    address = quote_from_bytes(path.encode("utf-8", "surrogateescape")) or "."
    return f"file://{address}" if os.path.isabs(path) else address
