"""Random sequences of edits and builds; after each build the site must be what a build from nothing makes."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.incremental.briefing_edits import BRIEFING_EDITS, Edit, edit_body, edit_title
from tests.incremental.desk import Desk
from tests.incremental.mischief import CACHE_CHANGES, MANIFEST, OUTPUT_CHANGES, bring_back, keep_folders
from tests.incremental.rebuilding import Built, Digests, Rebuilding, Times, digest_tree, read_times
from tests.incremental.record_edits import RECORD_EDITS
from tests.incremental.site_edits import SITE_EDITS, make_mistake
from tests.incremental.stock import BRIEFINGS, CLOCK, DISPATCH, EMBARGO_ENDS, SETTINGS, SMALL_THEME

_CLOCKS = (CLOCK, EMBARGO_ENDS - 1, EMBARGO_ENDS, EMBARGO_ENDS + 86_400 * 500)
_ALL_EDITS = (*BRIEFING_EDITS, *RECORD_EDITS, *SITE_EDITS)
_DOOR = st.sampled_from(("build", "build", "preview"))
_WORDS = st.lists(st.sampled_from((edit_body, edit_title)), min_size=1, max_size=2)
_THEN = st.sampled_from(("build", "build", "build", "preview", "nothing"))


class How(NamedTuple):
    """How to build: in how many processes, and whether the system can exchange folders."""

    jobs: int
    has_no_exchange: bool = False


_HOW = st.sampled_from((How(1), How(1), How(2), How(4), How(1, has_no_exchange=True)))
_SOON = 1.5
"""Seconds within which a file may be written twice with one time: less than the two that builds must reckon with."""


class EditsMachine(RuleBasedStateMachine):
    """A desk, the folders that it was built into, and what was done to them."""

    rebuilding: ClassVar[Rebuilding]

    @initialize(theme=st.sampled_from((SMALL_THEME, SMALL_THEME, DISPATCH)))
    def begin(self, theme: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.desk = Desk(self.folder / "desk", theme)
        self.foreign: Digests = {}
        self.kept_foreign: Digests = {}
        self.history: list[str] = []
        self.failures, self.is_killed = 0, False
        self.before = self.good = self.desk.keep()
        self.rebuilding.forget()
        self.rebuilding.counts["sequences"] += 1
        if not self.rebuilding.counts["sequences"] % 25:
            sys.stdout.write(f"{self.rebuilding.describe()}\n")
        self.build("build", How(1))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    # Edits

    @rule(data=st.data(), edit=st.sampled_from(BRIEFING_EDITS), is_fresh=st.booleans(), then=_THEN, how=_HOW)
    def edit_briefing(self, data: Any, edit: Edit, is_fresh: bool, then: str, how: How) -> None:
        self._edit(data, edit, then, how, is_fresh=is_fresh)

    @rule(data=st.data(), edit=st.sampled_from((edit_body, edit_title)), is_fresh=st.booleans(), how=_HOW)
    def write(self, data: Any, edit: Edit, is_fresh: bool, how: How) -> None:
        self._edit(data, edit, "build", how, is_fresh=is_fresh)

    @rule(data=st.data(), edits=st.lists(st.sampled_from(_ALL_EDITS), min_size=2, max_size=4), how=_HOW)
    def work(self, data: Any, edits: list[Edit], how: How) -> None:
        """Edit, build, edit, build: a day at the desk."""
        for number, edit in enumerate(edits):
            self._edit(data, edit, "build", how, is_fresh=bool(number % 2))

    @rule(data=st.data(), edit=st.sampled_from(RECORD_EDITS), is_fresh=st.booleans(), then=_THEN, how=_HOW)
    def edit_record(self, data: Any, edit: Edit, is_fresh: bool, then: str, how: How) -> None:
        self._edit(data, edit, then, how, is_fresh=is_fresh)

    @rule(data=st.data(), edit=st.sampled_from(SITE_EDITS), is_fresh=st.booleans(), then=_THEN, how=_HOW)
    def edit_site(self, data: Any, edit: Edit, is_fresh: bool, then: str, how: How) -> None:
        self._edit(data, edit, then, how, is_fresh=is_fresh)

    @rule(data=st.data(), door=st.sampled_from(("build", "preview")), how=_HOW, has_old_times=st.booleans())
    def break_and_mend(self, data: Any, door: str, how: How, has_old_times: bool) -> None:
        self._edit(data, make_mistake, door, how, is_fresh=not has_old_times)
        self._restore(self.good, has_old_times=has_old_times)
        self.build(door, how)

    @rule(data=st.data(), door=_DOOR, how=_HOW, edits=_WORDS, is_fresh=st.booleans(), has_old_times=st.booleans())
    def write_beside_a_mistake(
        self, data: Any, door: str, how: How, edits: list[Edit], is_fresh: bool, has_old_times: bool
    ) -> None:
        """A build fails, words change while the mistake stands, and then only the mistake is put right."""
        good = self.desk.keep()
        make_mistake(self.desk, self._picker(data))
        mistaken = self._save(is_fresh=is_fresh)
        self._note(f"make_mistake: {mistaken}")
        self.build(door, how)
        if self.failures != 1:  # it was in order before, or has been put back already
            return
        for edit in edits:
            if self.desk.find_articles(BRIEFINGS):
                edit(self.desk, self._picker(data))
                self._note(f"{edit.__name__}: {self._save(is_fresh=is_fresh)}")
        self.desk.mend(mistaken, good, has_old_times=has_old_times)
        self._save(is_fresh=is_fresh)
        if SETTINGS in mistaken:
            self.rebuilding.forget()
        self.rebuilding.counts["mended after other edits"] += 1
        self.build(door, how)

    @rule(has_old_times=st.booleans(), then=_THEN, how=_HOW)
    def revert(self, has_old_times: bool, then: str, how: How) -> None:
        before, self.before = self.before, self.desk.keep()
        self._restore(before, has_old_times=has_old_times)
        self.build(then, how)

    # Time

    @rule(data=st.data(), which=st.sampled_from(("one", "all")), is_fresh=st.booleans(), then=_THEN, how=_HOW)
    def touch(self, data: Any, which: str, is_fresh: bool, then: str, how: How) -> None:
        paths = sorted(self.desk.disk)
        for path in paths if which == "all" else [data.draw(st.sampled_from(paths))]:
            self.desk.write(path, self.desk.disk[path][0], None if is_fresh else self.desk.next_time())
        self.build(then, how)

    @rule(clock=st.sampled_from(_CLOCKS), then=_THEN, how=_HOW)
    def move_clock(self, clock: int, then: str, how: How) -> None:
        self.desk.clock = clock
        self.build(then, how)

    @rule(data=st.data(), how=_HOW)
    def write_twice_in_a_moment(self, data: Any, how: How) -> None:
        """The second time with the size and the time of the first, which coarse clocks of file systems can do."""
        path = data.draw(st.sampled_from(self.desk.find_articles(BRIEFINGS) or [""]))
        if not path:
            return
        self.desk.article(path).body += "\nFirst words.\n"
        self._save(is_fresh=True)
        self.build("build", how)
        written = self.desk.disk[path][1] if path in self.desk.disk else 0
        if path in self.desk.files and time.time() - written / 1e9 < _SOON:
            article = self.desk.article(path)
            article.body = article.body.replace("First words.", "Other words.")
            self.desk.save(is_fresh=True)
            self.desk.write(path, self.desk.disk[path][0], written)
            self.build("build", how)

    # What is on the machine

    @rule(how=_HOW, door=st.sampled_from(("build", "preview")))
    def build_again(self, how: How, door: str) -> None:
        self.build(door, how)
        self.build(door, how)

    @rule(data=st.data(), change=st.sampled_from(CACHE_CHANGES), then=_THEN, how=_HOW)
    def change_cache(self, data: Any, change: Any, then: str, how: How) -> None:
        self._note(change(self.desk.folder / ".briefings", self._picker(data)))
        self.build(then, how)

    @precondition(lambda self: (self.desk.folder / "output").is_dir() and not self.is_killed)
    @rule(data=st.data(), change=st.sampled_from(OUTPUT_CHANGES), how=_HOW)
    def change_output(self, data: Any, change: Any, how: How) -> None:
        self._note(change(self.desk.folder / "output", self.foreign, self._picker(data)))
        self.build("build", how)

    @precondition(lambda self: not self.is_killed)
    @rule(names=st.sampled_from(((".briefings",), ("output",), (".briefings", "output"))), how=_HOW)
    def go_back(self, names: Sequence[str], how: How) -> None:
        """What a CI does that restores caches or sites of other commits."""
        kept = self.folder / "kept"
        if not kept.is_dir():
            keep_folders(self.desk.folder, kept, names)
            self.kept_foreign = dict(self.foreign)
        elif "output" in bring_back(self.desk.folder, kept, names):
            self.foreign = self.kept_foreign
        self.build("build", how)

    @rule(step=st.integers(1, 500), how=_HOW)
    def kill(self, step: int, how: How) -> None:
        """A build dies, and the next one puts all right."""
        self._note(f"killed: {self.rebuilding.kill(self.desk, step, has_no_exchange=how.has_no_exchange)}")
        self.is_killed = True
        self.build("build", how)

    # How

    def _note(self, text: str) -> None:
        note(text)
        self.history.append(text)

    def _picker(self, data: Any) -> Any:
        return lambda options: data.draw(st.sampled_from(list(options)))

    def _edit(self, data: Any, edit: Edit, then: str, how: How, *, is_fresh: bool) -> None:
        self.before = self.desk.keep()
        edit(self.desk, self._picker(data))
        self._note(f"{edit.__name__}: {self._save(is_fresh=is_fresh)}")
        self.build(then, how)

    def _save(self, *, is_fresh: bool) -> list[str]:
        changed = self.desk.save(is_fresh=is_fresh)
        self.rebuilding.counts["edits"] += bool(changed)
        if any(path == SETTINGS for path in changed):
            self.rebuilding.forget()
        return changed

    def _restore(self, kept: Any, *, has_old_times: bool) -> None:
        before = self.desk.disk[SETTINGS][0]
        self.desk.restore(kept, has_old_times=has_old_times)
        self.rebuilding.counts["edits"] += 1
        if self.desk.disk[SETTINGS][0] != before:
            self.rebuilding.forget()

    def build(self, door: str, how: How) -> None:
        """Build, compare, and after two builds in a row that failed go back to where it was good."""
        if door == "nothing":
            return
        folder = self.desk.folder / ("output" if door == "build" else "preview")
        before = digest_tree(folder), read_times(folder)
        if door == "build":
            found, clean = self.rebuilding.build(self.desk, how.jobs, has_no_exchange=how.has_no_exchange)
        else:
            found, clean = self.rebuilding.preview(self.desk)
        self.rebuilding.counts["builds"] += 1
        self.rebuilding.counts["failing builds"] += bool(clean.code)
        self._note(f"{door}, {how}: exit code {found.code}")
        try:
            self._compare(door, how, found, clean, before)
        except AssertionError as error:  # told in full: what hangs on a moment may not happen again
            raise AssertionError("\n".join((str(error), "After:", *self.history))) from None
        self._go_on(door, how, has_failed=bool(clean.code))

    def _go_on(self, door: str, how: How, *, has_failed: bool) -> None:
        if not has_failed:
            self.good, self.failures = self.desk.keep(), 0
            self.is_killed = self.is_killed and door != "build"
            return
        self.failures += 1
        if self.failures == 2:
            self._restore(self.good, has_old_times=how.jobs == 1)
            self.failures = 0

    def _compare(self, door: str, how: How, found: Built, clean: Built, before: tuple[Digests, Times]) -> None:
        assert (found.code, found.said) == (clean.code, clean.said)
        assert found.code in (0, 1, 2), found.said
        tree, times = before
        if self.is_killed and door == "build":
            tree = times = {}  # the next build puts right what the killed one left, even if it fails itself
        if not clean.code:
            self._compare_trees(door, found.tree, clean.tree)
        elif tree:
            assert found.tree == tree, "a build that failed has written"
        now = read_times(self.desk.folder / ("output" if door == "build" else "preview"))
        moved = [path for path in tree if tree[path] == found.tree.get(path) and times[path] != now[path]]
        if how.has_no_exchange and MANIFEST in moved:
            moved.remove(MANIFEST)  # the journal writes it anew
        assert moved == [], "files that did not change have another time"

    def _compare_trees(self, door: str, found: Digests, clean: Digests) -> None:
        wanted = {**clean, **self.foreign} if door == "build" else clean
        differing = sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path))
        if differing:
            self._note(self.rebuilding.explain(self.desk, "command" if door == "build" else "preview", differing[0]))
        assert differing == [], "differs from a build from nothing"
