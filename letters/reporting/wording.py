"""A paragraph for whoever got the letters: since when, how many, and who says so, in a language of the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from babel.lists import format_list

from letters.channel import Channel
from letters.errors import gettext_noop
from letters.language.catalogues import translations
from letters.language.language import LANGUAGES, Language
from letters.reporting.report import Counted, Source, about
from letters.resources import CATALOGUES

_WAYS = {
    Channel.POST: gettext_noop("about %(number)s by post"),
    Channel.EMAIL: gettext_noop("about %(number)s by e-mail"),
    Channel.FAX: gettext_noop("about %(number)s by fax"),
}


def paragraph(
    counted: Iterable[Counted], *, addressee: str, title: str, since: dt.date, language: str, country: str = ""
) -> str:
    """The paragraph for the addressee of that key; nothing while fewer than ten letters were reported by each source.

    Numbers are rounded down. Each source is named with its own, and they aren't added up.
    """
    tongue, own = LANGUAGES[language], [each for each in counted if each.addressee == addressee]
    catalogue = translations(language, CATALOGUES)
    sentences = list(_sentences(catalogue, tongue, own, tongue.date(since, country), title))
    return tongue.typographic(tongue.space.join(sentences))


def _sentences(
    catalogue: NullTranslations, tongue: Language, own: list[Counted], day: str, title: str
) -> Iterator[str]:
    supporters, groups = (_by_channel(own, source) for source in (Source.SUPPORTERS, Source.GROUPS))
    if number := about(sum(supporters.values())):
        said = catalogue.ngettext(
            "Since %(day)s, supporters have told us of about %(number)s letter that they have sent to you: %(title)s.",
            "Since %(day)s, supporters have told us of about %(number)s letters that they have sent to you: %(title)s.",
            number,
        )
        yield said % {"day": day, "number": tongue.number(number), "title": title}
        yield from _ways(catalogue, tongue, supporters)
    if number := about(sum(groups.values())):
        said = catalogue.ngettext(
            "Since %(day)s, groups have told us of about %(number)s letter that they have posted to you: %(title)s.",
            "Since %(day)s, groups have told us of about %(number)s letters that they have posted to you: %(title)s.",
            number,
        )
        yield said % {"day": day, "number": tongue.number(number), "title": title}


def _ways(catalogue: NullTranslations, tongue: Language, letters: dict[Channel, int]) -> Iterator[str]:
    """How the letters went, where that is more than one way."""
    parts = [
        catalogue.gettext(_WAYS[channel]) % {"number": tongue.number(about(number))}
        for channel, number in letters.items()
        if about(number)
    ]
    if len(parts) > 1:
        yield catalogue.gettext("Of these went: %(ways)s.") % {"ways": format_list(parts, locale=tongue.locale)}


def _by_channel(own: list[Counted], source: Source) -> dict[Channel, int]:
    return {
        channel: sum(each.letters for each in own if each.source is source and each.channel is channel)
        for channel in Channel
    }
