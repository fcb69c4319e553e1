"""What a theme's folder holds: its templates, its stylesheet as one file from many, and its version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_SPACES = re.compile(r"""(?P<string>"[^"]*"|'[^']*')|\s*(?P<around>[{};])\s*|(?P<before>[:,])\s+""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


_EMBED = (
    "layers.css",
    "reset.css",
    "tokens.css",
    "base.css",
    "components/status.css",
    "components/map.css",
    "embed/embed.css",
)
"""What pages for frames need of it; the last stands apart, and no other page has it."""


def build_embed_stylesheet(theme: Path) -> bytes:
    """The few styles of pages that others show in frames."""
    files = (theme / "static" / "css" / name for name in _EMBED)
    return b"".join(_shrink(path.read_text("utf-8")).encode() for path in files if path.is_file())


def build_stylesheet(theme: Path) -> bytes:
    """All of `static/css` in one file, but what is for frames.

    `layers.css` comes first: it declares the order of the cascade layers, so the rest may follow by name.
    """
    folder = theme / "static" / "css"
    files = sorted(
        (path for path in folder.rglob("*.css") if path.parent.name != "embed"),
        key=lambda path: (path.name != "layers.css", path.relative_to(folder).as_posix()),
    )
    return b"".join(_shrink(path.read_text("utf-8")).encode() for path in files)


def _shrink(text: str) -> str:
    """A stylesheet without comments, indentation, and the spaces that mean nothing. Its own strings hold none."""
    lines = (_SPACES.sub(_keep_sign, line.strip()) for line in _COMMENT.sub("", text).splitlines())
    return "".join(line + "\n" for line in lines if line)


def _keep_sign(found: re.Match[str]) -> str:
    return found["string"] or found["around"] or found["before"]


def list_templates(folders: Iterable[Path]) -> frozenset[str]:
    """The names of the templates in some folders, with forward slashes."""
    return frozenset(
        path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def fingerprint_theme(theme: Path) -> str:
    """A short digest of the theme's static files, put behind their addresses so that browsers fetch changed ones."""
    digest = hashlib.sha256()
    folder = theme / "static"
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
