"""Compiles templates as Jinja does, to code that does less at each step. What a template prints is the same.

Jinja lets the writer of its code be replaced (`Environment.code_generator_class`). Ours knows that everything is
escaped, that most of what is printed is plain strings, and that most calls are calls of components.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from keyword import iskeyword
from string import Formatter
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import Extension
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from briefings.building.components import Component, print_call, print_text

_NAMES = {"Component": Component, "print_text": print_text, "print_call": print_call}
"""What the code may use besides what Jinja gives it."""


_KEPT_SPACE = re.compile("<(pre|textarea|script|style)\\b")
_INDENTATION = re.compile("^[ \\t]+", re.MULTILINE)


class Outdent(Extension):
    """Leaves out the spaces that begin the lines of a template: they are for its readers, and say nothing in HTML.

    A template with an element in which they may mean something is left as it is.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's names
        """The source as it is compiled; lines keep their numbers."""
        return source if _KEPT_SPACE.search(source) else _INDENTATION.sub("", source)


class PageTemplate(Template):
    """A template of the code that `PageCode` writes."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: Any,  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make a template of compiled code."""
        namespace = {"environment": environment, "__file__": code.co_filename, **_NAMES}
        exec(code, namespace)  # noqa: S102 - the code of a template, as in Jinja
        template = cls._from_namespace(environment, namespace, globals)
        template._uptodate = uptodate
        return template


class KeptCode(BytecodeCache):
    """Keeps compiled templates for as long as the process lives: a preview renders the same ones again and again.

    Never on disk: code in a file would have to be believed, and to compile what one build needs takes a fifth of a
    second.
    """

    def __init__(self, lang: str) -> None:
        """`lang` is the language of the words in the code."""
        self._lang = lang

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a source, where it was compiled before."""
        source, code = _compiled.get((self._lang, bucket.key), ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; a template has one source at a time."""
        _compiled[self._lang, bucket.key] = bucket.checksum, bucket.code


_compiled: dict[tuple[str, str], tuple[str, CodeType | None]] = {}


class PageCode(CodeGenerator):
    """Writes the Python code of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja\'s name
        """Write a whole template."""
        stored = {name.name for name in node.find_all(nodes.Name) if name.ctx != "load"}
        _Simplifier(self.environment, has_words="_" not in stored).visit(node)
        self._components = {macro.name for macro in node.find_all(nodes.Macro)}
        for imported in node.find_all(nodes.FromImport):
            self._components.update(name if isinstance(name, str) else name[1] for name in imported.names)
        self._printed: set[int] = set()
        super().visit_Template(node, frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Our templates have no globals but those of their environment, so nobody need look for others."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})._get_default_module()")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what makes a component of a macro, unless it takes more than its named arguments."""
        names = [argument.name for argument in macro_ref.node.args]
        is_plain = not (macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller)
        if not is_plain or not isinstance(macro_ref.node, nodes.Macro) or any(map(iskeyword, names)):
            super().macro_def(macro_ref, frame)
            return
        listed = "".join(f"{name!r}, " for name in names)
        defaults, given = ", ".join(f"{name}=missing" for name in names), ", ".join(names)
        self.write(
            f"Component(environment, macro, {macro_ref.node.name!r}, ({listed}), False, False, False, "
            f"context.eval_ctx.autoescape, raw=(lambda macro: lambda {defaults}: macro({given}))(macro))"
        )

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja\'s name
        """Write what gives an attribute, and asks Jinja only where there is none of that name."""
        if isinstance(node.node, nodes.Const):
            super().visit_Getattr(node, frame)
            return
        owner, value = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({value} if ({value} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({owner}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif self._is_component_call(node):
            self._printed.add(id(node))
            self.write("(")
        else:
            self.write("print_text(")

    def _is_component_call(self, node: nodes.Expr) -> bool:
        """Whether this looks like a call of a component with arguments that Python takes as they are."""
        return (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name in self._components
            and node.dyn_args is None
            and node.dyn_kwargs is None
            and not any(iskeyword(given.key) for given in node.kwargs)
        )

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja\'s name
        """Write a call; one that is printed goes straight to what the component prints."""
        if id(node) not in self._printed:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        assert isinstance(node.node, nodes.Name)  # noqa: S101 - see `_is_component_call`
        called = frame.symbols.ref(node.node.name)
        self.write(f"({called}.raw if type({called}) is Component else print_call(context, ")
        self.visit(node.node, frame)
        self.write(", _loop_vars=_loop_vars" if frame.loop_frame else "")
        self.write(", _block_vars=_block_vars" if frame.block_frame else "")
        self.write("))(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Simplifier(NodeTransformer):
    """Puts what is known before any page into a template: its words in the language of the environment."""

    def __init__(self, environment: Environment, *, has_words: bool) -> None:
        """`has_words` tells whether `_` is the global everywhere in this template."""
        self._translate: Any = environment.globals.get("_") if has_words else None

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja\'s name
        """The translation of a message that stands in the template."""
        if self._translate and isinstance(node.node, nodes.Name) and node.node.name == "_":
            match node.args, node.kwargs, node.dyn_args, node.dyn_kwargs:
                case [nodes.Const(value=str() as message)], [], None, None:
                    return nodes.Const(self._translate(message), lineno=node.lineno, environment=node.environment)
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja\'s name
        """Nothing for a condition without an `else`, and the pieces of a sentence with fields."""
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("", lineno=child.lineno, environment=child.environment)
        self.generic_visit(node)
        node.nodes = [piece for child in node.nodes for piece in _split_sentence(child)]
        return node


def _split_sentence(node: nodes.Expr) -> Iterable[nodes.Expr]:
    """The pieces of `{{ ('since {date}' | e).format(date=when) }}`: its text and its fields, which `Markup` escapes."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and node.node.attr == "format"):
        return [node]
    try:
        sentence = node.node.node.as_const()
        parsed = list(Formatter().parse(sentence))
    except (nodes.Impossible, ValueError, TypeError):
        return [node]
    given = {pair.key: pair.value for pair in node.kwargs}
    is_plain = all(name is None or (name in given and not spec and not how) for _, name, spec, how in parsed)
    if type(sentence) is not Markup or node.args or node.dyn_args or node.dyn_kwargs or not is_plain:
        return [node]
    pieces: list[nodes.Expr] = []
    for text, name, _, _ in parsed:
        pieces += [nodes.TemplateData(text, lineno=node.lineno, environment=node.environment)] if text else []
        pieces += [given[name]] if name is not None else []
    return pieces
