"""`letters report`: how many letters of a group's pack were posted, into the store or for whoever keeps it."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.cli.request import appeal_named
from letters.cli.signatures import opened
from letters.cli.terminal import echo
from letters.errors import Refused, did_you_mean
from letters.library.library import Library, read
from letters.mail import message_link
from letters.pack.record import written_in
from letters.reporting.pack_number import parse_pack_number
from letters.reporting.report import BY_CHANNEL, shared_out
from letters.settings import appeals_folder
from letters.store.closing import ends_of
from letters.store.reports import Reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Letters of a pack to one appeal that were posted, by the key of their addressee."""

    appeal: Appeal
    number: str
    channel: Channel
    letters: Mapping[str, int]

    def __str__(self) -> str:
        return f"{self.appeal.slug}, {self.number}: {said_of(self.letters, self.channel)}"


def said_of(letters: Mapping[str, int], channel: Channel) -> str:
    """`54 letters by post (mayor 27, judge 27)`."""
    total = sum(letters.values())
    parts = ", ".join(f"{key} {count:,}" for key, count in letters.items())
    return f"{total:,} {'letter' if total == 1 else 'letters'} {BY_CHANNEL[channel]} ({parts})"


def report(appeals: str, what: str, posted: Sequence[str], appeal: str | None) -> None:
    """Count the letters of a pack, or of a number on a tally, or say what is to be sent to whoever counts them.

    Raises LettersError with what to do.
    """
    library = read(appeals_folder(appeals))
    found = list(_posted(library, what, posted, appeal))
    if os.environ.get("LETTERS_STORE"):
        _count(library, found)
    else:
        _hand_on(library, found)


def _posted(library: Library, what: str, posted: Sequence[str], slug: str | None) -> Iterator[Posted]:
    is_path = os.sep in what or what.endswith(".json") or Path(what).exists()
    found = _from_record(library, Path(what), slug) if is_path else [_from_number(library, what, slug)]
    if posted and len(found) > 1:
        raise Refused(
            f"this pack has letters to {', '.join(each.appeal.slug for each in found)}: say with --appeal for which of"
            " them --posted is meant, and report the others by themselves"
        )
    for each in found:
        letters = _counts(each, posted) if posted else each.letters
        if not posted and not is_path and len(letters) > 1:
            raise Refused(
                f"{each.number} doesn't say to whom how many went; add"
                f" {' '.join(f'--posted {key}=N' for key in each.appeal.to)}"
            )
        yield Posted(appeal=each.appeal, number=each.number, channel=each.channel, letters=letters)


def _from_record(library: Library, path: Path, slug: str | None) -> list[Posted]:
    written = written_in(path)
    if slug is not None and slug not in written:
        raise Refused(f"the pack has no letters to {slug!r}{did_you_mean(slug, written)}: {', '.join(written)}")
    return [
        Posted(appeal=appeal_named(library, name), number=each.number, channel=channel, letters=each.letters)
        for name, (channel, each) in written.items()
        if slug in (None, name)
    ]


def _from_number(library: Library, what: str, slug: str | None) -> Posted:
    """What a number says by itself: all its letters are to the first addressee, or by whom isn't known yet."""
    number = parse_pack_number(what)
    named = [appeal for appeal in library.appeals.values() if number.is_of(appeal.slug) and slug in (None, appeal.slug)]
    if not named:
        raise Refused(f"{number} is the number of letters to an appeal that isn't here; add --appeals FOLDER")
    letters = dict.fromkeys(named[0].to, number.letters if len(named[0].to) == 1 else 0)
    return Posted(appeal=named[0], number=str(number), channel=number.channel, letters=letters)


_PART = re.compile(r"(?:([a-z0-9-]+)=)?(\d{1,7})")


def _counts(each: Posted, posted: Sequence[str]) -> dict[str, int]:
    """How many were posted to whom: as said for each, or of a total as many of each as were printed of each."""
    parts = [_PART.fullmatch(text.strip()) for text in posted]
    if not all(parts) or (len(parts) > 1 and not all(part and part[1] for part in parts)):
        raise Refused("--posted: write how many were posted in all (54), or to whom how many (mayor=27), once for each")
    said = {part[1] or "": int(part[2]) for part in parts if part}
    for key in said:
        if key and key not in each.appeal.to:
            known = ", ".join(each.appeal.to)
            raise Refused(
                f"--posted: {each.appeal.slug} has no addressee {key!r}{did_you_mean(key, each.appeal.to)}: {known}"
            )
    printed = sum(each.letters.values()) or parse_pack_number(each.number).letters
    if printed and sum(said.values()) > printed:
        raise Refused(f"--posted: only {printed:,} letters to {each.appeal.slug} were printed; count them once more")
    if "" not in said:
        return said
    if len(each.letters) > 1 and not any(each.letters.values()):
        raise Refused(f"--posted: say to whom how many went, as in --posted {next(iter(each.letters))}={said['']}")
    return shared_out(said[""], each.letters) if any(each.letters.values()) else dict.fromkeys(each.letters, said[""])


def _count(library: Library, found: Sequence[Posted]) -> None:
    store, keys = opened()
    today, now = dt.datetime.now(library.site.zone).date(), dt.datetime.now(dt.UTC).replace(tzinfo=None)
    reports = Reports(store, keys)
    for each in found:
        ended = ends_of([each.appeal], today)[each.appeal.slug]
        before = reports.report_pack(
            each.appeal.slug, each.number, each.channel, each.letters, now=now, today=today, ended=ended
        )
        if before is None:
            echo(f"Counted: {each}")
        elif before == each.letters:
            echo(f"Counted before, and nothing has changed: {each}")
        else:
            echo(f"Corrected: {each}, in place of {said_of(before, each.channel)}")


def _hand_on(library: Library, found: Sequence[Posted]) -> None:
    to = library.site.contact_email or library.site.replies_to
    echo("LETTERS_STORE isn't set, so nothing is counted here.")
    echo(f"Please send this to {to or library.site.organisation}:")
    lines = [str(each) for each in found]
    for line in lines:
        echo(f"  {line}")
    link = message_link((to,), f"Letters posted: {found[0].number}", "\n".join(lines)) if to else None
    if link:
        echo(f"This link opens it in a mail program: {link}")
