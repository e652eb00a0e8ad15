"""Texts between brackets that a comma has cut in two: [release Ann, Bob and Carol.] are two demands."""

from __future__ import annotations

from collections.abc import Iterator

from letters.check.version import Advice
from letters.library.library import Library
from letters.yamlfile.source import KeyPath, Source

_OF_TEXTS = ("items", "rules", "body")
"""Lists whose items are sentences, or parts of one."""
_ENDS = ".;!?…:。；！？؛؟۔·"
_CLOSING = "\"'”’“»)]」』》）\u00a0\u202f "
_OPENING = "\"'“‘„«»‚([「『"


def cut_at_commas(library: Library) -> Iterator[Advice]:
    """A warning for each item of a list between brackets that goes on from the one before it."""
    for file, source in library.sources.items():
        for path, items in _lists(source):
            for index in range(1, len(items)):
                if _goes_on(items, index) and not _is_quoted(source, (*path, index - 1)):
                    message = (
                        f'between brackets a comma begins a new item, here "{_beginning(items[index])}": put each item'
                        " between double quotes, or on a line of its own that begins with `- `"
                    )
                    yield Advice((*path, index), "A442", message, file=file)


def _lists(source: Source) -> Iterator[tuple[KeyPath, list[str]]]:
    """The lists of texts between brackets, each with the path to it."""
    for path, _ in source.texts():
        if path[-1:] == (1,) and path[-2] in _OF_TEXTS and _is_between_brackets(source, path[:-1]):
            items = source.at(path[:-1])
            if all(isinstance(item, str) for item in items):
                yield path[:-1], items


def _goes_on(items: list[str], index: int) -> bool:
    before, item = items[index - 1].rstrip(_CLOSING), items[index].lstrip(_OPENING)
    if before.endswith(tuple(_ENDS)):
        return False
    # Where sentences end as they should, one that doesn't isn't at its end.
    return item[:1].islower() or items[-1].rstrip(_CLOSING).endswith(tuple(_ENDS)) or _is_torn(items[index - 1])


def _is_torn(text: str) -> bool:
    """Whether a quotation or a bracket opens in the text and isn't closed."""
    pairs = (("“", "”"), ("«", "»"), ("(", ")"), ("「", "」"), ("『", "』"))
    return text.count('"') % 2 == 1 or any(text.count(opens) > text.count(closes) for opens, closes in pairs)


def _is_between_brackets(source: Source, path: KeyPath) -> bool:
    line, column = source.values.get(path, (0, 0))
    return line > 0 and source.lines[line - 1][column - 1 : column] == "["


def _is_quoted(source: Source, path: KeyPath) -> bool:
    line, column = source.values.get(path, (1, 1))
    return source.lines[line - 1][column - 1 : column] in ('"', "'")


def _beginning(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30].rstrip()} ..."
