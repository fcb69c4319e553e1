"""The files of the content folder that a text may link to, with the address of the page that each has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefings.linking.site import EntityKind, LinkedBriefing, Site
from briefings.model.document import Document
from briefings.model.page import StaticPage
from briefings.settings import Settings
from briefings.views.addresses import Addresses


class LinkedFiles(Mapping[str, str]):
    """Paths relative to the content folder, and links; "" for a file that is published as it is."""

    def __init__(self, site: Site, pages: Iterable[Document], static_paths: Iterable[str], settings: Settings) -> None:
        """`site` is the plain one."""
        self._addresses, self._lang = Addresses(settings), settings.lang
        self._files: dict[str, LinkedBriefing | StaticPage | str] = dict.fromkeys(static_paths, "")
        self._files |= {b.briefing.path: b for b in site.briefings.values()}
        self._files |= {
            t.topic.path: self._addresses.entity(EntityKind.TOPIC, t.topic.id).href for t in site.topics.values()
        }
        self._files |= {d.path: d.page for d in pages if d.page}

    def __getitem__(self, path: str) -> str:
        found = self._files[path]
        if isinstance(found, str):
            return found
        if isinstance(found, LinkedBriefing):
            return self._addresses.briefing(found).href
        return self._addresses.page(found, found.lang or self._lang).href

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
