"""What all tests share: a fixed environment, the sample site built once, a browser, and a server for both."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
VNU = ROOT / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NOW = 1631750400  # 2021-09-16T00:00:00Z, after everything in the sample site

# Before anything is imported that looks at them, and for every program that a test starts.
os.environ.update(TZ="UTC", SOURCE_DATE_EPOCH=str(NOW), LC_ALL="C.UTF-8", NO_COLOR="1", COLUMNS="100")
os.environ.setdefault("BRIEFINGS_STORE_KEY", "tests")  # nothing is to be kept in the home of whoever runs them
time.tzset()

# What decides about a change tries the same examples every time; `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def root():
    """The folder of the checkout."""
    return ROOT


def _run_module(module, *arguments, cwd=ROOT, **environment):
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", module, *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="session")
def run_briefings():
    """Run the real command in a process of its own: `run_briefings("build", cwd=folder)` gives a CompletedProcess."""
    return partial(_run_module, "briefings")


@pytest.fixture(scope="session")
def run_pelican():
    """Run the `pelican` command in a process of its own, as `run_briefings` does ours."""
    return partial(_run_module, "pelican")


def _build_for_all(tmp_path_factory, run_briefings, name, *options, verb="build", settings="pelicanconf.py"):
    """Build the sample site once for all processes that run tests (pytest-xdist); whoever comes second waits for it."""
    is_alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = tmp_path_factory.mktemp(name) if is_alone else tmp_path_factory.getbasetemp().parent / name
    folder.mkdir(exist_ok=True)
    output, built = folder / "site", folder / "built"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            result = run_briefings(verb, "-s", ROOT / settings, *options, "-o", output)
            assert result.returncode == 0, result.stderr
            built.touch()
    return output


@pytest.fixture(scope="session")
def dossier_site(tmp_path_factory, run_briefings):
    """The sample site, built once by the real command. Tests read it; whoever wants to change it makes a copy."""
    return _build_for_all(tmp_path_factory, run_briefings, "dossier")


@pytest.fixture(scope="session")
def published_site(tmp_path_factory, run_briefings):
    """The sample site with everything on, as `publish` puts it before the world: cards and search beside the rest."""
    return _build_for_all(tmp_path_factory, run_briefings, "published", verb="publish", settings="publishconf.py")


class _Server(ThreadingHTTPServer):
    """A server that does not mind a browser that hangs up, and lets many wait on a busy machine."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does: quietly, and with the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture(scope="session")
def serve_folder():
    """Serve a folder on the loopback interface: `serve_folder(path)` gives its address, without a slash at the end."""
    servers = []

    def serve(folder):
        server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def dossier_url(dossier_site, serve_folder):
    """The address of the sample site, served."""
    return serve_folder(dossier_site)


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium (Playwright's `Browser`). Where there is none, the test is skipped and says so."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no Chromium on this machine: sudo apt-get install chromium")
    from playwright.sync_api import sync_playwright

    quiet = ("quic", "background-networking", "component-update", "sync")
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page, 1280 by 900, in a context of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, timezone_id="UTC", locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def vnu():
    """The Nu HTML checker for files or folders: `vnu(path)` gives its messages, one a line, none if all is well."""
    java = shutil.which("java")
    if java is None or not VNU.is_file():
        pytest.skip("no Nu HTML checker here: `make test` installs it where npm and java are")

    def check(*paths):
        command = [java, "-jar", str(VNU), "--skip-non-html", *map(str, paths)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        # It reads files, which have no host: what a page's policy calls 'self' is nothing then.
        return [line for line in result.stderr.splitlines() if line.strip() and "Content Security Policy" not in line]

    return check
