"""Who and what a letter names: the organisation where it should not, and contacts where a reader expects none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from letters.appeal.body import OwnWords, Points
from letters.appeal.file import Mention
from letters.check.version import Advice, Passage, Version
from letters.errors import Severity
from letters.library.site import Site

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MAY_BE_A_NUMBER = re.compile(r"\+\s?\(?\d|\(0\d|\b00\d")


def organisation_named(version: Version, site: Site) -> Iterator[Advice]:
    """An error for each text of the letter that names the organisation where nobody may; a warning where it is better
    not to."""
    mention = version.appeal.facts.mention_organisation
    if mention not in (Mention.AVOID, Mention.NEVER):
        return
    for path, text in (*version.passages(), *_asked(version)):
        if words := site.named_in(text):
            if mention is Mention.NEVER:
                message = f'names the organisation ("{words}"), but mention_organisation is never: take the name out'
                yield Advice(path, "A324", message, words, Severity.ERROR)
            else:
                message = f'names the organisation ("{words}"), but mention_organisation is avoid: better leave it out'
                yield Advice(path, "A441", message, words)


def _asked(version: Version) -> Iterator[Passage]:
    """What writers are asked for their own words: they may say the same."""
    for index, block in enumerate(version.texts.letter.body):
        path = ("letter", "body", index)
        match block:
            case OwnWords():
                yield (*path, "own_words"), block.own_words
                yield (*path, "hint"), block.hint or ""
            case Points():
                yield (*path, "points"), block.points
            case _:
                pass


def contacts_within(version: Version) -> Iterator[Advice]:
    """A warning for each e-mail address, fax or telephone number in the letter's own text."""
    for path, text in version.passages():
        if found := _contact_in(text):
            message = (
                f'"{found}" is printed within the letter: addresses and numbers of its reader go into the address book'
            )
            yield Advice(path, "A433", message, found)


def _contact_in(text: str) -> str:
    if email := _EMAIL.search(text):
        return email.group().rstrip(".")
    # Most letters hold nothing that looks like a number abroad, and the metadata of all countries is large.
    if not _MAY_BE_A_NUMBER.search(text):
        return ""
    plain = re.sub(r"(?<!\d)00(?=[1-9])", "+", text)
    numbers = phonenumbers.PhoneNumberMatcher(plain, None, leniency=phonenumbers.Leniency.POSSIBLE)
    return next((match.raw_string for match in numbers), "")
