"""What the README shows must work."""

from __future__ import annotations

import re
from datetime import UTC

from briefings.model.document import FileKind
from briefings.reading.read import ReadingOptions, read_document


def test_the_example_briefing_reads_without_a_problem(root):
    example = re.search(r"```markdown\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL)[1]
    document = read_document("example.md", FileKind.BRIEFING, example.encode(), ReadingOptions(UTC))
    assert document.problems == ()
    assert len(document.briefing.claims[0].positions) == 2


def test_every_make_target_that_is_named_exists(root):
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"(?:\$ |`)make ([a-z-]+)", (root / name).read_text("utf-8")))
        assert named <= targets, name
        assert named
