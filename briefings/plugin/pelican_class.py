"""Pelican's own run, wrapped: nothing reaches the output folder unless everything went well."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.plugins._utils import get_plugin_name

from briefings.building.assets import fingerprint_theme
from briefings.building.collector import leave_the_rest, with_collector, without_collector
from briefings.building.manifest import list_files
from briefings.building.obstacles import find_foreign_output, find_obstacles, find_shrinkage
from briefings.building.progress import Progress, Stage, tell_nobody
from briefings.building.publish import Published, carry_pages, publish_folder
from briefings.building.reports.text import count_problems
from briefings.building.up_to_date import Inputs, note_build, stamp_output
from briefings.building.workshop import OutputLocked, open_workshop
from briefings.plugin.build import Build, BuildFailed, read_clock
from briefings.plugin.foreign_errors import collected_errors, find_missing_plugins, forget_contents, register_plugins
from briefings.plugin.searching import add_index, find_missing_search
from briefings.plugin.settings import is_own_theme
from briefings.plugin.telling import blame, blame_lock, show_problems
from briefings.plugin.up_to_date import bring_up, find_key, find_turns, read_inputs
from briefings.plugin.usable import find_unusable
from briefings.plugin.work import Work
from briefings.problems import Problem, Severity

# What only a run with something to do needs is imported where it begins: to find that there is nothing takes less time.
if TYPE_CHECKING:
    from briefings.building.last_build import LastBuild
    from briefings.building.pages_made import Put
    from briefings.checks.policy import Policy
    from briefings.plugin.page_writer import PageWriter
    from briefings.plugin.text_edits import Standing
    from briefings.plugin.theme_words import ThemeWords
    from briefings.views.context import ViewContext


class BriefingsPelican(Pelican):
    """A Pelican that builds briefings: own generators, a staged output, and problems that stop the build."""

    build: Build
    output: Path
    """Where the site goes. While it is made, Pelican and its plugins are told of another folder (`staged`)."""
    delete_outputdir: bool
    published: Published | None = None
    work: Work
    """What the last run had to do."""
    is_strict = False
    """Whether warnings stop the build too."""
    is_preview = False
    """Whether this is for a writer's eyes only: no note of it is kept for the next build of the real site."""
    with_drafts = False
    """Whether drafts, hidden and embargoed briefings are on the site. No setting, lest one be published by mistake."""
    policy: Policy | None = None
    """What content and pages must stand up to before they are published; None for what every site must."""
    progress: Progress = staticmethod(tell_nobody)
    """Who is told how far a run has come."""
    standing: Standing | None = None
    """What a preview can go on from, if its last build went well."""
    _last: LastBuild | None = None
    _found: LastBuild | None = None
    """The last build as this run has read it."""
    wanted_plugins: Sequence[Any] = ()
    """What `PLUGINS` named before Pelican replaced it by what it could load."""

    plugin_problems: Sequence[Problem] = ()
    """What is wrong with them, where it was not Pelican that loaded them."""

    def init_plugins(self) -> None:
        """Load plugins as Pelican does, and go on without those that fail; `run` does not."""
        self.plugins, self.plugin_problems = register_plugins(self.settings)
        self.settings["PLUGINS"] = self.wanted_plugins = [get_plugin_name(plugin) for plugin in self.plugins]

    def run(self) -> None:
        """Read, link, render beside the output, and put the result in place. Raises `BuildFailed`."""
        self.standing = None
        self.build = Build(self.settings, "settings", with_drafts=self.with_drafts)
        self.build.progress = self.progress
        self.build.problems += self.plugin_problems
        self.build.problems += find_missing_plugins(self.wanted_plugins, self.settings["PLUGINS"])
        self._refuse(*find_unusable(self.settings))
        self.output = output = Path(self.settings["OUTPUT_PATH"])
        now, self.work = read_clock(), Work()
        inputs = read_inputs(self.settings, self.build, Path(self.theme), now) if self._is_repeatable() else None
        notes = self._find_notes()
        self._found = None
        # A preview stays: what its last build left must be looked for.
        with nullcontext() if self.is_preview else without_collector():
            if not (inputs and notes and bring_up(self, notes, inputs)):
                self._run_whole(now, output, inputs, notes)

    def _run_whole(self, now: datetime, output: Path, inputs: Inputs | None, notes: Path | None) -> None:
        from briefings.building.last_build import LastBuild, keep_parts
        from briefings.building.pages_made import Record
        from briefings.plugin.text_edits import Standing

        leave_the_rest()
        self.build.read_and_link(now)
        self.work.parsed = self.build.parsed
        if self.policy is not None:
            from briefings.plugin.check import run_rules  # all rules, which a build without a policy does not need

            self.build.problems += run_rules(self.build, self.policy)
        self._refuse(find_missing_search(self))
        self._stop_on_errors()
        last = self.find_last(inputs)
        with keep_parts(None if self.is_preview else self.build.cache, last, output) as (shelf, put):
            writer = self._make_site(output, last, put)
            record = writer.finish() if writer else Record("")
        problems = self._judge()
        self.show(problems)
        if inputs and writer:
            pages, static_paths = tuple(document.path for document in writer.views.pages), writer.views.static_paths
            read = self.build.store.list_digests()
            last = LastBuild(record, str(output.absolute()), stamp_output(output), shelf, pages, static_paths, read)
            self._keep(last)
            if self.is_preview:
                self.standing = Standing(self.build, self.build.documents, writer.views, writer, last)
            if notes:
                note_build(notes, inputs, find_turns(self.build), output, dict(last.stamps), problems)

    def _make_site(self, output: Path, last: LastBuild, put: Put | None) -> PageWriter | None:
        """Let Pelican make the site beside the output, and put it in place. Gives the writer of a theme of ours."""
        from briefings.plugin.run_state import RunState

        theme = Path(self.theme)
        views = self._build_views(theme)
        self.settings["RUN_OF_BRIEFINGS"] = state = RunState(self.build, views, last, last.find_intact(output), put)
        try:
            with self.staged() as staging, collected_errors(self.build):
                self._generate()
                if state.writer:
                    state.writer.write_rest(theme, self.settings["THEME_STATIC_DIR"])
                    self.work.rendered = state.writer.rendered
                    self._refuse(add_index(self, staging, state.writer))
                self._publish(staging, state.writer.kept if state.writer else ())
        except (Exception, SystemExit) as error:
            problem = blame(error, str(self.theme), self.settings, self.plugins)
            if problem is None:
                raise
            self._refuse(problem)
        finally:
            self.settings.pop("RUN_OF_BRIEFINGS", None)
            forget_contents()
        return state.writer

    def _build_views(self, theme: Path) -> ViewContext:
        words = self.read_theme()
        return self.build.build_views(fingerprint_theme(theme), words.templates, words.names, words.page_names)

    def _generate(self) -> None:
        """Pelican's own run. Other people's themes may leave any garbage, and ours takes care of itself."""
        with nullcontext() if is_own_theme(self.theme) else with_collector():
            super().run()

    def _is_repeatable(self) -> bool:
        """Whether a run with the same inputs makes the same site; plugins of others may do whatever they like."""
        return is_own_theme(self.theme) and len(self.plugins) <= 1

    def _find_notes(self) -> Path | None:
        """Where it is noted that a run would change nothing; None where that must not stop it.

        A policy wants to be asked, and a preview looked at.
        """
        return None if self.is_preview or self.policy is not None or self.build.has_errors() else self.build.cache

    def find_last(self, inputs: Inputs | None) -> LastBuild:
        """The last build, as far as this one can go on from it."""
        from briefings.building.last_build import LastBuild, read_last_build
        from briefings.building.pages_made import Record

        if inputs is None:
            return LastBuild(Record(""))
        if self._found is not None:
            return self._found
        key = find_key(inputs, Path(self.theme), self.settings["THEME_TEMPLATES_OVERRIDES"])
        if self._last is not None and self._last.record.key == key:
            return self._last
        if not self.build.cache:
            return LastBuild(Record(key))
        self._found = read_last_build(self.build.cache, key, self.output)
        return self._found

    def _keep(self, last: LastBuild) -> None:
        """Keep this build for the next one: here for a preview, else in the cache."""
        from briefings.building.last_build import keep_last_build

        if self.is_preview:
            self._last = last
        elif self.build.cache:
            keep_last_build(self.build.cache, last, self.output)

    def read_theme(self) -> ThemeWords:
        """What the theme has and can name."""
        from briefings.plugin.theme_words import read_theme

        return read_theme(self.theme, self.settings)

    def _get_generator_classes(self) -> list[type]:
        """Stock Pelican's list with ours in place of its own."""
        from briefings.plugin.generator import BriefingsGenerator
        from briefings.plugin.pages import BriefingsPagesGenerator
        from briefings.plugin.static_files import BriefingsStaticGenerator

        ours: dict[type, type] = {
            ArticlesGenerator: BriefingsGenerator,
            PagesGenerator: BriefingsPagesGenerator,
            StaticGenerator: BriefingsStaticGenerator,
        }
        return [ours.get(cls, cls) for cls in super()._get_generator_classes()]

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """A folder beside the output that Pelican writes into instead. It is gone at the end, whatever happens.

        Plugins that go on with what was written find it there too, by `output_path` and by the setting.
        """
        output, path = self.output, self.settings["OUTPUT_PATH"]
        delete, self.delete_outputdir = bool(self.delete_outputdir), False
        try:
            with open_workshop(output) as staging:
                self._refuse(find_foreign_output(output))
                self.output_path = self.settings["OUTPUT_PATH"] = str(staging)
                yield staging
        except OutputLocked as error:
            self._refuse(blame_lock(error, output))
        finally:
            self.output_path, self.settings["OUTPUT_PATH"], self.delete_outputdir = str(output), path, delete

    def _publish(self, staging: Path, kept: Collection[str]) -> None:
        """Put the finished site in place, unless something speaks against it. `kept` are files that it leaves alone."""
        output = self.output
        if self.policy is not None:
            from briefings.building.built_site import find_built_site
            from briefings.checks.built_links import check_built

            carry_pages(kept, output, staging)
            kept = ()
            built = find_built_site(staging)
            self.build.problems += check_built(built.read_pages(), built.files, self.build.settings.url)
        for problem in find_obstacles(staging, output):
            self.build.add(problem)
        if not self.build.settings.allow_shrink:
            self._refuse(find_shrinkage([*list_files(staging), *kept], output))
        self._stop_on_errors()
        self.progress(Stage.PLACING, 0, 1)
        self.published = publish_folder(staging, output, kept, self.find_spare(output))
        self.progress(Stage.PLACING, 1, 1)

    def find_spare(self, output: Path) -> Path | None:
        """Where the site before the last one is kept, so that a small change needs not touch every file."""
        if self.is_preview:
            return output.with_name(f"{output.name}.spare")
        from briefings.building.last_build import find_spare

        return find_spare(self.build.cache, output) if self.build.cache else None

    def _judge(self) -> list[Problem]:
        """Everything found so far that counts."""
        problems = self.build.located_problems()
        return problems if self.policy is None else self.policy.judge(problems)

    def _refuse(self, *problems: Problem | None) -> None:
        found = [problem for problem in problems if problem is not None]
        if found:
            self.build.problems += found
            self._stop_on_errors()

    def _stop_on_errors(self) -> None:
        """Show everything found so far and stop, when any of it is serious enough."""
        problems = self._judge()
        failing = (Severity.ERROR, Severity.WARNING) if self.is_strict else (Severity.ERROR,)
        if any(problem.severity in failing for problem in problems):
            self.show(problems)
            raise BuildFailed(f"{count_problems(problems)}; nothing was written") from None

    def show(self, problems: list[Problem]) -> None:
        """Print problems to standard error."""
        show_problems(problems, self.build, self.progress)
