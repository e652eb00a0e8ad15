"""Days that don't go together with today or with each other; and a last day where the appeal says there is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from letters.appeal.file import AppealFile, Status
from letters.check.version import Advice, Version
from letters.errors import Severity
from letters.language import LANGUAGES


def odd_days(version: Version, today: dt.date) -> Iterator[Advice]:
    """A warning for each day that is over, still to come or in the wrong order."""
    if not version.is_original:
        return
    facts = version.appeal.facts
    # An example comes from a year that is over, and so does its deadline.
    if facts.status is Status.OPEN and facts.example is None and version.appeal.is_late(today):
        message = (
            f"passed on {facts.deadline}, so no letter can be made: `letters update` extends it, `letters stop` ends"
        )
        yield Advice(("deadline",), "A418", f"{message} the appeal")
    if facts.issued and _is_seen_too_early(facts, today):
        message = f"is in the future ({facts.issued}), but the appeal is open: correct the day, or set an `embargo`"
        yield Advice(("issued",), "A419", message)
    yield from _later_than_its_successor(version)
    for index, entry in enumerate(facts.to):
        # Those of the address book stand in another file.
        if not isinstance(entry, str) and entry.checked and entry.checked > today:
            yield Advice(("to", index, "checked"), "A421", still_to_come(entry.checked))


def still_to_come(day: dt.date) -> str:
    """What is wrong with a day on which somebody will have checked."""
    return f"{day} is in the future; write the day on which somebody last looked"


def _is_seen_too_early(facts: AppealFile, today: dt.date) -> bool:
    if facts.status is not Status.OPEN or facts.issued is None or facts.issued.first_day <= today:
        return False
    return facts.embargo is None or facts.embargo.date() < today


def _later_than_its_successor(version: Version) -> Iterator[Advice]:
    facts = version.appeal.facts
    for index, document in enumerate(facts.earlier):
        if facts.issued and document.issued and document.issued.first_day > facts.issued.last_day:
            message = f"is later than this document itself, which was issued on {facts.issued}: correct one of the two"
            yield Advice(("earlier", index, "issued"), "A420", message)


# What stands before a last day, by language; the names of the months are CLDR's.
_UNTIL = {
    "en": r"(?:before|by|until|no later than)(?: the)?",
    "fr": r"(?:avant|jusqu['’]au|d['’]ici|au plus tard)(?: le| au)?",
    "es": r"(?:antes del?|hasta el|a más tardar el|no más tarde del)",
    "de": r"(?:vor dem|bis(?: zum| spätestens(?: am)?)?|spätestens(?: am)?)",
    "it": r"(?:prima del(?:l['’])?|entro il|entro l['’]|fino al(?:l['’])?)",
    "pt": r"(?:antes de|até(?: ao?| dia)?)(?: dia)?",
    "nl": r"(?:vóór|voor|tot(?: en met)?|uiterlijk)",
}
_YEAR = r"(?:,? (?:de |del )?(?P<year>\d{4}))?"


def deadline_beside_date(version: Version) -> Iterator[Advice]:
    """An error for each text that gives its readers a last day while `deadline` is none.

    That is where readers are told when to write: the title, the summary and the rules. The letter and the background
    speak of dates that are none of theirs. A day before the appeal was issued is history.
    """
    facts = version.appeal.facts
    pattern = _sets_a_date(version.language)
    if facts.deadline is not None or facts.status is Status.STOPPED or pattern is None:
        return
    rules = ((("rules", index), rule) for index, rule in enumerate(version.texts.rules))
    for path, text in (*version.headlines(), *rules):
        for match in pattern.finditer(text):
            words = " ".join(match.group().split())
            if facts.issued is None or _last_day(words, match, version.language) >= facts.issued.first_day:
                message = f"says {words!r}, but deadline is none: give one date for both"
                yield Advice(path, "A319", message, words, Severity.ERROR)
                break


def _last_day(words: str, match: re.Match[str], language: str) -> dt.date:
    """The day that is named; one without a year is still to come."""
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["year"] is None:
            return dt.date.max
        month = next(number for number, name in _months(language).items() if name.casefold() in words.casefold())
        day = next(number for number in re.findall(r"\d+", words) if number != match["year"])
        return dt.date(int(match["year"]), month, int(day))
    except ValueError:
        # The 31st of June: whatever it means, it is a date that readers are given.
        return dt.date.max


def _months(language: str) -> dict[int, str]:
    names: dict[int, str] = LANGUAGES[language].locale.months["format"]["wide"]
    return names


@cache
def _sets_a_date(language: str) -> re.Pattern[str] | None:
    until = _UNTIL.get(language)
    if until is None:
        return None
    months = "|".join(re.escape(name) for name in _months(language).values())
    day = r"\d{1,2}(?:er|\.|º|th|st|nd|rd)?"
    dates = rf"(?:{day} (?:de |of )?(?:{months})|(?:{months}) {day}\b){_YEAR}|(?P<iso>\d{{4}}-\d\d-\d\d)"
    return re.compile(rf"\b{until} ?(?:{dates})".replace(" ", r"\s+").replace(r"\s+?", r"\s*"), re.IGNORECASE)
