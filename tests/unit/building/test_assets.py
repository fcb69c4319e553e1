"""The theme's stylesheet and its version."""

from __future__ import annotations

from pathlib import Path

from briefings.building.assets import build_stylesheet, fingerprint_theme, list_templates


def _theme(tmp_path: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (tmp_path / "static" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / path).write_text(text)
    return tmp_path


def test_order_of_the_layers_is_declared_first_and_the_rest_follows_by_name(tmp_path: Path) -> None:
    theme = _theme(
        tmp_path,
        {"css/a.css": "a{}\n\n", "css/layers.css": "@layer reset;", "css/components/b.css": "b{}", "css/z.txt": "no"},
    )
    assert build_stylesheet(theme) == b"@layer reset;\na{}\nb{}\n"


def test_theme_without_styles_has_an_empty_stylesheet(tmp_path: Path) -> None:
    assert build_stylesheet(tmp_path) == b""


def test_version_changes_with_every_name_and_every_byte_and_with_nothing_else(tmp_path: Path) -> None:
    theme = _theme(tmp_path, {"css/a.css": "a{}", "js/b.js": "b"})
    first = fingerprint_theme(theme)
    (theme / "static/js/b.js").touch()
    assert fingerprint_theme(theme) == first
    (theme / "static/js/b.js").write_text("c")
    second = fingerprint_theme(theme)
    (theme / "static/js/b.js").rename(theme / "static/js/c.js")
    third = fingerprint_theme(theme)
    assert len({first, second, third}) == 3
    assert all(version.isalnum() for version in (first, second, third))


def test_templates_of_all_folders_count_however_deep(tmp_path: Path) -> None:
    for path in ("theme/home.html", "theme/components/card.html", "mine/home.html", "mine/topic.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    folders = [tmp_path / "mine", tmp_path / "theme", tmp_path / "missing"]
    assert list_templates(folders) == {"home.html", "topic.html", "components/card.html"}
