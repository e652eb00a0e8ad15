"""What was left over: signs of YAML or the web that would be printed, and texts of a draft that are to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.appeal.file import Status
from letters.appeal.placeholders import places_left, waits
from letters.check.version import Advice, Version
from letters.yamlfile.source import KeyPath

# An item whose dash stands too far in belongs to the text above it.
_ITEM = re.compile(r"(?:^|(?<=[.;:,!?] ))- (?:>-?|\|-?)?(?=[ \w\"])")
_FOLD = re.compile(r"(?:->|-?>-?|\|-?|l) (?=\S)")
_BULLET = re.compile(
    r"^(?:[•‣◦▪▫●○■□·∙⁃–—−*➢➤►▶✓✔\uf0a7\uf0b7]\s*|-\s+|(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\))\s+)(?=\S)"
)
_MARKUP = re.compile(r"\*\*(?=\S)|(?<=\s)__(?=\w)|</?(?:b|i|u|em|strong|p|br|a)\b[^<>]{0,100}>", re.IGNORECASE)
_MARKUP_BEGINS = re.compile("[*_<]")


def signs_left_over(version: Version) -> Iterator[Advice]:
    """A warning for each text in which a list's dash, a sign of YAML or a mark for bold words is printed."""
    texts = version.texts
    more = [(("background",), texts.background)] if texts.background and version.says("background") else []
    rules = [(("rules", index), rule) for index, rule in enumerate(texts.rules) if version.says("rules")]
    for path, text in (*version.headlines(), *version.passages(), *rules, *more):
        if (found := _BULLET.match(text)) and _is_in_list(path):
            message = f"begins with {found.group().strip()!r}, which is printed: the list puts its own mark there"
            yield Advice(path, "A429", message, found.group().strip())
        elif "- " in text and (found := _ITEM.search(text)):
            message = (
                "contains a dash like that of a list item, which is printed:"
                " begin the item in the same column as the one above it"
            )
            yield Advice(path, "A429", message, found.group())
        elif found := _FOLD.match(text) or (_MARKUP_BEGINS.search(text) and _MARKUP.search(text)):
            message = f"holds {found.group().strip()!r}, which is printed as it stands: remove it"
            yield Advice(path, "A429", message, found.group().strip())


def _is_in_list(path: KeyPath) -> bool:
    return "items" in path or "rules" in path


def still_empty(version: Version) -> Iterator[Advice]:
    """A warning for each place in brackets. In an appeal that others see it is an error, and the loader's."""
    if version.appeal.facts.status is not Status.DRAFT:
        return
    for path, message, place in places_left(version.source):
        yield Advice(path, "A406", message, place)
    # Those of the address book; who is written out in the appeal stands in its file.
    for index, entry in enumerate(version.appeal.facts.to if version.is_original else ()):
        if isinstance(entry, str) and (message := waits(version.appeal.to[entry])):
            yield Advice(("to", index), "A406", message)
