"""The same content gives the same bytes on any machine; a rebuild touches nothing; a failed one changes nothing."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def compare_trees(left: dict[str, bytes], right: dict[str, bytes]) -> list[str]:
    """Paths that only one of the trees has, or that differ."""
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def copy_checkout(root: Path, folder: Path) -> Path:
    """Settings, theme and content of the sample site elsewhere, the files made in another order than here."""
    folder.mkdir(parents=True)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(root / name, folder / name)
    shutil.copytree(root / "themes", folder / "themes")
    for path in sorted((root / "content").rglob("*"), reverse=True):
        if path.is_file():
            target = folder / "content" / path.relative_to(root / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


@pytest.fixture(scope="module")
def reference(dossier_site: Path) -> dict[str, bytes]:
    """The sample site as the fixed environment of the tests builds it: UTC, C.UTF-8."""
    tree = read_tree(dossier_site)
    assert len(tree) > 300
    return tree


def test_comparison_sees_differences() -> None:
    assert compare_trees({"a": b"1", "b": b"1", "c": b""}, {"a": b"1", "b": b"2", "d": b""}) == ["b", "c", "d"]


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with locales that this machine may lack; glibc looks for them where LOCPATH says."""
    folder = tmp_path_factory.mktemp("locales")
    for name in ("en_US", "fa_IR"):
        command = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        if shutil.which("localedef") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no localedef with its data: sudo apt-get install locales")
    return folder


def test_locales_are_really_other_ones(locales: Path) -> None:
    script = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.nl_langinfo(locale.DAY_1))"
    days = []
    for name in ("C", "en_US.UTF-8", "fa_IR.UTF-8"):
        environment = {**os.environ, "LC_ALL": name, "LOCPATH": str(locales)}
        command = [sys.executable, "-c", script]
        days.append(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert days[0] == days[1] == "Sunday\n" != days[2]


_SOME = [("1", "Asia/Kabul", "C"), ("2", "America/New_York", "en_US.UTF-8"), ("3", "Pacific/Kiritimati", "fa_IR.UTF-8")]
_ALL = list(
    itertools.product(
        map(str, range(1, 11)), ("Pacific/Kiritimati", "America/New_York"), ("C", "en_US.UTF-8", "fa_IR.UTF-8")
    )
)
"""Ten hash seeds, two time zones, three locales: `MACHINES=all` asks for all of them."""


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "zone", "locale"), _ALL if os.environ.get("MACHINES") == "all" else _SOME)
def test_folder_hash_seed_zone_and_locale_do_not_matter(
    root: Path,
    reference: dict[str, bytes],
    run_briefings: Run,
    tmp_path: Path,
    locales: Path,
    seed: str,
    zone: str,
    locale: str,
) -> None:
    checkout = copy_checkout(root, tmp_path / "a folder" / ("deep/" * (int(seed) % 4)))
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale, "LANGUAGE": "fa"}
    environment["LOCPATH"] = str(locales)
    result = run_briefings("build", "-o", "public", cwd=checkout, **environment)
    assert result.returncode == 0, result.stderr
    assert compare_trees(read_tree(checkout / "public"), reference) == []


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_the_number_of_processes_and_what_was_read_before_do_not_matter(
    root: Path, reference: dict[str, bytes], run_briefings: Run, tmp_path: Path, jobs: str
) -> None:
    checkout = copy_checkout(root, tmp_path / "site")
    for _ in range(2):  # the second run finds what the first has read
        result = run_briefings("build", "-o", "public", "--jobs", jobs, cwd=checkout)
        assert result.returncode == 0, result.stderr
        assert compare_trees(read_tree(checkout / "public"), reference) == []
        shutil.rmtree(checkout / "public")


@pytest.mark.slow
def test_the_day_of_the_build_does_not_matter(
    root: Path, reference: dict[str, bytes], run_briefings: Run, tmp_path: Path
) -> None:
    """Nothing relative to today is baked into a page; only an embargo looks at the clock, and the dossier has none."""
    result = run_briefings("build", "-o", tmp_path / "site", SOURCE_DATE_EPOCH="1900000000")
    assert result.returncode == 0, result.stderr
    assert compare_trees(read_tree(tmp_path / "site"), reference) == []


@pytest.mark.slow
def test_the_pelican_command_gives_the_same_bytes(root: Path, reference: dict[str, bytes], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(tmp_path / "site")]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert compare_trees(read_tree(tmp_path / "site"), reference) == []


@pytest.fixture
def desk(tiny: Path, tmp_path: Path, run_briefings: Run) -> Path:
    """A copy of the tiny site, already built into `output`."""
    desk = tmp_path / "desk"
    shutil.copytree(tiny, desk)
    result = run_briefings("build", cwd=desk)
    assert result.returncode == 0, result.stderr
    return desk


def test_a_second_build_writes_nothing(desk: Path, run_briefings: Run) -> None:
    def stamp() -> dict[str, tuple[int, int]]:
        found = {p.relative_to(desk).as_posix(): p.stat() for p in sorted((desk / "output").rglob("*"))}
        return {path: (stat.st_mtime_ns, stat.st_ino) for path, stat in found.items()}

    before = stamp()
    result = run_briefings("build", cwd=desk)
    assert result.returncode == 0, result.stderr
    assert "0 files written" in result.stderr
    assert stamp() == before
    assert len(before) > 40


def test_an_edit_is_built_as_from_nothing(desk: Path, run_briefings: Run) -> None:
    """What a rename and a deletion leave behind is cleared away."""
    folder = desk / "content/briefings"
    (folder / "2021-06-21-supply-ship.fa.md").unlink()
    text = (folder / "2021-05-09-survey.md").read_text("utf-8")
    (folder / "2021-05-09-survey.md").write_text(
        text.replace("\nstage:", "\nslug: survey-of-the-wall\nstage:", 1), "utf-8"
    )
    assert run_briefings("build", cwd=desk).returncode == 0
    assert run_briefings("build", "-o", "fresh", cwd=desk).returncode == 0
    again, fresh = read_tree(desk / "output"), read_tree(desk / "fresh")
    assert "briefings/survey-of-the-wall/index.html" in fresh
    assert not any(path.startswith("fa/") for path in fresh)
    assert compare_trees(again, fresh) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("briefings/2021-05-02-quay-closed.md", "topics: [north-quay, island-supply]", "topics: [no-such-topic]", 8),
        ("briefings/2021-05-02-quay-closed.md", "stance: denies", "stance: shrugs", 30),
        ("registry/actors.yml", "kind: organisation}", "kind: organisation, colour: red}", 3),
    ],
)
def test_a_broken_file_stops_the_build_and_leaves_the_site_alone(
    desk: Path, run_briefings: Run, file: str, old: str, new: str, line: int
) -> None:
    before = read_tree(desk / "output")
    path = desk / "content" / file
    text = path.read_text("utf-8")
    start = text.rindex(old)
    assert text[:start].count("\n") + 1 == line
    path.write_text(text[:start] + new + text[start + len(old) :], "utf-8")
    result = run_briefings("build", cwd=desk)
    assert result.returncode == 1
    assert f"content/{file}:{line}:" in result.stderr
    assert "Traceback" not in result.stderr
    assert compare_trees(read_tree(desk / "output"), before) == []
    assert sorted(path.name for path in desk.iterdir() if path.name != "__pycache__") == [
        ".briefings",
        "content",
        "output",
        "pelicanconf.py",
    ]
