"""Parts of a letter that the program prints itself, pasted into its body: salutation, closing, name; and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from textwrap import shorten

from letters.appeal.body import Paragraph
from letters.check.greetings import BEGINNINGS, ENDINGS, TITLES
from letters.check.instructions import YOUR_NAME
from letters.check.version import Advice, Version
from letters.language.language import LANGUAGES

_MARKS = ",.:;!，。：！،؛"
_UNTIL = rf"[^\n.?;{_MARKS}]{{0,80}}"
# A sentence that is broken into lines goes on in small letters.
_SMALL = "(?-i:[a-zß-ÿα-ώа-я])"
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|‘[^‘’]*’|「[^「」]*」|\"[^\"]*\"|'[^']*'")
_SIGNATURE = re.compile(r"\{\{\s*supporter\.name\s*\}\}")
_LAST_BLOCKS = 2
_NAME_WORDS = 4
_SHOWN = 60


def salutation_within(version: Version) -> Iterator[Advice]:
    """A warning where the letter's first paragraph begins with a salutation, which the letter prints above it."""
    body = version.texts.letter.body
    if not body or not isinstance(body[0], Paragraph):
        return
    text = body[0].text.strip()
    known = (addressee.salutation.get(version.language, "") for addressee in version.appeal.to.values())
    found = next((each for each in known if _begins_with(text, each)), "")
    if not found and (match := _salutation(version.language).match(text)):
        found = match.group().strip()
    if found:
        message = f'"{_shown(found)}" would be printed twice, as each letter begins with its salutation: take it out'
        yield Advice(("letter", "body", 0), "A423", message)


def closing_within(version: Version) -> Iterator[Advice]:
    """A warning where the letter's last paragraphs hold its closing or the supporter's name, printed below them."""
    body = version.texts.letter.body
    for index in range(max(len(body) - _LAST_BLOCKS, 0), len(body)):
        block = body[index]
        if isinstance(block, Paragraph) and (found := _closing_in(block.text.strip(), version)):
            message = f'"{_shown(found)}" would be printed twice, as each letter ends with its closing and the name'
            yield Advice(("letter", "body", index), "A424", f"{message} of who signs: take it out", found)


def quoted_whole(version: Version) -> Iterator[Advice]:
    """A warning for a title, summary or subject that stands between quotation marks as a whole."""
    subject = version.texts.letter.subject
    for path, text in (*version.headlines(), *([(("letter", "subject"), subject)] if subject else [])):
        if _QUOTED.fullmatch(text.strip()):
            message = (
                "stands between quotation marks, which are printed: take them away, unless all of it is a quotation"
            )
            yield Advice(path, "A425", message)


def _begins_with(text: str, salutation: str) -> bool:
    """Whether the text begins with this salutation and a mark, or is nothing else."""
    plain = " ".join(salutation.split()).rstrip(_MARKS).casefold()
    start = " ".join(text[: 2 * len(salutation) + _SHOWN].split()).casefold()
    return len(plain) > 1 and start.startswith(plain) and start[len(plain) : len(plain) + 1] in ("", *_MARKS)


@cache
def _salutation(language: str) -> re.Pattern[str]:
    line = rf"(?:{TITLES[language]}){_UNTIL}[,:!،，：](?=\s*(?:$|\n))(?!\s*\n\s*{_SMALL})"
    begins = rf"(?:{BEGINNINGS[language]}){_UNTIL}(?:[,:!،，：]|(?=\n|$))|" if language in BEGINNINGS else ""
    return re.compile(begins + line, re.IGNORECASE)


@cache
def _ending(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\n.!?。！])|(?<=[\n.!?。！]\s))({ENDINGS[language]})(?!\w)", re.IGNORECASE)


def _closing_in(text: str, version: Version) -> str:
    closings = [addressee.closing.get(version.language, "") for addressee in version.appeal.to.values()]
    whole = text.casefold().rstrip(_MARKS)
    for closing in (*closings, LANGUAGES[version.language].closing):
        plain = closing.strip().rstrip(_MARKS)
        before = whole.removesuffix(plain.casefold())
        if before != whole and (not before.strip() or before.rstrip(" ")[-1] in "\n.!?。！"):
            return plain
    if _your_name(version.language).fullmatch(text):
        return text.split("\n")[-1].strip()
    if signature := _SIGNATURE.fullmatch(text.rstrip(_MARKS)):
        return signature.group()
    endings = _ending(version.language).finditer(text)
    return next((match[1] for match in endings if _is_name(text[match.end() : match.end() + 2 * _SHOWN])), "")


@cache
def _your_name(language: str) -> re.Pattern[str]:
    """A paragraph, or the last line of one, that holds the place of a name and nothing else."""
    return re.compile(
        rf"(?:.*\n)?\s*[\[(<{{]?\s*(?:{YOUR_NAME[language]})\s*[\])>}}]?[\s._:…,-]*", re.IGNORECASE | re.DOTALL
    )


def _is_name(rest: str) -> bool:
    """Whether nothing follows a closing but a name; or another line, as a name stands on its own."""
    words = rest.strip(_MARKS + " ").split("\n")[0].split()
    return len(words) <= _NAME_WORDS and not any(word[:1].islower() for word in words)


def _shown(text: str) -> str:
    return shorten(text, _SHOWN, placeholder=" ...")
