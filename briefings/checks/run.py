"""Runs the rules that a policy asks for."""

from __future__ import annotations

from datetime import tzinfo

from briefings.checks.passages import list_fields, read_body
from briefings.checks.policy import Policy
from briefings.checks.rule import FileInput, Limits, SiteInput
from briefings.checks.rules import FILE_RULES, SITE_RULES
from briefings.model.document import Document
from briefings.problems import Problem


def open_input(document: Document, text: str, limits: Limits, zone: tzinfo, default_lang: str) -> FileInput:
    """A file as its rules see it. `text` is what stands in the file."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    record = document.briefing or document.page
    lang = (record.lang if record is not None else "") or default_lang
    return FileInput(document, text, lang, limits, zone, list_fields(document), read_body(document, text))


def check_file(file: FileInput) -> list[Problem]:
    """What the rules of one file find in it, whatever a policy makes of it: findings are kept with the file."""
    return [problem for rule in FILE_RULES for problem in rule.check(file)]


def check_site(site: SiteInput, policy: Policy) -> list[Problem]:
    """What the rules of the whole site find."""
    return [p for rule in SITE_RULES if policy.is_on(rule.codes) for p in rule.check(site)]
