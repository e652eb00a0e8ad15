"""`letters new-news` and `letters new-event`: what such a file needs, from options or asked for on a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from letters.authoring.change import save
from letters.authoring.drafts import free_path
from letters.authoring.new_notice import NewNotice, new_notice
from letters.cli.new import language_of, read_country
from letters.cli.pasting import command
from letters.cli.questions import Question, answers, anything, own_folder, partial_day, something
from letters.cli.terminal import echo
from letters.errors import Refused, did_you_mean
from letters.fields.dates import LocalTime, TimeZone
from letters.fields.text import Website, key
from letters.library.library import Library, read
from letters.library.notices import appeals_of


def new(kind: str, appeals: str, slug: str, *, title: str | None, language: str | None, **given: str | None) -> None:
    """Write the draft of a `news` or an `event` into a folder of its own. Raises LettersError with what to do."""
    folder = own_folder(appeals)
    try:
        free_path(folder, key(slug))
    except ValueError as error:
        raise Refused(f"the name of its folder: {error}") from None
    library = read(folder)
    asked = answers(_questions(kind, library), {**given, "title": title})
    spoken = language_of(library, language)
    facts = {name: value for name, value in asked.items() if name != "title"}
    change = new_notice(folder, NewNotice(kind=kind, slug=slug, title=asked["title"], language=spoken, facts=facts))
    save(change)
    _say_what_follows(change.path, slug, appeals)


def _questions(kind: str, library: Library) -> list[Question]:
    today = dt.datetime.now(library.site.zone).date().isoformat()
    case = Question(
        option="case",
        text="Which case? Its appeal's folder, or its number (Enter: none)",
        read=_case(library),
        default="",
    )
    country = Question(option="country", text="A country, if it isn't the case's (Enter)", read=_country, default="")
    title = Question(option="title", text="The headline", read=something)
    if kind == "news":
        date = Question(
            option="date", text="The day of the news, as exactly as you know", read=partial_day, default=today
        )
        return [title, date, case, country]
    return [
        title,
        Question(option="begins", text="When does it begin there? Such as 2026-12-10 18:30", read=_time),
        Question(option="ends", text="And when does it end? (Enter: not known)", read=_perhaps(_time), default=""),
        Question(
            option="time_zone",
            text=f"By the clocks of which zone? (Enter: {library.site.time_zone})",
            read=_perhaps(_checked(TimeZone)),
            default="",
        ),
        Question(option="place", text="What is the place called? online, if it is nowhere else", read=something),
        Question(option="online", text="A link to take part from elsewhere (Enter: none)", read=_link, default=""),
        case,
        country,
    ]


def _case(library: Library) -> Callable[[str], str]:
    def read_case(value: str) -> str:
        value = anything(value)
        if value and not appeals_of(value, library.appeals):
            known = [*library.appeals, *(each.facts.case for each in library.appeals.values() if each.facts.case)]
            raise ValueError(f"there is no case {value!r} here{did_you_mean(value, known)}")
        return value

    return read_case


def _perhaps(reading: Callable[[str], str]) -> Callable[[str], str]:
    return lambda value: reading(value) if value else ""


def _checked(kind: Any) -> Callable[[str], str]:
    """Reads a value as the file's field of this type does, and gives it as it was typed."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def read_value(value: str) -> str:
        try:
            adapter.validate_python(value)
        except ValidationError as error:
            raise ValueError(error.errors()[0]["msg"].removeprefix("Value error, ")) from None
        return value

    return read_value


_time = _checked(LocalTime)
_link = _perhaps(_checked(Website))
_country = _perhaps(read_country)


def _say_what_follows(path: Path, slug: str, appeals: str) -> None:
    echo(f"{path} has been written, as a draft that only you can see.")
    echo("Open it in a text editor and fill in what is missing. Then check it, and look at it:")
    for name in ("check", "preview"):
        echo(f"  {command(appeals, name, slug)}")
