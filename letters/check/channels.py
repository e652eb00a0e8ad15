"""What the channels can't carry: line breaks and signs that no e-mail's head holds, and characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letters import mail
from letters.addressee import Addressee
from letters.check.invisible import TURNING, first_unseen
from letters.check.version import Advice, Version
from letters.errors import Finding, Severity
from letters.library.library import Library
from letters.yamlfile.source import KeyPath, Source

_SEPARATORS = "\u2028\u2029"


def unfit_subject(version: Version) -> Iterator[Advice]:
    """An error for a subject over several lines, or one that no e-mail can carry; the letter can still be printed."""
    subject, path = version.texts.letter.subject or "", ("letter", "subject")
    written = version.source.at(path)
    if "\n" in subject and not any(sign in str(written) for sign in _SEPARATORS):
        message = "is written on several lines, and printed on one: write it on one line"
        yield Advice(path, "A323", message, severity=Severity.ERROR)
    if why := mail.unfit_head(subject.replace("\n", " ")):
        message = f"can't be sent by e-mail, only printed: {_in_small(why)}"
        yield Advice(path, "A323", message, "=?" if "=?" in subject else "", Severity.ERROR)


def unfit_addresses(library: Library) -> Iterator[Advice]:
    """An error for each e-mail address that the head of an e-mail can't hold."""
    for file, place, addressee in _entries(library):
        for number, address in enumerate(addressee.email):
            if why := mail.unfit_address(address):
                message = f"can't be written to, so its letters can only be printed or faxed: {_in_small(why)}"
                yield Advice((*place, "email", number), "A323", message, severity=Severity.ERROR, file=file)


def unseen(library: Library) -> Iterator[Advice]:
    """An error for each text with a character that nobody sees and that every channel takes for something else."""
    for file, source in library.sources.items():
        yield from _unseen_in(source, file)


def _unseen_in(source: Source, file: Path) -> Iterator[Advice]:
    for path, text in source.texts():
        # A note in the file is shown to nobody.
        if path[-1:] != ("note",) and (sign := first_unseen(text, is_name=_is_name(path))):
            name = "a line break that editors don't show" if sign.group() in _SEPARATORS else "an invisible character"
            message = f"there is {name} here (U+{ord(sign.group()):04X}): delete it, and type it again if it is needed"
            before = " ".join(text[: sign.start()].split(" ")[-1:])
            yield Advice(path, "A105", message, before, Severity.ERROR, file)


def unseen_in_notes(library: Library) -> Iterator[Finding]:
    """An error for each note behind a # that is shown in another order than it is written: it may hide what it says."""
    for file, source in library.sources.items():
        for number, line in enumerate(source.lines, 1):
            if not line.isascii() and (match := _TURNED_NOTE.search(line)):
                message = f"a character that turns the direction of reading is in this note (U+{ord(match[1]):04X})"
                yield Finding(file, number, match.start(1) + 1, "", "A105", f"{message}: delete it")


_TURNED_NOTE = re.compile(f"(?:^|\\s)#.*?([{TURNING}])")
_NAMES = (
    "title",
    "name",
    "native_name",
    "subject",
    "office",
    "organisation",
    "short_name",
    "lines",
    "document",
    "case",
)


def _is_name(path: KeyPath) -> bool:
    """Whether a text is a name or a line of an address, which must be what it seems to be, sign by sign."""
    return any(part in _NAMES for part in path[-2:])


def _entries(library: Library) -> Iterator[tuple[Path, KeyPath, Addressee]]:
    """Everybody to whom something can be sent, with the place of the entry."""
    for key, addressee in library.book.items():
        yield library.folder / "addressees.yaml", (key,), addressee
    for sending, embassies in library.embassies.items():
        for host, embassy in embassies.items():
            yield library.folder / "embassies.yaml", (sending, host), embassy
    for appeal in library.appeals.values():
        for index, entry in enumerate(appeal.facts.to):
            if isinstance(entry, Addressee):
                yield appeal.folder / "appeal.yaml", ("to", index), entry


def _in_small(why: str) -> str:
    return why[:1].lower() + why[1:].rstrip(".")
