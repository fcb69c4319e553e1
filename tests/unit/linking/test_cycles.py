from __future__ import annotations

from briefings.linking.cycles import cut_cycles, describe_cycle, find_ancestors


def test_edges_without_a_circle_are_kept_with_targets_first() -> None:
    kept, cycles = cut_cycles({"c": ("b",), "b": ("a",), "a": ()})
    assert list(kept.items()) == [("a", ()), ("b", ("a",)), ("c", ("b",))]
    assert cycles == []


def test_a_circle_is_given_once_from_its_smallest_id_and_cut() -> None:
    kept, cycles = cut_cycles({"c": ("b",), "b": ("d",), "d": ("c",), "x": ("c",)})
    assert cycles == [("b", "d", "c")]
    assert sum(map(len, kept.values())) == 3


def test_what_points_at_itself_is_a_circle() -> None:
    assert cut_cycles({"a": ("a", "b"), "b": ()}) == ({"b": (), "a": ("b",)}, [("a",)])


def test_two_ways_to_one_id_are_no_circle() -> None:
    kept, cycles = cut_cycles({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()})
    assert cycles == []
    assert find_ancestors(kept)["a"] == ("b", "d", "c")


def test_a_chain_longer_than_the_stack_of_python_is_walked() -> None:
    edges: dict[str, tuple[str, ...]] = {f"n{i:05}": (f"n{i + 1:05}",) for i in range(5000)}
    kept, cycles = cut_cycles(edges)
    assert len(kept) == 5000
    assert cycles == []


def test_a_circle_is_written_back_to_its_start() -> None:
    assert describe_cycle(("a", "b")) == "a → b → a"
