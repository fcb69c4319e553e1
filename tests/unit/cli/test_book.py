"""`briefings book`: what stands in it and what does not, bound as EPUB and as PDF, and read back by other programs."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from briefings.views.language import load_language
from tests.scores.books import check_book, find_jar

QUAY = """\
---
title: The quay is closed
date: 2021-03-02T09:40+00:00
event: 2021-03-01
summary: Nobody *may* enter.
why: It feeds the town.
topics: [harbour]
places: [quay-town]
image: {file: images/gate.jpg, alt: A gate., caption: The gate., credit: Desk}
sources:
  - id: courier
    publisher: courier
    title: The quay is closed
    url: https://courier.example/q
    published: 2021-03-02
    archived: https://archive.example/q
claims:
  - id: quay-wounded
    text: Four people were hurt on the quay.
    kind: statement
    positions:
      - {by: harbour-office, stance: asserts, said: 2021-03-02, via: [courier], quote: Four & more}
unknowns:
  - {text: Who shut the gate.}
---

## A gate

The gate <b>was</b> locked at nine.[@courier] See [[ferry]], [[harbour-office]] and [four hurt]{claim=quay-wounded}.

![A plan]({static}/images/plan.png)
"""
FERRY = """\
---
title: The ferry sails
date: 2021-03-06T09:40+00:00
summary: On time.
topics: [harbour]
sources:
  - {id: gazette, publisher: gazette, title: It sails, published: 2021-03-06}
  - courier-2
claims:
  - id: quay-wounded
    positions:
      - {by: crew, stance: denies, said: 2021-03-06, via: [gazette]}
updates:
  - {at: 2021-03-09T09:40+00:00, level: major, note: It came back late.}
---

## A gate

It sailed.[@gazette; @courier-2]
"""
FILES = {
    "briefings/quay.md": QUAY,
    "briefings/ferry.md": FERRY,
    "topics/harbour.md": "---\ntitle: The harbour\nnames: {fa: بندر}\nsummary: It is open again.\n---\n"
    "\nSince the ferry came back late.\n",
    "registry/actors.yml": "- {id: harbour-office, name: Harbour office, kind: organisation, role: Closed in 2022}\n"
    "- {id: crew, name: The crew, kind: organisation}\n",
    "registry/places.yml": "- {id: quay-town, name: Quay Town, kind: town, lat: 31.0, lon: 66.4, precision_km: 1}\n",
    "registry/publishers.yml": "- {id: courier, name: Courier, kind: newspaper}\n"
    "- {id: gazette, name: Gazette, kind: newspaper, reliability: {grade: C, why: Hasty., on: 2021-03-09}}\n",
    "registry/sources.yml": "- {id: courier-2, publisher: courier, title: A second, published: 2021-03-03}\n",
}
SITE = ("-e", "SITEURL=https://desk.example")


def draw(kind, **options):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A site without settings, with pictures; it is the current folder."""
    exif = Image.Exif()
    exif[0x010E] = "taken at a secret place"
    files = {path: text.encode() for path, text in FILES.items()}
    files |= {"images/gate.jpg": draw("JPEG", exif=exif), "images/plan.png": draw("PNG")}
    for path, data in files.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def make(desk, invoke):
    """Make a book of the harbour; gives its bytes."""

    def run(*arguments, output="b.epub"):
        result = invoke("book", "harbour", *SITE, *arguments, "-o", output)
        assert (result.exit_code, result.stdout, result.stderr) == (0, f"{output}\n", "")
        return (desk / output).read_bytes()

    return run


def unpack(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read_words(data):
    """The text of every page of an EPUB, in the order of the spine."""
    files = unpack(data)
    package = ElementTree.fromstring(files["book/package.opf"])  # noqa: S314 - what we made
    opf = "{http://www.idpf.org/2007/opf}"
    hrefs = {item.get("id"): item.get("href") for item in package.iter(f"{opf}item")}
    pages = [hrefs[item.get("idref")] for item in package.iter(f"{opf}itemref")]
    trees = [ElementTree.fromstring(files[f"book/{page}"]) for page in pages]  # noqa: S314 - as above
    texts = ["".join(tree.find(".//{*}body").itertext()) for tree in trees]
    return " ".join(" ".join(texts).split())


def find_faults(path):
    """What EPUBCheck says of a file where it finds anything; the test is skipped where it cannot run."""
    jar = find_jar()
    if jar is None:
        pytest.skip("needs java and the package epubcheck")
    count, said = check_book(jar, path)
    return said if count else ""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--as-of", "2021-03-07"], ["--lang", "fa"]])
def test_epubcheck_has_nothing_to_say(desk, make, arguments):
    make(*arguments)
    assert find_faults(desk / "b.epub") == ""


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say_about_a_topic_of_the_sample_site(root, tmp_path, run_briefings):
    file = tmp_path / "book.epub"
    result = run_briefings("book", "spin-boldak-crossing", "-o", file)
    assert result.returncode == 0, result.stderr
    assert find_faults(file) == ""


def test_media_type_comes_first_and_as_it_is(make):
    data = make()
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_same_content_gives_the_same_bytes_at_any_time(make, monkeypatch):
    first = make()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert make() == first


def test_parts_stand_in_their_order_and_briefings_oldest_first(make):
    text = read_words(make())
    parts = [
        "As of 9 March 2021", "Contents", "At least one assertion and one denial", "It is open again.",
        "Timeline 1 March 2021",
        "The gate was locked at nine.", "It sailed.", "Claim ledger C1 Four people were hurt",
        "Map data: Natural Earth",
        "Sources S1 Courier: The quay is closed", "https://archive.example/q", "S2 Gazette", "S3 Courier: A second",
    ]  # fmt: skip
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_citations_have_the_numbers_of_the_book(make):
    page = unpack(make())["book/briefing-ferry.xhtml"].decode()
    assert re.findall(r'<a class="ref" href="([^"]*)">([^<]*)</a>', page) == [
        ("sources.xhtml#S2", "S2"),
        ("sources.xhtml#S3", "S3"),
    ]


def test_links_stay_in_the_book_where_it_has_the_page_and_lead_to_the_site_where_it_has_not(make):
    page = unpack(make())["book/briefing-quay.xhtml"].decode()
    assert 'href="briefing-ferry.xhtml"' in page
    assert 'href="ledger.xhtml#claim-quay-wounded"' in page
    assert 'href="https://desk.example/actors/harbour-office/"' in page


def test_without_an_address_nothing_leads_to_the_site(desk, invoke):
    assert invoke("book", "harbour", "-o", "b.epub").exit_code == 0
    page = unpack((desk / "b.epub").read_bytes())["book/briefing-quay.xhtml"].decode()
    assert "Harbour office" in page
    assert "/actors/" not in page


def test_every_link_has_its_place(make):
    files = unpack(make())
    ids = {
        f"{name}#{found}"
        for name, data in files.items()
        for found in re.findall(rb'\sid="([^"]*)"', data)
        for found in [found.decode()]
    }
    hrefs = [
        f"book/{href}" for name, data in files.items() if name.endswith(".xhtml")
        for href in re.findall(r'href="([^":]*)"', data.decode())
        if not href.startswith("#")
    ]  # fmt: skip
    assert len(hrefs) > 20
    assert [href for href in hrefs if href not in ids and href not in files] == []


def test_pictures_are_in_the_book_without_their_metadata(make):
    files = unpack(make())
    pictures = [data for name, data in files.items() if name.startswith("book/images/")]
    assert len(pictures) == 2
    assert not any(b"secret place" in data for data in pictures)
    assert b'alt="A gate."' in files["book/briefing-quay.xhtml"]
    assert b"srcset" not in files["book/briefing-quay.xhtml"]


def test_headings_of_two_texts_do_not_get_into_each_others_way(make):
    files = unpack(make())
    ids = [re.findall(rb'<h3 id="([^"]*)"', files[f"book/briefing-{name}.xhtml"]) for name in ("quay", "ferry")]
    assert all(ids)
    assert ids[0] != ids[1]


def test_it_says_what_it_is_to_libraries_and_to_readers_who_listen(make):
    package = unpack(make())["book/package.opf"].decode()
    for words in (
        "<dc:title>The harbour: As of 9 March 2021</dc:title>",
        "<dc:language>en</dc:language>",
        "<dc:date>2021-03-09</dc:date>",
        '<meta property="dcterms:modified">2021-03-09T09:40:00Z</meta>',
        '<meta property="schema:accessMode">visual</meta>',
        '<meta property="schema:accessibilityFeature">alternativeText</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
    ):
        assert words in package


def test_a_language_from_right_to_left_turns_the_pages_so(make):
    files = unpack(make("--lang", "fa"))
    assert b'page-progression-direction="rtl"' in files["book/package.opf"]
    page = files["book/briefing-quay.xhtml"].decode()
    assert 'lang="fa" xml:lang="fa" dir="rtl"' in page
    assert 'lang="en" xml:lang="en" dir="ltr"' in page


LATER = (
    "It came back late", "It is open again", "Closed in 2022", "Hasty", "Fairly reliable", "It sailed", "9 March"
)  # fmt: skip


def test_nothing_that_came_later_stands_in_a_book_of_a_day(make):
    now = read_words(make())
    assert [word for word in LATER if word not in now and word != "Hasty"] == []
    then = read_words(make("--as-of", "2021-03-07"))
    assert [word for word in LATER if word in then] == []
    assert "As known on 7 March 2021" in then
    assert "The ferry sails" in then
    assert "This text was changed after that day" in then


def test_a_book_of_a_day_has_the_claims_as_they_stood(make):
    then = read_words(make("--as-of", "2021-03-05"))
    assert "Claimed" in then.partition("Contents")[0]
    assert "The crew" not in then
    assert "The ferry sails" not in then
    assert "It sails" not in then
    assert "A second" not in then


def test_a_text_that_names_what_came_later_was_written_later(make):
    assert "locked at nine" not in read_words(make("--as-of", "2021-03-05"))
    assert "locked at nine" in read_words(make("--as-of", "2021-03-07"))


def test_a_day_before_the_first_briefing_has_no_book(desk, invoke):
    result = invoke("book", "harbour", "--as-of", "2021-03-01")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing about" in result.stderr
    assert not (desk / "harbour.epub").exists()


@pytest.mark.parametrize("day", ["yesterday", "2021-02-30", "2031-01-01"])
def test_a_day_that_is_none_or_still_to_come_is_refused(desk, invoke, day):
    result = invoke("book", "harbour", "--as-of", day)
    assert result.exit_code == 2
    assert day in result.stderr


def test_a_topic_that_is_not_there_is_refused(desk, invoke):
    result = invoke("book", "harbor")
    assert result.exit_code == 2
    assert "harbour" in result.stderr


def test_its_name_is_that_of_the_topic(desk, invoke):
    assert invoke("book", "harbour").stdout == "harbour.epub\n"


def test_without_the_printer_it_says_how_to_get_it(desk, invoke, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = invoke("book", "harbour", "-o", "b.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'briefings[book]'" in result.stderr
    assert not (desk / "b.pdf").exists()


def require_printer():
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint cannot draw here: {error}")


@pytest.fixture
def pdf(make):
    """The book of the harbour on paper."""
    require_printer()
    return PdfReader(io.BytesIO(make(output="b.pdf")))


def list_titles(outline, depth=0):
    for item in outline:
        if isinstance(item, list):
            yield from list_titles(item, depth + 1)
        else:
            yield depth, item.title


@pytest.mark.slow
def test_a_pdf_has_text_in_order_an_outline_and_numbers_on_its_pages(pdf):
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    whole = " ".join(texts)
    places = [whole.find(w) for w in ("As of 9 March 2021", "locked at nine", "It sailed.", "archive.example/q")]
    assert -1 not in places
    assert places == sorted(places)
    assert list(list_titles(pdf.outline)) == [
        (0, "What the words mean"),
        (0, "About this topic"),
        (0, "Timeline"),
        (0, "Briefings"),
        (1, "The quay is closed"),
        (1, "The ferry sails"),
        (0, "Claim ledger"),
        (0, "Locator map"),
        (0, "Sources"),
    ]
    assert len(pdf.pages) == 11
    assert pdf.metadata.title == "The harbour: As of 9 March 2021"
    sources = next(n for n, text in enumerate(texts) if "S1 Courier" in text)
    assert re.search(rf"Sources \.+ ?{sources + 1}\b", texts[1])
    assert texts[sources].endswith(f"The harbour Sources {sources + 1}")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fa", "prs", "ps", "ar", "fr"])
def test_pages_are_counted_in_the_digits_of_the_language(make, lang):
    require_printer()
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(make("--lang", lang, output="b.pdf"))).pages]
    numbers = [load_language(lang).digits(str(number)) for number in range(1, len(texts) + 1)]
    # pypdf takes digits of the Arabic script for letters, and turns them round.
    seen = [number if number.isascii() else number[::-1] for number in numbers]
    assert [text.split()[-1] for text in texts[1:]] == seen[1:]
    listed = re.findall(r"\.{3,}\s*(\d+)", texts[1])
    assert len(listed) == 9
    assert set(listed) <= set(seen[2:])


def test_a_title_in_another_language_has_its_own_direction_in_the_contents(make):
    page = unpack(make("--lang", "fa"))["book/nav.xhtml"].decode()
    title = '<bdi lang="en" xml:lang="en" dir="ltr">The quay is closed</bdi>'
    assert f'<a href="briefing-quay.xhtml">{title}</a>' in page


def test_a_drawing_goes_in_without_metadata(desk, make):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0h9"/></svg>'
    (desk / "content/images/gate.svg").write_text(drawing.format("<!-- Wahida --><metadata>Wahida</metadata>"))
    (desk / "content/briefings/quay.md").write_text(QUAY.replace("gate.jpg", "gate.svg"))
    assert drawing.format("").encode() in unpack(make()).values()


@pytest.mark.slow
def test_a_pdf_is_the_same_each_time_and_fetches_nothing(desk, make, monkeypatch):
    require_printer()

    def refuse(*_):
        raise AssertionError("a book asks nobody")

    monkeypatch.setattr("socket.socket.connect", refuse)
    (desk / "content" / "images" / "gate.jpg").unlink()
    elsewhere = '<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{elsewhere}</svg>'
    (desk / "content" / "images" / "gate.svg").write_text(drawing)
    quay = desk / "content" / "briefings" / "quay.md"
    quay.write_text(QUAY.replace("gate.jpg", "gate.svg"))
    assert make(output="b.pdf") == make(output="b.pdf")


def test_name_of_no_known_format_is_refused(desk, invoke):
    result = invoke("book", "harbour", *SITE, "-o", "b.docx")
    assert (result.exit_code, (desk / "b.docx").exists()) == (2, False)
    assert "--format" in result.stderr
    assert invoke("book", "harbour", *SITE, "-o", "b.docx", "--format", "epub").exit_code == 0
