"""What the code of templates calls while it runs: escaping, components, and cards that are rendered once."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import Any

import markupsafe
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_CARDS = 1 << 14
"""How many cards of one macro are kept: more than any page shows, and at one or two kilobytes each, memory enough."""

_escape_str: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""MarkupSafe's escaping of a plain string without the `Markup` around it, which nobody sees in what is printed."""


def print_text(value: object) -> str:
    """What `{{ value }}` prints, where everything is escaped."""
    if type(value) is str:
        return _escape_str(value)
    return value if type(value) is Markup else escape(value)


class Component(Macro):
    """A macro that takes plain arguments. `raw` gives what it prints as a plain string, which must not be escaped."""

    def __init__(self, *arguments: Any, raw: Callable[..., str]) -> None:
        super().__init__(*arguments)
        raw.__qualname__ = f"macro {self.name!r}"  # Python's messages name what was called with wrong arguments
        self.raw = raw


def print_call(context: Context, called: Any, **variables: Any) -> Callable[..., str]:
    """What prints the result of calling something that is no component after all."""
    return lambda *args, **kwargs: print_text(context.call(called, *args, **kwargs, **variables))


def keep_cards(macro: Macro) -> Macro:
    """The global `once`: the same macro, which is rendered once for each set of arguments that it is called with.

    Arguments are compared by value, as views can be. With others, such as lists, it is rendered each time, and so are
    macros with a `caller`. The cards go with the environment, so they last no longer than one build.
    """
    if not isinstance(macro, Component):
        return macro
    render, find = macro.raw, lru_cache(_CARDS, typed=True)(macro.raw)

    def print_card(*args: Any, **kwargs: Any) -> str:
        try:
            return find(*args, **kwargs)
        except TypeError:  # an argument that cannot be hashed; any other error comes again
            return render(*args, **kwargs)

    kept = copy(macro)
    kept.raw, kept._func = print_card, print_card
    return kept
