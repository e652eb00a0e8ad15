"""The organisation behind a folder of appeals: what stands in its site.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import Field

from letters.fields.agekeys import AgeKey
from letters.fields.countries import CountryCode, country_called
from letters.fields.dates import TimeZone
from letters.fields.languages import LanguageCode
from letters.fields.text import EmailAddress, Text, Website
from letters.yamlfile.validation import Frozen

_AROUND = frozenset(
    "the international internationale internacional internazionale global worldwide association foundation section"
    " sektion network group movement trust verein stiftung fondation asbl ev gmbh ggmbh ltd inc ngo".split()
)
"""Words around what is an organisation's own in its name; so are the names of countries."""


class Site(Frozen):
    """The organisation behind the appeals."""

    organisation: Text
    """the organisation's name"""
    short_name: Text | None = None
    """what it is called where there is little room"""
    website: Website | None = None
    """its address on the web"""
    contact_email: EmailAddress | None = None
    """where its readers can ask"""
    languages: tuple[LanguageCode, ...] = Field(default=("en",), min_length=1)
    """of the pages, the main one first: `ar`, `de`, `en`, `es`, `fr` and `zh` are there"""
    address: tuple[Text, ...] = ()
    """the lines of its postal address, without name and country; they stand at the head of open letters"""
    country: CountryCode | None = None
    """two letters in capitals: `GB`"""
    time_zone: TimeZone = "UTC"
    """in which days begin and deadlines end: `Europe/London`"""
    replies_to: EmailAddress | None = None
    """where supporters may send copies of the answers they get"""
    age_key: AgeKey | None = None
    """what the site collects from those who sign is sealed for this public key of age: `age1...`"""

    def named_in(self, text: str) -> str:
        """The words by which a text names the organisation: its name, a part that is its own, initials; or nothing."""
        match = _naming(self.organisation, self.short_name or "", self.website or "").search(text)
        return " ".join(match.group().split()) if match else ""

    @property
    def zone(self) -> ZoneInfo:
        """Where days begin and deadlines end."""
        return ZoneInfo(self.time_zone)


@lru_cache(maxsize=64)
def _naming(organisation: str, short_name: str, website: str) -> re.Pattern[str]:
    whole = [_spaced(name) for name in (organisation, short_name) if name]
    host = re.sub(r"^https?://(?:www\.)?([^/:]+).*", r"\1", website)
    own, initials = _own_part(organisation), "".join(_initials(organisation))
    # A single word may be a common one, as amnesty is, and three letters too: only so written do they name somebody.
    exact = [*([_spaced(own)] if own else ()), *([initials] if len(initials) > 2 else ())]
    names = "|".join([f"(?i:{name})" for name in (*whole, *([re.escape(host)] if host else ()))] + exact)
    return re.compile(rf"(?<!\w)(?:{names})(?:s|e)?(?!\w)")


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _own_part(name: str) -> str:
    """The name without what stands around its own words: Amnesty, of Amnesty International UK."""
    words = name.split()
    while len(words) > 1 and _is_around(words[-1]):
        words.pop()
    while len(words) > 1 and _is_around(words[0]):
        words.pop(0)
    own = " ".join(words)
    return own if own != name and len(own) > 3 and not _is_around(own) else ""


def _is_around(word: str) -> bool:
    plain = "".join(filter(str.isalnum, word)).casefold()
    return plain in _AROUND or ((len(word) > 3 or word.isupper()) and country_called(word, formal=False) is not None)


def _initials(name: str) -> Iterator[str]:
    yield from (word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
