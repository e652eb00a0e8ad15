"""Texts as YAML: plain where that is safe, quoted or folded where it must be."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

WIDTH = 100
_LONG = 80
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(text: str, quote: str | None = None, *, flow: bool = False) -> str:
    """The text on one line. `quote` is the kind of quotation mark to keep; `flow`: it stands within brackets."""
    if quote == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if quote == '"' or not _is_plain(text, flow=flow):
        return '"' + _escaped(text) + '"'
    return text


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    # What no editor shows is written so that it can be found, and is then refused by name.
    return _HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04X}", text)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether YAML reads the text, without quotation marks, as exactly this text."""
    if text in ("", "~", "null") or text != text.strip() or _HIDDEN.search(text):
        return False
    document = f"{{x: {text}}}" if flow else f"x: {text}"
    try:
        scalars = [event for event in YAML(typ="safe", pure=True).parse(document) if isinstance(event, ScalarEvent)]
    except YAMLError:
        return False
    plain = [(event.value, event.style, event.anchor, event.tag in (None, "!")) for event in scalars]
    return plain == [("x", None, None, True), (text, None, None, True)]


def value(text: str, indent: int) -> str:
    """The text as the value of a field: on one line, or folded over several that stand `indent` spaces in."""
    text = tidied(text)
    paragraphs = text.split("\n\n")
    if (len(paragraphs) == 1 and len(text) <= _LONG) or _HIDDEN.search(text.replace("\n", "")):
        return scalar(text)
    lines = [_wrapped(paragraph, indent) for paragraph in paragraphs]
    # Folding keeps every other line break, and a text of several paragraphs has two between them.
    return ">-\n" + "\n\n\n".join(lines)


def literal(text: str, indent: int) -> str:
    """Paragraphs as authors write them: after a `|`, an empty line between them, `indent` spaces in."""
    text = tidied(text)
    if _HIDDEN.search(text.replace("\n", "")):
        return scalar(text)
    return "|\n" + "\n\n".join(_wrapped(paragraph, indent) for paragraph in text.split("\n\n"))


def notes(text: str, margin: str = "# ", further: str = "") -> str:
    """The text in lines of notes; all begin with the margin, and those after the first with `further` as well."""
    return "".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=margin,
            subsequent_indent=margin + further,
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
        for line in text.split("\n")
    )


def tidied(text: str) -> str:
    """The text as `value` writes it: one space between words, one empty line between paragraphs."""
    paragraphs = re.split(r"\r?\n[ \t]*\r?\n[ \t\r\n]*", text.strip(" \t\r\n"))
    # Not every space: French has some that may not break.
    return "\n\n".join(re.sub(r"[ \t\r\n]+", " ", paragraph).strip(" ") for paragraph in paragraphs)


def _wrapped(paragraph: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(
        paragraph,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def item(fields: Mapping[str, str], indent: int) -> str:
    """Fields one below the other, as they stand in a list's entry whose fields are `indent` spaces in."""
    return f"\n{' ' * indent}".join(f"{name}: {value(text, indent + 2)}" for name, text in fields.items())


def flow_item(fields: Mapping[str, str]) -> str:
    """Fields between braces, on one line."""
    return "{" + ", ".join(f"{name}: {scalar(tidied(text), flow=True)}" for name, text in fields.items()) + "}"
