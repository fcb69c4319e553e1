"""Words of control in English texts: who holds a place can be said in many ways, which count as one."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefings.checks.sentences import find_words

_VERB = re.compile(
    r"\b(?<!lost )(?<!lose )(?<!loses )(?<!losing )(?<!cede )(?<!cedes )(?<!ceded )"
    # What is tried or fought for is not had.
    r"(?<!to )(?<!for )(?<!over )"
    r"(?:(?:re)?(?:tak(?:es?|en|ing)|took)|(?:re)?captur(?:es?|ed|ing)|(?:re)?seiz(?:es?|ed|ing)"
    r"|holds?|held|holding|control(?:s|led|ling)?|fall(?:s|en|ing)? to|fell to)\b"
    # What follows is no deed against somebody elsewhere, as in `seizes weapons in`, `holds talks with`.
    r"(?=(?P<rest>(?: (?!(?:in|at|near|from|outside|around|over|with|after|during|on|as)\b)[^\s,;:]+){0,5}))",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:in|into)\b(?P<hands> [^,;:]{1,40}) hands\b|\bunder\b(?P<under> [^,;:]{1,40}) control\b", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"\b(?:talks?|meetings?|elections?|votes?|funerals?|ceremony|prayers?|rall(?:y|ies)|conferences?|elders|fire|back"
    r"|part|place|steps|aim|cover|losses|prisoners?|hostages?|weapons?|responsibility|note)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?!(?:Jan|Febr)uary\b|March\b|April\b|May\b|June\b|July\b|August\b|(?:Septem|Octo|Novem|Decem)ber\b)"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][\w'’]*"
)
"""A capitalised word; not that of a month or a day, which is no name of a place."""
CONTROL = frozenset({"control"})
"""The one word that stands for all verbs of control."""


class Control(NamedTuple):
    """What a text says of control: all its words, those beside the verb, those of the holder, and the names."""

    words: frozenset[str]
    beside: frozenset[str]
    holder: frozenset[str]
    holder_names: frozenset[str]
    held_names: frozenset[str]


def find_control(text: str) -> Control | None:
    """The control over somewhere that a text states, or none."""
    text = " ".join(text.split())
    state = _STATE.search(text)
    if state is not None:
        holder = state["hands"] or state["under"]
        return _make(holder, holder, text[: state.start()] + text[state.end() :])
    for match in _VERB.finditer(text):
        rest = match["rest"]
        if find_words(rest) and not _OTHERWISE.search(rest):
            before, after = text[: match.start()], text[match.end() :]
            return _make(rest, *((after, before) if _is_turned(match, before) else (before, after)))
    return None


def _is_turned(match: re.Match[str], before: str) -> bool:
    """Whether the holder stands behind the verb: `falls to the army`, `taken by the army`, `under control of it`."""
    return match[0][0] in "fF" or match["rest"].startswith(" by ") or before.lower().endswith("under ")


def _make(beside: str, holder: str, held: str) -> Control:
    words = find_words(holder)
    every = words | find_words(held) | CONTROL
    return Control(every, find_words(beside), words, _find_names(holder), _find_names(held))


def _find_names(text: str) -> frozenset[str]:
    return find_words(" ".join(_NAME.findall(text)))
