"""What somebody copies to show a claim, a timeline or a map of the site on a page of their own."""

from __future__ import annotations

from html import escape

from briefings.linking.site import LinkedClaim, LinkedTopic
from briefings.views.claims import title_claim
from briefings.views.context import ViewContext
from briefings.views.parts import View


class EmbedCode(View):
    """What somebody copies to have a frame on their page: `id` of the element that holds it, a title, and the HTML."""

    id: str
    title: str
    code: str


_HEIGHTS = {"claim": 340, "timeline": 560, "map": 520}
"""Of the frames as they are copied, in CSS pixels: enough on a phone; the frame scrolls where it is not."""


def has_embeds(context: ViewContext) -> bool:
    """Whether the site has pages for frames. What is copied needs an absolute address."""
    return context.settings.embeds and bool(context.settings.url)


def build_claim_codes(context: ViewContext, claim: LinkedClaim) -> tuple[EmbedCode, ...]:
    """What to copy to show a claim elsewhere."""
    if not has_embeds(context) or not context.has_template("embed_claim.html"):
        return ()
    title = title_claim(context, claim, is_neutral=True)  # what is copied stays as it is when the claim moves
    return (_write_code(context, "claim", f"claims/{claim.id}", context.words("This claim"), title),)


def build_topic_codes(context: ViewContext, linked: LinkedTopic, *, has_map: bool) -> tuple[EmbedCode, ...]:
    """What to copy to show a topic's timeline and map elsewhere."""
    if not has_embeds(context):
        return ()
    name, topic = context.topic_title(linked.topic.id), linked.topic.id
    wanted = [("timeline", "timelines", context.words("The timeline"))]
    wanted += [("map", "maps", context.words("The map"))] if has_map else []
    return tuple(
        _write_code(context, kind, f"{folder}/{topic}", title, name)
        for kind, folder, title in wanted
        if context.has_template(f"embed_{kind}.html")
    )


def _write_code(context: ViewContext, kind: str, folder: str, title: str, name: str) -> EmbedCode:
    address = context.addresses.absolute(context.addresses.at(f"embed/{folder}").href)
    label = escape(f"{name} – {context.settings.name}")
    code = (
        f'<iframe src="{escape(address)}" title="{label}" width="100%" height="{_HEIGHTS[kind]}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0"></iframe>'
    )
    return EmbedCode(f"embed-{kind}", title, code)
