"""Names and texts joined as the language of the page writes them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.linking.site import MonthCount
from briefings.outputs.feeds import name_feed
from briefings.plugin.build import Build
from briefings.views.changes import build_changes_views
from briefings.views.charts import build_year_chart
from briefings.views.context import ViewContext
from briefings.views.digest import build_digest
from briefings.views.language_home import build_language_home
from briefings.views.language_marks import MixedText, mark_text
from tests.unit.views.small_site import view_bridge


def test_a_name_and_its_text_have_the_colon_of_the_language(dossier: ViewContext) -> None:
    assert dossier.join_name("Harbour", "2023") == "Harbour: 2023"
    assert dossier.in_language("fr").join_name("Port", "2023") == "Port : 2023"
    assert isinstance(dossier.join_name(mark_text("بندر", "fa"), "2023"), MixedText)


def test_titles_and_labels_have_the_colon_of_the_language(
    read_site: Callable[..., Build], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.views.changes.MAX_CHANGES", 2)
    french = view_bridge(read_site, DEFAULT_LANG="fr")
    titles = [view.title for view in build_changes_views(french)]
    assert titles[:2] == ["Modifications", "Modifications : mars 2021"]
    chart = build_year_chart(french, [MonthCount(2020, 5, 1)], {})
    assert chart is not None
    assert chart.label == "2020 : 1 note"
    digest = build_digest(french, datetime(2021, 3, 1, tzinfo=UTC), datetime(2021, 3, 9, tzinfo=UTC))
    assert digest.title == "Bridge news : Modifications"
    assert digest.preview.count(" : ") == len([s for s in digest.sections if s.key != "watch"])
    assert name_feed(french, "topics/bridge")[0] == "Bridge news : The bridge"


def test_the_home_of_a_language_has_its_colon(view_dossier: Callable[..., ViewContext]) -> None:
    own = "---\ntitle: Le quai\ndate: 2023-05-03\nlang: fr\ntranslation_key: quay\n---\nTexte.\n"
    context = view_dossier({"briefings/quay.fr.md": own}, SITENAME="Desk").in_language("fr")
    assert build_language_home(context).page.title == "Desk : français"


def test_nothing_that_readers_see_is_joined_with_a_colon_of_its_own() -> None:
    """The colon is a message, as the comma is: French has a space before it."""
    package = Path(__file__).resolve().parents[3] / "briefings"
    found = [str(path) for path in (package / "views").rglob("*.py") if _joins_with_a_colon(path)]
    templates = [*package.rglob("*.html"), *(package.parent / "themes").rglob("*.html")]
    found += [str(path) for path in templates if re.search(r"[}]}: (?=[{<])", path.read_text("utf-8"))]
    assert len(templates) > 50
    assert found == []


def _joins_with_a_colon(path: Path) -> bool:
    """Whether an f-string has nothing but a colon between two values."""
    strings = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))
    return any(isinstance(part, ast.Constant) and part.value == ": " for node in strings for part in node.values)
