"""What a command still needs to know: asked for on a terminal, named all at once where there is none."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from letters.authoring.change import Change, save
from letters.authoring.scalars import tidied
from letters.cli.terminal import echo, shown
from letters.errors import Refused
from letters.fields import dates as days
from letters.fields.dates import PartialDate
from letters.settings import appeals_folder

Reading = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to know: its option, how it is asked, and `read`, which refuses with a ValueError."""

    option: str
    text: str
    read: Reading
    default: str | None = None
    """What holds where nothing is given; None: it must be given."""


def answers(questions: Sequence[Question], given: dict[str, str | None]) -> dict[str, str]:
    """Every answer by its option: as given, else asked for. Raises Refused with all that is missing or wrong."""
    found: dict[str, str] = {}
    problems: list[str] = []
    for question in questions:
        value = given.get(question.option)
        if value is not None:
            try:
                found[question.option] = question.read(_clean(value))
            except ValueError as error:
                problems.append(f"{_named(question)}: {error}")
        elif question.default is None and not on_terminal():
            problems.append(f"{_named(question)} is missing: {question.text}")
    if problems:
        raise Refused("\n".join(problems))
    for question in questions:
        if question.option not in found:
            found[question.option] = _ask(question) if on_terminal() else question.default or ""
    return {question.option: found[question.option] for question in questions}


def _named(question: Question) -> str:
    return f"--{question.option.replace('_', '-')}"


def on_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(question: Question) -> str:
    def read(value: str) -> str:
        try:
            return question.read(_clean(value))
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return str(click.prompt(shown(question.text), default=question.default, value_proc=read))


def _clean(value: str) -> str:
    value = value.strip()
    if hidden := next((sign for sign in value if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"), None):
        raise ValueError(f"there is a character here that can't be printed (U+{ord(hidden):04X}); type it again")
    return value


def anything(value: str) -> str:
    """A line of text, or none."""
    return tidied(value).replace("\n\n", " ")


def something(value: str) -> str:
    """A line of text that isn't empty."""
    value = anything(value)
    if not value:
        raise ValueError("must not be empty")
    return value


def paragraphs(value: str) -> str:
    """A text that isn't empty."""
    if not value:
        raise ValueError("must not be empty")
    return value


def day(value: str) -> str:
    """A whole date, as year-month-day."""
    return days.day(value).isoformat()


def day_or_none(value: str) -> str:
    """A whole date, or the word none."""
    try:
        return value if value == "none" else day(value)
    except ValueError as error:
        raise ValueError(f"{error}, or none") from None


def partial_day(value: str) -> str:
    """A date of which perhaps only the year is known."""
    PartialDate.parse(value)
    return value


def own_folder(name: str) -> Path:
    """The folder of appeals that may be changed. The examples that ship are not the author's to change."""
    if not name:
        raise Refused("say where your own appeals are: --appeals FOLDER, the folder with your site.yaml")
    return appeals_folder(name)


def confirm_and_save(changes: Sequence[Change], *, yes: bool) -> bool:
    """Show the changes, ask, and make them; whether they were made."""
    for change in changes:
        echo(change.said())
    if not yes and not on_terminal():
        raise Refused("Nothing was changed. Add --yes to make this change without being asked.")
    if not yes and not click.confirm("Make this change?"):
        echo("Nothing was changed.")
        return False
    for change in changes:
        save(change)
    return True
