"""The rules of `briefings check`, in the order in which they run. A rule stands in the module named after its code."""

from __future__ import annotations

from briefings.checks.address_missing import check_address
from briefings.checks.anchor_unknown import check_anchors
from briefings.checks.boilerplate import check_boilerplate
from briefings.checks.claim_attribution import check_attributions
from briefings.checks.confirmed_weakly import check_verdicts
from briefings.checks.contested_as_fact import check_headlines
from briefings.checks.date_ahead import check_dates
from briefings.checks.date_order import check_date_order
from briefings.checks.denial_missing import check_denials
from briefings.checks.event_ahead import check_events
from briefings.checks.file_picture import check_picture_dates
from briefings.checks.image_location import check_locations
from briefings.checks.image_outside import check_drawings
from briefings.checks.image_unreadable import check_pictures
from briefings.checks.image_without_alt import check_alt_texts
from briefings.checks.image_without_caption import check_captions
from briefings.checks.image_without_credit import check_credits
from briefings.checks.invisible_character import check_invisible_characters
from briefings.checks.language_incomplete import check_languages
from briefings.checks.lookalike_id import check_lookalike_ids
from briefings.checks.orphan import check_orphans
from briefings.checks.overlap import check_overlaps
from briefings.checks.redirect_loop import check_redirects
from briefings.checks.relative_date import check_relative_dates
from briefings.checks.rule import FileRule, SiteRule
from briefings.checks.source_not_archived import check_archives
from briefings.checks.source_undated import check_source_dates
from briefings.checks.source_unlinked import check_source_addresses
from briefings.checks.stray_file import check_stray_files
from briefings.checks.syntax_in_field import check_fields
from briefings.checks.syntax_left import check_text
from briefings.checks.translation_alone import check_lone_keys
from briefings.checks.translation_behind import check_translations
from briefings.checks.translation_missing import check_missing_translations
from briefings.checks.upcoming_overdue import check_windows
from briefings.checks.withdrawn_without_reason import check_withdrawals

FILE_RULES: tuple[FileRule, ...] = (
    FileRule(("BRF-relative-date",), check_relative_dates),
    FileRule(("BRF-invisible-character",), check_invisible_characters),
    FileRule(("BRF-boilerplate",), check_boilerplate),
    FileRule(("BRF-syntax-in-field",), check_fields),
    FileRule(("BRF-syntax-left",), check_text),
    FileRule(("BRF-source-undated",), check_source_dates),
    FileRule(("BRF-source-unlinked",), check_source_addresses),
    FileRule(("BRF-date-order",), check_date_order),
    FileRule(("BRF-event-ahead",), check_events),
    FileRule(("BRF-image-without-alt",), check_alt_texts),
    FileRule(("BRF-image-without-credit",), check_credits),
    FileRule(("BRF-image-without-caption",), check_captions),
)

SITE_RULES: tuple[SiteRule, ...] = (
    SiteRule(("BRF-stray-file",), check_stray_files),
    SiteRule(("BRF-date-ahead",), check_dates),
    SiteRule(("BRF-upcoming-overdue",), check_windows),
    SiteRule(("BRF-withdrawn-without-reason",), check_withdrawals),
    SiteRule(("BRF-lookalike-id",), check_lookalike_ids),
    SiteRule(("BRF-redirect-loop",), check_redirects),
    SiteRule(("BRF-anchor-unknown",), check_anchors),
    SiteRule(("BRF-claim-attribution",), check_attributions),
    SiteRule(("BRF-overlap",), check_overlaps),
    SiteRule(("BRF-contested-as-fact",), check_headlines),
    SiteRule(("BRF-denial-missing",), check_denials),
    SiteRule(("BRF-confirmed-weakly",), check_verdicts),
    SiteRule(("BRF-source-not-archived",), check_archives),
    SiteRule(("BRF-image-unreadable", "BRF-too-large"), check_pictures),
    SiteRule(("BRF-image-location",), check_locations),
    SiteRule(("BRF-image-outside",), check_drawings),
    SiteRule(("BRF-file-picture",), check_picture_dates),
    SiteRule(("BRF-orphan",), check_orphans),
    SiteRule(("BRF-translation-alone",), check_lone_keys),
    SiteRule(("BRF-translation-behind",), check_translations),
    SiteRule(("BRF-translation-missing",), check_missing_translations),
    SiteRule(("BRF-language-incomplete",), check_languages),
    SiteRule(("BRF-address-missing",), check_address),
)
