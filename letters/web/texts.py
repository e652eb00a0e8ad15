"""The language of the pages: which one is meant, what is said in it, and how it writes days and numbers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations
from flask import Flask, url_for
from markupsafe import Markup, escape

from letters import typed
from letters.appeal.notice import EventFile
from letters.errors import FieldProblem, LettersError, Refused, gettext_noop
from letters.fields.countries import COUNTRIES, name_of
from letters.fields.dates import PartialDate
from letters.fields.formats import format_of
from letters.fields.text import international
from letters.language.catalogues import translations, usable
from letters.language.language import LANGUAGES, Language
from letters.language.sentences import sentences
from letters.library.library import Library
from letters.resources import CATALOGUES
from letters.web.addresses import spoken
from letters.web.context import context, library

MAX_FIRST_WORDS = 200
"""Signs of a text's beginning, where there is room for no more."""


def speak(app: Flask) -> None:
    """Teach the site's templates the reader's language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    install = cast(Any, app.jinja_env).install_gettext_callables
    install(gettext, ngettext, newstyle=True)
    app.jinja_env.filters.update(day=day, number=number, percent=percent, country=country)
    app.jinja_env.filters.update(typeset=typeset, first_words=first_words, figures=figures, international=international)
    app.jinja_env.filters.update(typed_length=lambda text: len(typed.clean(text)), language_called=language_called)
    app.jinja_env.globals.update(in_language=in_language, letter_language=lambda code: LANGUAGES[code].name)
    app.jinja_env.globals.update(list_comma=list_comma, colon=colon, when=when, language_called=language_called)
    app.context_processor(_common)


def language() -> str:
    """The language of this answer: its address's, else the browser's, else the site's first."""
    return spoken().language


def offered(library: Library) -> tuple[str, ...]:
    """The site's languages, as far as all of the pages' own words are translated into them."""
    return usable(library.site.languages, CATALOGUES)


def gettext(message: str) -> str:
    """The message in the reader's language, with its quotation marks and apostrophes."""
    return _said(_translations(language()), message, language())


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for this number in the reader's language, set likewise."""
    return _set(_translations(language()).ngettext(singular, plural, count))


def said(problem: FieldProblem) -> str:
    """A problem's message in the reader's language."""
    values = {name: number(value) if isinstance(value, int) else value for name, value in problem.values}
    return gettext(problem.message).format(**values)


def explained(error: LettersError) -> str:
    """What can be put right, in the reader's language, with numbers as it writes them."""
    # Not `gettext`, which remembers what it has said: some name things that are in one letter alone.
    said = _set(_translations(language()).gettext(error.message if isinstance(error, Refused) else str(error)))
    if not isinstance(error, Refused) or not error.values:
        return said
    values = {name: number(value) if isinstance(value, int) else value for name, value in error.values.items()}
    return said.format(**values)


def day(value: dt.date | PartialDate) -> str:
    """A day, or a month or year where no more is known, as the reader's language writes it."""
    locale = _locale(language())
    if isinstance(value, PartialDate):
        if value.month is None:
            return str(value.year)
        if value.day is None:
            return month_named(value.first_day)
        value = value.first_day
    return LANGUAGES[language()].date(value) if language() in LANGUAGES else format_date(value, "long", locale=locale)


def when(event: EventFile) -> str:
    """When an event is: its day, its hours, and by which clock."""
    locale, (begins, ends) = _own_locale(), event.times(library().site.zone)
    clock = get_timezone_name(begins, locale=locale)
    first, last = _moment(begins), _moment(ends) if ends else ""
    if ends and ends.date() == begins.date():
        last = format_time(ends.time(), "short", locale=locale)
    return f"{first} – {last} ({clock})" if last else f"{first} ({clock})"


def _moment(value: dt.datetime) -> str:
    """A day and a time on the clock, joined as the reader's language does."""
    clock = format_time(value.time(), "short", locale=_own_locale())
    joined = str(_own_locale().datetime_formats["long"]).replace("'", "")
    return joined.replace("{1}", day(value.date())).replace("{0}", clock)


def month_named(day: dt.date) -> str:
    """The day's month and year, as a heading of the reader's language."""
    return format_skeleton("yMMMM", dt.datetime.combine(day, dt.time()), locale=_locale(language()))


def week() -> list[tuple[int, str, str]]:
    """The days of the reader's week in their order: each one's number from Monday on, its name and the short form."""
    locale = _locale(language())
    names = [locale.days["stand-alone"][width] for width in ("wide", "abbreviated")]
    order = [(locale.first_week_day + after) % 7 for after in range(7)]
    return [(number, names[0][number], names[1][number]) for number in order]


def number(value: int) -> str:
    """A number as the reader's language writes it."""
    return _number(value, language())


def percent(share: float) -> str:
    """A share from 0 to 1, to the nearest tenth, as the reader's language writes it: 70%, 70 %."""
    return format_percent(round(share, 1), locale=_locale(language()))


@lru_cache(maxsize=1024)
def _number(value: int, code: str) -> str:
    return format_decimal(value, locale=_locale(code))


def language_called(code: str) -> str:
    """What the reader's language calls another one."""
    return str(_locale(language()).languages.get(code, code))


def country(code: str) -> str:
    """A country's name in the reader's language."""
    return name_of(code, _locale(language()))


def country_options(chosen: str) -> Markup:
    """The options of a list of countries, in the order of the reader's alphabet as far as accents don't matter."""
    return _country_options(language(), chosen if chosen in COUNTRIES else "")


@lru_cache(maxsize=4096)
def _said(catalogue: NullTranslations, message: str, code: str) -> str:
    return _set(catalogue.gettext(message), code)


def _set(message: str, code: str = "") -> str:
    """One of our own messages as its language sets it, however straight a catalogue has its marks."""
    tongue = LANGUAGES.get(code or language())
    return tongue.typographic(message) if tongue else message


# By the kinds that libaddressinput has.
REGIONS = {
    "area": gettext_noop("Area"),
    "county": gettext_noop("County"),
    "department": gettext_noop("Department"),
    "district": gettext_noop("District"),
    "do_si": gettext_noop("Province or city"),
    "emirate": gettext_noop("Emirate"),
    "island": gettext_noop("Island"),
    "oblast": gettext_noop("Region"),
    "parish": gettext_noop("Parish"),
    "prefecture": gettext_noop("Prefecture"),
    "province": gettext_noop("Province"),
    "state": gettext_noop("State"),
}
ANY_REGION = gettext_noop("State, province or county")


def region_label(country: str) -> str:
    """What a region is called in the country; every usual word, as long as no country is chosen that has regions."""
    kind = format_of(country).region if country in COUNTRIES else ""
    return gettext(REGIONS.get(kind, ANY_REGION))


def region_labels() -> dict[str, str]:
    """What each kind of region is called, as attributes from which a style sheet takes its label."""
    return {f"data-{kind.replace('_', '-')}": gettext(label) for kind, label in REGIONS.items()}


# Of authors' texts alone, which are the same for every reader.
@lru_cache(maxsize=4096)
def typeset(text: str, code: str) -> str:
    """An author's text with the quotation marks and apostrophes of its language, as letters and sheets have them."""
    return LANGUAGES[code].typographic(text)


def figures(text: str) -> Markup:
    """A short text whose number can be seen from afar; one that is said in a word stays as it is."""
    found = re.search(r"\d+", text)
    if found is None:
        return escape(text)
    around = Markup('{}<span class="figure">{}</span>{}')
    return around.format(text[: found.start()], found[0], text[found.end() :])


def first_words(text: str, code: str) -> str:
    """How a text begins: its first sentence, cut between two words where that is long."""
    first = next(iter(sentences(text, code)), "")
    if len(first) <= MAX_FIRST_WORDS:
        return first
    head, _, cut = first[:MAX_FIRST_WORDS].rpartition(" ")
    return f"{(head or cut).rstrip(' ,;:–-')}…"


def list_comma() -> str:
    """What stands between a name and a role in the reader's language: the comma of its script, as CLDR has it."""
    marks = "".join(sign for style in _locale(language()).list_patterns.values() for sign in "".join(style.values()))
    return next((f"{mark} ".replace("、 ", "、") for mark in "،、" if mark in marks), ", ")


def colon() -> str:
    """What stands between a label and what it names, in the reader's language."""
    return _tongue().label_mark


def comma() -> str:
    """What stands between the parts of one thing, as a town and its country, in the reader's language."""
    return _tongue().comma


def _tongue() -> Language:
    return LANGUAGES.get(language(), LANGUAGES["en"])


def any_of(words: Sequence[str]) -> str:
    """The words as a choice in the reader's language: post, e-mail or fax."""
    return format_list(list(words), "or", _own_locale()) if words else ""


def _own_locale() -> Locale:
    """The reader's language as these pages write it: our English is Britain's."""
    return Locale("en", "GB") if language() == "en" else _locale(language())


def in_alphabet(named: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Keys with their names and numbers, in the order of the names as far as accents don't matter."""
    return sorted(named, key=lambda entry: (unicodedata.normalize("NFKD", entry[1]).casefold(), entry[0]))


def in_language(code: str) -> dict[str, str]:
    """The `lang` and `dir` of a text in this language."""
    return {"lang": code, "dir": _locale(code).text_direction}


# Made once for each choice: 250 options anew for each form took more than half of its time.
@lru_cache(maxsize=512)
def _country_options(code: str, chosen: str) -> Markup:
    named = [(key, name_of(key, _locale(code))) for key in COUNTRIES]
    named.sort(key=lambda pair: unicodedata.normalize("NFKD", pair[1]).casefold())
    option, selected = Markup('<option value="{}"{}{}>{}</option>'), Markup(" selected")
    return Markup("\n").join(
        option.format(key, selected if key == chosen else "", _kind_of_region(key), name) for key, name in named
    )


def _kind_of_region(country: str) -> Markup:
    kind = format_of(country).region.replace("_", "-")
    return Markup(' class="has-{}"').format(kind) if kind else Markup("")


@cache
def _locale(code: str) -> Locale:
    try:
        return LANGUAGES[code].locale if code in LANGUAGES else Locale.parse(code)
    except UnknownLocaleError:
        return Locale("en")


@cache
def _translations(code: str) -> NullTranslations:
    return translations(code, CATALOGUES)


def _common() -> dict[str, object]:
    """What every template may name."""
    site = library().site
    return {
        "site": site,
        "language": language(),
        "direction": _locale(language()).text_direction,
        "languages": [(code, (_locale(code).display_name or code).capitalize()) for code in spoken().offered],
        "address": context().settings.address,
        "home": url_for("pages.home"),
    }
