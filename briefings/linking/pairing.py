"""Pairs the items of two lists that have no ids: which one of the first became which one of the second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from briefings.linking.items import PAIRED_BY, Item, ItemKind

Pair = tuple[Item | None, Item | None]
"""An item before and after; None where it was added or removed."""


class _Open(msgspec.Struct):
    """What has no partner yet, in a total order that the files have no part in."""

    before: list[Item]
    after: list[Item]


def pair_items(before: Iterable[Item], after: Iterable[Item]) -> list[Pair]:
    """Pair items of the same kind, briefing and claim: equal ones first, then those that share most."""
    groups: dict[tuple[ItemKind, str, str], _Open] = {}
    for item in sorted(before, key=_order):
        groups.setdefault(item.group, _Open([], [])).before.append(item)
    for item in sorted(after, key=_order):
        groups.setdefault(item.group, _Open([], [])).after.append(item)
    return [pair for key in sorted(groups) for pair in _pair_group(key[0], groups[key])]


def _order(item: Item) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(item.fields.items()))


def _pair_group(kind: ItemKind, group: _Open) -> list[Pair]:
    pairs = _match(group, None)
    for names in PAIRED_BY[kind]:
        pairs += _match(group, names)
    return [*pairs, *((item, None) for item in group.before), *((None, item) for item in group.after)]


def _match(group: _Open, names: Sequence[str] | None) -> list[Pair]:
    """Take out of `group` the items that have the same in the fields of these names; None stands for all fields."""
    waiting: dict[tuple[str, ...], list[Item]] = {}
    for item in group.after:
        waiting.setdefault(_read_key(item, names), []).append(item)
    pairs: list[Pair] = []
    left: list[Item] = []
    for item in group.before:
        key = _read_key(item, names)
        partners = waiting.get(key) if all(key) else None
        if partners:
            pairs.append((item, partners.pop(0)))
        else:
            left.append(item)
    taken = {id(after) for _, after in pairs}
    group.before, group.after = left, [item for item in group.after if id(item) not in taken]
    return pairs


def _read_key(item: Item, names: Sequence[str] | None) -> tuple[str, ...]:
    return item.compared if names is None else tuple(item.fields.get(name, "") for name in names)
