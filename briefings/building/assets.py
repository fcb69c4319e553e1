"""What a theme's folder holds: its templates, its stylesheet as one file from many, and its version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_NAME = re.compile(r"[A-Za-z_]\w*")
_SPACES = re.compile(r"""(?P<string>"[^"]*"|'[^']*')|\s*(?P<around>[{};])\s*|(?P<before>[:,])\s+""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def build_stylesheet(theme: Path) -> bytes:
    """All of `static/css` in one file.

    `layers.css` comes first: it declares the order of the cascade layers, so the rest may follow by name.
    """
    folder = theme / "static" / "css"
    files = sorted(
        folder.rglob("*.css"), key=lambda path: (path.name != "layers.css", path.relative_to(folder).as_posix())
    )
    return b"".join(_shrink(path.read_text("utf-8")).encode() for path in files)


def _shrink(text: str) -> str:
    """A stylesheet without comments, indentation, and the spaces that mean nothing. The theme's own strings hold none."""
    lines = (_SPACES.sub(_keep_sign, line.strip()) for line in _COMMENT.sub("", text).splitlines())
    return "".join(line + "\n" for line in lines if line)


def _keep_sign(found: re.Match[str]) -> str:
    return found["string"] or found["around"] or found["before"]


def list_templates(folders: Iterable[Path]) -> frozenset[str]:
    """The names of the templates in some folders, with forward slashes."""
    return frozenset(
        path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def list_names(folders: Iterable[Path]) -> frozenset[str]:
    """Every word of the templates in some folders that could be the name of something."""
    names: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                names.update(_NAME.findall(path.read_text("utf-8", errors="replace")))
    return frozenset(names)


def fingerprint_theme(theme: Path) -> str:
    """A short digest of the theme's static files, put behind their addresses so that browsers fetch changed ones."""
    digest = hashlib.sha256()
    folder = theme / "static"
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
