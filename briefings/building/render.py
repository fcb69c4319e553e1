"""Renders pages: one Jinja environment a language, template and view in, text out."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
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
    """A template failed. `template` and `line` say where, `page` which page was being made."""

    def __init__(self, page: str, template: str, line: int, reason: str) -> None:
        super().__init__(f"{template}:{line}: {reason} (while rendering {page})")
        self.page, self.template, self.line, self.reason = page, template, line, reason

    def __reduce__(self) -> tuple[type[RenderError], tuple[str, str, int, str]]:
        return RenderError, (self.page, self.template, self.line, self.reason)  # it may come from another process


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
        except TemplateSyntaxError as error:
            raise RenderError(page.path, error.name or page.template, error.lineno, error.message or "") from error
        except TemplateNotFound as error:
            raise RenderError(page.path, page.template, 1, f"no template {error.message}") from error
        except Exception as error:  # a template is somebody's program: it may raise anything
            name, line = find_template_line(error, page.template)
            raise RenderError(page.path, name, line, str(error)) from error


def find_template_line(error: BaseException, template: str) -> tuple[str, int]:
    """The innermost frame of a template in a traceback, by name and line: Jinja gives it the template's own lines."""
    found = (template, 1)
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename.endswith(".html"):
            found = (code.co_filename.rpartition("/templates/")[2], traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
