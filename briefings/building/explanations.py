"""The explanations of problem codes: one Markdown file a code, with an example of wrong and right."""

from __future__ import annotations

from importlib.resources import files

from briefings.problems import Code, Stage

_FINDERS = {
    Stage.READING: "Found while a file is read, by every build and check.",
    Stage.LINKING: "Found while the site is linked, by every build and check.",
    Stage.BUILDING: "Found while the site is built.",
    Stage.CHECKING: "Found by a rule of `briefings check`. A policy can change its severity, or switch it off.",
}


def read_explanation(code: Code) -> str:
    """The text about one code, in Markdown: its sentence, its severity, who finds it, why, wrong and right."""
    text = files("briefings").joinpath("explanations", f"{code.code}.md").read_text("utf-8")
    fixed = " No policy can lower it: with such an error there is no site." if code.is_fixed else ""
    head = f"# {code.code} ({code.severity.value})\n\n{code.meaning}\n\n{_FINDERS[code.stage]}{fixed}"
    return f"{head}\n\n{text.strip()}\n"
