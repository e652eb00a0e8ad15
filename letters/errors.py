"""The one family of errors that a user can fix; everything else is a bug and keeps its traceback."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """Whether a finding stops an appeal from being used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong in a file. Lines and columns count from 1, as editors do.

    The code says of which kind it is; docs/checks.md explains each.
    """

    file: Path
    line: int
    column: int
    field: str
    code: str
    message: str
    severity: Severity = Severity.ERROR
    more: int = 0
    """So many others of its file it stands for, which aren't named."""

    def __str__(self) -> str:
        return visible(f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.said} [{self.code}]")

    @property
    def said(self) -> str:
        """The message behind the field that it is about, if it is about one."""
        return f"{self.place}: {self.message}" if self.field else self.message

    @property
    def place(self) -> str:
        """The field as a reader follows it: `letter > body 4 > items 1`."""
        return spoken(self.field)


MOST_FINDINGS = 50
"""So many of a file are named: who mends them sees the rest."""


def limited(findings: Iterable[Finding]) -> list[Finding]:
    """At most so many findings of each file, errors first, in the order of lines; and how many more there are."""
    by_file: dict[Path, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: (each.severity is Severity.WARNING, each)):
        by_file.setdefault(finding.file, []).append(finding)
    return [finding for found in by_file.values() for finding in _limited(found)]


def _limited(found: Sequence[Finding]) -> Iterator[Finding]:
    named = [finding for finding in found if not finding.more]
    yield from named[:MOST_FINDINGS]
    left = [*named[MOST_FINDINGS:], *(finding for finding in found if finding.more)]
    for severity in Severity:
        if of_kind := [finding for finding in left if finding.severity is severity]:
            yield the_rest(min(of_kind), sum(finding.more or 1 for finding in of_kind))


def the_rest(first: Finding, number: int) -> Finding:
    """The finding that stands for so many others, from the first of them on."""
    noun = first.severity if number == 1 else f"{first.severity}s"
    message = f"and {number:,} more {noun} in this file, from here on: mend those that are named, then check again"
    return replace(first, field="", code="A120", message=message, more=number)


def spoken(field: str) -> str:
    """A field's place as a reader follows it: `letter.body[4].items[1]` is `letter > body 4 > items 1`."""
    return re.sub(r"\[(\d+)\]", r" \1", field).replace(".", " > ")


class Mistake(ValueError):
    """A value that can't be what it should be, with the code for the finding that it becomes."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class LettersError(Exception):
    """Something that the person in front of the program can put right.

    Only the site and the command line catch it. The message never holds a typed value.
    """


class InvalidFiles(LettersError):
    """Files that can't be used, with every finding at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(limited(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class Refused(LettersError):
    """A letter that must not or can't be made, and why.

    Where the site shows it, `message` is a translatable text with `{names}` for `values`; the error itself
    says both in English.
    """

    def __init__(self, message: str, **values: str | int) -> None:
        self.message, self.values = message, values
        english = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        super().__init__(message.format(**english) if values else message)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field that a person filled in.

    `message` is a translatable text with `{names}` for `values`, so that whoever shows it can say it in the
    reader's language.
    """

    field: str
    message: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return f"{self.field}: {self.message.format(**dict(self.values))}"


class InvalidFields(LettersError):
    """What somebody typed can't be used as it is: every problem at once, by field."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


OBEYED = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Signs that a terminal obeys, or that change how the line around them shows."""


def visible(text: str, *, lines: bool = False) -> str:
    """Somebody else's text, fit for a terminal, a log or a message: what these would obey stands there as its code.

    `\\x1b` for what begins the commands of a terminal, `\\u202e` for what turns the line around, `\\n` for a line
    break that could begin a sentence of ours; `lines` keeps these. Joiners stay: many languages are misspelt without.
    """
    return OBEYED.sub(lambda found: found[0] if lines and found[0] == "\n" else ascii(found[0])[1:-1], text)


_QUOTED = 40
"""So many signs of a value are repeated."""


def quoted(value: object) -> str:
    """What somebody has written into a file of appeals, to be repeated in a message: on one line, and not at length."""
    text = str(value)
    return repr(text if len(text) <= _QUOTED else f"{text[: _QUOTED - 3].rstrip()}...")


def did_you_mean(word: str, known: Collection[str]) -> str:
    """` (did you mean ...?)` with the nearest known word, or nothing."""
    nearest = nearest_word(word, known)
    return f" (did you mean {nearest}?)" if nearest else ""


def nearest_word(word: str, known: Collection[str]) -> str | None:
    """The known word that is most like this one, if any is; within `few_guesses`, while it is worth looking."""
    if len(word) > _LONGEST_WORD or not _may_guess(len(known)):
        return None
    by_folded = {name.casefold(): name for name in sorted(known)}
    nearest = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[nearest[0]] if nearest else None


_LONGEST_WORD = 200
_SMALL = 64
"""In so few known words one is found at once."""
_FEW_GUESSES = 50
_guesses: ContextVar[list[int] | None] = ContextVar("guesses", default=None)


@contextmanager
def few_guesses() -> Iterator[None]:
    """For what is done with one file: a word is looked for among many others some times, and not thousands of times.

    Each time costs milliseconds, and only so many findings are named.
    """
    token = _guesses.set([_FEW_GUESSES])
    try:
        yield
    finally:
        _guesses.reset(token)


def _may_guess(among: int) -> bool:
    left = _guesses.get()
    if left is None or among <= _SMALL:
        return True
    left[0] -= 1
    return left[0] >= 0


def gettext_noop(message: str) -> str:
    """The message itself, marked for the catalogues; it is translated once the reader's language is known."""
    return message
