"""A paragraph for whoever got the letters: since when, how many, and who says so, in a language of the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from letters.language.catalogues import translations
from letters.language.language import LANGUAGES, Language
from letters.reporting.report import Counted, Source, about, summed
from letters.resources import CATALOGUES


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
    if number := about(summed(own, Source.SUPPORTERS)):
        said = catalogue.ngettext(
            "Since %(day)s, supporters have told us of about %(number)s letter that they have sent to you: %(title)s.",
            "Since %(day)s, supporters have told us of about %(number)s letters that they have sent to you: %(title)s.",
            number,
        )
        yield said % {"day": day, "number": tongue.number(number), "title": title}
    if number := about(summed(own, Source.GROUPS)):
        said = catalogue.ngettext(
            "Since %(day)s, groups have told us of about %(number)s letter that they have posted to you: %(title)s.",
            "Since %(day)s, groups have told us of about %(number)s letters that they have posted to you: %(title)s.",
            number,
        )
        yield said % {"day": day, "number": tongue.number(number), "title": title}
