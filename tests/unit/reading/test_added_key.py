"""A key added to a mapping of a file: one more line, or a few words in braces, and not a byte else."""

from __future__ import annotations

import difflib

import pytest

from briefings.checks.source_lists import list_sources
from briefings.model.document import FileKind
from briefings.reading.added_key import add_key
from briefings.reading.front_matter import split_front_matter
from briefings.reading.yaml_tree import parse_yaml

URL = "https://gazette.example/a"
COPY = "https://archive.example/2021/https://gazette.example/a"


def add(text, pointer=("sources", 0), path="a.md", value=COPY, url=URL):
    return add_key(text, path, pointer, ("archived", value), beside=("url", url))


def find_changes(before, after):
    """The lines that are gone and the lines that are new."""
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def make(*lines, end="\n", body="\nText. url: https://gazette.example/a\n"):
    return end.join(("---", "title: A", "sources:", *lines, "---")) + end + body.replace("\n", end)


BLOCKS = {
    "plain": ["  - id: a", f"    url: {URL}", "    publisher: gazette"],
    "at the end": ["  - id: a", f"    url: {URL}"],
    "first": [f"  - url: {URL}", "    id: a"],
    "not indented": ["- id: a", f"  url: {URL}", "  title: B"],
    "far in": ["    -   id: a", f"        url: {URL}", "        title: B"],
    "with comments": [
        "  # the first",
        "  - id: a  # its name",
        f"    url: {URL}   # seen",
        "    # more",
        "    title: B",
    ],
    "in quotes": ["  - id: a", f'    url: "{URL}"', "    title: 'It''s'"],
    "in single quotes": ["  - id: a", f"    url: '{URL}'", '    title: "B"'],
    "as a block scalar": ["  - id: a", "    url: >-", f"      {URL}", "    title: B"],
    "as a block scalar with empty lines": ["  - id: a", "    url: |-", f"      {URL}", "", "    title: B"],
    "on the next line": ["  - id: a", "    url:", f"      {URL}", "    title: B"],
    "before an empty line": ["  - id: a", f"    url: {URL}", "", "    title: B"],
    "before another": ["  - id: a", f"    url: {URL}", "  - {id: b, url: https://b.example/}"],
    "alone on the dash": ["  -", "    id: a", f"    url: {URL}"],
    "in other scripts": ["  - id: a", "    title: خبر 𝒳 é", f"    url: {URL}", "    note: «ё»"],
    "odd spaces": ["  - id:   a", f"    url:    {URL}  ", "    title:  B  "],
    "long texts": [
        "  - id: a",
        f"    url: {URL}",
        f"    title: {'word ' * 60}end",
        "    note: |",
        "      a",
        "       b",
    ],
}


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_in_block_style_exactly_one_line_is_new(name, end):
    text = make(*BLOCKS[name], end=end)
    gone, new = find_changes(text, add(text))
    assert gone == []
    assert len(new) == 1
    assert new[0].endswith(end)
    assert new[0].strip().replace('"', "").replace("'", "") == f"archived: {COPY}"


def test_new_line_stands_below_the_address():
    assert f"    url: {URL}   # seen\n    archived: {COPY}\n" in add(make(*BLOCKS["with comments"]))


def test_new_value_has_the_quotes_of_the_address():
    assert f'    archived: "{COPY}"\n' in add(make(*BLOCKS["in quotes"]))
    assert f"    archived: '{COPY}'\n" in add(make(*BLOCKS["in single quotes"]))


FLOWS = {
    "plain": f"  - {{id: a, url: {URL}, title: B}}",
    "last": f"  - {{id: a, url: {URL} }}  # a comment",
    "in quotes": f'  - {{id: a, url: "{URL}", title: "a, b"}}',
    "in another script": f"  - {{id: a, title: خبر 𝒳, url: {URL}, note: é}}",
    "within a list in brackets": f"  [{{id: a, url: {URL}}}]",
    "like JSON": f'  - {{"id": "a","url":"{URL}","title":"B"}}',
}


@pytest.mark.parametrize("name", FLOWS)
def test_in_braces_the_key_goes_behind_the_address(name):
    text = make(FLOWS[name])
    gone, new = find_changes(text, add(text))
    assert gone == [f"{FLOWS[name]}\n"]
    quote = '"' if f'"{URL}"' in text else ""
    assert new == [gone[0].replace(f"{URL}{quote}", f"{URL}{quote}, archived: {quote}{COPY}{quote}")]


def test_in_braces_over_many_lines_only_one_is_changed():
    text = make("  - {id: a,", f"     url: {URL},  # seen", "     title: B}")
    gone, new = find_changes(text, add(text))
    assert new == [gone[0].replace(f"{URL},", f"{URL}, archived: {COPY},")]


@pytest.mark.parametrize("value", ["https://x.example/a,b]", "https://x.example/#{a}", "https://x.example/a'b\"c"])
@pytest.mark.parametrize("lines", [BLOCKS["plain"], BLOCKS["in single quotes"], [FLOWS["plain"]], [FLOWS["in quotes"]]])
def test_any_address_is_read_back_as_it_is(lines, value):
    changed = add(make(*lines), value=value)
    root, problems = parse_yaml(split_front_matter(changed).header, "a.md", 2)
    assert problems == []
    pairs = next(node for key, node in root.value if key.value == "sources").value[0].value
    assert {key.value: node.value for key, node in pairs}["archived"] == value


def test_a_registry_has_no_fences_and_may_end_without_a_line_end():
    text = f"- id: a\n  url: {URL}"
    assert add(text, (0,), "registry/sources.yml") == f"{text}\n  archived: {COPY}"


def test_a_mark_of_byte_order_stays():
    text = "\ufeff" + make(*BLOCKS["plain"])
    assert find_changes(text, add(text))[0] == []


@pytest.mark.parametrize(
    "text",
    [
        make("  - id: a", f"    url: {URL}", "    archived: https://x.example/"),
        make("  - id: a", "    url: https://elsewhere.example/"),
        make("  - a"),
        make("  - &anchor {id: a, url: https://gazette.example/a}"),
        make("  - {id: a, url: https://gazette.example/a"),
        "no front matter",
        "",
    ],
)
def test_nothing_is_added_where_it_does_not_belong(text):
    assert add(text) is None


def test_whatever_source_of_the_sample_site_is_chosen_nothing_else_changes(root, read_sample):
    found = 0
    for path, text, document in read_sample:
        for source, pointer in list_sources(document):
            if source.url and not source.archived:
                changed = add(text, pointer, path, url=source.url)
                gone, new = find_changes(text, changed)
                assert len(changed) > len(text)
                assert len(new) - len(gone) == (0 if gone else 1)
                assert len(new) == 1
                found += 1
    assert found > 100


@pytest.fixture
def read_sample(root):
    """The files of the sample site with sources: path, text and what they say."""
    from zoneinfo import ZoneInfo

    from briefings.building.discover import discover_files
    from briefings.reading.read import ReadingOptions, read_document

    options = ReadingOptions(ZoneInfo("Asia/Kabul"))
    kinds = (FileKind.BRIEFING, FileKind.TOPIC, FileKind.SOURCES)
    files = [file for file in discover_files(root / "content")[0] if file.kind in kinds]
    data = [(file, (root / "content" / file.path).read_bytes()) for file in files]
    return [(f.path, bytes_.decode(), read_document(f.path, f.kind, bytes_, options)) for f, bytes_ in data]
