"""A small change of a site: files that stay are kept, and the site before the last one serves to make the next."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from pathlib import Path

import pytest

from briefings.building.manifest import MANIFEST, list_files
from briefings.building.publish import Published, publish_folder
from briefings.building.workshop import open_workshop

SITE = {f"pages/{number}/index.html": f"page {number}" for number in range(10)} | {"index.html": "home"}


class Desk:
    """An output with its spare."""

    def __init__(self, folder: Path) -> None:
        self.output, self.spare = folder / "output", folder / "spare"

    def publish(self, files: dict[str, str], kept: Collection[str] = ()) -> Published:
        with open_workshop(self.output) as staging:
            for name, text in files.items():
                (staging / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).write_text(text)
            return publish_folder(staging, self.output, kept, self.spare)

    def tree(self) -> dict[str, str]:
        return {name: (self.output / name).read_text() for name in list_files(self.output) if name != MANIFEST}

    def change(self, **files: str) -> dict[str, str]:
        """Publish other texts for some pages, by number, and keep the rest."""
        changed = {f"pages/{name[1:]}/index.html": text for name, text in files.items()}
        kept = [name for name in SITE if name not in changed]
        assert self.publish(changed, kept) == Published(len(changed), len(kept), 0)
        return SITE | changed


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    assert found.publish(SITE) == Published(11, 0, 0)
    return found


def test_kept_files_are_the_same_files(desk: Desk) -> None:
    before = {name: (desk.output / name).stat().st_ino for name in SITE}
    for number in range(3):
        expected = desk.change(_1=f"other {number}")
        assert desk.tree() == expected
        after = {name: (desk.output / name).stat().st_ino for name in SITE}
        assert {name for name in SITE if before[name] != after[name]} == {"pages/1/index.html"}


def test_a_spare_stays_and_is_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.change(_1="other")
    assert sorted(list_files(desk.spare)) == sorted([*SITE, MANIFEST])
    monkeypatch.setattr("briefings.building.publish.carry_pages", lambda *_: pytest.fail("every file was touched"))
    expected = desk.change(_1="other still")
    assert desk.tree() == expected


def test_each_site_is_whole_whatever_the_spare_holds(desk: Desk) -> None:
    desk.change(_1="other")
    (desk.spare / "pages/3/index.html").unlink()
    (desk.spare / "pages/4/index.html").unlink()
    (desk.spare / "pages/4/index.html").write_text("somebody else's page 4")
    (desk.spare / "evil.html").write_text("never built")
    (desk.spare / "deep/er").mkdir(parents=True)
    (desk.spare / "deep/er/evil.html").write_text("never built")
    (desk.spare / "out").symlink_to("/etc")
    kept = [name for name in SITE if "/2/" not in name]
    desk.publish({"pages/2/index.html": "third"}, kept)
    assert desk.tree() == SITE | {"pages/1/index.html": "other", "pages/2/index.html": "third"}
    assert not (desk.output / "deep").exists()


def test_pages_go_and_files_take_the_place_of_folders(desk: Desk) -> None:
    desk.change(_1="other")
    kept = [name for name in SITE if "/2/" not in name and "/1/" not in name]
    assert desk.publish({"pages/2": "a file now"}, kept) == Published(1, len(kept), 2)
    expected = {name: text for name, text in SITE.items() if name in kept} | {"pages/2": "a file now"}
    assert desk.tree() == expected
    assert not (desk.output / "pages/1").exists()


def test_what_is_not_ours_comes_and_goes_with_its_owner(desk: Desk) -> None:
    (desk.output / "CNAME").write_text("desk.example")
    desk.change(_1="other")
    assert desk.tree()["CNAME"] == "desk.example"
    (desk.output / "CNAME").unlink()
    desk.change(_1="other again")
    assert "CNAME" not in desk.tree()


def test_a_spare_on_another_file_system_is_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.change(_1="other")
    rename = os.rename

    def refuse(source: Path, target: Path) -> None:
        if desk.spare in (Path(source), Path(target)):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(source, target)

    monkeypatch.setattr("briefings.building.spare.os.rename", refuse)
    expected = desk.change(_1="other again")
    assert desk.tree() == expected
    assert {path.name for path in desk.output.parent.iterdir()} == {"output", "spare"}
