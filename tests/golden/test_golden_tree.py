"""The list of all files of the sample site: a page that is lost, renamed or new shows up in review."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_output_paths_of_the_dossier_are_as_reviewed(dossier_site: Path, file_regression: Any) -> None:
    paths = sorted(path.relative_to(dossier_site).as_posix() for path in dossier_site.rglob("*") if path.is_file())
    file_regression.check("\n".join(paths) + "\n", basename="dossier", extension=".txt", encoding="utf-8")
