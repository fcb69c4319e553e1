"""Words, names, links and dates of one site in one language: what every builder of views needs first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefings.linking.site import EntityKind, LinkedBriefing, LinkedClaim, Site
from briefings.model.briefing import Stage
from briefings.model.document import Document
from briefings.model.edtf import Edtf, iso_machine
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.registry import Actor, Place, Publisher
from briefings.settings import Settings
from briefings.views.addresses import Addresses
from briefings.views.dates import describe_day, describe_edtf, describe_time, join_moment, utc_text
from briefings.views.language import Language, load_language
from briefings.views.language_marks import join_texts, mark_text
from briefings.views.parts import Link, Stamp, When
from briefings.views.teasers import Teaser


class Wording:
    """The linked site as it is called in one language.

    `teasers` are the briefings as lists show them. `pages` are ordinary pages, `static_paths` the other files.
    `templates` are the names of the templates that the theme has: what it has none for is not built. None stands for
    every template. `names` are all words in them: a part of a view that none of them names is left out, and nothing
    that stands only there makes a page another one.
    """

    def __init__(
        self,
        site: Site,
        teasers: Mapping[Id, Teaser],
        settings: Settings,
        *,
        lang: str = "",
        pages: tuple[Document, ...] = (),
        static_paths: frozenset[str] = frozenset(),
        templates: frozenset[str] | None = None,
        names: frozenset[str] | None = None,
    ) -> None:
        self.site, self.teasers, self.settings = site, teasers, settings
        self.pages, self.static_paths = pages, static_paths
        self.templates, self.names = templates, names
        self.lang = lang or settings.lang
        self.language: Language = load_language(self.lang, settings.calendar)
        self.addresses = Addresses(settings)
        self.zone = settings.zone
        self._whens: dict[Edtf, When] = {}
        self._stamps: dict[Moment, Stamp] = {}

    def has_template(self, name: str) -> bool:
        """Whether the theme has a template, and the site the pages that it is for."""
        return self.templates is None or name in self.templates

    def is_named(self, field: str) -> bool:
        """Whether any template names a field of a view."""
        return self.names is None or field in self.names

    def has_pages(self, kind: EntityKind) -> bool:
        """Whether the theme shows things of this kind on pages of their own."""
        return self.has_template(f"{kind.value}.html")

    def words(self, message: str) -> str:
        """A message in the language of the page."""
        return self.language.gettext(message)

    def foreign(self, lang: str) -> str:
        """The language of a text, where that is not the page's; else "". Registries are in the site's own language."""
        return "" if lang == self.lang else lang

    def item_lang(self, linked: LinkedBriefing, field: str, item: object) -> str:
        """The language of an item in a list of a briefing, where that is not the page's.

        A translation that has no list of its own has that of its original.
        """
        if linked.original == linked.briefing.id:
            return self.foreign(linked.lang)
        original = self.site.briefings[linked.original]
        return self.foreign(original.lang if item in getattr(original.briefing, field) else linked.lang)

    def image_lang(self, linked: LinkedBriefing) -> str:
        """The language of what is said of a lead picture; a translation without one has that of its original."""
        if linked.original == linked.briefing.id:
            return self.foreign(linked.lang)
        original = self.site.briefings[linked.original]
        return self.foreign(original.lang if linked.briefing.image == original.briefing.image else linked.lang)

    # Dates

    def when(self, value: Edtf) -> When:
        """An event date. Thousands of records share a day, so each date is worded once."""
        if value not in self._whens:
            words = describe_edtf(value, self.language, zone=self.zone, label=self.zone_label)
            self._whens[value] = When(words, iso_machine(value))
        return self._whens[value]

    def stamp(self, moment: Moment) -> Stamp:
        """A publication time."""
        if moment not in self._stamps:
            self._stamps[moment] = self._build_stamp(moment)
        return self._stamps[moment]

    def _build_stamp(self, moment: Moment) -> Stamp:
        day = describe_day(moment.at, self.language, self.zone)
        local = moment.at.astimezone(self.zone)
        if not moment.has_time:
            return Stamp(day, local.date().isoformat(), day)
        clock = describe_time(moment.at, self.language, self.zone, self.zone_label)
        text = join_moment(day, clock, self.language)
        utc = utc_text(moment.at, self.language, self.zone) if self.is_named("utc") else ""
        return Stamp(text, local.isoformat(timespec="minutes"), day, clock, utc)

    @property
    def zone_label(self) -> str:
        """What stands behind a time in the site's zone."""
        return self.settings.zone_label

    # Names and links

    def name(self, record: Actor | Place | Publisher) -> str:
        """The name of a record in the language of the page, where the registry has one."""
        return self._translate(record.names) or record.name

    def _translate(self, texts: Mapping[str, str]) -> str:
        """The text in the language of the page, or in that language without its country; else ""."""
        return (texts and (texts.get(self.lang) or texts.get(self.lang.partition("-")[0]))) or ""

    def marked_name(self, record: Actor | Place | Publisher) -> str:
        """The name for a text that is shown; it says its language where it is not the page's."""
        return self._translate(record.names) or self.mark_own(record.name)

    def marked_names(self, records: Iterable[Actor | Place | Publisher]) -> str:
        """Names as a list in words, each once."""
        return self.join(dict.fromkeys(map(self.marked_name, records)))

    def mark_own(self, text: str) -> str:
        """A text of a registry or a setting, which is in the site's own language."""
        return mark_text(text, self.foreign(self.settings.lang))

    def mark_said(self, text: str, briefing: Id) -> str:
        """A text that stands in a briefing."""
        return mark_text(text, self.foreign(self.teasers[briefing].lang)) if text else ""

    def join(self, texts: Iterable[str]) -> str:
        """Texts with the comma of the language between them."""
        return join_texts(self.words(", "), texts)

    def join_name(self, name: str, text: str) -> str:
        """A name and a text about it, or a title and a part of it, with the colon of the language between them."""
        return join_texts(self.words(": "), (name, text))

    def actor_link(self, identifier: Id, note: str = "") -> Link:
        """A link to an actor."""
        return self._entity_link(EntityKind.ACTOR, self.site.actors[identifier], note)

    def place_link(self, identifier: Id, note: str = "") -> Link:
        """A link to a place."""
        return self._entity_link(EntityKind.PLACE, self.site.places[identifier], note)

    def publisher_link(self, identifier: Id, note: str = "") -> Link:
        """A link to a publisher."""
        return self._entity_link(EntityKind.PUBLISHER, self.site.publishers[identifier], note)

    def _entity_link(self, kind: EntityKind, record: Actor | Place | Publisher, note: str) -> Link:
        name = self._translate(record.names)
        lang = "" if name else self.foreign(self.settings.lang)
        return Link(name or record.name, self._entity_href(kind, record.id), note, lang)

    def _entity_href(self, kind: EntityKind, identifier: Id) -> str:
        """The address of a page; "" where the theme has no such pages, so that no link leads nowhere."""
        return self.addresses.entity(kind, identifier).href if self.has_pages(kind) else ""

    def topic_title(self, identifier: Id) -> str:
        """The title of a topic in the language of the page."""
        topic = self.site.topics[identifier].topic
        return self._translate(topic.names) or topic.title

    def topic_link(self, identifier: Id, note: str = "") -> Link:
        """A link to a topic."""
        topic = self.site.topics[identifier].topic
        name = self._translate(topic.names)
        lang = "" if name else self.foreign(self.settings.lang)
        return Link(name or topic.title, self._entity_href(EntityKind.TOPIC, identifier), note, lang)

    def topic_links(self, identifiers: Iterable[Id]) -> tuple[Link, ...]:
        """Links to topics, in the order given."""
        return tuple(self.topic_link(identifier) for identifier in identifiers)

    def link(self, kind: EntityKind, identifier: Id) -> Link:
        """A link to anything that has an id."""
        match kind:
            case EntityKind.BRIEFING:
                return self.briefing_link(identifier)
            case EntityKind.TOPIC:
                return self.topic_link(identifier)
            case EntityKind.ACTOR:
                return self.actor_link(identifier)
            case EntityKind.PLACE:
                return self.place_link(identifier)
            case EntityKind.PUBLISHER:
                return self.publisher_link(identifier)
            case EntityKind.CLAIM:
                claim = self.site.claims[Id(identifier)]
                href = self.addresses.claim(identifier).href if self.has_pages(kind) else ""
                text, lang = self.claim_text(claim)
                return Link(text, href, lang=lang)

    def briefing_link(self, identifier: Id, note: str = "") -> Link:
        """A link to a briefing, in the language of the page where it has been translated."""
        teaser = self.teaser(identifier)
        is_foreign = teaser.lang != self.lang and not teaser.is_withdrawn
        title, lang = self._title(teaser.title, teaser.stage, teaser.date), teaser.lang if is_foreign else ""
        return Link(title, self.addresses.teaser(teaser).href, note, lang)

    def briefing_title(self, linked: LinkedBriefing) -> str:
        """The title of a briefing; of a withdrawn one, words of ours in the language of the page."""
        return self._title(linked.briefing.title, linked.briefing.stage, linked.briefing.date)

    def _title(self, title: str, stage: Stage, date: Moment) -> str:
        if stage is not Stage.WITHDRAWN:
            return title
        return self.words("Withdrawn briefing of {date}").format(date=self.stamp(date).day)

    def teaser(self, identifier: Id) -> Teaser:
        """What lists show of the briefing, or of its translation into the language of the page."""
        teaser = self.teasers[identifier]
        other = teaser.translations.get(self.lang) if teaser.translations else None
        return teaser if other is None else self.teasers[other]

    def localised(self, identifier: Id) -> LinkedBriefing:
        """The briefing, or its translation into the language of the page."""
        linked = self.site.briefings[identifier]
        return self.site.briefings[linked.translations.get(self.lang, linked.briefing.id)]

    def claim_text(self, claim: LinkedClaim) -> tuple[str, str]:
        """The text of a claim, and its language where that is not the page's ("" otherwise)."""
        translated = claim.texts.get(self.lang) or ("" if claim.lang == self.lang else self._translate(claim.texts))
        if translated:
            return translated, ""
        return claim.text, "" if claim.lang == self.lang else claim.lang
