"""What happens to the cache and to the output folder without a word to the program."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.incremental.rebuilding import digest_tree, list_tree

Pick = Callable[[Sequence[Any]], Any]
MANIFEST = ".briefings.json"


# The cache


def delete_cache(cache: Path, _: Pick) -> str:
    """As `make clean` does."""
    shutil.rmtree(cache, ignore_errors=True)
    return "the cache is gone"


def _pick_file(cache: Path, pick: Pick) -> Path | None:
    files = [path for path in list_tree(cache) if path.stat().st_size]
    return pick(files) if files else None


def lose_part(cache: Path, pick: Pick) -> str:
    """One file of the cache is gone."""
    file = _pick_file(cache, pick)
    if file:
        file.unlink()
    return f"gone: {file}"


def truncate(cache: Path, pick: Pick) -> str:
    """A disk was full."""
    file = _pick_file(cache, pick)
    if file:
        os.truncate(file, file.stat().st_size * pick((0, 1, 9)) // 10)
    return f"truncated: {file}"


def flip(cache: Path, pick: Pick) -> str:
    """A byte is another one."""
    file = _pick_file(cache, pick)
    if file:
        data = bytearray(file.read_bytes())
        data[len(data) * pick((0, 1, 5, 9)) // 10] ^= 0x41
        file.write_bytes(data)
    return f"flipped: {file}"


def mistake_one_for_another(cache: Path, pick: Pick) -> str:
    """One of our own files under the name of another."""
    source, target = _pick_file(cache, pick), _pick_file(cache, pick)
    if source and target and source != target:
        shutil.copyfile(source, target)
    return f"{source} copied over {target}"


CACHE_CHANGES = (delete_cache, lose_part, truncate, flip, mistake_one_for_another)

# The output. Each gets the folder and what in it is not ours, by path.

Foreign = dict[str, bytes]


def _pick_page(output: Path, foreign: Foreign, pick: Pick) -> Path:
    names = [path for path in sorted(digest_tree(output)) if path not in foreign and path != MANIFEST]
    return output / pick(names) if names else output / "index.html"


def edit_page(output: Path, foreign: Foreign, pick: Pick) -> str:
    """Somebody mends a page by hand."""
    page = _pick_page(output, foreign, pick)
    page.write_text("mended by hand")
    return f"edited: {page}"


def delete_page(output: Path, foreign: Foreign, pick: Pick) -> str:
    """A page is gone."""
    page = _pick_page(output, foreign, pick)
    page.unlink(missing_ok=True)
    return f"deleted: {page}"


def add_file(output: Path, foreign: Foreign, pick: Pick) -> str:
    """A file that is not ours, which must stay."""
    name = pick(("CNAME", "notes/mine.txt", "briefings/quay/mine.txt"))
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_text("mine")
    foreign[name] = digest_tree(output)[name]
    return f"added: {name}"


def delete_output(output: Path, foreign: Foreign, _: Pick) -> str:
    """All of it is gone."""
    shutil.rmtree(output)
    foreign.clear()
    return "the output is gone"


OUTPUT_CHANGES = (edit_page, delete_page, add_file, delete_output)


# Both


def keep_folders(folder: Path, kept: Path, names: Sequence[str]) -> None:
    """Keep some folders as they are."""
    kept.mkdir()
    for name in names:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, kept / name)


def bring_back(folder: Path, kept: Path, names: Sequence[str]) -> list[str]:
    """Put those that were kept in place, with their times, and say which."""
    found = [name for name in names if (kept / name).is_dir()]
    for name in found:
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(kept / name, folder / name)
    shutil.rmtree(kept)
    return found
