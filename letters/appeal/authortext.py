"""Texts with places for names, as authors write them: `{{ supporter.town }}` and nothing cleverer.

Only the documented names may stand between the braces: no filters, no calls, no statements. So nothing here
can loop, and what runs, runs in Jinja's immutable sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from letters.errors import did_you_mean
from letters.fields import shapes
from letters.fields.text import Text
from letters.yamlfile.validation import problem

NAMES = {
    "addressee.name": "the addressee as the address book calls them, in the letter's language if it is given there",
    "addressee.office": "the addressee's office; empty where the address book has none",
    "supporter.name": "the name that the letter is signed with, or the initials",
    "supporter.town": "the writer's town",
    "supporter.country": "the writer's country, in the letter's language",
}

_ONLY_NAMES = f"only names can be used between double braces, nothing else: {', '.join(NAMES)}"

_environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)


def check_names(text: str) -> str:
    """The text itself. Raises ValueError where it uses more than the documented names."""
    if "{" not in text:
        return text
    # Jinja's statements and comments would run, or vanish, where no name is looked at.
    if found := re.search("{[%#]", text):
        raise problem(
            "A218", f"{found.group()} can't be used here: only names between double braces", word=found.group()
        )
    try:
        tree = _environment.parse(text)
    except (TemplateSyntaxError, RecursionError):
        # Jinja goes one step deeper for each bracket that opens.
        raise _unreadable(text) from None
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else [output]:
            if not isinstance(node, nodes.TemplateData):
                _check_name(node)
    return text


def _unreadable(text: str) -> PydanticCustomError:
    """What is wrong with the braces, in other words than Jinja's."""
    for opens in re.finditer(r"\{\{([^{}]*)", text):
        name = opens[1]
        word = opens.group().split("\n")[0].rstrip()
        if not text.startswith("}}", opens.end()):
            return problem(
                "A218", "the double braces that open here are never closed: write }} after the name", word=word
            )
        if f"{name.strip()}" not in NAMES:
            return problem("A218", _ONLY_NAMES, word=word)
    return problem("A218", _ONLY_NAMES)


def _check_name(node: nodes.Node) -> None:
    known = ", ".join(NAMES)
    if not isinstance(node, nodes.Getattr) or not isinstance(node.node, nodes.Name):
        raise problem("A218", _ONLY_NAMES, word="{{")
    name = f"{node.node.name}.{node.attr}"
    if name not in NAMES:
        message = f"there is no {{{{ {name} }}}}{did_you_mean(name, NAMES) or f' (known: {known})'}"
        raise problem("A218", message, word=name)


LOOKS = shapes.naming("AuthorText", NAMES)
AuthorText = Annotated[Text, AfterValidator(check_names), LOOKS]
"""A text in which the documented names may stand between double braces."""


@cache
def _template(text: str) -> Template:
    return _environment.from_string(text)


def fill(text: str, values: Mapping[str, Mapping[str, str]]) -> str:
    """The text with its names filled in from `values`. What is filled in is data and is not read again."""
    return _template(text).render(values) if "{{" in text else text
