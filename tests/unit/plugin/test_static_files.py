from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.readers import BaseReader
from PIL import Image

from briefings.plugin.build import BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican

MakePelican = Callable[..., BriefingsPelican]
PICTURE = io.BytesIO()
Image.new("RGB", (4, 4), "red").save(PICTURE, "PNG")
QUAY = "---\ntitle: The quay\ndate: 2023-05-02\n---\n"
DRAFT = "---\ntitle: Draft\ndate: 2023-05-03\nstatus: draft\n---\n"


@pytest.fixture
def build(write_content: Callable[..., Path], tmp_path: Path, make_pelican: MakePelican) -> Callable[..., set[str]]:
    """Write files (a name alone stands for a picture), build them, and give what is in the output besides pages."""

    def run(files: dict[str, str | bytes], *pictures: str, **settings: Any) -> set[str]:
        content = write_content({**files, **dict.fromkeys(pictures, PICTURE.getvalue())})
        make_pelican(content, BRIEFINGS_ALLOW_SHRINK=True, **settings).run()
        output = tmp_path / "output"
        found = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
        return {path for path in found if not path.startswith("theme/") and (output / path).suffix != ".html"}

    return run


@pytest.mark.parametrize(
    "written",
    [
        "![]({static}/images/a.png)",
        "[file]({static}../images/a.png)",
        "[file]({attach}/images/a.png)",
        "![](/images/a.png)",
        "![](/news/images/a.png)",
        "![](../../images/a.png)",
        "[file](https://desk.example/news/images/a.png)",
        '<img src="/images/a.png" alt="">',
    ],
)
def test_an_image_that_a_page_shows_or_links_is_published_and_no_other(
    build: Callable[..., set[str]], written: str
) -> None:
    found = build(
        {"briefings/quay.md": QUAY + written}, "images/a.png", "images/b.png", SITEURL="https://desk.example/news"
    )
    assert {path for path in found if path.startswith("images/")} == {"images/a.png"}


def test_a_file_on_another_host_is_none_of_ours(build: Callable[..., set[str]]) -> None:
    found = build({"briefings/quay.md": QUAY + "[a](https://other.example/images/a.png)"}, "images/a.png")
    assert "images/a.png" not in found


@pytest.mark.parametrize(
    "files",
    [
        {"briefings/quay.md": QUAY.replace("---\n", "---\nimage: {file: images/a.png, alt: A.}\n", 1)},
        {"briefings/quay.md": QUAY.replace("---\n", "---\nsummary: '[A](/images/a.png)'\n", 1)},
        {"briefings/quay.md": QUAY, "topics/war.md": "---\ntitle: War\nimage: {file: images/a.png, alt: A.}\n---\n"},
        {"briefings/quay.md": QUAY, "pages/about.md": "---\ntitle: About\n---\n![](/images/a.png)\n"},
        {
            "briefings/quay.md": QUAY,
            "pages/old.html": "<html><head><title>O</title></head><body><img src='/images/a.png'></body></html>",
        },
    ],
    ids=["front-matter", "summary", "topic", "page", "html-page"],
)
def test_every_kind_of_page_publishes_what_it_shows(build: Callable[..., set[str]], files: dict[str, str]) -> None:
    assert "images/a.png" in build(files, "images/a.png")


def test_the_footer_publishes_what_it_links(build: Callable[..., set[str]]) -> None:
    links = {"BRIEFINGS_ABOUT": "[A](/images/a.png)", "BRIEFINGS_LINKS": [("B", "/images/b.png")]}
    found = build({"briefings/quay.md": QUAY}, "images/a.png", "images/b.png", **links)
    assert {"images/a.png", "images/b.png"} <= found


def test_files_of_other_static_folders_are_published_as_in_pelican(build: Callable[..., set[str]]) -> None:
    files = {"briefings/quay.md": QUAY, "briefings/draft.md": DRAFT + "[x]({static}/extra/secret.txt)"}
    files |= {"extra/CNAME": "desk.example", "extra/secret.txt": "Secret."}
    settings = {"STATIC_PATHS": ["images", "extra"], "EXTRA_PATH_METADATA": {"extra/CNAME": {"path": "CNAME"}}}
    found = build(files, **settings)
    assert "CNAME" in found
    assert "extra/secret.txt" not in found


def test_a_file_that_the_settings_place_is_published(build: Callable[..., set[str]]) -> None:
    placed = {"images/icon.png": {"path": "favicon.png"}}
    assert "favicon.png" in build({"briefings/quay.md": QUAY}, "images/icon.png", EXTRA_PATH_METADATA=placed)


def test_templates_of_the_user_may_show_any_image_but_those_of_drafts(
    build: Callable[..., set[str]], tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    files = {"briefings/quay.md": QUAY, "briefings/draft.md": DRAFT + "![](/images/b.png)"}
    found = build(files, "images/a.png", "images/b.png", THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "mine")])
    assert {path for path in found if path.startswith("images/")} == {"images/a.png"}


@pytest.mark.parametrize("theme", [None, "simple"])
@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_pages_in_other_formats_leak_no_more_than_ours(
    build: Callable[..., set[str]], tmp_path: Path, status: str, theme: str | None
) -> None:
    head = f"<head><title>Old</title><meta name='status' content='{status}'></head>"
    page = f"<html>{head}<body>Secret.<img src='{{static}}/images/a.png'></body></html>"
    settings = {} if theme is None else {"THEME": theme}
    found = build({"briefings/quay.md": QUAY, "pages/old.html": page}, "images/a.png", **settings)
    assert "images/a.png" not in found
    assert not any("Secret." in path.read_text() for path in (tmp_path / "output").rglob("*.html"))


RST_DRAFT = "Old\n###\n\n:date: 2020-01-02\n:status: draft\n\nSecret.\n"
HTML_DRAFT = "<html><head><title>Old</title><meta name=status content=draft></head><body>Secret.</body></html>"
UNREAD = {
    "blog/draft.md": "Title: Old\nDate: 2020-01-02\nStatus: draft\n\nSecret.\n",
    "blog/yaml.md": "---\ntitle: Old\ndate: 2020-01-02\nembargo: 2031-01-01T00:00Z\n---\nSecret.\n",
    "blog/bare.markdown": "No header yet. Secret.\n",
    "blog/draft.rst": RST_DRAFT,
    "blog/draft.html": HTML_DRAFT,
    ".notes/draft.md": "Title: Old\nStatus: draft\n\nSecret.\n",
    "pages/draft.rst": RST_DRAFT,
    "pages/public.rst": "Page\n####\n\nText.\n",
}


@pytest.mark.parametrize("theme", [{}, {"THEME": "simple"}], ids=["", "other-theme"])
@pytest.mark.parametrize(
    "settings",
    [
        {"STATIC_PATHS": ["blog", "pages", "images"]},
        {"STATIC_PATHS": [""]},
        {"STATIC_PATHS": ["blog", "images"], "ARTICLE_PATHS": ["blog"]},
        {"STATIC_PATHS": [""], "ARTICLE_EXCLUDES": ["blog"]},
        {"STATIC_PATHS": [""], "STATIC_EXCLUDE_SOURCES": False},
    ],
    ids=["folders", "everything", "article-paths", "excluded", "with-sources"],
)
def test_sources_of_articles_and_drafts_are_not_copied_with_the_files_beside_them(
    build: Callable[..., set[str]], tmp_path: Path, settings: dict[str, Any], theme: dict[str, Any]
) -> None:
    files = {**UNREAD, "blog/list.csv": "a,b\n", "blog/chart.svg": "<svg/>"}
    if settings["STATIC_PATHS"] != ["blog", "pages", "images"] and len(settings) > 1:
        del files["blog/bare.markdown"]  # read as a briefing, or a file like any other, as in Pelican
    found = build({"briefings/quay.md": QUAY, **files}, **settings, **theme)
    assert {"blog/list.csv", "blog/chart.svg"} <= found
    output = tmp_path / "output"
    leaks = [path for path in output.rglob("*") if path.is_file() and b"Secret." in path.read_bytes()]
    assert leaks == []
    if settings.get("STATIC_EXCLUDE_SOURCES", True):
        assert not any(path.endswith((".md", ".rst", ".markdown")) for path in found)


class OrgReader(BaseReader):
    """Stands for the readers that plugins bring."""

    enabled = True


def test_sources_in_formats_of_plugins_are_not_copied(build: Callable[..., set[str]]) -> None:
    files = {"blog/old.org": "#+TITLE: Old\n#+STATUS: draft\n", "blog/bare.org": "Text.\n", "blog/a.txt": "Text."}
    settings = {"STATIC_PATHS": ["blog"], "THEME": "simple", "READERS": {"org": OrgReader}}
    found = build({"briefings/quay.md": QUAY, **files}, **settings)
    assert {path for path in found if path.startswith("blog/")} == {"blog/a.txt"}


def test_a_text_that_readers_are_offered_is_copied_unless_it_is_an_article(
    write_content: Callable[..., Path], tmp_path: Path, make_pelican: MakePelican
) -> None:
    links = "[a]({static}/files/method.md) [b]({static}/files/chart.html) [c]({static}/blog/draft.md)"
    files = {"files/method.md": "# How we count\n", "files/chart.html": "<title>Chart</title>", **UNREAD}
    content = write_content({"briefings/quay.md": QUAY + links, **files})
    site = make_pelican(content, STATIC_PATHS=["files"])
    with pytest.raises(BuildFailed):
        site.run()
    [problem] = [p for p in site.build.located_problems() if p.code == "BRF-broken-link"]
    assert (problem.where.path, problem.where.line) == ("briefings/quay.md", 5)
    assert problem.found.startswith("`blog/draft.md`: ")
    write_content({"briefings/quay.md": QUAY + links.rpartition(" ")[0]})
    make_pelican(content, STATIC_PATHS=["files"]).run()
    assert {path.name for path in (tmp_path / "output/files").iterdir()} == {"method.md", "chart.html"}


def test_pages_of_html_and_texts_beside_the_articles_are_copied_as_in_pelican(build: Callable[..., set[str]]) -> None:
    files = {"extra/google1.html": "google-site-verification", "extra/robots.txt": "User-agent: *", "raw/a.md": "# A"}
    placed = {"extra/robots.txt": {"path": "robots.txt"}, "extra/terms.md": {"path": "terms.md"}}
    settings = {"STATIC_PATHS": ["extra", "raw"], "ARTICLE_PATHS": ["briefings"], "EXTRA_PATH_METADATA": placed}
    found = build({"briefings/quay.md": QUAY, **files, "extra/terms.md": "# Terms"}, **settings)
    assert {"robots.txt", "terms.md", "raw/a.md"} <= found
    assert "raw/a.md" not in build({}, **{**settings, "ARTICLE_PATHS": [""]})


def test_a_page_of_html_that_is_no_article_is_copied(build: Callable[..., set[str]], tmp_path: Path) -> None:
    page = "<html><head><title>Chart</title><meta name='viewport' content='width=9'></head></html>"
    build({"briefings/quay.md": QUAY, "extra/chart.html": page}, STATIC_PATHS=["extra"])
    assert (tmp_path / "output/extra/chart.html").read_text() == page


def test_no_link_leads_a_copy_out_of_the_content_folder(
    write_content: Callable[..., Path], tmp_path: Path, make_pelican: MakePelican
) -> None:
    content = write_content({"briefings/quay.md": QUAY, "extra/.keep/a.txt": "A."})
    (tmp_path / "secret.txt").write_text("Secret.")
    # Discovery passes over hidden folders; Pelican's own search does not where it is told so.
    (content / "extra/.keep/out.txt").symlink_to(tmp_path / "secret.txt")
    site = make_pelican(content, STATIC_PATHS=["extra"], IGNORE_FILES=[])
    with pytest.raises(BuildFailed):
        site.run()
    assert [(p.code, p.where.path) for p in site.build.located_problems()] == [
        ("BRF-unreadable", "extra/.keep/out.txt")
    ]
    assert not (tmp_path / "output/extra").exists()


def test_no_setting_places_a_file_outside_the_output(
    write_content: Callable[..., Path], tmp_path: Path, make_pelican: MakePelican
) -> None:
    content = write_content({"briefings/quay.md": QUAY, "extra/a.txt": "A."})
    placed = {"extra/a.txt": {"path": "../../a.txt"}}
    site = make_pelican(content, STATIC_PATHS=["extra"], EXTRA_PATH_METADATA=placed)
    with pytest.raises(BuildFailed):
        site.run()
    assert [p.code for p in site.build.located_problems()] == ["BRF-settings"]


@pytest.mark.parametrize("name", ["images/a.jpg", "images/a.dat"])
@pytest.mark.parametrize("links", [False, True])
def test_an_image_is_copied_without_its_metadata_under_whatever_name(
    build: Callable[..., set[str]], tmp_path: Path, name: str, links: bool
) -> None:
    comment = b"\xff\xfe" + struct.pack(">H", 8) + b"Secret"
    jpeg = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(jpeg, "JPEG")
    data = jpeg.getvalue()[:2] + comment + jpeg.getvalue()[2:]
    build({"briefings/quay.md": f"{QUAY}![](/{name})", name: data}, STATIC_CREATE_LINKS=links)
    assert (tmp_path / "output" / name).read_bytes() == jpeg.getvalue()
    assert (tmp_path / "content" / name).read_bytes() == data


def _save(kind: str, **info: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (32, 32), "red").save(file, kind, **info)
    return file.getvalue()


XMP = b"<x:xmpmeta>34.5 N</x:xmpmeta>"
NAMED = Image.Exif()
NAMED[0x013B] = "A photographer"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.avif", _save("AVIF", exif=NAMED)),
        ("a.avif", _save("AVIF", xmp=XMP)),
        ("a.tiff", _save("TIFF", tiffinfo={700: XMP})),
        ("a.bin", _save("AVIF", exif=NAMED)),
    ],
)
def test_pictures_that_cannot_be_cleaned_go_out_without_metadata_only(
    write_content: Callable[..., Path], make_pelican: MakePelican, tmp_path: Path, name: str, data: bytes
) -> None:
    page = {"briefings/x.md": f"{QUAY}[file]({{static}}/images/{name})\n"}
    site = make_pelican(write_content({**page, f"images/{name}": data}))
    with pytest.raises(BuildFailed):
        site.run()
    [problem] = site.build.located_problems()
    assert (problem.code, problem.where.line) == ("BRF-image-unreadable", 5)
    assert "EXIF or XMP" in problem.found
    clean = _save("TIFF" if name.endswith("tiff") else "AVIF")
    make_pelican(write_content({**page, f"images/{name}": clean})).run()
    assert (tmp_path / "output/images" / name).read_bytes() == clean
