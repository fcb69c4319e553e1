"""The picture at the head of a page, with what must be said beside it."""

from __future__ import annotations

from msgspec.structs import replace

from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Image
from briefings.model.topic import Topic
from briefings.views.context import ViewContext
from briefings.views.parts import ImageView
from briefings.views.prose import strip_html


def build_lead_image(context: ViewContext, linked: LinkedBriefing) -> ImageView | None:
    """The picture that leads a briefing; None where it has none."""
    image = linked.briefing.image
    if image is None:
        return None
    note = context.prose.note_file_picture(image, linked.event)
    return replace(_describe(context, image, linked.lang), lang=context.image_lang(linked), note=note)


def build_topic_image(context: ViewContext, topic: Topic) -> ImageView | None:
    """The picture at the head of a topic; None where it has none. It shows no one event, so it is never called old."""
    if topic.image is None:
        return None
    lang = context.settings.lang
    return replace(_describe(context, topic.image, lang), lang=context.foreign(lang))


def _describe(context: ViewContext, image: Image, lang: str) -> ImageView:
    return replace(
        context.prose.pictures.describe(image.file, image.alt),
        caption=strip_html(context.prose.inline(image.caption, lang)),
        credit=image.credit,
    )
