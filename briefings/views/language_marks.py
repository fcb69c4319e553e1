"""Texts with words of another language in them: plain where text is wanted, with `lang` and `dir` where HTML is."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from briefings.views.language import text_direction


class MixedText(str):
    """A text that knows which of its words are in another language than its page.

    It is plain text. Printed by a template, which escapes everything, it has those words in `<bdi lang dir>`; so it has
    no place in an attribute. It equals no text without these marks: what a page shows would not be the same.
    """

    _markup: Markup

    def __new__(cls, text: str, markup: Markup) -> MixedText:
        """`markup` is the text as HTML."""
        mixed = super().__new__(cls, text)
        mixed._markup = markup
        return mixed

    def __html__(self) -> str:
        return self._markup

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MixedText) and self._markup == other._markup

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __reduce__(self) -> tuple[type[MixedText], tuple[str, Markup]]:
        return MixedText, (str.__str__(self), self._markup)


def mark_text(text: str, lang: str) -> str:
    """A text in a language (BCP 47); with "", the language of the page, it stays what it is."""
    if not text or not lang:
        return text
    attributes = Markup(' lang="{}" dir="{}"').format(lang, text_direction(lang))
    return MixedText(text, Markup("<bdi{}>{}</bdi>").format(attributes, text))


def fill_text(template: str, **fields: str) -> str:
    """A message with its fields filled in; their words keep their languages."""
    text = template.format(**fields)
    if any(isinstance(value, MixedText) for value in fields.values()):
        return MixedText(text, escape(template).format(**fields))
    return text


def join_texts(separator: str, texts: Iterable[str]) -> str:
    """Texts joined; their words keep their languages."""
    parts = tuple(texts)
    text = separator.join(parts)
    if any(isinstance(part, MixedText) for part in parts):
        return MixedText(text, escape(separator).join(parts))
    return text
