"""The rules of `briefings check`, in the order in which they run. A rule stands in the module named after its code."""

from __future__ import annotations

from briefings.checks.relative_date import check_relative_dates
from briefings.checks.rule import FileRule, SiteRule
from briefings.checks.upcoming_overdue import check_windows

FILE_RULES: tuple[FileRule, ...] = (FileRule(("BRF-relative-date",), check_relative_dates),)

SITE_RULES: tuple[SiteRule, ...] = (SiteRule(("BRF-upcoming-overdue",), check_windows),)
