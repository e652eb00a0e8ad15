"""The address book looked through: where each entry is used, how old it is, and which may be the same person."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from letters.addressee import Addressee
from letters.fields.text import international
from letters.library.library import Library
from letters.typed import folded

# Names that are as alike as "Li Keqiang" and "Li Ke Qiang", or "Bill Blair" and "Bil Blair".
_ALIKE = 0.87
_TITLES = frozenset(
    "president minister prime director general secretary judge mayor governor king queen prince ambassador"
    " mr mrs ms dr prof sir madam the of and his her excellency".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An appeal that goes to somebody, or in copy."""

    slug: str
    copy: bool
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An entry of the address book, or an addressee that an appeal writes out."""

    key: str
    addressee: Addressee
    uses: tuple[Use, ...]


def contacts(library: Library, today: dt.date) -> list[Contact]:
    """Everybody in the address book, in its order, then those whom appeals write out themselves."""
    uses: dict[str, list[Use]] = defaultdict(list)
    own: list[Contact] = []
    for appeal in library.appeals.values():
        for copy, receivers in ((False, appeal.to), (True, appeal.copies)):
            for key, addressee in receivers.items():
                use = Use(slug=appeal.slug, copy=copy, open=appeal.is_open(today))
                if library.book.get(key) == addressee:
                    uses[key].append(use)
                else:
                    own.append(Contact(key=f"{appeal.slug}: {key}", addressee=addressee, uses=(use,)))
    book = [Contact(key=key, addressee=entry, uses=tuple(uses[key])) for key, entry in library.book.items()]
    return [*book, *own]


def changed(before: Mapping[str, Addressee], library: Library, today: dt.date) -> list[Contact]:
    """Those who are in the address book otherwise than before, or new; and those who are gone, as they were.

    When somebody looked them up last, and notes for authors, change no letter and don't count.
    """
    now = {contact.key: contact for contact in contacts(library, today) if contact.key in library.book}
    new = [now[key] for key, entry in library.book.items() if _for_letters(entry) != _for_letters(before.get(key))]
    gone = [Contact(key=key, addressee=entry, uses=()) for key, entry in before.items() if key not in library.book]
    return [*new, *gone]


def _for_letters(entry: Addressee | None) -> Addressee | None:
    return entry.model_copy(update={"checked": None, "note": None}) if entry else None


def search(book: Mapping[str, Addressee], typed: str) -> list[str]:
    """The keys of those who have every typed word in key, name, office or country, accents and case aside."""
    words = folded(typed).split()

    def about(name: str, entry: Addressee) -> str:
        country = entry.post.country if entry.post else ""
        return folded(" ".join([name, entry.name, *entry.names.values(), entry.office or "", country]))

    return [name for name, entry in book.items() if all(word in about(name, entry) for word in words)]


def perhaps_the_same(found: list[Contact]) -> Iterator[tuple[str, str, str]]:
    """Pairs of keys that may be one person, and why."""
    words = {contact.key: name_words(contact.addressee.name) for contact in found}
    for one, other in combinations(found, 2):
        reasons = [f"the same fax, {international(fax)}" for fax in one.addressee.fax if fax in other.addressee.fax]
        emails = {email.casefold() for email in other.addressee.email}
        reasons += [f"the same e-mail, {email}" for email in one.addressee.email if email.casefold() in emails]
        if are_alike(words[one.key], words[other.key]):
            reasons.insert(0, f"{one.addressee.name} and {other.addressee.name}")
        if reasons:
            yield one.key, other.key, "; ".join(reasons)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, without titles, in an order that doesn't depend on which name comes first."""
    words = re.findall(r"\w+", folded(name))
    return tuple(sorted([word for word in words if word not in _TITLES] or words))


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of two names may name one person."""
    if one == other:
        return True
    # Most pairs share nothing: what is cheap comes first.
    if not {word[:2] for word in one} & {word[:2] for word in other}:
        return False
    matcher = difflib.SequenceMatcher(None, "".join(one), "".join(other), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
