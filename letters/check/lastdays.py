"""A last day that a text sets its readers, while `deadline` is none or another day."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from letters.appeal.file import Status
from letters.check.deadlines import CUES
from letters.check.version import Advice, Passage, Version
from letters.errors import Severity
from letters.language.language import LANGUAGES
from letters.typed import folded

_NEAR = 80
"""So many signs before a day can make it a last one."""
_SENTENCE = 160
"""So many signs on either side of a day belong to its sentence at most."""
_AS_WELL = {"ar": ("ar_LB", "ar_MA", "ar_DZ"), "de": ("de_AT",), "fa": ("fa_AF",), "pt": ("pt_PT",), "es": ("es_PE",)}
"""Where months have other names in the same language."""
_SOLAR_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
"""The months of Iran's calendar: their days are last ones too, whichever day of ours they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A day in a text: the days that it can mean, none where nobody can tell; and whether its year is given."""

    start: int
    end: int
    days: tuple[dt.date, ...]
    has_year: bool

    def may_be(self, day: dt.date) -> bool:
        """Whether that day is meant, as far as is said."""
        if self.has_year or not self.days:
            return day in self.days
        return any((each.month, each.day) == (day.month, day.day) for each in self.days)


def deadline_beside_date(version: Version) -> Iterator[Advice]:
    """An error for each text that gives its readers a last day while `deadline` is none or another one.

    That is where readers are told when to write: the title, the summary and the rules; in the background it is the
    words that ask them to. The letter speaks of dates that are none of theirs. A day before the appeal was issued is
    history.
    """
    facts = version.appeal.facts
    if facts.status is Status.STOPPED:
        return
    for path, text in _told(version):
        if words := _other_day(text, path, version):
            message = f"says {words!r}, but deadline is {facts.deadline or 'none'}: give one date for both"
            yield Advice(path, "A319", message, words, Severity.ERROR)


def _told(version: Version) -> Iterator[Passage]:
    yield from version.headlines()
    if version.says("rules"):
        yield from ((("rules", index), rule) for index, rule in enumerate(version.texts.rules))
    if version.texts.background and version.says("background"):
        yield ("background",), version.texts.background


def _other_day(text: str, path: tuple[str | int, ...], version: Version) -> str:
    """The words that set another last day than `deadline`, or nothing."""
    facts, plain = version.appeal.facts, _plain(text)
    cues = CUES[version.language]
    for mention in _mentions(plain, version.language):
        if facts.issued and mention.days and mention.has_year and max(mention.days) < facts.issued.first_day:
            continue
        start, end, is_called = _last_day_around(plain, mention, version.language)
        if start < 0 or (facts.deadline and _is_deadline(mention, facts.deadline)):
            continue
        sentence = _sentence_around(plain, mention)
        asks, please = (re.search(_word(folded(each)), sentence) for each in (cues.asks, cues.please))
        if path[0] == "background" and not (asks and please):
            continue
        # Beside a deadline, a headline may tell by when something else will happen.
        if facts.deadline and path[0] in ("title", "summary") and not (asks or is_called):
            continue
        return " ".join(text[start:end].split()).rstrip(".,:;")
    return ""


def _is_deadline(mention: _Mention, deadline: dt.date) -> bool:
    """Whether it is the deadline's day, or the one before which letters are to leave."""
    return mention.may_be(deadline) or mention.may_be(deadline + dt.timedelta(days=1))


def _last_day_around(plain: str, mention: _Mention, language: str) -> tuple[int, int, bool]:
    """From where to where a last day is set, and whether it is called so; -1 where it isn't one."""
    before_from = max(0, mention.start - _NEAR)
    patterns, before = _patterns(language), plain[before_from : mention.start]
    if match := patterns.until.search(before):
        return before_from + match.start("cue"), mention.end, False
    if match := patterns.called.search(before):
        return before_from + match.start("cue"), mention.end, True
    if match := patterns.after.match(plain, mention.end):
        return mention.start, match.end(), False
    return -1, -1, False


def _sentence_around(plain: str, mention: _Mention) -> str:
    before = re.split(r"[.!?。！？]\s|[。！？]|\n\s*\n", plain[max(0, mention.start - _SENTENCE) : mention.start])[-1]
    after = re.split(r"[.!?](?:\s|$)|[。！？]|\n\s*\n", plain[mention.end : mention.end + _SENTENCE])[0]
    return f"{before} {after}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    until: re.Pattern[str]
    called: re.Pattern[str]
    after: re.Pattern[str]


_CLOCK = r"\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm|h|uhr|uur)"


@cache
def _patterns(language: str) -> _Patterns:
    cues, spaced = CUES[language], language not in ("zh", "ja")
    end = r"(?!\w)" if spaced else ""
    elided = r"(?<=')|" if spaced else ""
    words = rf"(?:{folded(cues.between)}|{_weekdays(language)}){end}"
    between = rf"(?:[\s:.,(\-\"]|{words}|{_CLOCK}){{0,9}}"
    return _Patterns(
        until=re.compile(rf"{_word_begin(language)}(?P<cue>{folded(cues.until)})(?:{elided}{end}){between}$"),
        called=re.compile(rf"{_word_begin(language)}(?P<cue>{folded(cues.called)}){end}[^.;!?。；！？]{{0,40}}$"),
        after=re.compile(rf"[\s,]{{0,2}}(?:{folded(cues.after)}){end}"),
    )


def _word_begin(language: str) -> str:
    return "" if language in ("zh", "ja") else r"(?<![\w'])" if language != "ar" else r"(?<!\w)[وف]?"


def _word(pattern: str) -> str:
    return rf"(?:{pattern})" if any(sign > "\u2e80" for sign in pattern) else rf"(?<!\w)(?:{pattern})(?!\w)"


@cache
def _weekdays(language: str) -> str:
    names = LANGUAGES[language].locale.days["format"]
    return "|".join(re.escape(folded(name)) for width in ("wide", "abbreviated") for name in names[width].values())


def _plain(text: str) -> str:
    """The text, as long as it was, folded and with plain digits."""
    plain = folded(text)
    return plain if plain.isascii() else "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)


@cache
def _months(language: str) -> dict[str, int]:
    """The months' names, as the language's text has them; those of Iran's calendar have no number of ours."""
    names: dict[str, int] = {"sept": 9, "setiembre": 9} if language in ("en", "fr", "es", "de") else {}
    for locale in (LANGUAGES[language].locale, *map(Locale.parse, _AS_WELL.get(language, ()))):
        for form in locale.months.values():
            for width in ("wide", "abbreviated"):
                names |= {_plain(name).rstrip("."): number for number, name in form[width].items()}
    if language == "de":
        names |= {"maerz": 3, "jaenner": 1}
    solar = dict.fromkeys(map(folded, _SOLAR_MONTHS), 0) if language == "fa" else {}
    return {name: number for name, number in {**solar, **names}.items() if not name.isdigit()}


@cache
def _written(language: str) -> tuple[re.Pattern[str], ...]:
    """Days in words and in numbers, in whichever order the language or its writer puts them."""
    year = r"(?P<year>(?:1[34]|19|20)\d\d)(?!\d)"
    numbers = (
        rf"(?<![\d./-]){year}\s?[-/.]\s?(?P<month>\d{{1,2}})\s?[-/.]\s?(?P<day>\d{{1,2}})(?!\d)",
        r"(?<![\d./-])(?P<one>\d{1,2})\s?[./-]\s?(?P<two>\d{1,2})\s?[./-]\s?(?P<year>20\d\d|\d\d)(?!\d)",
        r"(?<![\d./-])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?!\s?\d)",
        rf"(?:{year}\s?年\s?)?(?<!\d)(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?[日号])?",
        r"(?:(?P<year>[〇零一二三四五六七八九]{4})年)?(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号]",
    )
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    month = rf"(?P<month>{months})(?!\w)\.?"
    link = r"(?:\s*(?:of|del?|do|di|d'|van|den|-|من)\s*|\s*)"
    number = r"(?P<day>\d{1,2})(?:st|nd|rd|th|ere?|o|a|e|°|\.|-?(?:го|е|я)|η)?"
    day = rf"(?<![\d./-])(?:{number}|(?P<first>{CUES[language].first}))"
    later = rf"(?:\s*[,/]?\s*(?:(?:of|del?|do|سنة|عام|سال)\s+)?{year})"
    named = (
        rf"{day}{link}{month}(?:\s?/\s?(?:{months}))?{later}?",
        rf"(?<!\w){month}\s+(?:the\s+)?{day}(?!\w){later}?",
        rf"(?<!\w){month}{later}",
    )
    return tuple(map(re.compile, (*(named if months else ()), *numbers)))


@cache
def _may_be_days(language: str) -> re.Pattern[str]:
    """What each day has one of: a digit, the word for the first, or the sign for a month."""
    return re.compile(rf"\d|月|{CUES[language].first}")


def _mentions(plain: str, language: str) -> Iterator[_Mention]:
    """Each day of the text once, by the longest wording."""
    if not _may_be_days(language).search(plain):
        return
    found = [match for pattern in _written(language) for match in pattern.finditer(plain)]
    reached = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= reached:
            reached = match.end()
            yield _mention(match, language)


def _mention(match: re.Match[str], language: str) -> _Mention:
    parts = match.groupdict()
    year, has_year = _year(parts.get("year")), bool(parts.get("year"))
    if parts.get("one"):
        one, two = int(parts["one"]), int(parts["two"])
        days = [_day(year, two, one), _day(year, one, two)]
    else:
        month = parts["month"]
        number = _months(language)[month] if month in _months(language) else _number(month)
        days = _in_month(year, number, parts)
    known = tuple(day for day in days if day)
    return _Mention(start=match.start(), end=match.end(), days=known, has_year=has_year)


def _in_month(year: int, month: int, parts: dict[str, str | None]) -> list[dt.date | None]:
    if parts.get("day") or parts.get("first"):
        return [_day(year, month, _number(parts.get("day") or "1"))]
    # A month alone: by its end, or before its beginning.
    return [_day(year, month, number) for number in range(1, 32)]


def _year(text: str | None) -> int:
    # A leap year, so that each day that can be meant is one.
    return _number(text) + (2000 if len(text) == 2 else 0) if text else 2000


def _number(text: str) -> int:
    """A number in digits or in Chinese ones, in which tens have a character of their own."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    digits = "".join(str("〇一二三四五六七八九".find(sign.replace("零", "〇"))) for sign in units)
    return (10 * (_number(tens) if tens else 1) if ten else 0) + int(digits or 0)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
