"""What templates use of the site's own view: its name, its menu, its last moment. Every page may, and few things do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from briefings.building.pages_made import digest_view
from briefings.views.reads import Read, Reads
from briefings.views.site import SiteView


class WatchedWords:
    """The site's views by language; `used` are the languages and names that any template has asked for."""

    def __init__(self, build_view: Callable[[str], SiteView], reads: Reads) -> None:
        self._build_view, self._reads = build_view, reads
        self.read: set[Read] = set()
        """What the views themselves were made from."""
        self._views: dict[str, SiteView] = {}
        self.used: set[tuple[str, str]] = set()

    def view(self, lang: str) -> SiteView:
        """The site in a language, as it is."""
        if lang not in self._views:
            with self._reads.collect() as read:
                self._views[lang] = self._build_view(lang)
            self.read |= read
        return self._views[lang]

    def watched(self, lang: str) -> Any:
        """The site in a language, for templates."""
        return _Watched(self.view(lang), lang, self.used)

    def digest(self, used: Iterable[tuple[str, str]]) -> dict[str, dict[str, bytes]]:
        """The digests of what was used, by language and name."""
        found: dict[str, dict[str, bytes]] = {}
        for lang, name in sorted(used):
            found.setdefault(lang, {})[name] = digest_view(getattr(self.view(lang), name, None))
        return found


class _Watched:
    def __init__(self, view: SiteView, lang: str, used: set[tuple[str, str]]) -> None:
        self._view, self._lang, self._used = view, lang, used

    def __getattr__(self, name: str) -> Any:
        self._used.add((self._lang, name))
        value = self.__dict__[name] = getattr(self._view, name)  # the next time nobody is asked
        return value

    def __repr__(self) -> str:
        """All of it, as a template that looks around prints it."""
        self._used.update((self._lang, name) for name in self._view.__struct_fields__)
        return repr(self._view)
