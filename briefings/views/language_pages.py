"""Languages besides the site's own: which there are, where their pages stand, and links from one to another."""

from __future__ import annotations

from functools import partial

from briefings.linking.site import Entry, EntryKind
from briefings.views.context import ViewContext
from briefings.views.language import language_name
from briefings.views.parts import Alternate


def list_languages(context: ViewContext) -> tuple[str, ...]:
    """The languages other than the site's own in which there are briefings."""
    return tuple(lang for lang in context.site.by_language if lang != context.settings.lang)


def find_language_folder(context: ViewContext, template: str) -> str:
    """Below which folder the language of the page has a page of its own for a template; "" for the site's own."""
    lang = context.lang
    has_page = lang != context.settings.lang and lang in context.site.by_language and context.has_template(template)
    return lang if has_page else ""


def build_language_links(context: ViewContext, folder: str) -> tuple[Alternate, ...]:
    """The same page in all languages, and `x-default`; nothing on a site of one language."""
    others = list_languages(context)
    if not others:
        return ()
    main, at = context.settings.lang, context.addresses.at
    pages = {main: at(folder).href, **{lang: at(f"{lang}/{folder}").href for lang in others}}
    found = (Alternate("language", href, language_name(lang), lang=lang) for lang, href in pages.items())
    return (*found, Alternate("language", pages[main], language_name(main), lang="x-default"))


def list_language_entries(context: ViewContext) -> tuple[Entry, ...]:
    """The briefings that can be read in the language of the page, newest event first.

    What stands in timelines without a page of its own is left out: its words are in the language of its briefing.
    """
    return context.memo("language entries", partial(_find_entries, context))


def _find_entries(context: ViewContext) -> tuple[Entry, ...]:
    known = frozenset(context.site.by_language[context.lang])
    return tuple(e for e in context.site.entries if e.kind is EntryKind.BRIEFING and e.briefing in known)
