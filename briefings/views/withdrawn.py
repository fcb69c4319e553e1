"""The page that stands at the address of a withdrawn briefing."""

from __future__ import annotations

from markupsafe import escape

from briefings.linking.site import LinkedBriefing
from briefings.linking.withdrawal import list_reasons
from briefings.views.briefing import build_translations
from briefings.views.context import ViewContext
from briefings.views.language import language_name
from briefings.views.parts import Html, Link, PageMeta, Stamp, View


class ReasonView(View):
    """What the desk wrote about a withdrawal, and when; `lang` where it is in another language than the page."""

    at: Stamp
    text: str
    lang: str = ""


class WithdrawnView(View):
    """The notice that is left of a withdrawn briefing; it holds nothing of what the briefing said.

    `title` is a phrase of ours. `withdrawn` is when, None where nobody wrote it down. `reasons` are the newest first.
    `translations` are notices in other languages, and the original where only a translation was withdrawn.
    """

    page: PageMeta
    id: str
    title: str
    published: Stamp
    withdrawn: Stamp | None = None
    reasons: tuple[ReasonView, ...] = ()
    translations: tuple[Link, ...] = ()


def build_withdrawn_view(context: ViewContext, linked: LinkedBriefing) -> WithdrawnView:
    """The notice in the briefing's own language; `context` must be in that language."""
    reasons = build_reasons(context, linked)
    return WithdrawnView(
        page=_build_meta(context, linked),
        id=linked.briefing.id,
        title=context.briefing_title(linked),
        published=context.stamp(linked.briefing.date),
        withdrawn=reasons[0].at if reasons else None,
        reasons=reasons,
        translations=(*build_translations(context, linked), *_link_original(context, linked)),
    )


def build_reasons(context: ViewContext, linked: LinkedBriefing) -> tuple[ReasonView, ...]:
    """What the author wrote about the withdrawal; for a translation that says nothing itself, its original's words."""
    original = context.site.briefings[linked.original]
    speaker = linked if linked.briefing.corrections or not original.is_withdrawn else original
    lang = "" if speaker.lang == context.lang else speaker.lang
    return tuple(ReasonView(context.stamp(reason.at), reason.now, lang) for reason in list_reasons(speaker.briefing))


def describe_withdrawal(context: ViewContext, linked: LinkedBriefing) -> str:
    """What a notice says in one sentence."""
    published, reasons = context.stamp(linked.briefing.date).day, build_reasons(context, linked)
    if not reasons:
        return context.words("The briefing published here on {date} was withdrawn.").format(date=published)
    template = context.words("The briefing published here on {date} was withdrawn on {withdrawn}.")
    return template.format(date=published, withdrawn=reasons[0].at.day)


def build_notice_text(context: ViewContext, linked: LinkedBriefing) -> Html:
    """The notice as HTML, for themes that know articles only."""
    reasons = (reason.text for reason in build_reasons(context, linked))
    return Html("".join(f"<p>{escape(text)}</p>\n" for text in (describe_withdrawal(context, linked), *reasons)))


def _build_meta(context: ViewContext, linked: LinkedBriefing) -> PageMeta:
    address = context.addresses.briefing(linked)
    return PageMeta(
        path=address.path,
        url=address.href,
        canonical=context.addresses.absolute(address.href),
        title=context.briefing_title(linked),
        description=describe_withdrawal(context, linked),
        lang=linked.lang,
        direction=context.language.direction,
        is_indexed=False,
    )


def _link_original(context: ViewContext, linked: LinkedBriefing) -> tuple[Link, ...]:
    """The original, where it still stands."""
    original = context.site.briefings[linked.original]
    if original.is_withdrawn:
        return ()
    return (Link(language_name(original.lang), context.addresses.briefing(original).href, lang=original.lang),)
