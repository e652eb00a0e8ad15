"""The address book as appeals see it: who may be named by which key, and what is wrong with a key that isn't there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from letters.addressee import Addressee
from letters.errors import did_you_mean, nearest_word

EMBASSY = "embassy"
"""The word that stands for the embassies of embassies.yaml; no entry may have it as its key."""
_LONGEST_NAME = 200
_WHO = "; `letters addressees` shows who is, and by which key, `letters new-addressee KEY` adds somebody"


@dataclass(frozen=True, kw_only=True)
class AddressBook:
    """The addressees that appeals may name by key, and the keys whose entries have errors (None: who knows which)."""

    entries: Mapping[str, Addressee]
    broken: frozenset[str] | None = frozenset()
    is_there: bool = True
    """Whether there is a file at all."""

    def problem(self, word: str, *others: str, guess: bool = True) -> str:
        """What is wrong with a word that shall be a key, if anything; `others` may stand in its place.

        `guess`: look for what was meant.
        """
        if word in self.entries or word in others:
            return ""
        if not self.is_there:
            return (
                f"{word!r} is nobody yet: there is no address book (addressees.yaml beside site.yaml);"
                " `letters new-addressee KEY` begins one"
            )
        if self.broken is None or word in self.broken:
            return f"{word!r} has errors in the address book, addressees.yaml; mend them there"
        if guess and (key := self.key_of(word)):
            return f"{word!r} is a name; write the key that stands before it in the address book: {key}"
        hint = did_you_mean(word, [*self.entries, *self.broken, *others]) if guess else ""
        return f"{word!r} is not in the address book{hint or _WHO}"

    def key_of(self, name: str) -> str | None:
        """The key of the entry with this name or office, or with one very much like it."""
        if name in self._by_name or " " not in name:
            return self._by_name.get(name)
        nearest = nearest_word(name, self._by_name) if len(name) <= _LONGEST_NAME else None
        return self._by_name[nearest] if nearest else None

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {text: key for key, entry in self.entries.items() for text in (entry.office, entry.name) if text}
