"""The few words that reading puts into a body, in languages in which reading has none: there they stand in English."""

from __future__ import annotations

import re

from markupsafe import escape

from briefings.reading.markdown.words import SPOKEN_LANGUAGES, primary_language
from briefings.views.language import Language, load_language
from briefings.views.language import message as _

_TITLES = (_("Not known"), _("Known"), _("Claimed"), _("To watch"))
_BACK, _TABLE = _("Back to the text"), _("Table")

_TITLE_TAG = re.compile(
    rf'<p class="marked__title"(?: lang="en")?>({"|".join(_TITLES)})(?=</p>| <span class="marked__name")'
)
_BACK_TAG = f'<a aria-label="{_BACK}" class="footnote-backref"'
_TABLE_TAG = re.compile(rf'<div aria-label="{_TABLE}(?:: ([^"]*)| \((\d+)\))?" class="table-wrap"')


def say_body_words(html: str, lang: str) -> str:
    """A body in a language (BCP 47) with the words of its catalogue; what has no translation says that it is English.

    The words stand in the HTML of `briefings.reading.markdown`: titles of marked parts, names of tables and ways back.
    """
    if primary_language(lang) in SPOKEN_LANGUAGES:
        return html
    language = load_language(lang)
    if 'class="marked__title"' in html:
        html = _TITLE_TAG.sub(lambda tag: _write_title(tag[1], language), html)
    if 'class="table-wrap"' in html:
        html = _TABLE_TAG.sub(lambda tag: _write_table(tag, language), html)
    return html.replace(_BACK_TAG, _BACK_TAG.replace(_BACK, str(escape(language.gettext(_BACK)))))


def _write_title(word: str, language: Language) -> str:
    said = language.gettext(word)
    own = ' lang="en" dir="ltr"' if said == word else ""
    return f'<p class="marked__title"{own}>{escape(said)}'


def _write_table(tag: re.Match[str], language: Language) -> str:
    columns, number = tag.groups()
    name = escape(language.gettext(_TABLE))
    if columns:
        name += language.gettext(": ") + columns.replace(", ", language.gettext(", "))
    elif number:
        name += f" ({number})"
    return f'<div aria-label="{name}" class="table-wrap"'
