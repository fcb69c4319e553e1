"""What is not published leaves no byte in the output: unique words in every field, searched for in every file."""

from __future__ import annotations

import base64
import gzip
import io
import re
from urllib.parse import quote, unquote_to_bytes

import pytest
from PIL import ExifTags, Image, PngImagePlugin

WORDS = re.compile(rb"zq[a-z]{6,}")
SETTINGS = ("-e", 'SITEURL="https://desk.example"', "-e", "BRIEFINGS_ALLOW_SHRINK=true")
STATES = {
    "draft": "status: draft",
    "hidden": "status: hidden",
    "embargoed": "embargo: 2021-12-01T00:00Z",
    "withdrawn": "stage: withdrawn",
}
DATA = '["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"]'
WITH_DATA = ("-e", f"BRIEFINGS_DATA={DATA}", "-e", "BRIEFINGS_JSON_FEEDS=true")
PUBLISHED = dict.fromkeys(STATES, "status: published")
ORIGINAL = """---
title: WORDtitle
date: 2021-07-14T10:00Z
STATE
translation_key: NAME
event: 2021-07-13
as_of: 2021-07-14T09:00Z
summary: WORDsummary [WORDsummarylink](/images/WORDsummaryfile.png)
why: WORDwhy
topics: [WORDtopic]
actors: [WORDactor]
places: [WORDplace]
authors: [WORDauthor]
image: {file: images/WORDlead.jpg, alt: WORDleadalt, caption: WORDleadcaption, credit: WORDleadcredit}
images:
  - {id: WORDfigureid, file: images/WORDfigure.png, alt: WORDalt, caption: WORDcaption, credit: WORDcredit}
sources:
  - {id: WORDsource, publisher: WORDpublisher, title: WORDsourcetitle, url: "https://a.example/WORDurl",
     archived: "https://a.example/WORDarchived", note: WORDsourcenote}
claims:
  - id: WORDclaim
    text: WORDtext
    texts: {de: WORDtexts}
    positions:
      - {by: WORDspeaker, stance: asserts, said: 2021-07-14, via: [WORDsource], quote: WORDquote, how: WORDhow}
    assessment: {status: confirmed, basis: WORDbasis, as_of: 2021-07-14, via: [WORDsource]}
  - id: WORDcount
    text: WORDcounttext
    kind: quantity
    quantity: {measure: WORDmeasure, unit: WORDunit}
    positions:
      - {by: WORDspeaker, stance: asserts, said: 2021-07-14, via: [WORDsource], value: {best: 4}}
unknowns:
  - {text: WORDunknown, claim: WORDclaim}
events:
  - {date: 2021-07-01, text: WORDevent, topics: [WORDeventtopic], places: [WORDeventplace]}
upcoming:
  - {id: WORDupcoming, what: WORDwhat, when: 2021-06, topics: [WORDtopic], sources: [WORDsource], outcome: WORDoutcome}
corrections:
  - {at: 2021-07-15, was: WORDwas, now: WORDnow, claims: [WORDclaim]}
  - {at: 2021-07-16, kind: retraction, was: WORDbefore, now: The public reason of NAME., claims: [WORDclaim]}
updates:
  - {at: 2021-07-15, level: major, note: WORDnote}
---
## WORDheading

WORDbody, [[WORDtopic|WORDlabel]], [WORDspan]{claim=WORDclaim}, [@WORDsource, WORDlocator]

![[WORDfigureid]]

[WORDlinked]({static}/images/WORDlinked.webp) ![WORDaddressed](/images/WORDaddressed.gif)
"""
TRANSLATION = """---
title: WORDtitle
date: 2021-07-14T11:00Z
STATE
lang: fa
translation_key: NAME
summary: WORDsummary
why: WORDwhy
image: {file: images/WORDlead.jpg, alt: WORDleadalt, caption: WORDleadcaption, credit: WORDleadcredit}
claims:
  - {id: ORIGINALclaim, text: WORDtext}
unknowns:
  - {text: WORDunknown}
updates:
  - {at: 2021-07-15, note: WORDnote}
---
WORDbody
"""
PAGE = """---
title: WORDtitle
summary: WORDsummary
STATE
---
WORDbody [WORDlink]({static}/images/WORDimage.jpg)
"""
STANDING = "---\ntitle: Standing\ndate: 2021-07-20\ntopics: [quay]\nfollows: [WITHDRAWN]\n---\n"
STANDING += "See [[WITHDRAWN]]. [Map]({static}/images/kept.png)\n"
NOT_SHOWN = {"locator", "sourcenote", "figureid"}


def picture(name, word):
    """An image whose metadata says a word in every way that its kind of file knows."""
    image, out = Image.linear_gradient("L").resize((16, 16)).convert("RGB"), io.BytesIO()
    exif, texts, said = Image.Exif(), PngImagePlugin.PngInfo(), f"{word}meta"
    exif[ExifTags.Base.Artist] = exif[ExifTags.Base.XPTitle] = said
    texts.add_text("Title", said)
    texts.add_text("Comment", said * 9, zip=True)
    kind, options = {
        "jpg": ("JPEG", {"exif": exif, "comment": said, "xmp": said.encode()}),
        "png": ("PNG", {"exif": exif, "pnginfo": texts}),
        "webp": ("WEBP", {"exif": exif.tobytes(), "xmp": said.encode()}),
        "gif": ("GIF", {"comment": said}),
    }[name.rpartition(".")[2]]
    image.save(out, kind, **options)
    return out.getvalue()


def fill(text, word, name, state):
    return text.replace("WORD", word).replace("ORIGINAL", f"zq{name}").replace("NAME", name).replace("STATE", state)


def list_files(states, page_states):
    """Every file of the desk by its path; the names of files are words too, but where a notice must keep them."""
    found = {}
    for name, state in states.items():
        stem = name if name == "withdrawn" else f"zq{name}file"
        found[f"briefings/{stem}.md"] = fill(ORIGINAL, f"zq{name}", name, state)
        state_of_translation = "stage: final" if state == STATES["withdrawn"] else state
        found[f"briefings/{stem}-fa.md"] = fill(TRANSLATION, f"zq{name}fa", name, state_of_translation)
    for name, state in page_states.items():
        found[f"pages/zqpage{name}file.md"] = fill(PAGE, f"zqpage{name}", name, state)
    is_named = states.get("withdrawn", "").startswith(("stage", "status: p"))
    found["briefings/standing.md"] = STANDING.replace("WITHDRAWN", "withdrawn" if is_named else "other")
    found["briefings/other.md"] = "---\ntitle: Other\ndate: 2021-07-01\ntopics: [quay]\n---\n"
    return found


@pytest.fixture
def desk(tmp_path, run_briefings):
    """Write a content folder for some states, build it into the same output as before, and give that folder."""

    def build(states=STATES, page_states=None, *options):
        pages = {"draft": "status: draft", "hidden": "status: hidden"} if page_states is None else page_states
        content = tmp_path / "content"
        for path in (content / "briefings").glob("*") if content.exists() else ():
            path.unlink()
        files = list_files(states, pages)
        everything = list_files(STATES, {"draft": "", "hidden": ""})
        named = sorted(set(re.findall(r"images/(zq[a-z]+\.[a-z]+)", "".join(everything.values()))))
        images = {f"images/{name}": picture(name, name.rpartition(".")[0]) for name in [*named, "kept.png"]}
        images["images/zqnobody.png"] = picture("zqnobody.png", "zqnobody")
        for path, data in [*files.items(), *images.items()]:
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(data if isinstance(data, bytes) else data.encode())
        result = run_briefings("build", content, *SETTINGS, *options, "-o", tmp_path / "output")
        assert result.returncode == 0, result.stderr
        return tmp_path / "output"

    return build


def read_all(output):
    """Everything that the files of a folder say, their names included: as it stands, decoded, and unpacked."""
    said = {}
    for path in sorted(p for p in output.rglob("*") if p.is_file()):
        data = path.read_bytes()
        parts = [str(path.relative_to(output)).encode(), data, unquote_to_bytes(data), data.replace(b"\0", b"")]
        for run in re.findall(rb"[A-Za-z0-9+/]{12,}", data):
            # Where the encoded text begins is not known.
            parts += [base64.b64decode(run[start : start + (len(run) - start) // 4 * 4]) for start in range(4)]
        if path.suffix.startswith(".pf_"):
            parts.append(gzip.decompress(data))
        if path.suffix in (".jpg", ".png", ".webp", ".gif"):
            with Image.open(path) as image:
                parts.append(repr((image.info, dict(image.getexif()))).encode())
        said[path.relative_to(output).as_posix()] = b"\n".join(parts).lower()
    return said


def find_words(output):
    return {(word.decode(), path) for path, text in read_all(output).items() for word in WORDS.findall(text)}


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("-t", "simple"),
        ("-e", 'STATIC_PATHS=[""]'),
        ("-t", "simple", "-e", 'STATIC_PATHS=["images", "briefings", "pages"]', "-e", "STATIC_EXCLUDE_SOURCES=false"),
        ("-e", "OUTPUT_SOURCES=true"),
        WITH_DATA,
        ("--search",),
    ],
    ids=["", "other-theme", "everything-static", "sources-static", "sources", "data", "search"],
)
def test_what_is_not_published_is_in_no_byte_of_the_output(desk, options):
    found = find_words(desk(STATES, None, *options))
    # Other people's themes show what nothing refers to, as in Pelican: nobody can say what their pages use.
    expected = {"zqnobody"} if "simple" in options else set()
    assert {(word, path) for word, path in found if word not in expected} == set()


def test_drafts_of_an_older_site_are_not_published_as_files(tmp_path, run_briefings):
    content = tmp_path / "content"
    texts = {
        "blog/zqname.md": "Title: zqmdtitle\nDate: 2020-01-02\nStatus: draft\n\nzqmdbody\n",
        "blog/old.rst": "zqrsttitle\n##########\n\n:date: 2020-01-02\n:status: draft\n\nzqrstbody\n",
        "blog/old.html": "<title>zqhtmltitle</title><meta name='status' content='draft'><body>zqhtmlbody</body>",
        "briefings/other.md": "---\ntitle: Other\ndate: 2021-07-01T10:00Z\ntopics: [quay]\n---\n",
        "blog/kept.csv": "a,b\n",
    }
    for path, text in texts.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text)
    options = (*SETTINGS, "-e", 'STATIC_PATHS=["blog", "images"]', "-e", 'BRIEFINGS_POLICY={"extends": "newsroom"}')
    refused = run_briefings("publish", content, *options, "-o", tmp_path / "output")
    assert (refused.returncode, refused.stderr.count("[BRF-stray-file]")) == (1, 3)
    policy = 'BRIEFINGS_POLICY={"extends": "newsroom", "codes": {"BRF-stray-file": "off", "BRF-orphan": "off"}}'
    result = run_briefings("publish", content, *options[:-1], policy, "-o", tmp_path / "output")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "output/blog/kept.csv").is_file()
    assert find_words(tmp_path / "output") == set()


def test_the_same_words_are_found_when_all_of_it_is_published(desk):
    output = desk(PUBLISHED, dict.fromkeys(("draft", "hidden"), "status: published"))
    found = {word for word, _ in find_words(output)}
    files = list_files(PUBLISHED, dict.fromkeys(("draft", "hidden"), ""))
    written = {word.decode() for text in files.values() for word in WORDS.findall(text.encode())}
    missing = {word for word in written - found if not word.endswith(tuple(NOT_SHOWN))}
    assert missing == set()
    assert not any(word.endswith("meta") for word in found)


def test_data_files_say_what_is_published(desk):
    output = desk(PUBLISHED, dict.fromkeys(("draft", "hidden"), "status: published"), *WITH_DATA)
    found = {path: {word.decode() for word in WORDS.findall(text)} for path, text in read_all(output).items()}
    assert "zqdrafttitle" in found["data/briefings.json"] & found["data/briefings.csv"] & found["data/timelinejs.json"]
    assert "zqdraftwhat" in found["data/watch.ics"] & found["data/timeline.json"]
    assert "zqdraftsourcetitle" in found["data/sources.json"] & found["data/prov.json"]
    assert "zqdraftbody" in found["data/ninjs/zqdraftfile.json"]
    assert "zqdrafttitle" in found["feed.json"]


def test_the_search_index_says_what_is_published_and_nothing_of_a_withdrawn_briefing(desk):
    output = desk(PUBLISHED, {"draft": "status: published", "hidden": "status: published"}, "--search")
    found = {(word, path.split("/")[1]) for word, path in find_words(output) if path.startswith("pagefind/")}
    # An index has the stems of words.
    assert {("zqdraftbody", "fragment"), ("zqdraftbodi", "index"), ("zqdraftspeaker", "filter")} <= found
    assert {("zqwithdrawnbody", "fragment"), ("zqwithdrawnfabody", "fragment")} <= found
    assert {("zqdraftpublisher", "fragment"), ("zqdraftpublisher", "filter")} <= found
    assert {("zqpagedraftbody", "fragment"), ("zqpagehiddensummary", "fragment")} <= found
    desk({"withdrawn": STATES["withdrawn"]}, {"draft": "status: draft", "hidden": "status: hidden"}, "--search")
    assert find_words(output) == set()


def test_the_search_finds_words_however_they_are_written(tmp_path):
    word = b"zqfindme"
    forms = {
        "plain.txt": b"x" + word,
        "wide.txt": word.decode().encode("utf-16-le"),
        "percent.txt": "".join(f"%{byte:02x}" for byte in word).encode() + quote(" ").encode(),
        "base64.txt": base64.b64encode(b"a long enough text around " + word + b" it"),
        "packed.png": picture("found.png", word.decode()),
        "index.pf_fragment": gzip.compress(b"pagefind_dcd" + word),
    }
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
    assert {path for word, path in find_words(tmp_path) if word.startswith("zqfindme")} == set(forms)


def test_a_withdrawn_briefing_leaves_a_notice_at_its_address(desk):
    output = desk()
    notice = (output / "briefings/withdrawn/index.html").read_text()
    assert "<title>Withdrawn briefing of 14 July 2021" in notice
    assert '<meta name="robots" content="noindex">' in notice
    assert "was withdrawn on" in notice
    assert "The public reason of withdrawn." in notice
    translated = (output / "fa/briefings/withdrawn/index.html").read_text()
    assert '<p lang="en" dir="auto">The public reason of withdrawn.</p>' in translated
    standing = (output / "briefings/standing/index.html").read_text()
    assert '<a class="entity" href="/briefings/withdrawn/">Withdrawn briefing of 14 July 2021</a>' in standing


def test_lists_say_that_something_was_withdrawn_and_not_what(desk):
    said = read_all(desk())
    naming = {path for path, text in said.items() if b"withdrawn briefing of 14 july 2021" in text}
    lists = {
        f"{name}/{file}" for name in ("corrections", "changes") for file in ("index.html", "feed.atom", "feed.json")
    }
    brief = {"index.html", "changes.json", "data/ninjs/standing.json"}
    assert naming == lists | brief | {"briefings/withdrawn/index.html", "briefings/standing/index.html"}
    assert all(b"the public reason of withdrawn." in said[path] for path in lists)
    assert b"/briefings/withdrawn/" not in said["sitemap.xml"]
    assert b"/briefings/standing/" in said["sitemap.xml"]


@pytest.mark.parametrize("change", ["deleted", *STATES.values()])
def test_taking_a_published_briefing_back_takes_everything_with_it(desk, change):
    before = {path for word, path in find_words(desk({"withdrawn": "status: published"}, {}))}
    assert {"images/zqwithdrawnlead.jpg", "claims/zqwithdrawnclaim/index.html", "feed.atom"} <= before
    output = desk({} if change == "deleted" else {"withdrawn": change, "draft": STATES["draft"]}, {})
    assert find_words(output) == set()
    assert (output / "briefings/withdrawn/index.html").exists() == (change == "stage: withdrawn")
    assert not list(output.glob("images/zq*"))
    assert (output / "images/kept.png").is_file()
