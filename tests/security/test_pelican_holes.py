"""What plain Pelican 4.12 was measured to do with content from people whom one does not trust. Here none of it works.

Each test tries one sentence of that list; what writes or copies files through both doors: `briefings build` and the
`pelican` command.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.security.judge import judge_html
from tests.security.path_site import CANARY, find_changes, read_tree
from tests.security.payload_files import PIXEL

CONF = (
    'SITENAME = "Desk"\nSITEURL = "https://desk.example"\nTIMEZONE = "UTC"\nPLUGINS = ["briefings"]\nPATH = "content"\n'
)
GOOD = "---\ntitle: The quay is closed\ndate: 2023-05-02\n---\nThe quay is shut.\n"

Site = Path
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one good briefing, and files outside of its content folder that must stay there."""
    folder = tmp_path / "site"
    _write(folder, {"pelicanconf.py": CONF, "content/briefings/good.md": GOOD})
    outside = {"secret.txt": CANARY, "private/secret.md": GOOD.replace("quay", CANARY), "private/secret.png": CANARY}
    _write(tmp_path, outside)
    return folder


@pytest.fixture(params=["briefings", "pelican"])
def run(request: pytest.FixtureRequest, site: Site, run_briefings: Run, run_pelican: Run) -> Run:
    """Build the site through one of the doors."""

    def run_door() -> subprocess.CompletedProcess[str]:
        settings = ("-s", "pelicanconf.py", "-o", "output")
        if request.param == "briefings":
            return run_briefings("build", *settings, cwd=site)
        return run_pelican("content", *settings, cwd=site)

    return run_door


@pytest.fixture
def build(site: Site, run_briefings: Run) -> Run:
    """Build the site with `briefings build`, where the doors share everything that is asked about."""
    return lambda: run_briefings("build", "-s", "pelicanconf.py", "-o", "output", cwd=site)


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _read_all(site: Site) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((site / "output").rglob("*")) if path.is_file())


def _refuse(run: Run, site: Site, *codes: str) -> str:
    """Build, and expect exit code 1, these codes, and nothing written anywhere; gives what was said."""
    before = read_tree(site.parent, without=site / ".briefings")
    result = run()
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    for code in codes:
        assert f"[{code}]" in result.stderr, result.stderr
    assert find_changes(before, read_tree(site.parent, without=site / ".briefings")) == set()
    return result.stderr


@pytest.mark.parametrize("kind", ["yaml", "stock"])
def test_save_as_and_slug_write_nothing_outside(site: Site, run: Run, kind: str) -> None:
    for number, key in enumerate(("slug", "save_as", "url", "template")):
        header = f"title: T\ndate: 2023-05-02\n{key}: ../output-evil/x"
        text = f"---\n{header}\n---\nText.\n" if kind == "yaml" else f"{header}\n\nText.\n"
        _write(site, {f"content/briefings/bad-{number}.md": text, f"content/pages/bad-{number}.md": text})
    if kind == "yaml":
        assert "../output-evil/x" in _refuse(run, site, "BRF-invalid-value", "BRF-unknown-key")
    else:
        # A stock slug is made a slug, as Pelican makes one of a title; the other keys are none.
        _refuse(run, site, "BRF-unknown-key")
        for path in (site / "content").rglob("bad-[123].md"):
            path.unlink()
        assert run().returncode == 0
        assert (site / "output/briefings/output-evil-x/index.html").is_file()
    assert not (site / "output-evil").exists()


def test_pages_in_other_formats_write_and_read_nothing_outside(site: Site, run: Run) -> None:
    rst = "Title\n#####\n\n:slug: ../output-evil/x\n:save_as: ../output-evil/y\n\nText. `a <{static}/../secret.txt>`_\n"
    html = (
        '<html><head><title>T</title><meta name="slug" content="../output-evil/x"><meta name="save_as" '
        'content="../output-evil/y"></head><body><a href="{static}/../secret.txt">x</a></body></html>'
    )
    _write(site, {"content/pages/a.rst": rst, "content/pages/b.html": html})
    said = _refuse(run, site)
    for path in ("content/pages/a.rst", "content/pages/b.html"):
        codes = {line.rpartition(" ")[2] for line in said.split("\n") if line.startswith(f"{path}: error")}
        assert codes == {"[BRF-invalid-value]", "[BRF-unknown-key]", "[BRF-broken-link]"}


def test_restructured_text_includes_no_file(site: Site, build: Run) -> None:
    path = site.parent / "secret.txt"
    directives = (f".. include:: {path}", f".. raw:: html\n   :file: {path}", f".. csv-table::\n   :file: {path}")
    for number, directive in enumerate(directives):
        _write(site, {f"content/pages/bad-{number}.rst": f"T\n#\n\n{directive}\n"})
    said = _refuse(build, site, "BRF-plugin")
    assert CANARY not in said
    assert all(f"pages/bad-{number}.rst" in said for number in range(len(directives)))


def test_html_pages_are_cleaned(site: Site, build: Run) -> None:
    body = '<script>x</script><p onclick="x" style="x">words</p><a href="javascript:x">y</a><iframe src="x"></iframe>'
    title = "<title>T &lt;script&gt;x</title>"
    _write(site, {"content/pages/bad.html": f"<html><head>{title}</head><body>{body}</body></html>"})
    result = build()
    assert result.returncode == 0, result.stderr
    [page] = (site / "output/pages").rglob("*.html")
    assert judge_html("bad", page.read_text("utf-8")) == []
    assert "words" in page.read_text("utf-8")


def _refuse_each(run: Run, site: Site, files: dict[str, str], code: str) -> None:
    """Each of these files has a problem of its own."""
    _write(site, files)
    said = _refuse(run, site)
    assert CANARY not in said
    for path in files:
        assert any(line.startswith(path) and line.endswith(f"[{code}]") for line in said.split("\n")), f"{path}\n{said}"


LINKS = (
    "[x]({attach}/../../../../../../../etc/passwd)",
    "[x]({static}/../../secret.txt)",
    "![x]({attach}../../../private/secret.png)",
    "[x](|static|/../../secret.txt)",
    '<img alt="x" src="{static}/../../private/secret.png">',
    "[x]({filename}/../../private/secret.md)",
)


def test_attach_and_static_publish_nothing_from_outside(site: Site, run: Run) -> None:
    files = {f"content/briefings/bad-{n}.md": GOOD + link + "\n" for n, link in enumerate(LINKS)}
    _refuse_each(run, site, files, "BRF-broken-link")


def test_image_of_front_matter_publishes_nothing_from_outside(site: Site, build: Run) -> None:
    image = "image: {file: ../../private/secret.png, alt: x}"
    text = GOOD.replace("\n---\nThe", f"\n{image}\n---\nThe")
    _refuse_each(build, site, {"content/briefings/bad.md": text}, "BRF-image-missing")


def test_linked_files_and_folders_publish_nothing(site: Site, run: Run) -> None:
    links = {f"content/{name}": "private" for name in ("briefings/x", "topics", "images/deep/x", "pages", "registry")}
    links |= {"content/images/secret.png": "private/secret.png", "content/briefings/secret.md": "private/secret.md"}
    for path, target in links.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).symlink_to(site.parent / target)
    said = _refuse(run, site)
    assert CANARY not in said
    assert said.count("[BRF-unreadable]") == len(links)


def test_linked_folders_that_are_passed_over_publish_nothing_either(site: Site, run: Run) -> None:
    names = (".hidden", "images/.hidden", "__hidden", "pages/__hidden")
    for name in names:
        link = site / "content" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(site.parent / "private")
    _write(site, {"content/briefings/bad.md": GOOD + "".join(f"![x](/{name}/secret.png)\n" for name in names)})
    result = run()
    assert result.returncode == 0, result.stderr
    assert CANARY.encode() not in _read_all(site)


def test_titles_topics_and_captions_are_escaped(site: Site, build: Run) -> None:
    header = (
        'title: "<script>a()</script>"\ndate: 2023-05-02\ntopics: [t]\nauthors: ["<b>Ana</b>"]\n'
        'image: {file: images/a.png, alt: "\\"><script>b()</script>", caption: "<script>c()</script> the caption"}'
    )
    _write(
        site,
        {
            "content/briefings/bad.md": f"---\n{header}\n---\nText.\n",
            "content/topics/t.md": '---\ntitle: "<img src=x onerror=d()>"\n---\nText.\n',
        },
    )
    (site / "content/images").mkdir()
    (site / "content/images/a.png").write_bytes(PIXEL)
    result = build()
    assert result.returncode == 0, result.stderr
    pages = {path: path.read_text("utf-8") for path in (site / "output").rglob("*.html")}
    assert [objection for path, text in pages.items() for objection in judge_html(str(path), text)] == []
    text = pages[site / "output/briefings/bad/index.html"]
    assert "&lt;script&gt;a()" in text
    assert "the caption" in text


def test_links_that_run_and_raw_html_do_not_survive(site: Site, build: Run) -> None:
    body = (
        '[x](javascript:a()) <a href="jav&#x61;script:b()">y</a> <iframe srcdoc="<script>c()</script>"></iframe> words'
    )
    _write(
        site,
        {
            "content/briefings/bad.md": GOOD + body + "\n\n<script>d()</script>\n",
            "content/pages/p.md": GOOD.replace("date: 2023-05-02\n", "") + body,
        },
    )
    result = build()
    assert result.returncode == 0, result.stderr
    for path in ("briefings/bad", "pages/p"):
        text = (site / "output" / path / "index.html").read_text("utf-8")
        assert judge_html(path, text) == []
        assert "words" in text


KEYS = ("Get_content", "_context", "Is_valid", "settings", "__class__", "content", "source_path", "override_save_as")


def test_no_key_becomes_an_attribute(site: Site, build: Run) -> None:
    files = {}
    for n, key in enumerate(KEYS):
        files[f"content/briefings/yaml-{n}.md"] = GOOD.replace("---\nThe", f"{key}: x\n---\nThe")
        files[f"content/pages/yaml-{n}.md"] = f"---\ntitle: T\n{key}: x\n---\nText.\n"
        if not key.startswith("_"):  # in stock headers, which are left at the first line that is none, such are text
            files[f"content/briefings/stock-{n}.md"] = f"Title: T\nDate: 2023-05-02\n{key}: x\n\nText.\n"
    _refuse_each(build, site, files, "BRF-unknown-key")


def test_no_key_of_a_page_in_another_format_becomes_an_attribute(site: Site, build: Run) -> None:
    page = '<html><head><title>T</title><meta name="{key}" content="x"></head></html>'
    files = {f"content/pages/html-{n}.html": page.format(key=key) for n, key in enumerate(KEYS)}
    _refuse_each(build, site, files, "BRF-unknown-key")


MISTAKES = (
    ("---\nThe", "status: publsihed\n---\nThe", "BRF-invalid-value"),
    ("2023-05-02", "2023-02-31", "BRF-invalid-date"),
    ("2023-05-02", "10", "BRF-invalid-date"),
    ("2023-05-02", "May", "BRF-invalid-date"),
    ("date: 2023-05-02\n", "", "BRF-missing-key"),
)


def test_typo_in_status_or_date_is_told_and_drops_nothing_in_silence(site: Site, build: Run) -> None:
    _write(
        site, {f"content/briefings/bad-{n}.md": GOOD.replace(good, bad) for n, (good, bad, _) in enumerate(MISTAKES)}
    )
    said = _refuse(build, site)
    for n, (_, _, code) in enumerate(MISTAKES):
        assert any(f"bad-{n}.md:" in line and line.endswith(f"[{code}]") for line in said.split("\n")), said


def test_two_pages_at_one_address_stop_the_build_before_anything_is_written(site: Site, run: Run) -> None:
    assert run().returncode == 0
    slug = GOOD.replace("---\nThe", "slug: the-same\n---\nThe")
    for name in ("a", "b", "c"):
        _write(site, {f"content/briefings/{name}.md": slug})
    _refuse(run, site, "BRF-duplicate-output")
    _write(site, {"content/briefings/b.md": slug.replace("the-same", "The-Same")})
    _refuse(run, site, "BRF-duplicate-output")


def test_what_is_deleted_or_made_a_draft_leaves_the_output(site: Site, run: Run) -> None:
    _write(site, {f"content/briefings/{name}.md": GOOD.replace("quay", name) for name in ("deleted", "drafted")})
    assert run().returncode == 0
    pages = [site / "output/briefings" / name / "index.html" for name in ("good", "deleted", "drafted")]
    assert [page.is_file() for page in pages] == [True, True, True]
    (site / "content/briefings/deleted.md").unlink()
    _write(site, {"content/briefings/drafted.md": GOOD.replace("---\nThe", "status: draft\n---\nThe")})
    assert run().returncode == 0
    assert [page.exists() for page in pages] == [True, False, False]
    assert b"drafted" not in _read_all(site)


def test_what_is_withdrawn_leaves_nothing_but_its_notice(site: Site, run: Run) -> None:
    _write(site, {"content/briefings/bad.md": GOOD.replace("The quay is shut.", CANARY)})
    assert run().returncode == 0
    assert CANARY.encode() in _read_all(site)
    text = GOOD.replace("The quay is shut.", CANARY).replace(
        "date: 2023-05-02\n", "date: 2023-05-02\nstage: withdrawn\n"
    )
    _write(site, {"content/briefings/bad.md": text})
    assert run().returncode == 0
    assert CANARY.encode() not in _read_all(site)


def test_pictures_of_drafts_are_not_published(site: Site, run: Run) -> None:
    header = "title: T\ndate: 2023-05-02\nstatus: draft\nimage: {file: images/secret.png, alt: x}"
    body = f"---\n{header}\n---\n![x]({{static}}/images/other.png)\n"
    _write(site, {"content/briefings/bad.md": body})
    (site / "content/images").mkdir()
    for name in ("secret.png", "other.png"):
        (site / "content/images" / name).write_bytes(PIXEL)
    assert run().returncode == 0
    assert [path.name for path in (site / "output").rglob("*.png")] == []


def test_files_of_the_machine_are_not_served_from_the_content_folder(site: Site, build: Run) -> None:
    """A hard link cannot be told from a file; a pipe can, and nobody waits for it."""
    (site / "content/images").mkdir()
    os.mkfifo(site / "content/images/pipe.png")
    result = build()
    assert result.returncode == 1
    assert "BRF-unreadable" in result.stderr
    assert not (site / "output").exists()
