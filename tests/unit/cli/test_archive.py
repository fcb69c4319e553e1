"""`briefings archive`: what it lists, whom it asks and how, and what it writes; the archive is a server on loopback."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from briefings.building.web_archive import ArchiveError, Manners, ask_for_snapshot

QUAY = """\
---
title: The quay is closed
date: 2021-03-02T09:40+00:00
sources:
  # as read in the morning
  - id: courier
    publisher: courier
    title: "The quay: closed"  # sic
    url: https://courier.example/quay
  - {id: ferry-list, publisher: courier, title: Ferries, url: "https://courier.example/ferries"}
  - gazette-1
  - {id: kept, publisher: courier, title: Kept, url: https://a.example/, archived: https://archive.example/1}
  - {id: snapshot, publisher: courier, title: Kept, url: https://web.archive.org/web/2021/https://a.example/}
  - {id: letter, publisher: courier, title: A letter}
---

The gate was locked at nine. See https://courier.example/quay
"""
SOURCES = """\
# What everybody cites
- id: gazette-1
  publisher: gazette
  title: روزنامه
  url: https://gazette.example/1
- {id: uncited, publisher: gazette, title: Nobody cites this, url: https://gazette.example/2}
"""
DRAFT = """\
---
title: A draft
date: 2021-03-03T09:40+00:00
status: draft
sources: [{id: secret, publisher: courier, title: Secret, url: https://courier.example/secret}]
---
"""
PUBLISHERS = "- {id: courier, name: Courier, kind: newspaper}\n- {id: gazette, name: Gazette, kind: newspaper}\n"
FILES = {
    "briefings/quay.md": QUAY,
    "briefings/draft.md": DRAFT,
    "registry/sources.yml": SOURCES,
    "registry/publishers.yml": PUBLISHERS,
}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A site without settings; it is the current folder."""
    for path, text in FILES.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def archive(monkeypatch):
    """A web archive on this machine: `archive.answers[address]` are (status, headers) in turn, the last for ever."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server = self.server
            server.asked.append((self.path, self.headers["User-Agent"]))
            address = self.path.partition("/save/")[2]
            answers = server.answers.get(address, [(200, {})])
            status, headers = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.answers = [], {}
        server.url = f"http://127.0.0.1:{server.server_port}/save/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


QUAY_URL, FERRIES_URL = "https://courier.example/quay", "https://courier.example/ferries"
GAZETTE_URL = "https://gazette.example/1"


@pytest.fixture
def run(desk, archive, invoke):
    """Ask the archive for everything, without pauses."""
    for url in (QUAY_URL, FERRIES_URL, GAZETTE_URL):
        archive.answers[url] = [(200, {"Content-Location": f"/web/2021/{url}"})]

    def ask(*arguments):
        return invoke("archive", "--endpoint", archive.url, "--pause", "0", *arguments)

    return ask


def read(desk, path="briefings/quay.md"):
    return (desk / "content" / path).read_bytes().decode()


def find_asked(archive):
    return [path.removeprefix("/save/") for path, _ in archive.asked]


def test_lists_what_published_pages_cite_and_has_an_address_and_no_snapshot(desk, invoke):
    result = invoke("archive")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Courier: The quay: closed",
        "  https://courier.example/quay",
        "  content/briefings/quay.md:9",
        "Courier: Ferries",
        "  https://courier.example/ferries",
        "  content/briefings/quay.md:10",
        "Gazette: روزنامه",
        "  https://gazette.example/1",
        "  content/registry/sources.yml:5",
    ]
    assert result.stderr == "3 addresses have no snapshot.\n"


def test_lists_for_programs_too(desk, invoke):
    found = json.loads(invoke("archive", "--format", "json").stdout)
    assert [item["url"] for item in found] == [QUAY_URL, FERRIES_URL, GAZETTE_URL]
    assert found[0] == {
        "id": "courier",
        "publisher": "Courier",
        "title": "The quay: closed",
        "url": QUAY_URL,
        "file": "content/briefings/quay.md",
        "line": 9,
    }


def test_snapshots_are_written_beside_their_sources_and_nothing_else_changes(desk, run, archive):
    result = run()
    assert (result.exit_code, result.stderr) == (0, "3 written, 0 failed.\n")
    base = archive.url.removesuffix("save/") + "web/2021/"
    assert read(desk) == QUAY.replace(
        f"    url: {QUAY_URL}\n", f"    url: {QUAY_URL}\n    archived: {base}{QUAY_URL}\n"
    ).replace(f'url: "{FERRIES_URL}"', f'url: "{FERRIES_URL}", archived: "{base}{FERRIES_URL}"')
    assert read(desk, "registry/sources.yml") == SOURCES.replace(
        f"  url: {GAZETTE_URL}\n", f"  url: {GAZETTE_URL}\n  archived: {base}{GAZETTE_URL}\n"
    )
    assert result.stdout.splitlines()[0] == f"content/briefings/quay.md:9 {base}{QUAY_URL}"
    assert sorted(path.name for path in desk.rglob("*") if path.is_file() and "content" in path.parts) == sorted(
        path.rpartition("/")[2] for path in FILES
    )


def test_afterwards_nothing_is_left_to_ask_for(run, archive, invoke):
    run()
    archive.asked.clear()
    assert run().stderr == "0 written, 0 failed.\n"
    assert archive.asked == []
    assert invoke("archive").stdout == ""


def test_says_who_asks(run, archive):
    run()
    assert {agent.partition("/")[0] for _, agent in archive.asked} == {"Briefings"}


def test_an_address_in_many_places_is_asked_for_once(desk, run, archive):
    (desk / "content" / "briefings" / "again.md").write_text(QUAY.replace("quay is", "gate is"))
    assert run().stderr == "5 written, 0 failed.\n"
    assert sorted(find_asked(archive)) == sorted([QUAY_URL, FERRIES_URL, GAZETTE_URL])
    assert read(desk, "briefings/again.md").count("archived:") == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Link": '<https://a.example/>; rel="original", </web/1>; rel="first memento"; datetime="Tue, 02 Mar 2021"'},
        {"Content-Location": "/web/1"},
    ],
)
def test_the_archive_may_name_the_snapshot_in_a_header(desk, run, archive, headers):
    archive.answers[QUAY_URL] = [(200, headers)]
    run("--limit", "1")
    assert f"    archived: {archive.url.removesuffix('save/')}web/1\n" in read(desk)


def test_the_archive_may_lead_to_the_snapshot(desk, run, archive):
    archive.answers[QUAY_URL] = [(302, {"Location": "/save/step"})]
    archive.answers["step"] = [(301, {"Location": "/web/2"})]
    run("--limit", "1")
    assert f"    archived: {archive.url.removesuffix('save/')}web/2\n" in read(desk)


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}),
        (200, {"Content-Location": "file:///etc/passwd"}),
        (200, {"Link": f'<{QUAY_URL}>; rel="memento"'}),
        (302, {"Location": "file:///etc/passwd"}),
        (404, {}),
        (503, {}),
    ],
)
def test_a_failure_is_told_and_the_others_go_on(desk, run, archive, answer):
    archive.answers[QUAY_URL] = [answer]
    result = run()
    assert result.exit_code == 1
    assert f"Failed: {QUAY_URL}: the archive " in result.stderr
    assert result.stderr.endswith("2 written, 1 failed.\n")
    assert f"    url: {QUAY_URL}\n  - {{id: ferry-list" in read(desk)


def test_a_busy_archive_is_asked_again(desk, run, archive):
    archive.answers[QUAY_URL] = [(429, {"Retry-After": "0"}), (503, {}), (200, {"Content-Location": "/web/1"})]
    assert run("--limit", "1").exit_code == 0
    assert find_asked(archive) == [QUAY_URL] * 3


def test_an_archive_that_refuses_is_not_asked_again(run, archive):
    archive.answers[QUAY_URL] = [(403, {})]
    run("--limit", "1")
    assert find_asked(archive) == [QUAY_URL]


def test_an_archive_that_is_not_there_is_a_failure(desk, archive, invoke):
    archive.server_close()
    result = invoke("archive", "--endpoint", archive.url, "--pause", "0", "--limit", "1")
    assert result.exit_code == 1
    assert "did not answer" in result.stderr
    assert read(desk) == QUAY


def test_an_answer_may_take_its_time_but_not_for_ever():
    waited = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(ArchiveError, match="did not answer"):
            ask_for_snapshot(endpoint, QUAY_URL, Manners(timeout=0.05, pause=1, sleep=waited.append))
    assert waited == [2, 4]


def test_between_two_requests_there_is_a_pause(desk, archive, invoke, monkeypatch):
    waited = []
    monkeypatch.setattr(time, "sleep", waited.append)
    invoke("archive", "--endpoint", archive.url, "--pause", "7")
    assert len(archive.asked) == 3
    assert waited == [7.0, 7.0]


def test_limit_counts_addresses(run, archive):
    assert run("--limit", "2").stderr == "2 written, 0 failed.\n"
    assert len(archive.asked) == 2


def test_a_dry_run_asks_nobody_and_writes_nothing(desk, run, archive):
    result = run("--dry-run", "--limit", "1")
    assert result.stdout.splitlines()[1:] == [f"  {QUAY_URL}", "  content/briefings/quay.md:9"]
    assert archive.asked == []
    assert read(desk) == QUAY


def test_report_for_programs_has_what_was_written(run):
    found = json.loads(run("--format", "json", "--limit", "1").stdout)
    assert [item["url"] for item in found] == [QUAY_URL]
    assert found[0]["archived"].endswith(f"/web/2021/{QUAY_URL}")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://10.0.0.7/x", "http://desk/x", "http://[::1]/", "http://wiki.local/"]
)
def test_addresses_of_this_machine_and_its_network_are_no_archives_business(desk, invoke, url):
    (desk / "content" / "briefings" / "quay.md").write_text(QUAY.replace(QUAY_URL, url))
    result = invoke("archive", "--endpoint", "https://archive.example/save/", "--dry-run")
    assert url not in result.stdout
    assert f"Skipped, since no archive can fetch it: {url}" in result.stderr


def test_an_archive_on_this_machine_may_have_them(desk, archive, invoke):
    (desk / "content" / "briefings" / "quay.md").write_text(QUAY.replace(QUAY_URL, "http://127.0.0.1/x"))
    invoke("archive", "--endpoint", archive.url, "--pause", "0")
    assert "http://127.0.0.1/x" in find_asked(archive)


def test_an_endpoint_may_say_where_the_address_goes(desk, archive, invoke):
    endpoint = archive.url.replace("/save/", "/api?of={url}&now")
    invoke("archive", "--endpoint", endpoint, "--pause", "0", "--limit", "1")
    assert archive.asked[0][0] == "/api?of=https%3A%2F%2Fcourier.example%2Fquay&now"


def test_line_ends_stay(desk, run):
    path = desk / "content" / "briefings" / "quay.md"
    path.write_bytes(QUAY.replace("\n", "\r\n").encode())
    run()
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == QUAY.count("\n") + 1


def test_rights_of_the_file_stay(desk, run):
    path = desk / "content" / "briefings" / "quay.md"
    path.chmod(0o640)
    run()
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "endpoint", ["ftp://a.example/", "archive", "https://", "https://me:pw@a.example/", "http://["]
)
def test_an_endpoint_that_is_no_address_is_refused(desk, invoke, endpoint):
    result = invoke("archive", "--endpoint", endpoint)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "https://web.archive.org/save/" in result.stderr


def test_content_with_errors_is_shown_and_nobody_is_asked(desk, run, archive):
    (desk / "content" / "briefings" / "quay.md").write_text(QUAY.replace("- gazette-1", "- gazete-1"))
    result = run()
    assert (result.exit_code, result.stdout) == (1, "")
    assert "content/briefings/quay.md:11" in result.stderr
    assert archive.asked == []
