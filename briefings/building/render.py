"""Renders pages: one Jinja environment a language, template and view in, text out."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from briefings.building.components import keep_cards
from briefings.building.template_code import KeptCode, Outdent, PageCode, PageTemplate
from briefings.views.language import Language
from briefings.views.page import Page
from briefings.views.site import SiteView


def _mark_html(value: str) -> Markup:
    """Filter `html`: the one place where text becomes markup. Only for view fields of type `Html`."""
    return Markup(value)  # noqa: S704 - Html fields are sanitised where they are made


class RenderError(Exception):
    """A template failed. `template` and `line` say where, `page` which page was being made.

    `file` is the file that the template lies in, which may be one that somebody put before the theme; empty where no
    file of that name was found.
    """

    def __init__(self, page: str, template: str, line: int, reason: str, file: str = "") -> None:
        super().__init__(f"{template}:{line}: {reason} (while rendering {page})")
        self.page, self.template, self.line, self.reason, self.file = page, template, line, reason, file

    def __reduce__(self) -> tuple[type[RenderError], tuple[str, str, int, str, str]]:
        # It may come from another process.
        return RenderError, (self.page, self.template, self.line, self.reason, self.file)


def equip_environment(environment: Environment, language: Language, site: SiteView) -> None:
    """Give an environment what every template of ours may use: `_`, `ngettext`, `number`, `site`, `once`; `html`."""
    words = {"_": language.gettext, "ngettext": language.ngettext, "number": language.number, "site": site}
    environment.globals = {**environment.globals, **words, "once": keep_cards}
    environment.filters = {**environment.filters, "html": _mark_html}


def build_environment(base: Environment, language: Language, site: SiteView) -> Environment:
    """An environment for pages in one language: what `equip_environment` gives, escaping and strict names.

    Each page's template also gets `view` and `page`, and loses the indentation of its lines. Templates do not change
    while a build runs, so none is looked at twice, and all that are in use are kept.
    """
    environment = copy.copy(
        base.overlay(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=KeptCode(language.code),
            extensions=[Outdent],
        )
    )
    environment.code_generator_class, environment.template_class = PageCode, PageTemplate
    equip_environment(environment, language, site)
    return environment


class Renderer:
    """Renders the pages of one build. `language_of` and `site_of` give a language, and the site as seen in it."""

    def __init__(
        self, base: Environment, language_of: Callable[[str], Language], site_of: Callable[[str], SiteView]
    ) -> None:
        self._base, self._language_of, self._site_of = base, language_of, site_of
        self._environments: dict[str, Environment] = {}

    def environment(self, lang: str) -> Environment:
        """The environment for pages in `lang`."""
        if lang not in self._environments:
            self._environments[lang] = build_environment(self._base, self._language_of(lang), self._site_of(lang))
        return self._environments[lang]

    def render(self, page: Page) -> str:
        """The text of one page. Raises `RenderError`, which names the page and the line of the template."""
        meta: Any = page.view.page
        try:
            template = self.environment(meta.lang).get_template(page.template)
            return template.render(view=page.view, page=meta)
        except Exception as error:  # a template is somebody's program: it may raise anything
            name, file, line = find_template_line(error)
            raise RenderError(page.path, name or page.template, line, find_reason(error), file) from error


_ENDLESS = "it extends or includes itself without end; the theme's own template is `!theme/{name}`"


def find_reason(error: Exception) -> str:
    """What went wrong in a template, in words for who wrote it."""
    if isinstance(error, TemplateNotFound):
        return f"no template {error.message}"
    if isinstance(error, RecursionError):
        return _ENDLESS.format(name=find_template_line(error)[0])
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 text: {error.reason}"
    return (error.message or "") if isinstance(error, TemplateSyntaxError) else str(error)


def find_template_line(error: BaseException) -> tuple[str, str, int]:
    """The template that failed: its name, its file and the line; empty names and line 1 where that is not known.

    It is the innermost one of a traceback, where Jinja puts its own lines, or one that could not be compiled or read.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.filename or "", error.lineno
    name, file, line = "", "", 1
    traceback = error.__traceback__
    while traceback is not None:
        frame = traceback.tb_frame
        if "__jinja_exception__" in frame.f_globals:
            file, line = frame.f_code.co_filename, traceback.tb_lineno
            name = _find_name(file)
        elif isinstance(error, UnicodeDecodeError) and frame.f_code is FileSystemLoader.get_source.__code__:
            name, file = frame.f_locals["template"], frame.f_locals.get("filename", "")
            line = error.object.count(b"\n", 0, error.start) + 1
        traceback = traceback.tb_next
    return name, file, line


def _find_name(file: str) -> str:
    """The name of a template of a theme, whose templates lie in `templates`; a file put before it goes by its own."""
    folder, _, name = file.rpartition("/templates/")
    return name if folder else os.path.basename(file)
