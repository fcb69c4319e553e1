"""TimelineJS itself shows the timelines of the sample site, without an error of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / ".tools/timelinejs/node_modules/@knight-lab/timelinejs/dist"
HOST = "http://timeline.example/"
PAGE = """<!doctype html><title>t</title><div id="t" style="width:900px;height:600px"></div>
<script src="js/timeline.js"></script>"""
SHOW = """data => new Promise(done => {
  const timeline = new TL.Timeline("t", data, {script_path: location.origin + "/js"});
  const tell = () => done({
    errors: timeline.config.getErrors(),
    dates: timeline.config.events.map(event => event.start_date.getDisplayDate(timeline.language)),
    slides: document.querySelectorAll(".tl-slide").length,
  });
  timeline.ready ? tell() : timeline.on("ready", tell);
})"""

pytestmark = pytest.mark.browser


@pytest.fixture
def show(page: Any) -> Any:
    """Show a timeline, from a host that has nothing but TimelineJS."""
    if not PACKAGE.is_dir():
        pytest.skip("no TimelineJS here: `make test` installs it where npm is")

    def serve(route: Any) -> None:
        path = PACKAGE / route.request.url.removeprefix(HOST).partition("?")[0]
        if route.request.url == HOST:
            route.fulfill(body=PAGE, content_type="text/html")
        elif route.request.url.startswith(HOST) and path.is_file():
            route.fulfill(path=str(path))
        else:
            route.abort()

    def run(data: Any) -> Any:
        page.goto(HOST)
        return page.evaluate(SHOW, data)

    page.route("**/*", serve)
    return run


def test_every_timeline_is_shown_with_its_dates_in_words(dossier_site: Path, show: Any) -> None:
    paths = [dossier_site / "data/timelinejs.json", *sorted((dossier_site / "data/timelinejs").glob("*.json"))]
    assert len(paths) > 5
    for path in paths:
        data = json.loads(path.read_text("utf-8"))
        shown = show(data)
        assert shown["errors"] == [], path.name
        assert sorted(shown["dates"]) == sorted(event["display_date"] for event in data["events"]), path.name
        assert shown["slides"] == len(data["events"]) + 1, path.name
