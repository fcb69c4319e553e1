"""`briefings digest`: what it says, in which order, in each format, and what it refuses."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from briefings.cli.verb import LANGUAGES

QUAY = """\
---
title: The quay is closed
date: 2021-03-02T09:40+00:00
summary: Nobody *may* enter.
topics: [harbour]
sources:
  - {id: courier, publisher: courier, title: The quay is closed, published: 2021-03-02}
claims:
  - id: quay-wounded
    text: Four people were hurt on the quay.
    kind: statement
    positions:
      - {by: harbour-office, stance: asserts, said: 2021-03-02, via: [courier]}
upcoming:
  - {id: talks, what: The talks go on., when: 2021-03-20, sources: [courier]}
  - {id: meeting, what: The port meets., when: 2021-03-05, sources: [courier]}
corrections:
  - {at: 2021-03-08T10:00+00:00, was: five gates, now: four gates}
  - {at: 2021-03-09T10:00+00:00, kind: retraction, now: There was no second fire.}
updates:
  - {at: 2021-03-07T10:00+00:00, level: major, note: The quay is open.}
  - {at: 2021-03-07T11:00+00:00, level: minor, note: A comma.}
---

The gate was locked at nine.
"""
FERRY = """\
---
title: "<b>Ferry</b> [sails](http://evil.example) @desk"
date: 2021-03-06T09:40+00:00
summary: On time. All aboard the ferry that crosses the wide water of the bay, and comes back before dark as ever.
topics: [ferries]
sources:
  - {id: gazette, publisher: gazette, title: It sails, published: 2021-03-06}
claims:
  - id: quay-wounded
    positions:
      - {by: crew, stance: denies, said: 2021-03-06, via: [gazette]}
---

It sailed.
"""
FILES = {
    "briefings/quay.md": QUAY,
    "briefings/ferry.md": FERRY,
    "topics/harbour.md": "---\ntitle: The harbour\naliases: [port]\n---\n",
    "topics/ferries.md": "---\ntitle: Ferries\nparent: harbour\n---\n",
    "topics/hills.md": "---\ntitle: The hills\n---\n",
    "registry/actors.yml": "- {id: harbour-office, name: Harbour office, kind: organisation}\n"
    "- {id: crew, name: The crew, kind: organisation}\n",
    "registry/publishers.yml": "- {id: courier, name: Courier, kind: newspaper}\n"
    "- {id: gazette, name: Gazette, kind: newspaper}\n",
}
NOW = 1615334400  # 2021-03-10T00:00:00Z
ADDRESS = "SITEURL=https://desk.example/news"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A site without settings; it is the current folder, on the morning of 10 March 2021."""
    for path, text in FILES.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    return tmp_path


@pytest.fixture
def run(desk, invoke):
    """Run the verb with an address for the site, and give what it prints."""

    def digest(*arguments):
        result = invoke("digest", "-e", ADDRESS, *arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return digest


def read_html(text):
    """The words of an HTML document, tag by tag, without its head."""
    words = []

    class Reader(HTMLParser):
        def handle_data(self, data):
            words.append(data.strip())

    Reader().feed(text.partition("<body")[2].partition(">")[2])
    return [word for word in words if word]


def test_corrections_come_first_then_claims_briefings_updates_and_what_comes_next(run):
    text = run("--since", "5d")
    titles = re.findall(r"^(.+)\n=+$", text, re.MULTILINE)
    assert titles == ["Corrections", "Claims that changed", "New briefings", "Updates", "What to watch"]
    assert text.index("There was no second fire.") < text.index("four gates")
    assert "Before: five gates" in text
    assert "· Retraction" in text
    assert "Claimed → Disputed" in text
    assert "Denied by the crew (read in Gazette)" in text
    assert "The quay is open." in text


def test_window_that_has_passed_is_nothing_to_watch(run, monkeypatch):
    assert "What to watch" in run("--since", "5d")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW + 5 * 365 * 86400))
    assert "What to watch" not in run("--since", "2021-03-01")


def test_minor_updates_are_counted_and_not_told(run):
    text = run("--since", "5d")
    assert "1 minor update" in text
    assert "A comma." not in text


def test_what_was_before_the_moment_is_left_out(run):
    text = run("--since", "2021-03-08T10:00")
    assert "There was no second fire." in text
    assert "four gates" not in text
    assert "New briefings" not in text


def test_a_moment_without_a_zone_is_one_of_the_site(run):
    assert "four gates" in run("--since", "2021-03-08T11:00", "-e", "TIMEZONE=Asia/Kabul")
    assert "four gates" not in run("--since", "2021-03-08T11:00")


def test_what_comes_next_has_nothing_whose_day_has_passed(run):
    text = run("--since", "12h")
    assert "The talks go on." in text
    assert "The port meets." not in text


def test_when_nothing_changed_it_says_so(run):
    for form in ("text", "html", "markdown"):
        assert "Nothing changed in this time." in run("--since", "1h", "--format", form)


def test_a_topic_has_what_belongs_to_it_and_its_parts(run):
    assert "sails" in run("--since", "9d", "--topic", "port")
    ferries = run("--since", "9d", "--topic", "ferries")
    assert "sails" in ferries
    assert "four gates" not in ferries
    assert "The talks go on." not in ferries
    assert "Nothing changed" in run("--since", "9d", "--topic", "hills")


def test_lines_of_text_are_at_most_72_columns_long_but_for_addresses(run):
    lines = [line for line in run("--since", "9d").splitlines() if "://" not in line]
    assert max(map(len, lines)) <= 72
    assert sum(len(line) > 60 for line in lines) > 1


def test_every_address_is_absolute(run):
    hrefs = re.findall(r'href="([^"]*)"', run("--since", "9d", "--format", "html"))
    assert "https://desk.example/news/briefings/quay/" in hrefs
    assert all(href.startswith("https://desk.example/news/") for href in hrefs)


def test_html_fetches_nothing_and_has_one_column_with_styles_in_its_tags(run):
    page = run("--since", "9d", "--format", "html")
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert tags <= {"html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "p", "a", "strong", "span"}
    assert "url(" not in page
    assert "@import" not in page
    assert "max-width:600px" in page
    assert "prefers-color-scheme: dark" in page


def test_html_begins_with_the_line_that_lists_of_mail_show(run):
    page = run("--since", "9d", "--format", "html")
    assert read_html(page)[0] == "Corrections: 2. Claims that changed: 1. New briefings: 2. Updates: 1"


def test_html_and_text_say_the_same(run):
    page, text = run("--since", "9d", "--format", "html"), run("--since", "9d")
    plain = " ".join(text.split())
    said = " ".join(read_html(page)[1:])
    for words in read_html(page)[1:]:
        assert " ".join(words.split()).strip("· ") in plain
    left = [word for word in plain.split() if "://" not in word and word.strip("=-*·")]
    assert [word for word in left if word not in said] == []


def test_content_cannot_make_markup(run):
    assert "<b>" not in run("--since", "9d", "--format", "html")
    tokens = MarkdownIt().parse(run("--since", "9d", "--format", "markdown"))
    inline = [child for token in tokens for child in token.children or []]
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert links
    assert all(link.startswith("https://desk.example/news/") for link in links)
    assert not [child for child in inline if child.type in ("html_inline", "image", "em_open", "code_inline")]
    assert "@desk" not in run("--since", "9d", "--format", "markdown")


def test_language_decides_words_and_direction(run):
    page = run("--since", "9d", "--format", "html", "--lang", "fa")
    assert '<html lang="fa" dir="rtl">' in page
    assert "←" in page
    assert 'lang="en" dir="auto"' in page
    assert "Corrections" not in page


def test_same_content_and_moment_give_the_same_bytes(run):
    assert run("--since", "9d", "--format", "html") == run("--since", "9d", "--format", "html")


def test_without_an_address_nothing_is_linked_and_it_says_why(desk, invoke):
    result = invoke("digest", "--since", "9d", "--format", "html")
    assert result.exit_code == 0
    assert "href" not in result.stdout
    assert "SITEURL" in result.stderr


def test_a_file_is_written_and_its_path_printed(run, desk):
    assert run("--since", "9d", "-o", "digest.txt") == "digest.txt\n"
    assert (desk / "digest.txt").read_text() == run("--since", "9d")


@pytest.mark.parametrize("since", ["yesterday", "7", "7y", "2021-02-30", "", "-3d"])
def test_a_moment_that_is_none_is_refused_with_examples(desk, invoke, since):
    result = invoke("digest", f"--since={since}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "24h, 7d, 2w, 2021-07-14" in result.stderr


def test_a_moment_ahead_is_refused(desk, invoke):
    result = invoke("digest", "--since", "2021-03-11")
    assert result.exit_code == 2
    assert "not before now" in result.stderr


def test_span_of_nothing_is_refused(desk, invoke):
    result = invoke("digest", "--since", "0d")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'0d' is no moment. Write 24h" in result.stderr


def test_a_moment_before_all_time_is_no_fault_of_ours(desk, invoke):
    assert invoke("digest", "--since", "9999w").exit_code == 0
    assert invoke("digest", "--since", "0001-01-01T00:00+14:00").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["--topic", "harbor"], "harbour"), (["--lang", "f/a"], "language"), (["nowhere"], "does not exist")],
)
def test_wrong_usage_says_what_is_wrong(desk, invoke, arguments, word):
    result = invoke("digest", "--since", "9d", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr


def test_content_with_errors_is_shown_and_told_nothing_of(desk, invoke):
    (desk / "content" / "briefings" / "ferry.md").write_text(FERRY.replace("[ferries]", "[feries]"))
    result = invoke("digest", "--since", "9d")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "content/briefings/ferry.md:5" in result.stderr


def test_settings_for_publishing_are_taken_where_they_are(desk, invoke):
    (desk / "pelicanconf.py").write_text('PATH = "content"\nSITEURL = "http://127.0.0.1:8000"\n')
    preview = invoke("digest", "--since", "9d")
    assert preview.exit_code == 0
    assert "which only this machine can open" in preview.stderr
    (desk / "publishconf.py").write_text('PATH = "content"\nSITEURL = "https://desk.example"\n')
    published = invoke("digest", "--since", "9d")
    assert published.stderr == ""
    assert "https://desk.example/" in published.stdout
    assert "127.0.0.1" not in published.stdout


@pytest.mark.parametrize(("lang", "is_known"), [("xx", False), ("fa-AF", True), ("en", True)])
def test_language_without_words_is_said(desk, invoke, lang, is_known):
    result = invoke("digest", "--since", "9d", "-e", ADDRESS, "--lang", lang)
    assert result.exit_code == 0
    assert (f"It has: {', '.join(LANGUAGES)}." in result.stderr) != is_known


def test_languages_of_the_help_are_those_that_there_are(invoke, root):
    found = re.search(r"The language of the digest: ([\w, \n]+),\s+or\s+one", invoke("digest", "--help").stdout)
    assert found
    languages = re.split(r",\s+", found[1])
    assert languages == sorted(["en", *(path.stem for path in (root / "briefings/locale").glob("*.po"))])
