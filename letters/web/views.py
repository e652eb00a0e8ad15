"""The pages that only show something: the appeals, one appeal, and what we protect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from flask import Blueprint, render_template

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.notice import EventFile, NewsFile, Notice
from letters.appeal.signatories import totals
from letters.appeal.signed import shown_of
from letters.appeal.topics import topic_named
from letters.channel import Channel
from letters.fields.dates import PartialDate
from letters.web.context import (
    context,
    library,
    now,
    public_appeal,
    public_appeals,
    public_notices,
    reported,
    signed,
    today,
)
from letters.web.pictures import photos_of
from letters.web.searching import WAYS, Search
from letters.web.texts import any_of, country, gettext, in_alphabet, in_language, language, ngettext, number

MOST_ON_A_PAGE = 60
"""So many names of those who signed are shown on an appeal's page."""

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> str:
    """Every appeal that anybody may see: the urgent first, then examples, what is over below."""
    day = today()
    shown = public_appeals()
    is_open = [appeal for appeal in shown if appeal.is_open(day)]
    current = sorted((appeal for appeal in is_open if not appeal.facts.example), key=by_urgency)
    over = sorted((appeal for appeal in shown if not appeal.is_open(day)), key=newest)
    return render_template(
        "web/home.html",
        current=current[:_CURRENT],
        examples=sorted((appeal for appeal in is_open if appeal.facts.example), key=by_urgency)[:_CURRENT],
        over=over[:_OVER],
        has_more=len(over) > _OVER or len(current) > _CURRENT,
        asked=Search(),
        collects=context().settings.collects,
        coming=coming(public_notices()),
        news=[notice for notice in public_notices() if isinstance(notice.facts, NewsFile)][:_NEWS],
        **choices(shown),
        **words_for(shown),
    )


@pages.get("/appeals/<slug>")
def appeal(slug: str) -> str:
    """One appeal: who is in danger, what can be done, until when."""
    found = public_appeal(slug)
    who_signed = signed(found)
    return render_template(
        "web/appeal/page.html",
        appeal=found,
        texts=found.texts_in(language()),
        text_language=text_language(found),
        named=names_in(found, text_language(found)),
        is_open=found.is_open(today()) and not who_signed.is_over,
        **dues_for([found]),
        others_open=any(map(_needs_letters, library().appeals.values())),
        is_late=found.is_late(today()),
        totals=totals(found.facts.signatories),
        signed=who_signed,
        reported=reported(found),
        shown=shown_of((len(group.names) for group in found.facts.signatories), MOST_ON_A_PAGE),
        photos=photos_of(found),
        notices=[notice for notice in public_notices() if slug in notice.appeals],
    )


@pages.get("/privacy")
def privacy() -> str:
    """What we protect, and what we can't."""
    return render_template("web/privacy.html", collects=context().settings.collects)


@pages.get("/help")
def help_page() -> str:
    """What people ask before they write, and after."""
    return render_template("web/help.html")


def text_language(appeal: Appeal) -> str:
    """The language in which an appeal's texts are shown: the page's if there is one, else the appeal's own."""
    return language() if language() in appeal.texts else appeal.facts.language


def _needs_letters(appeal: Appeal) -> bool:
    return appeal.is_public(now()) and appeal.is_open(today()) and appeal.facts.example is None


def names_in(appeal: Appeal, language: str) -> Callable[[Addressee], dict[str, str]]:
    """Tells the `lang` and `dir` of an addressee's name where the appeal is shown in that language."""
    return lambda who: in_language(language if language in who.names else appeal.facts.language)


def following(appeal: Appeal) -> Appeal | None:
    """The open appeal behind this one, from the most urgent to the least and round again; examples among themselves."""
    is_example = appeal.facts.example is not None
    mates = [
        other
        for other in library().appeals.values()
        if other.is_public(now()) and other.is_open(today()) and (other.facts.example is not None) == is_example
    ]
    mates.sort(key=lambda other: (*other.urgency(today()), other.slug))
    slugs = [other.slug for other in mates]
    after = slugs.index(appeal.slug) + 1 if appeal.slug in slugs else 0
    others = (other for other in mates[after:] + mates[:after] if other.slug != appeal.slug)
    return next((other for other in others if not signed(other).is_over), None)


def by_urgency(appeal: Appeal) -> tuple[object, ...]:
    """By which lists begin with the most urgent, and among equals with the newest."""
    return appeal.urgency(today()), *newest(appeal)


def newest(appeal: Appeal) -> tuple[int, str]:
    """By which lists begin with what was issued last; what has no date stands at the end."""
    issued = issued_about(appeal)
    return -issued.first_day.toordinal() if issued else 0, appeal.slug


def issued_about(appeal: Appeal) -> PartialDate | None:
    """When it was issued, as exactly as is known: of an example perhaps only the year."""
    return appeal.facts.issued or (PartialDate(appeal.facts.example) if appeal.facts.example else None)


def words_for(appeals: Iterable[Appeal]) -> dict[str, object]:
    """What lists of appeals say of each, by its slug, and the day."""
    shown = list(appeals)
    return {
        "texts": {appeal.slug: appeal.texts_in(language()) for appeal in shown},
        "text_language": {appeal.slug: text_language(appeal) for appeal in shown},
        **dues_for(shown),
    }


def dues_for(appeals: Sequence[Appeal]) -> dict[str, object]:
    """How a letter can travel and until when, for each by its slug, and the day."""
    return {
        "ways": {appeal.slug: ways_said(ways_of(appeal)) for appeal in appeals},
        "left": {appeal.slug: _left(appeal) for appeal in appeals},
        "soon": {appeal.slug for appeal in appeals if (days := _days_left(appeal)) is not None and days <= _VERY_SOON},
        "today": today(),
    }


def ways_of(appeal: Appeal) -> tuple[Channel, ...]:
    """How a letter to any of its addressees can travel now."""
    usable = {channel for key in appeal.to for channel in appeal.channels_for(key)}
    return tuple(channel for channel in Channel if channel in usable)


def ways_said(ways: Iterable[Channel]) -> str:
    """The ways as words: by post, e-mail or fax; nothing where there is none."""
    # At its hyphen an e-mail would be torn apart at the end of a narrow line.
    named = any_of([gettext(WAYS[way]).replace("-", "\u2011") for way in ways])
    return gettext("By %(ways)s") % {"ways": named} if named else ""


def choices(appeals: Iterable[Appeal]) -> dict[str, object]:
    """By what these appeals can be chosen: countries and topics, in the reader's alphabet, with how many there are."""
    shown = list(appeals)
    countries = Counter(appeal.facts.country for appeal in shown)
    topics = Counter(topic for appeal in shown for topic in appeal.facts.topics)
    return {
        "countries": in_alphabet((code, country(code), number) for code, number in countries.items()),
        "topics": in_alphabet((key, topic_named(key, language())[0], number) for key, number in topics.items()),
    }


def coming(notices: Iterable[Notice]) -> list[Notice]:
    """The events among them that aren't over, the next one first."""
    found = (notice for notice in notices if isinstance(notice.facts, EventFile) and not is_past(notice))
    return sorted(found, key=lambda notice: (notice.day, notice.slug))


@pages.app_template_global()
def is_past(notice: Notice) -> bool:
    """Whether it is an event that is over."""
    return isinstance(notice.facts, EventFile) and notice.facts.is_over(now(), library().site.zone)


_NEWS, _CURRENT, _OVER = 5, 30, 20
"""So much news is on the first page, so many appeals that need letters, and that are over."""
_SOON, _VERY_SOON = 60, 7
"""So many days before the last one it is said how many are left; before, the day tells more. And when it shows most."""


def _left(appeal: Appeal) -> str:
    """How many days are left to write, as long as that is few; else nothing."""
    days = _days_left(appeal)
    if days is None or days > _SOON:
        return ""
    if days == 0:
        return gettext("Today is the last day")
    return ngettext("%(number)s day left", "%(number)s days left", days) % {"number": number(days)}


def _days_left(appeal: Appeal) -> int | None:
    """The days until its last one, as long as letters may leave."""
    last = appeal.facts.deadline
    return (last - today()).days if last and appeal.is_open(today()) else None
