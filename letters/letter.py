"""A letter: what one supporter says to one addressee, composed and without any layout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from letters.appeal.signed import MOST_NAMED, Signed, in_short
from letters.channel import Channel
from letters.language.language import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; a line break in it stays one."""

    text: str


@dataclass(frozen=True, slots=True)
class DemandList:
    """What the letter asks for: the introduction with its colon (or nothing), and the items."""

    introduction: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryLine:
    """The last line of an address: a country's name and the language it is in. Printed in capitals."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Somebody who gets a copy: the name, and the channels by which it can reach them."""

    name: str
    channels: tuple[Channel, ...] = tuple(Channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, ready for any channel; `channel` is the one by which it goes, as `by` sets it.

    `appeal` and `addressee` are the slug and the key that name files. In a copy, `copy_to` is the key of who gets it;
    `addressee` is still the one to whom the letter itself goes. `sender` and `recipient` are lines as printed, the
    recipient's without `country_lines`, which are empty for mail within one country. `notice` is the line above the
    salutation that marks a copy, else empty. `subject` is empty for letters of solidarity. `copies` are those who get a
    copy; the letter's foot names the ones whom it reaches by the letter's own channel. `names` are those of the appeal
    that are never to be hyphenated. `emails`, `copy_emails` and `faxes` (E.164) are where the letter can go; `reply_to`
    is the supporter's own e-mail address, or empty. `watermark` stands on every printed page of what isn't to be sent.
    An open letter has no `signature`: it ends with the groups of those who `signed`, and how many they are `in_all`.
    """

    appeal: str
    addressee: str
    addressee_name: str
    language_code: str
    sender: tuple[str, ...]
    sender_country: str
    recipient: tuple[str, ...]
    country_lines: tuple[CountryLine, ...]
    date: dt.date
    notice: str
    subject: str
    salutation: str
    body: tuple[Paragraph | DemandList, ...]
    closing: str
    signature: str
    copies: tuple[Copied, ...]
    names: tuple[str, ...]
    emails: tuple[str, ...]
    copy_emails: tuple[str, ...]
    faxes: tuple[str, ...]
    reply_to: str
    copy_to: str = ""
    channel: Channel = Channel.POST
    watermark: str = ""
    signed: tuple[Signed, ...] = ()
    in_all: str = ""

    @property
    def language(self) -> Language:
        """The language the letter is written in."""
        return LANGUAGES[self.language_code]

    @property
    def date_line(self) -> str:
        """The date as the letter's language writes it where the sender lives."""
        return self.language.date(self.date, self.sender_country)

    @property
    def named_copies(self) -> tuple[str, ...]:
        """Those whom a copy reaches by the letter's own channel."""
        return tuple(copied.name for copied in self.copies if self.channel in copied.channels)

    @property
    def copies_line(self) -> str:
        """`Copy: Embassy of China, London` in the letter's language, or nothing where no copy goes by its channel."""
        names = self.named_copies
        return self.language.copy.format(names=self.language.separator.join(names)) if names else ""

    @property
    def is_copy(self) -> bool:
        """Whether it is the copy of a letter, for somebody else than the addressee."""
        return self.copy_to != ""

    @property
    def name(self) -> str:
        """The letter's name among those of the appeal, as `name_of` gives it."""
        return name_of(self.addressee, self.copy_to)

    @property
    def stem(self) -> str:
        """The beginning of the letter's file names: slugs only, nothing that anybody typed."""
        return f"{self.appeal}-{self.name}"

    def by(self, channel: Channel) -> Letter:
        """The letter as it goes by that channel."""
        return self if channel is self.channel else replace(self, channel=channel)

    def in_short(self, most: int = MOST_NAMED, *, in_pdf: bool = False) -> Letter:
        """The letter with the first of those who signed it, and how many more there are; `in_pdf` says where."""
        if sum(len(group.members) for group in self.signed) <= most:
            return self
        return replace(self, signed=in_short(self.signed, self.language, most, in_pdf=in_pdf))

    def plain_body(self) -> str:
        """The body as plain text: paragraphs between blank lines, demands as lines that begin with a dash."""
        return "\n\n".join(_plain(block) for block in self.body)

    def plain_signed(self) -> str:
        """Who has signed as plain text: each group between blank lines, each name on a line, how many in all."""
        groups = ["\n".join((f"{each.group}{self.language.colon}", *each.lines)) for each in self.signed]
        return "\n\n".join([*groups, self.in_all] if self.in_all else groups)


def name_of(addressee: str, copy_to: str = "") -> str:
    """What a letter is called in files and links: `mayor`, and `mayor-copy-embassy` for the copy to the embassy.

    To be compared and looked up, never taken apart: a key may itself have such a hyphen.
    """
    return f"{addressee}-copy-{copy_to}" if copy_to else addressee


def _plain(block: Paragraph | DemandList) -> str:
    if isinstance(block, Paragraph):
        return block.text
    items = "\n".join(f"– {item}" for item in block.items)
    return f"{block.introduction}\n{items}" if block.introduction else items
