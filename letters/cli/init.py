"""`letters init`: an organisation's own folder of appeals."""

from __future__ import annotations

import shlex
from pathlib import Path

from email_validator import EmailNotValidError

from letters.authoring.beginning import Organisation, begin, zone_of
from letters.authoring.change import save
from letters.authoring.jsonschema import write
from letters.cli.new import read_country
from letters.cli.questions import Question, answers, something
from letters.cli.terminal import echo
from letters.errors import did_you_mean
from letters.fields.dates import time_zones
from letters.fields.text import email_address


def init(name: str, **given: str | None) -> None:
    """Begin a folder of appeals. Raises LettersError with what to do."""
    folder = Path(name)
    asked = answers(_QUESTIONS, given)
    zone = Question(
        option="time_zone", text="The time zone in which days begin", read=_zone, default=zone_of(asked["country"])
    )
    asked |= answers([zone], given)
    changes = begin(
        folder,
        Organisation(
            name=asked["organisation"],
            contact_email=asked["contact_email"],
            country=asked["country"],
            time_zone=asked["time_zone"],
        ),
    )
    # First, as one of them may be refused: with a site file the folder would count as begun.
    write(folder)
    for change in changes:
        save(change)
    _say_what_follows(folder, changes[0].path)


def _email(value: str) -> str:
    try:
        return email_address(value) if value else ""
    except EmailNotValidError as error:
        raise ValueError(f"{value!r} isn't an e-mail address: {error}") from None


def _zone(value: str) -> str:
    if value not in time_zones():
        raise ValueError(f"{value!r} isn't a time zone{did_you_mean(value, time_zones())}")
    return value


_QUESTIONS = (
    Question(option="organisation", text="The organisation's name", read=something),
    Question(
        option="contact_email", text="Where readers can ask, an e-mail address (Enter: none)", read=_email, default=""
    ),
    Question(
        option="country",
        text="The organisation's country, in two letters, such as GB (Enter: none)",
        read=lambda value: read_country(value) if value else "",
        default="",
    ),
)


def _say_what_follows(folder: Path, site: Path) -> None:
    option = f"--appeals {shlex.quote(str(folder))}"
    echo(f"{folder} is now your folder of appeals; {site} names the organisation. What comes next:")
    echo(f"  letters new-addressee KEY {option}")
    echo("      somebody to write to; KEY is a short name, such as minister-of-justice")
    echo(f"  letters new SLUG {option}")
    echo("      an appeal; SLUG is its name on the site, such as teacher-on-trial")
    echo(f"  letters import FILE {option}")
    echo("      an appeal from a sheet that is already published")
