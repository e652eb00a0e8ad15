"""What to know of a letter before it leaves: rules that the site and the command line share, and their sentences.

The site says the same in its readers' languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letters.appeal.appeal import Appeal
from letters.appeal.file import Mention
from letters.exposure import INITIALS_HELP
from letters.language.language import LANGUAGES
from letters.letter import Letter
from letters.library.library import Library
from letters.library.site import Site

PAGE_SIGNS = 2300
"""About a page of 11 points; a sign of Chinese or Japanese takes as much room as two others."""


def is_long(letter: Letter) -> bool:
    """Whether the letter probably needs a second page."""
    return sum(2 if sign > "\u2e80" else 1 for sign in letter.plain_body()) > PAGE_SIGNS


def named_organisation(words: str, appeal: Appeal, site: Site) -> str:
    """By which words a supporter names the organisation although the appeal asks not to; or nothing."""
    unwanted = appeal.facts.mention_organisation in (Mention.AVOID, Mention.NEVER)
    return site.named_in(words) if unwanted else ""


def lacks_embassy(appeal: Appeal, library: Library, country: str) -> bool:
    """Whether a copy should go to an embassy in this country that isn't known. No country has one in itself."""
    sending = appeal.facts.country
    return appeal.copies_to_embassy and country != sending and library.embassy(sending, country) is None


def on_appeal(appeal: Appeal) -> Iterator[str]:
    """That it is an example."""
    if appeal.facts.example:
        yield f"{appeal.slug} is an example, from {appeal.facts.example}. Please don't send the letters."


def on_deadline(appeal: Appeal) -> Iterator[str]:
    """That letters come after the last day."""
    day = appeal.facts.deadline
    yield f"the last day to write for {appeal.slug} was {day}. Please check with us before you send them."


def on_embassies(appeals: Iterable[Appeal], library: Library, countries: Iterable[str]) -> Iterator[str]:
    """That embassies aren't known in the countries where people write: a sentence for each country that sends them."""
    places = sorted(set(countries))
    lacking = {
        (appeal.facts.country, place) for appeal in appeals for place in places if lacks_embassy(appeal, library, place)
    }
    for sending in sorted({country for country, _ in lacking}):
        hosts = ", ".join(_named(place) for country, place in sorted(lacking) if country == sending)
        yield (
            f"there is no address here of the embassy of {_named(sending)} in: {hosts}."
            " If you find it, please send a copy there: it helps."
        )


def _named(country: str) -> str:
    return LANGUAGES["en"].country(country)


def on_within(who: str, appeal: Appeal, country: str) -> Iterator[str]:
    """That some of a group write from the country whose power the appeal is about; `who` they are, such as rows."""
    yield (
        f"{who}: those whom {appeal.slug} concerns can reach people who live there ({_named(country)})."
        f" {INITIALS_HELP} That is initials in the column Sign as."
    )


def on_mail_accounts(who: str) -> Iterator[str]:
    """That an e-mail tells more of some of a group, who sign with initials, than their letter does."""
    yield (
        f"{who}: signed with initials, but an e-mail shows its reader the name and the address of the account that"
        " sends it. Post doesn't."
    )


def on_words(words: str, appeal: Appeal, site: Site) -> Iterator[str]:
    """That the supporter's words name the organisation where they should not."""
    if named := named_organisation(words, appeal, site):
        harm = appeal.facts.mention_organisation is Mention.NEVER
        why = (
            "in this case that could do harm: please take the name out"
            if harm
            else "in this case it is better to write as yourself"
        )
        yield f"{appeal.slug}: your own words mention {named}; {why}."


def on_length(letter: Letter, pages: int = 0) -> Iterator[str]:
    """That the letter is too long for a page: by its `pages` on paper, or where they aren't known, by its length."""
    # Those who have signed an open letter take what they take.
    pages = 0 if letter.signed else pages
    if pages > 1 or (not pages and is_long(letter)):
        takes = f"takes {pages} pages on paper" if pages else "probably needs a second page"
        yield f"{letter.appeal}: the letter to {letter.addressee_name} {takes}. One page is more likely to be read."
