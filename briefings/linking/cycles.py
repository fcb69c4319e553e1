"""Circles in chains of ids: finding them, cutting them, and walking up what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=str)


def cut_cycles(edges: Mapping[K, Sequence[K]]) -> tuple[dict[K, tuple[K, ...]], list[tuple[K, ...]]]:
    """Give the edges without those that close a circle, and the circles, each from its smallest id.

    The mapping is in topological order: every id comes after the ids that it points at. Ids that are pointed at but
    are no key of `edges` have no entry. The time is linear in the number of edges.
    """
    kept: dict[K, tuple[K, ...]] = {}
    cycles: list[tuple[K, ...]] = []
    for root in sorted(edges):
        if root not in kept:
            _descend(root, edges, kept, cycles)
    return kept, cycles


def _descend(
    root: K, edges: Mapping[K, Sequence[K]], kept: dict[K, tuple[K, ...]], cycles: list[tuple[K, ...]]
) -> None:
    # A stack instead of recursion: a `follows` chain may be longer than Python's stack.
    on_path: dict[K, list[K]] = {root: []}
    stack: list[tuple[K, Iterator[K]]] = [(root, iter(edges[root]))]
    while stack:
        node, targets = stack[-1]
        for target in targets:
            if target in on_path:
                path = list(on_path)
                cycles.append(_rotated(path[path.index(target) :]))
                continue
            on_path[node].append(target)
            if target in edges and target not in kept:
                on_path[target] = []
                stack.append((target, iter(edges[target])))
                break
        else:
            stack.pop()
            kept[node] = tuple(on_path.pop(node))


def _rotated(cycle: list[K]) -> tuple[K, ...]:
    start = cycle.index(min(cycle))
    return tuple(cycle[start:] + cycle[:start])


def find_ancestors(kept: Mapping[K, Iterable[K]]) -> dict[K, tuple[K, ...]]:
    """Give everything above each id, nearest first; `kept` is the first result of `cut_cycles`."""
    above: dict[K, tuple[K, ...]] = {}
    for node, targets in kept.items():
        chain: dict[K, None] = {}
        for target in targets:
            chain[target] = None
            chain.update(dict.fromkeys(above.get(target, ())))
        above[node] = tuple(chain)
    return above


def describe_cycle(cycle: Sequence[str]) -> str:
    """Write a circle out, back to where it starts: `a → b → a`."""
    return " → ".join((*cycle, cycle[0]))
