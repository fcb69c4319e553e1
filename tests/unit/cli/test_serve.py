"""`briefings serve`: its options, and what the server answers to a browser. `tests/browser/test_serve.py` has one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys

import pytest

from briefings.cli.serve import format_seconds
from tests.preview import PATIENCE, ROOT, serving, write_site


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A site that tests only read."""
    folder = write_site(tmp_path_factory.mktemp("read") / "desk")
    (folder / "content/images").mkdir()
    (folder / "content/images/list.csv").write_text("a,b\n1,2\n")
    (folder / "content/other.md").write_text(
        (folder / "content/quay.md").read_text() + "\n[List]({static}/images/list.csv)\n"
    )
    (folder / "content/secret.md").write_text("---\ntitle: Secret\ndate: 2021-03-03\nstatus: draft\n---\n\nSoon.\n")
    (folder / "secret.txt").write_text("nobody's business")
    with serving(folder) as preview:
        yield preview


WRONG = {
    "no such folder": (["nowhere"], "does not exist"),
    "no such settings file": (["-s", "nowhere.py"], "does not exist"),
    "no port": (["--port", "70000"], "70000"),
    "no address of this machine": (["--bind", "203.0.113.7"], "Cannot serve at 203.0.113.7"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_refused(case, site, invoke, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    arguments, words = WRONG[case]
    result = invoke("serve", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


_WITHOUT_WATCHES = """
import errno
from briefings.building.live import session
from briefings.cli import main

async def watch_folders(roots):
    raise OSError(errno.ENOSPC, "OS file watch limit reached")
    yield

session.watch_folders = watch_folders
main(["serve", "content", "--port", "0"])
"""


def test_a_machine_that_cannot_watch_is_no_preview_that_stands_still(tmp_path):
    folder = write_site(tmp_path / "desk")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _WITHOUT_WATCHES]
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (result.returncode, "OS file watch limit reached." in result.stderr) == (2, True), result.stderr


def test_the_address_is_said_and_the_site_is_there(preview):
    answer = preview.ask("/")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"The quay" in answer.data
    assert preview.address.startswith("http://127.0.0.1:")


def test_address_of_ipv6_can_be_served_too(tmp_path):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with serving(write_site(tmp_path / "desk"), "--bind", "::1") as preview:
        assert preview.address.startswith("http://[::1]:")
        assert f'href="{preview.address}/briefings/quay/"' in preview.ask("/briefings/quay/").data.decode()


def test_pages_may_ask_this_server_and_have_its_script(preview):
    text = preview.ask("/briefings/quay/").data.decode()
    assert "script-src 'self'" in text
    assert text.count("connect-src 'self'") == 1
    assert '<script type="module" src="/_briefings/live.js"' in text.partition("</head>")[0]
    assert preview.ask("/_briefings/live.js").headers["content-type"].startswith("text/javascript")
    assert preview.ask("/_briefings/live.css").headers["content-type"].startswith("text/css")


def test_links_lead_to_this_server(preview):
    assert (
        f'<link rel="canonical" href="{preview.address}/briefings/quay/">'
        in preview.ask("/briefings/quay/").data.decode()
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/theme/dispatch.css", "text/css; charset=utf-8"),
        ("/theme/icons/icon.svg", "image/svg+xml"),
        ("/theme/js/app.js", "text/javascript; charset=utf-8"),
        ("/sitemap.xml", ("application/xml", "text/xml; charset=utf-8")),
    ],
)
def test_files_have_their_types_and_are_not_cached(preview, path, kind):
    answer = preview.ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] in kind
    assert answer.headers["cache-control"] == "no-store"


def test_a_part_of_a_file_can_be_asked_for(preview):
    whole = preview.ask("/theme/dispatch.css").data
    part = preview.ask("/theme/dispatch.css", Range="bytes=10-19")
    assert (part.status, part.data) == (206, whole[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"


def test_what_is_not_there_is_answered_with_the_sites_own_page(preview):
    answer = preview.ask("/nowhere/")
    assert answer.status == 404
    assert b"/theme/dispatch.css" in answer.data
    assert b"/_briefings/live.js" in answer.data


def test_a_folder_without_its_slash_gets_it(preview):
    answer = preview.ask("/briefings/quay?x=1")
    assert (answer.status, answer.headers["location"]) == (307, "/briefings/quay/?x=1")
    assert preview.ask("//briefings/quay").headers["location"] == "/briefings/quay/"


@pytest.mark.parametrize(
    "path",
    [
        "/../../../desk/secret.txt",
        "/%2e%2e/%2e%2e/%2e%2e/desk/secret.txt",
        "/..%2f..%2f..%2fdesk%2fsecret.txt",
        "/theme/../../../../desk/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/x%00.html",
        "/.briefings.json",
        "/" + "long" * 200,
        "/_briefings/worker.py",
        "/theme/",
    ],
)
def test_nothing_but_the_site_is_served(preview, path):
    answer = preview.ask(path)
    assert answer.status == 404
    assert b"nobody's business" not in answer.data


def test_other_names_for_this_machine_are_refused(preview):
    assert preview.ask("/", Host="desk.example").status == 400
    assert preview.ask("/", Host="localhost").status == 200


def test_drafts_are_shown_and_marked(preview):
    assert b"this briefing is a draft" in preview.ask("/briefings/secret/").data
    assert b"this briefing is" not in preview.ask("/briefings/quay/").data
    assert preview.state()["unpublished"] == {"briefings/secret/index.html": "is a draft"}


def test_drafts_can_be_left_out_and_a_taken_port_is_no_obstacle(tmp_path):
    folder = write_site(tmp_path / "desk", more="status: draft\n")
    (folder / "content/pier.md").write_text("---\ntitle: Pier\ndate: 2021-03-03\n---\n\nOpen.\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(folder, "--no-drafts", port=port) as preview:
            assert not preview.address.endswith(f":{port}")
            assert f"Port {port} is taken" in preview.said()
            assert preview.ask("/briefings/pier/").status == 200
            assert preview.ask("/briefings/quay/").status == 404


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_leaves_nothing(tmp_path, number, list_tree):
    folder = write_site(tmp_path / "desk")
    before = list_tree(folder)
    with serving(folder) as preview:
        preview.ask("/")
        assert len(list(preview.temporary.iterdir())) == 1
        assert preview.end(number) == 0
        assert list(preview.temporary.iterdir()) == []
        assert "Traceback" not in preview.said()
    assert [path for path in list_tree(folder) if not path.startswith(".briefings")] == before


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0004, "0 ms"), (0.0431, "43 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (1.26, "1.3 s"), (75, "75.0 s")],
)
def test_time_of_a_build_is_said_so_that_quick_ones_differ(seconds, words):
    assert format_seconds(seconds) == words


def test_it_says_how_long_a_build_took(tmp_path):
    with serving(write_site(tmp_path / "desk")) as preview:
        preview.ask("/")
        assert re.search(r"^Built in (\d{1,3} ms|\d+\.\d s)\.$", preview.said(), re.MULTILINE)


def test_it_ends_in_the_middle_of_the_first_build(tmp_path):
    with serving(write_site(tmp_path / "desk")) as preview:
        assert preview.end() == 0
        assert list(preview.temporary.iterdir()) == []
        assert "Traceback" not in preview.said()


def test_problems_leave_the_last_good_site_up(tmp_path):
    with serving(write_site(tmp_path / "desk", body="First.")) as preview:
        assert b"First." in preview.ask("/briefings/quay/").data
        preview.write("quay.md", body="Second.", more="follows: [harbour]\n")
        preview.wait_for("/_briefings/state", "BRF-unknown-id")
        assert preview.state()["problems"][0]["place"] == "content/quay.md:5:11"
        assert "content/quay.md:5:11: error" in preview.said()
        assert b"First." in preview.ask("/briefings/quay/").data
        preview.write("quay.md", body="Third.")
        preview.wait_for("/briefings/quay/", "Third.")
        preview.wait_for("/_briefings/state", '"problems":[]')  # said a moment after the pages are in place


def test_the_first_build_may_fail_too(tmp_path):
    with serving(write_site(tmp_path / "desk", more="follows: [harbour]\n")) as preview:
        answer = preview.ask("/")
        assert answer.status == 503
        assert b"/_briefings/live.js" in answer.data
        preview.write("quay.md")
        preview.wait_for("/", "The quay")


def test_settings_and_theme_are_watched(tmp_path, root):
    folder = write_site(tmp_path / "desk")
    (folder / "pelicanconf.py").write_text('SITENAME = "The Day Desk"\nPATH = "content"\n')
    with serving(folder, "-s", "pelicanconf.py") as preview:
        preview.wait_for("/", "The Day Desk")
        (folder / "pelicanconf.py").write_text('SITENAME = "The Night')
        preview.wait_for("/_briefings/state", "pelicanconf.py:1")
        (folder / "over").mkdir()
        (folder / "pelicanconf.py").write_text(
            'SITENAME = "The Night Desk"\nPATH = "content"\nTHEME_TEMPLATES_OVERRIDES = ["over"]\n'
        )
        preview.wait_for("/", "The Night Desk")
        (folder / "over/404.html").write_text("<!doctype html><p>Lost at sea.")
        preview.wait_for("/nowhere", "Lost at sea.")


def test_a_folder_of_templates_that_goes_is_said_and_holds_nothing_up(tmp_path):
    folder = write_site(tmp_path / "desk", body="First.")
    over, settings = folder / "over", folder / "pelicanconf.py"
    over.mkdir()
    (over / "404.html").write_text("<!doctype html><p>Lost at sea.")
    settings.write_text('PATH = "content"\nTHEME_TEMPLATES_OVERRIDES = ["over"]\n')
    with serving(folder, "-s", "pelicanconf.py") as preview:
        assert b"Lost at sea." in preview.ask("/nowhere").data
        over.rename(tmp_path / "away")
        preview.wait_for("/_briefings/state", "`over`, which is no folder")
        settings.write_text('PATH = "content"\n')
        preview.wait_for("/nowhere", "dispatch.css")
        for body in ("Second.", "Third."):
            preview.write("quay.md", body=body)
            preview.wait_for("/briefings/quay/", body)
        assert preview.said().count("which is no folder") == 1


def test_a_folder_of_templates_that_comes_back_mends_the_site(tmp_path):
    folder = write_site(tmp_path / "desk", body="First.")
    with serving(folder, "-e", 'THEME_TEMPLATES_OVERRIDES=["over"]') as preview:
        for words in ("Lost at sea.", "Lost on land."):
            preview.wait_for("/_briefings/state", "`over`, which is no folder")
            (folder / "over").mkdir()
            (folder / "over/404.html").write_text(f"<!doctype html><p>{words}")
            preview.wait_for("/nowhere", words)
            preview.write("quay.md", body=words)
            preview.wait_for("/briefings/quay/", words)
            (folder / "over").rename(tmp_path / words)


def test_a_theme_that_goes_leaves_the_last_good_site_up(tmp_path, root):
    folder = write_site(tmp_path / "desk", body="First.")
    theme = folder / "skin"
    shutil.copytree(root / "themes/dispatch", theme)
    with serving(folder, "-t", "skin") as preview:
        preview.ask("/")
        theme.rename(tmp_path / "away")
        preview.wait_for("/_briefings/state", f"`{theme}`, which is no folder")
        preview.write("quay.md", body="Second.")
        assert preview.ask("/theme/dispatch.css").status == 200
        (tmp_path / "away").rename(theme)
        preview.wait_for("/briefings/quay/", "Second.")
        (theme / "templates/404.html").write_text("<!doctype html><p>Lost at sea.")
        preview.wait_for("/nowhere", "Lost at sea.")


def test_leftovers_of_editors_start_no_build(tmp_path):
    with serving(write_site(tmp_path / "desk")) as preview:
        preview.ask("/")
        for name in (".quay.md.swp", "quay.md~", "#quay.md#"):
            (preview.folder / "content" / name).write_text("---\n")
        preview.write("quay.md", body="Later.")
        preview.wait_for("/briefings/quay/", "Later.")
        preview.wait_for("/_briefings/state", '-2"')


def test_a_build_of_the_site_itself_knows_nothing_of_the_preview(tmp_path, run_briefings):
    folder = write_site(tmp_path / "desk")
    (folder / "content/secret.md").write_text("---\ntitle: Secret\ndate: 2021-03-03\nstatus: draft\n---\n\nSoon.\n")
    with serving(folder) as preview:
        assert preview.ask("/briefings/secret/").status == 200
        assert run_briefings("build", cwd=folder).returncode == 0
    assert not (folder / "output/briefings/secret").exists()
    assert "_briefings" not in (folder / "output/index.html").read_text()
