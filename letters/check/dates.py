"""A date until which to write, where the appeal says that there is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from letters.appeal.file import Status
from letters.check.version import Version
from letters.errors import Finding
from letters.language import LANGUAGES

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


def deadline_beside_date(version: Version) -> Iterator[Finding]:
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
                yield version.source.finding(path, "A319", message, word=words)
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
