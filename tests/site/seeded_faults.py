"""Faults for a copy of the sample site's content, as tests/fixtures/seeded/faults.yml lists them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import yaml
from PIL import Image

LIST = Path(__file__).resolve().parents[1] / "fixtures" / "seeded" / "faults.yml"
_GPS, _EXIF, _TAKEN = 0x8825, 0x8769, 0x9003


class Photo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file of a photograph says of itself: where it was taken, and when (`2021:08:29 10:00:00`)."""

    place: bool = False
    taken: str = ""


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fault: the code that it must give, the file in which, and the edits by path that make it.

    The file is the first that is edited, unless `at` names it. A fault that would hide others, or make more of them,
    is `alone`. Edits: `replace` texts that stand in a file exactly once; `write` a new file, `raw` one byte for each
    character, `padded` with so many spaces; `copy` from a path, `link` to a target, `photo` a picture; `delete` a file
    or a folder.
    """

    name: str
    code: str
    at: str | None = None
    alone: bool = False
    replace: dict[str, dict[str, str]] = {}
    write: dict[str, str] = {}
    raw: dict[str, str] = {}
    padded: dict[str, int] = {}
    copy: dict[str, str] = {}
    link: dict[str, str] = {}
    photo: dict[str, Photo] = {}
    delete: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[str, ...]:
        """The paths of files that do not stand in the sample site."""
        return (*self.write, *self.raw, *self.padded, *self.copy, *self.link, *self.photo)

    @property
    def place(self) -> str:
        """The file in which the problem is reported."""
        return (*self.replace, *self.new)[0] if self.at is None else self.at


def read_faults() -> tuple[Fault, ...]:
    """All faults, in the order of the list."""
    return msgspec.convert(yaml.safe_load(LIST.read_text("utf-8")), tuple[Fault, ...])


def seed(content: Path, fault: Fault) -> None:
    """Make a fault in a content folder."""
    for path, edits in fault.replace.items():
        _replace(content / path, edits)
    _add(content, fault)
    for path in fault.delete:
        _remove(content / path)


def _replace(file: Path, edits: dict[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, f"{text.count(old)} times in {file}: {old}"
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def _add(content: Path, fault: Fault) -> None:
    for path in fault.new:
        assert not (content / path).exists(), f"{fault.name}: {path} stands there already"
        (content / path).parent.mkdir(parents=True, exist_ok=True)
    for path, text in fault.write.items():
        (content / path).write_text(text, "utf-8")
    for path, text in fault.raw.items():
        (content / path).write_bytes(text.encode("latin-1"))
    for path, size in fault.padded.items():
        (content / path).write_bytes(b" " * size)
    for path, source in fault.copy.items():
        shutil.copyfile(content / source, content / path)
    for path, target in fault.link.items():
        (content / path).symlink_to(target)
    for path, photo in fault.photo.items():
        _write_photo(content / path, photo)


def _write_photo(path: Path, photo: Photo) -> None:
    exif = Image.Exif()
    if photo.place:
        exif.get_ifd(_GPS).update({1: "N", 2: (34.0, 32.0, 0.0), 3: "E", 4: (69.0, 10.0, 0.0)})
    if photo.taken:
        exif.get_ifd(_EXIF)[_TAKEN] = photo.taken
    Image.new("RGB", (32, 24), (90, 90, 90)).save(path, "JPEG", exif=exif)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


@contextmanager
def seeded(content: Path, clean: Path, faults: Iterable[Fault]) -> Iterator[None]:
    """Faults for as long as the block lasts; then `content` is as `clean`, the folder that it is a copy of."""
    faults = tuple(faults)
    for fault in faults:
        seed(content, fault)
    try:
        yield
    finally:
        for fault in faults:
            for path in fault.new:
                _remove(content / path)
            for path in fault.replace:
                shutil.copyfile(clean / path, content / path)
            for path in fault.delete:
                copy = shutil.copytree if (clean / path).is_dir() else shutil.copyfile
                copy(clean / path, content / path)
