"""What stands around a briefing on its page."""

from __future__ import annotations

from collections.abc import Callable

from briefings.model.ids import Id
from briefings.plugin.build import Build
from briefings.views.surroundings import build_surroundings

HEAD = "---\ntitle: {title}\ndate: 2023-05-01\nevent: 2023-05-01\ntopics: [harbour]\n{more}---\nText.\n"
FILES: dict[str, str | bytes] = {
    "briefings/quay.md": HEAD.format(title="Quay", more="translation_key: quay\n"),
    "briefings/kai.md": HEAD.format(title="Kai", more="translation_key: quay\nlang: de\n"),
    "briefings/pier.md": HEAD.format(title="Pier", more=""),
}


def test_a_translation_leads_to_what_is_related_to_its_original(read_site: Callable[..., Build]) -> None:
    context = read_site(FILES).build_views("0")
    for key in (Id("quay"), Id("kai")):
        [related] = build_surroundings(context, context.site.briefings[key])["related"]
        assert related.link.text == "Pier"


def test_what_is_related_is_not_worked_out_where_no_template_names_it(read_site: Callable[..., Build]) -> None:
    context = read_site(FILES).build_views("0", names=frozenset({"backlinks"}))
    with context.reads.collect() as read:
        around = build_surroundings(context, context.site.briefings[Id("pier")])
    assert around["related"] == ()
    assert not any(context.reads.parts[number][0].name == "related" for number in read if isinstance(number, int))
