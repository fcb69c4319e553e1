"""Shown claims: where they stand, who says what, how they moved, and the sources behind them."""

from __future__ import annotations

from briefings.views.parts import Link, Mark, View, When


class SourceRef(View):
    """A reference to a numbered source of the page: `S1` and its anchor."""

    number: str
    href: str


class PositionView(View):
    """Who took which position on a claim, when, how, and through which sources.

    `stance` is the key (asserts, denies …), `stance_word` the word. `who` links to the actor; `role` and
    `organisation` describe it. `value` is a figure in words. `briefing` is the other briefing that recorded it, when
    it is not this page's. `is_earlier` says that the speaker has taken another position since. `lang` is the
    language of `how` and `quote`, `role_lang` that of `role`, where they differ from the page's.
    """

    stance: str
    stance_word: str
    who: Link
    said: When
    role: str = ""
    how: str = ""
    quote: str = ""
    value: str = ""
    credibility: str = ""
    is_party: bool = False
    sources: tuple[SourceRef, ...] = ()
    briefing: Link | None = None
    lang: str = ""
    role_lang: str = ""
    is_earlier: bool = False


class TransitionView(View):
    """One step of a claim's history: when, the new status, and the cause in words."""

    when: When
    status: Mark
    cause: str
    briefing: Link | None = None


class ClaimView(View):
    """A claim as the ledger of a page shows it.

    `number` is "C1" on this page, `id` the claim's id (also the anchor). `since` says since when the status holds,
    `origins` counts the sources that assert it and their independent origins in words ("4 sources, 1 independent
    origin"). `asserted_by` and `denied_by` name those who still say so. `basis` is the reason of an editor's
    assessment. `lang` is set where the text is in another language than the page.
    """

    id: str
    number: str
    href: str
    text: str
    status: Mark
    kind: str
    since: When | None
    positions: tuple[PositionView, ...]
    history: tuple[TransitionView, ...] = ()
    asserted_by: str = ""
    denied_by: str = ""
    basis: str = ""
    origins: str = ""
    due: When | None = None
    lang: str = ""
    defined_in: Link | None = None


class MoveView(View):
    """A claim that moved: from which status to which, when, why, and which briefing recorded it."""

    claim: Link
    before: Mark | None
    after: Mark
    when: When
    cause: str
    briefing: Link | None = None


class ClaimRow(View):
    """A claim in a table: its number on the site, its text, who said it first, when, and where it stands.

    `figure` is the latest figure that is asserted ("11 people"), `figure_by` who gives it. `denied_by` names those who
    still deny the claim. `is_earlier` says, in a list of what one actor says, that it has taken another position since.
    """

    number: str
    href: str
    text: str
    status: Mark
    who: Link | None
    role: str
    said: When | None
    via: str
    since: When | None
    denied_by: str = ""
    due: When | None = None
    topic_ids: tuple[str, ...] = ()
    speaker_ids: tuple[str, ...] = ()
    figure: str = ""
    figure_by: str = ""
    is_earlier: bool = False


class SourceView(View):
    """A source in the list of a page.

    `number` is "S1", also the anchor. `note` says what a reader must know ("Not seen; read as carried by others.").
    `origin` names the document or publisher that it copies. `grade` is the Admiralty letter of the publisher ("" when
    not judged), `grade_words` its meaning, `grade_why` the reason given. `version_date` is the day of the archived
    copy, or else that on which the desk read it, or on which it was published (ISO 8601, "" when nobody knows).
    """

    number: str
    title: str
    url: str
    publisher: Link
    kind: str
    published: When | None = None
    accessed: When | None = None
    archived: str = ""
    version_date: str = ""
    note: str = ""
    origin: str = ""
    copies: tuple[SourceRef, ...] = ()
    grade: str = ""
    grade_words: str = ""
    grade_why: str = ""
    lang: str = ""
    lang_name: str = ""
    cited: tuple[Link, ...] = ()


class WatchView(View):
    """Something to watch: its window, what, who says so, where it was reported, and what came of it ("" while open).

    `lang` is the language of `what` and `outcome` where it differs from the page's.
    """

    when: When
    what: str
    note: str = ""
    briefing: Link | None = None
    outcome: str = ""
    lang: str = ""
