"""Every claim of the sample site with its status, as a person judged it from who says what and from the fact sheet.

Statuses that differ from the fact sheet's, and why that is right, stand in `dossier_ledger.md`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any


def describe_ledger(claims: list[dict[str, Any]]) -> str:
    """One line a claim, by id: status, how many independent origins its standing assertions have, text."""
    width = max(len(claim["id"]) for claim in claims)
    lines = []
    for claim in sorted(claims, key=lambda claim: claim["id"]):
        word = "unverified" if claim["is_unverified"] else claim["status"]
        lines.append(f"{claim['id']:{width}} | {word:12} | {len(claim['origins'])} | {claim['text']}")
    return "\n".join(lines) + "\n"


def test_every_claim_has_the_status_that_a_person_gives_it(dossier_site: Path, file_regression: Any) -> None:
    ledger = json.loads((dossier_site / "data/claims.json").read_text("utf-8"))
    file_regression.check(
        describe_ledger(ledger["claims"]), basename="dossier_ledger", extension=".txt", encoding="utf-8"
    )


def test_the_reviewed_list_holds_every_status(root: Path) -> None:
    lines = (root / "tests/golden/test_dossier_ledger/dossier_ledger.txt").read_text("utf-8").splitlines()
    counts = Counter(line.split(" | ")[1].strip() for line in lines)
    assert set(counts) == {"claimed", "unverified", "disputed", "corroborated", "confirmed", "refuted", "retracted"}


def test_every_difference_that_is_explained_is_a_claim_of_the_list(root: Path) -> None:
    folder = root / "tests/golden"
    listed = (folder / "test_dossier_ledger/dossier_ledger.txt").read_text("utf-8").splitlines()
    statuses = {line.split(" | ")[0].strip(): line.split(" | ")[1].strip() for line in listed}
    rows = [
        line.split("|")
        for line in (folder / "dossier_ledger.md").read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    explained = [(name, row[2].strip()) for row in rows for name in row[1].replace("`", "").replace(",", " ").split()]
    assert len(explained) > 20
    assert [(name, word) for name, word in explained if statuses.get(name) != word] == []
