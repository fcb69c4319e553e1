"""`briefings diff`: real repositories and folders, what it prints, what it refuses, and what it leaves alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess

import pytest

QUAY = """\
---
title: The quay is closed
date: 2021-03-02T09:40+00:00
summary: Nobody may enter.
image: {file: images/quay.svg, alt: A gate., caption: The gate in winter.}
sources:
  - {id: courier, publisher: amber-courier, title: The quay is closed, published: 2021-03-02}
claims:
  - id: quay-wounded
    text: People were hurt on the quay.
    kind: quantity
    quantity: {measure: wounded, unit: people}
    positions:
      - {by: harbour-office, stance: asserts, said: 2021-03-02, via: [courier], quote: Four were hurt, value: {best: 4}}
---

The gate was locked at nine.
"""
FERRY = "---\ntitle: The ferry sails\ndate: 2021-03-03T09:40+00:00\nsummary: On time.\n---\n\nIt sailed.\n"
NOTICE = "claims:", "corrections: [{at: 2021-03-05, was: Four, now: Five, claims: [quay-wounded]}]\nclaims:"


def git(folder, *arguments):
    """Run git with a name of its own and without anybody's settings."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@desk.example", "-c", "init.defaultBranch=main")
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A state")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A site in a repository with one commit; it is the current folder."""
    folder = tmp_path / "desk"
    for path, text in {"briefings/quay.md": QUAY, "briefings/ferry.md": FERRY, "images/quay.svg": "<svg/>"}.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text)
    git(tmp_path, "init", "-q", "desk")
    commit(folder)
    monkeypatch.chdir(folder)
    return folder


def edit(folder, *changes, file="quay.md"):
    path = folder / "content" / "briefings" / file
    text = path.read_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text)


def test_nothing_changed(desk, invoke):
    result = invoke("diff", "HEAD")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "Readers would see no difference."


def test_a_silent_edit_of_the_working_tree_fails_and_is_shown_in_its_line(desk, invoke):
    edit(desk, ("{best: 4}", "{best: 5}"))
    result = invoke("diff", "HEAD")
    assert result.exit_code == 1
    assert "content/briefings/quay.md:14:" in result.stdout
    assert "the figure was “4” and is “5” now" in result.stdout


def test_with_a_correction_it_is_a_difference_and_no_problem(desk, invoke):
    edit(desk, ("{best: 4}", "{best: 5}"), NOTICE)
    result = invoke("diff", "HEAD")
    assert result.exit_code == 0
    assert "figure: 4 → 5" in result.stdout


def test_two_revisions_are_compared_whatever_the_working_tree_holds(desk, invoke):
    edit(desk, ("Four were hurt", "Some were hurt"))
    commit(desk)
    edit(desk, ("Some were hurt", "All were hurt"))
    before = git(desk, "status", "--porcelain")
    result = invoke("diff", "HEAD~1", "HEAD", "--format", "json")
    assert result.exit_code == 1
    [item] = json.loads(result.stdout)["items"]
    assert item["fields"] == [{"name": "quote", "before": "Four were hurt", "after": "Some were hurt"}]
    assert git(desk, "status", "--porcelain") == before


def test_json_says_what_was_compared(desk, invoke):
    commit_name = git(desk, "rev-parse", "HEAD")
    found = json.loads(invoke("diff", "main", "--format", "json").stdout)
    assert found["version"] == 1
    assert found["base"] == {"name": "main", "kind": "revision", "commit": commit_name}
    assert found["head"] == {"name": "content", "kind": "working tree", "commit": ""}


def test_two_folders_need_no_repository(tmp_path, monkeypatch, invoke):
    for name, text in (("old", QUAY), ("new", QUAY.replace("in winter", "in summer"))):
        (tmp_path / name / "content").mkdir(parents=True)
        (tmp_path / name / "content" / "quay.md").write_text(text)
        (tmp_path / name / "content" / "images").mkdir()
        (tmp_path / name / "content" / "images" / "quay.svg").write_text("<svg/>")
    monkeypatch.chdir(tmp_path)
    for names in (("old", "new"), ("old/content", "./new"), (tmp_path / "old", tmp_path / "new" / "content")):
        result = invoke("diff", *names, "--format", "json")
        assert result.exit_code == 1, result.stderr
        found = json.loads(result.stdout)
        assert [found[side]["kind"] for side in ("base", "head")] == ["folder", "folder"]
        assert [p["path"] for p in found["silent_edits"]] == ["new/content/quay.md"]


def test_a_revision_is_one_of_the_site_also_beside_a_folder_from_elsewhere(desk, invoke, tmp_path):
    (tmp_path / "mail" / "briefings").mkdir(parents=True)
    (tmp_path / "mail" / "briefings" / "ferry.md").write_text(FERRY)
    found = json.loads(invoke("diff", "HEAD", tmp_path / "mail", "--format", "json").stdout)
    assert [(change["id"], change["step"]) for change in found["briefings"]] == [("quay", "removed")]


def test_a_folder_with_content_wins_over_a_branch_and_says_so(desk, invoke):
    git(desk, "branch", "old")
    git(desk, "branch", "images")
    (desk / "old" / "content").mkdir(parents=True)
    (desk / "old" / "content" / "ferry.md").write_text(FERRY)
    (desk / "images").mkdir()
    result = invoke("diff", "old", "--format", "json")
    assert json.loads(result.stdout)["base"]["kind"] == "folder"
    assert "Write 'old^0' for the revision" in result.stderr
    assert json.loads(invoke("diff", "old^0", "--format", "json").stdout)["base"]["kind"] == "revision"
    assert json.loads(invoke("diff", "images", "--format", "json").stdout)["base"]["kind"] == "revision"


WRONG = {
    "unknown": (["nowhere"], "neither a folder with content nor a revision"),
    "an option for a name": (["--", "--output=x"], "neither a folder with content nor a revision"),
    "another option": (["--", "-h"], "neither"),
    "nothing": ([""], "neither"),
    "a range": (["HEAD..HEAD"], "neither"),
    "two words": (["HEAD --all"], "neither"),
    "a file of a revision": (["HEAD:content"], "neither"),
    "a null": (["HEAD\0"], "neither"),
    "a head that is none": (["HEAD", "nowhere"], "'nowhere' is neither"),
    "no such format": (["HEAD", "--format", "xml"], "xml"),
    "nothing at all": ([], "Missing argument"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_refused_in_plain_words(desk, invoke, list_tree, name):
    arguments, words = WRONG[name]
    before = list_tree(desk)
    result = invoke("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert list_tree(desk) == before


def test_outside_of_a_repository_a_revision_means_nothing(site, invoke, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    result = invoke("diff", "main")
    assert result.exit_code == 2
    assert "in no git repository" in result.stderr


def test_without_git_folders_remain(site, invoke, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = invoke("diff", "main")
    assert (result.exit_code, "`git` is not installed" in result.stderr) == (2, True)
    assert invoke("diff", "content", "content").exit_code == 0


def test_a_revision_from_before_there_was_content_is_refused(desk, invoke):
    git(desk, "checkout", "-q", "--orphan", "bare")
    git(desk, "rm", "-rq", "--cached", ".")
    (desk / "README").write_text("Soon.")
    git(desk, "add", "README")
    git(desk, "commit", "-q", "-m", "Start")
    result = invoke("diff", "bare")
    assert result.exit_code == 2
    assert "The revision 'bare' has no folder 'content'" in result.stderr


def test_works_from_a_hook_and_from_another_folder(desk, invoke, monkeypatch, tmp_path):
    (desk / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert invoke("diff", "HEAD", "-s", desk / "pelicanconf.py").exit_code == 0


def test_attributes_and_filters_of_the_repository_change_nothing(desk, invoke):
    (desk / ".gitattributes").write_text("quay.md export-ignore\n*.md filter=shout ident\n")
    git(desk, "add", ".gitattributes")
    git(desk, "commit", "-q", "-m", "Attributes")
    git(desk, "config", "filter.shout.smudge", f"touch {desk / 'ran'}")
    assert invoke("diff", "HEAD").exit_code == 0
    assert not (desk / "ran").exists()


def test_links_inside_the_content_count_and_those_that_lead_out_are_not_followed(desk, invoke):
    (desk / "content" / "images" / "again.svg").symlink_to("quay.svg")
    (desk / "secret.md").write_text(FERRY)
    edit(desk, ("images/quay.svg", "images/again.svg"))
    commit(desk)
    result = invoke("diff", "HEAD")
    assert (result.exit_code, result.stderr) == (0, "")
    (desk / "content" / "briefings" / "secret.md").symlink_to("../../secret.md")
    commit(desk)
    (desk / "content" / "briefings" / "secret.md").unlink()
    found = json.loads(invoke("diff", "HEAD", "--format", "json").stdout)
    assert found["briefings"] == []


def test_a_tree_made_by_hand_writes_nothing_outside(desk, invoke, tmp_path, monkeypatch):
    def add(kind, text):
        command = ["git", *kind]
        return (
            subprocess.run(command, input=text.encode(), cwd=desk, check=True, capture_output=True)
            .stdout.decode()
            .strip()
        )

    blob = add(["hash-object", "-w", "--stdin"], FERRY)
    inner = add(["mktree"], f"100644 blob {blob}\tevil.md\n")
    middle = add(["mktree"], f"040000 tree {inner}\t..\n")
    briefings = add(["mktree"], f"100644 blob {blob}\tferry.md\n")
    content = add(["mktree"], f"040000 tree {middle}\t..\n040000 tree {briefings}\tbriefings\n")
    top = add(["mktree"], f"040000 tree {content}\tcontent\n")
    name = git(desk, "commit-tree", top, "-m", "Evil")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "a" / "b"))
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", None)
    found = json.loads(invoke("diff", name, "--format", "json").stdout)
    assert [(change["id"], change["step"]) for change in found["briefings"]] == [("quay", "added")]
    assert list((tmp_path / "a").rglob("*.md")) == []


def test_names_in_other_scripts_are_read(desk, invoke):
    (desk / "content" / "briefings" / "بندر ساحل.md").write_text(FERRY)
    commit(desk)
    result = invoke("diff", "HEAD")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Readers would see no difference.")


CODE = re.compile("`[^`]+`")
BAD_DATE = "date: 2021-03-03T09:40+00:00", "date: soon"
PLACE = "content/briefings/ferry.md:3"


def test_errors_of_head_come_first_and_fail(desk, invoke):
    edit(desk, BAD_DATE, file="ferry.md")
    edit(desk, ("{best: 4}", "{best: 5}"))
    result = invoke("diff", "HEAD")
    assert result.exit_code == 1
    assert result.stderr == ""
    report = result.stdout
    assert "[BRF-invalid-date]" in report
    assert report.index("Errors in content\n") < report.index(PLACE) < report.index("Positions\n")
    assert "\n1 error in content. 1 briefing could not be read, and so not compared. 1 silent edit." in report


def test_comment_says_first_which_file_could_not_be_read_and_why(desk, invoke):
    edit(desk, BAD_DATE, file="ferry.md")
    edit(desk, ("{best: 4}", "{best: 5}"))
    result = invoke("diff", "HEAD", "--format", "markdown")
    assert result.exit_code == 1
    assert "[BRF-invalid-date]" in result.stderr
    comment = result.stdout
    assert "⚠️ 1 error in content. 1 briefing could not be read, and so not compared." in comment
    assert comment.index("#### ⚠️ Errors in `content`") < comment.index(f"- `{PLACE}` the text `soon`; expected: ")
    assert comment.index(PLACE) < comment.index("#### ⚠️ Silent edits")


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("briefings/new.md", "---\ntitle: New\ndate: soon\n---\n"),
        ("briefings/ferry.md", FERRY.replace("title:", "tilte:")),
        ("briefings/ferry.md", FERRY.replace("---\n\n", "clams: [{id: X}]\n---\n\n")),
        ("topics/harbour.md", "no front matter\n"),
        ("registry/actors.yml", "- {id: a}\n"),
    ],
)
def test_nothing_is_said_of_readers_when_not_everything_could_be_read(desk, invoke, form, file, text):
    (desk / "content" / file).parent.mkdir(exist_ok=True)
    (desk / "content" / file).write_text(text)
    result = invoke("diff", "HEAD", "--format", form)
    assert result.exit_code == 1
    assert f"content/{file}" in result.stdout
    assert "Readers would see no difference." not in result.stdout
    assert "Readers would see no difference in what could be read" in result.stdout


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_errors_of_base_are_told_and_do_not_fail(desk, invoke, form):
    edit(desk, BAD_DATE, file="ferry.md")
    commit(desk)
    edit(desk, ("date: soon", "date: 2021-03-03"), file="ferry.md")
    result = invoke("diff", "HEAD", "--format", form)
    assert result.exit_code == 0
    assert "What could not be read in " in result.stdout
    assert "briefings/ferry.md:3" in result.stdout
    assert "1 briefing could not be read, and so not compared." in result.stdout
    assert "Readers would see no difference in what could be read." in result.stdout
    assert "'HEAD' has errors; it was compared as far as it can be read." in result.stderr


def test_errors_that_leave_everything_readable_are_told_beside_what_differs(desk, invoke):
    edit(desk, ("summary: On time.", "summary: On time.\nfollows: [nowhere]"), file="ferry.md")
    result = invoke("diff", "HEAD", "--format", "markdown")
    assert result.exit_code == 1
    assert "BRF-unknown-id" in result.stdout
    assert "Readers would see no difference." in result.stdout


def test_json_has_the_errors_of_both_states(desk, invoke):
    edit(desk, BAD_DATE, file="ferry.md")
    commit(desk)
    found = json.loads(invoke("diff", "HEAD", "--format", "json").stdout)
    assert found["unread"] == ["briefings/ferry.md"]
    for errors in (found["errors"], found["base_errors"]):
        assert [(error["code"], error["line"]) for error in errors] == [("BRF-invalid-date", 3)]


def test_what_an_author_wrote_in_an_error_stays_text_in_a_comment(desk, invoke):
    edit(
        desk, ("date: 2021-03-03T09:40+00:00", 'date: "@team <b>x</b> `y` [z](https://evil.example)"'), file="ferry.md"
    )
    comment = CODE.sub("", invoke("diff", "HEAD", "--format", "markdown").stdout)
    assert "expected: a day" in comment
    assert "@team" not in comment
    assert "<b>" not in comment
    assert "](https://evil" not in comment


def test_an_embargo_is_judged_at_one_moment(desk, invoke):
    edit(desk, ("summary: On time.", "summary: On time.\nembargo: 2030-01-01"), file="ferry.md")
    commit(desk)
    edit(desk, ("On time.", "Late."), file="ferry.md")
    assert invoke("diff", "HEAD").exit_code == 0


def test_markdown_is_for_a_comment(desk, invoke):
    edit(desk, ("quote: Four were hurt", 'quote: "@team <b>all</b> [were](https://evil.example) hurt"'))
    text = invoke("diff", "HEAD", "--format", "markdown").stdout
    assert text.startswith("### Briefings: `HEAD (")
    assert "- `content/briefings/quay.md:14` Harbour office asserts `quay-wounded`: the quote was" in text
    assert "@team" not in text
    assert "<b>all" not in text


TOPIC = "---\ntitle: Harbour\nsummary: All about it.\n---\n\nA quay.\n"
ACTORS = "- {id: harbour-office, name: The harbour office, kind: state}\n"


@pytest.mark.parametrize(
    ("file", "before", "after", "word"),
    [
        ("topics/harbour.md", TOPIC, TOPIC.replace("A quay.", "Two quays."), "topic"),
        ("registry/actors.yml", ACTORS, ACTORS.replace("The harbour", "The port"), "actors"),
        ("pages/about.md", "---\ntitle: About\n---\n\nUs.\n", "---\ntitle: About\n---\n\nWe.\n", "page"),
        ("images/quay.svg", "<svg></svg>", "<svg>.</svg>", ""),
    ],
)
def test_changed_files_that_are_not_compared_are_named(desk, invoke, file, before, after, word):
    (desk / "content" / file).parent.mkdir(exist_ok=True)
    (desk / "content" / file).write_text(before)
    commit(desk)
    assert invoke("diff", "HEAD").stdout.endswith("Readers would see no difference.\n")
    (desk / "content" / file).write_text(after)
    kinds = {"text": f"  ~ {file}{f' ({word})' * bool(word)}\n", "markdown": f"- **changed** {file}"}
    for form, line in kinds.items():
        text = invoke("diff", "HEAD", "--format", form).stdout
        assert line in text
        assert "Other files, not compared: 1 changed." in text
        assert "Readers would see no difference." not in text
        assert "Readers would see no difference in briefings and claims." in text
    result = invoke("diff", "HEAD", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    [found] = json.loads(result.stdout)["files"]
    assert (found["path"], found["step"]) == (file, "changed")


def test_files_that_came_and_went_are_named(desk, invoke):
    (desk / "content" / "images" / "gate.svg").write_text("<svg/>")
    commit(desk)
    (desk / "content" / "images" / "gate.svg").rename(desk / "content" / "images" / "fence.svg")
    commit(desk)
    for states in (("HEAD~1",), ("HEAD~1", "HEAD"), ("HEAD~1", "./content")):
        text = invoke("diff", *states).stdout
        assert "  + images/fence.svg\n  - images/gate.svg\n" in text


def test_how_a_checkout_writes_a_file_is_no_change_of_it(desk, invoke):
    content, photo = desk / "content", b"\x89PNG\0 a picture\r\n"
    (content / "images" / "quay.svg").write_bytes(b"<svg>\n</svg>\n")
    oid = hashlib.sha256(photo).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(photo)}\n"
    (content / "images" / "photo.png").write_text(pointer)
    commit(desk)
    (content / "images" / "quay.svg").write_bytes(b"<svg>\r\n</svg>\r\n")
    (content / "images" / "photo.png").write_bytes(photo)
    assert json.loads(invoke("diff", "HEAD", "--format", "json").stdout)["files"] == []
    (content / "images" / "photo.png").write_bytes(photo + b"!")
    [found] = json.loads(invoke("diff", "HEAD", "--format", "json").stdout)["files"]
    assert found["path"] == "images/photo.png"


def test_hint_of_a_silent_edit_is_in_every_format(desk, invoke):
    edit(desk, ("{best: 4}", "{best: 5}"))
    hint = "`corrections: [{at: …, was: …, now: …, claims: [quay-wounded]}]`"
    for form in ("text", "markdown", "json"):
        assert hint in invoke("diff", "HEAD", "--format", form).stdout


@pytest.mark.parametrize(("level", "code", "count"), [("off", 0, 0), ("warning", 0, 1), ("error", 1, 1)])
def test_policy_of_the_site_decides_about_silent_edits(desk, invoke, level, code, count):
    policy = {"codes": {"BRF-silent-edit": level}}
    (desk / "pelicanconf.py").write_text(f'PATH = "content"\nTIMEZONE = "UTC"\nBRIEFINGS_POLICY = {policy}\n')
    edit(desk, ("{best: 4}", "{best: 5}"))
    result = invoke("diff", "HEAD", "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, len(found["silent_edits"]), len(found["items"])) == (code, count, 1)


def test_policy_that_cannot_be_used_stops_a_comparison_as_it_stops_a_check(desk, invoke):
    (desk / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\nBRIEFINGS_POLICY = "newsrom"\n')
    for command in (("check",), ("diff", "HEAD")):
        result = invoke(*command)
        assert result.exit_code == 2
        assert "Did you mean `newsroom`?" in result.stderr


def test_a_status_that_changed_is_called_so(desk, invoke):
    denial = "\n      - {by: dock-union, stance: denies, said: 2021-03-02, via: [courier]}\n---\n\nThe"
    edit(desk, ("\n---\n\nThe", denial))
    text = invoke("diff", "HEAD").stdout
    assert "Claims: 1 with a new status." in text
    assert "status: claimed → disputed" in text
