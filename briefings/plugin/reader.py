"""Gives Pelican's generators the documents that were read already."""

from __future__ import annotations

import os
from typing import Any, ClassVar

from pelican.readers import BaseReader

from briefings.linking.site import LinkedBriefing
from briefings.model.document import Document
from briefings.plugin.run_state import RunState
from briefings.views.withdrawn import build_notice_text, describe_withdrawal

EXTENSIONS = ("md", "markdown", "mkd", "mdown")


class DocumentReader(BaseReader):
    """Answers Pelican's `read` from the build: HTML and metadata of a briefing or page. Reads no file itself.

    The record stands under one attribute, `briefing`, so that no key of the front matter can become an attribute of
    Pelican's `Content`.
    """

    enabled = True
    file_extensions: ClassVar[list[str]] = []

    def __init__(self, settings: dict[str, Any], run_state: RunState) -> None:
        super().__init__(settings)
        self._state, self._build, self._views = run_state, run_state.build, run_state.views
        self._by_path = {linked.briefing.path: linked for linked in self._build.site.briefings.values()}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Body HTML and Pelican's metadata of the file."""
        path = os.path.relpath(os.path.realpath(source_path), os.path.realpath(self._build.content)).replace(
            os.sep, "/"
        )
        linked = self._by_path.get(path)
        if linked is not None:
            views = self._views.in_language(linked.lang)
            if linked.is_withdrawn:
                return build_notice_text(views, linked), self._notice_metadata(linked)
            text, _ = views.prose.briefing_body(linked)
            return str(text), self._briefing_metadata(linked)
        document = self._build.documents[path]
        lang = (document.page and document.page.lang) or self._build.settings.lang
        with self._views.reads.collect() as read:
            body = str(self._views.in_language(lang).prose.page_body(document))
        self._state.page_reads[path] = read
        return body, self._page_metadata(document)

    def _page_metadata(self, document: Document) -> dict[str, Any]:
        page = document.page
        if page is None:
            raise ValueError(f"{document.path} has problems and must not be rendered")
        lang = page.lang or self._build.settings.lang
        found: dict[str, Any] = {"title": page.title, "slug": page.slug, "lang": lang, "status": page.status.value}
        if page.summary:
            found["summary"] = page.summary
        return found

    def _notice_metadata(self, linked: LinkedBriefing) -> dict[str, Any]:
        """As of a hidden article, which Pelican writes to its address and lists nowhere."""
        views = self._views.in_language(linked.lang)
        kept = self._briefing_metadata(linked)
        return {
            **kept,
            "title": views.briefing_title(linked),
            "summary": describe_withdrawal(views, linked),
            "status": "hidden",
        }

    def _briefing_metadata(self, linked: LinkedBriefing) -> dict[str, Any]:
        briefing = linked.briefing
        found: dict[str, Any] = {
            "title": briefing.title,
            "date": briefing.date.at,
            "slug": briefing.slug,
            "lang": linked.lang,
            "summary": str(self._views.prose.inline(briefing.summary, linked.lang)),
            "status": briefing.status.value,
            "translation_key": briefing.translation_key or briefing.id,
            "category": self.process_metadata("category", self.settings["DEFAULT_CATEGORY"]),
            "tags": self.process_metadata("tags", list(briefing.topics)),
            "briefing": briefing,
        }
        if briefing.modified:
            found["modified"] = briefing.modified.at
        if briefing.authors:
            found["authors"] = self.process_metadata("authors", list(briefing.authors))
        return found
