"""Translations whose original is not on the site: why that is so, and what it makes of the mistakes in them."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from briefings.linking.ids import Suggestions
from briefings.model.briefing import Briefing
from briefings.model.document import Document
from briefings.problems import Problem

_DRAWN_FROM_ORIGINALS = (
    *("BRF-citation-unknown", "BRF-claim-text-missing", "BRF-claim-text-twice", "BRF-claim-without-position"),
    "BRF-position-without-source",
)
_DRAWN_KEYS = ("claims", "events", "upcoming", "corrections")
"""Whose ids may be those of documents and claims of the original."""


class LoneKey(msgspec.Struct, frozen=True, gc=False):
    """A `translation_key` that one briefing alone has, which is not in the language of the site; and what to do."""

    briefing: Briefing
    path: str
    hint: str


def find_lone_keys(
    documents: Sequence[Document], default_lang: str, paths: Collection[str] | None = None
) -> Iterator[LoneKey]:
    """Find keys that no other briefing has, of all files or of `paths`; none while a briefing cannot be read.

    A key of an original is none of these: its translations may come later. What is in another language than the site
    could be an original, too, but needs no key before it has a translation.
    """
    if any(document.briefing is None for document in documents):
        return
    groups = _group_by_key(documents)
    known = {name: d for d in documents if d.briefing is not None for name in (d.briefing.id, d.path)}
    suggestions = Suggestions()
    for members in groups.values():
        [path, briefing] = members[0]
        lang = briefing.lang or default_lang
        if len(members) == 1 and lang != default_lang and (paths is None or path in paths):
            hint = _find_original(briefing, path, known)
            wanting = (key for key, others in groups.items() if all(other.lang != lang for _, other in others))
            hint = hint or suggestions.near(briefing.translation_key, wanting)
            yield LoneKey(briefing, path, hint or "Write the same key into its original, or take it out.")


def _group_by_key(documents: Iterable[Document]) -> dict[str, list[tuple[str, Briefing]]]:
    groups: dict[str, list[tuple[str, Briefing]]] = {}
    for document in documents:
        if document.briefing is not None and document.briefing.translation_key:
            groups.setdefault(document.briefing.translation_key, []).append((document.path, document.briefing))
    return groups


def _find_original(translation: Briefing, path: str, known: Mapping[str, Document]) -> str:
    """What to do where the original is the file beside, or the briefing whose id is the key."""
    stem, ending = posixpath.splitext(path)
    for name in (stem.removesuffix(f".{translation.lang}") + ending, translation.translation_key):
        original = known.get(name)
        if original is not None and original.briefing is not None and original.path != path:
            if original.briefing.translation_key:
                return f"Write `{original.briefing.translation_key}`, the key of {original.path}."
            return f"Write `translation_key: {translation.translation_key}` into {original.path} too."
    return ""


def explain_missing_originals(
    problems: list[Problem], documents: Sequence[Document], default_lang: str, hidden: Mapping[str, str]
) -> list[Problem]:
    """Give the problems of linking without those that are there only because an original could not be read.

    Where an original is not public, for a reason in `hidden` (by path), or where no briefing has the key, the hint of
    each says so.
    """
    paths = {problem.where.path for problem in problems if _is_drawn(problem)}
    reasons = dict(_find_reasons(documents, default_lang, hidden, paths)) if paths else {}
    return [kept for problem in problems if (kept := _explain(problem, reasons)) is not None]


def _is_drawn(problem: Problem) -> bool:
    """Whether it is about what a translation has from its original: documents, claims, pictures."""
    match problem.code:
        case "BRF-unknown-id":
            return bool(problem.where.pointer) and problem.where.pointer[0] in _DRAWN_KEYS
        case "BRF-link-unknown":
            return problem.found.startswith("`![[")
    return problem.code in _DRAWN_FROM_ORIGINALS


def _find_reasons(
    documents: Sequence[Document], default_lang: str, hidden: Mapping[str, str], paths: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Why translations among `paths` have no original, by path; empty where it may be a file that cannot be read."""
    is_unread = any(document.briefing is None for document in documents)
    for members in _group_by_key(documents).values():
        if not any(path in paths for path, _ in members):
            continue
        ranked = sorted(members, key=lambda m: ((m[1].lang or default_lang) != default_lang, m[1].date.utc, m[1].id))
        path, original = ranked[0]
        if is_unread and (original.lang or default_lang) != default_lang:
            yield from ((member, "") for member, _ in members)
        elif path in hidden:
            reason = f"Its original `{original.id}` {hidden[path]}: make this one a draft too until that is public."
            yield from ((member, reason) for member, _ in ranked[1:])
    for lone in find_lone_keys(documents, default_lang, paths):
        yield lone.path, f"No other briefing has the `translation_key` `{lone.briefing.translation_key}`. {lone.hint}"


def _explain(problem: Problem, reasons: Mapping[str, str]) -> Problem | None:
    reason = reasons.get(problem.where.path)
    if reason is None or not _is_drawn(problem):
        return problem
    return replace(problem, hint=f"{reason} {problem.hint}".rstrip()) if reason else None
