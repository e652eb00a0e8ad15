"""A body that the supporter has rewritten: read back into blocks, and searched for the demands it must keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from letters.language.language import Language
from letters.letter import DemandList, Paragraph
from letters.typed import UNSPACED

_ITEM = re.compile(r"^\s*[-–—•*](?:\s+|$)")


def parse(text: str, language: Language) -> tuple[Paragraph | DemandList, ...]:
    """The blocks of a plain text: blank lines part paragraphs, lines that begin with a dash are a list."""
    return tuple(block for part in re.split(r"\n\s*\n", text.strip()) for block in _blocks(part, language))


def lost_demands(text: str, demands: Iterable[str]) -> tuple[str, ...]:
    """The demands whose words no longer stand in the text, in their order. Marks and capitals don't matter."""
    words = _words(text)
    return tuple(demand for demand in demands if _words(demand) not in words)


def language_of(text: str, prepared: Mapping[str, str]) -> str:
    """The language of the prepared text with which a text has most words in common; empty where that isn't clear.

    Even somebody who writes all of it anew uses the little words of her language.
    """
    words = _words(text).split()
    known = {code: set(_words(other).split()) for code, other in prepared.items()}
    common = {code: sum(word in theirs for word in words) for code, theirs in known.items()}
    best, *others = sorted(common, key=lambda code: -common[code])
    # Names are the same in every language.
    is_clear = common[best] >= max(4, 2 * max((common[code] for code in others), default=0), len(words) // 4)
    return best if is_clear else ""


def _blocks(part: str, language: Language) -> Iterator[Paragraph | DemandList]:
    lead: list[str] = []
    items: list[list[str]] = []
    for line in part.split("\n"):
        if _ITEM.match(line):
            items.append([_ITEM.sub("", line).strip()])
        elif items:
            # A line below an item continues it: people break lines by hand.
            items[-1].append(line.strip())
        else:
            lead.append(line.strip())
    # A dash alone is an item that waits for its words: the next line brings them, or it is none.
    filled = [language.space.join(filter(None, lines)) for lines in items if any(lines)]
    if filled:
        # French puts a space beside a guillemet, also where it stands at the very edge.
        yield DemandList(
            language.typographic(language.space.join(lead)).strip(),
            tuple(language.typographic(item).strip() for item in filled),
        )
    elif paragraph := "\n".join(line.strip() for line in part.split("\n")):
        # Dashes without any words are no list; they stay what they were typed as.
        yield Paragraph(language.typographic(paragraph).strip())


def _words(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    # Vowel signs and joiners come and go in Arabic and Persian writing.
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Mn", "Cf"))
    # Without spaces between words, each sign counts as one: a comma more or less changes nothing.
    words = re.findall(rf"[{UNSPACED}]|[^\W{UNSPACED}]+", re.sub(r"[^\w\s]", " ", text))
    return f" {' '.join(words)} "
