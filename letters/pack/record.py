"""pack.json: what a pack was made from, so that a later look can tell whether it may still be sent."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from letters import __version__
from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.channel import Channel
from letters.errors import Refused, visible
from letters.library.library import Library
from letters.pack.folder import RECORD

FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What a pack's letters have taken from an appeal: by which channel, in which languages, to whom, with copies
    printed or not, and in which countries they were written, as each has another embassy."""

    channel: Channel
    languages: tuple[str, ...]
    to: tuple[str, ...]
    countries: tuple[str, ...]
    copies: bool

    @property
    def said(self) -> dict[str, Any]:
        """It in plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many letters of a pack go to each addressee of an appeal, by its key, and the number to report them by."""

    number: str
    letters: Mapping[str, int]


def used_from(said: Mapping[str, Any]) -> Used:
    """The same from plain data. Raises KeyError, TypeError or ValueError for other data."""
    languages, to, countries = (tuple(map(str, said[name])) for name in ("languages", "to", "countries"))
    channel, copies = Channel(said["channel"]), bool(said["copies"])
    return Used(channel=channel, languages=languages, to=to, countries=countries, copies=copies)


def version_of(appeal: Appeal, library: Library, used: Used) -> str:
    """A digest of all that such letters take from the appeal: what else changes in it, leaves them as they are."""
    facts = appeal.facts
    texts = {language: _said(appeal, language) for language in used.languages}
    to = {key: _reached(appeal.to[key], used) for key in used.to if key in appeal.to}
    copies = {
        (country, key): _reached(person, used) if _is_sent(used) else [person.name_in(code) for code in used.languages]
        for country in used.countries
        for key, person in library.copies(appeal, country).items()
    }
    asked = (facts.kind, facts.case, facts.document, facts.mention_organisation, facts.example, facts.signatories)
    return hashlib.sha256(repr((asked, texts, to, copies)).encode()).hexdigest()


def _is_sent(used: Used) -> bool:
    """Whether who gets a copy gets it from here; else the letter only names them."""
    return used.copies or used.channel is Channel.EMAIL


def _said(appeal: Appeal, language: str) -> object:
    """What letters in the language say, and what is asked of their writers; nothing where it isn't there any more."""
    text = appeal.texts.get(language)
    return (text.letter, text.rules) if text else None


def _reached(addressee: Addressee, used: Used) -> object:
    """What is printed of somebody on the letters, and how they get them."""
    channel = used.channel
    contact = {Channel.POST: addressee.post, Channel.EMAIL: addressee.email, Channel.FAX: addressee.fax}[channel]
    # A fax shows the postal address, too.
    shown = addressee.post if channel is Channel.FAX else None
    greetings = (addressee.salutation, addressee.closing)
    words = [(addressee.name_in(code), *(words.get(code) for words in greetings)) for code in used.languages]
    return (words, addressee.office, contact, shown, addressee.unavailable.get(channel))


def record(
    appeals: Sequence[Appeal],
    library: Library,
    made: dt.datetime,
    *,
    used: Mapping[str, Used],
    written: Mapping[str, Written],
    rows: int,
    refused: int,
    files: Mapping[str, int],
) -> str:
    """The text of pack.json: nobody's name, only numbers. `files`: how many letters each file holds.

    `written`: of the appeals to which letters were written, and not only printed to be signed.
    """
    content = {
        "format": FORMAT,
        "program": __version__,
        "made": made.isoformat(timespec="seconds"),
        "rows": rows,
        "printed_rows": rows - refused,
        "refused_rows": refused,
        "files": dict(files),
        "appeals": {
            appeal.slug: {
                "title": appeal.facts.title,
                "used": used[appeal.slug].said,
                "version": version_of(appeal, library, used[appeal.slug]),
                **(asdict(written[appeal.slug]) if appeal.slug in written else {}),
            }
            for appeal in appeals
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def written_in(path: Path) -> dict[str, tuple[Channel, Written]]:
    """The letters that a pack's record counts, by appeal, and by which channel they go.

    `path` is the record, or its folder. Raises Refused where it can't be read, or an earlier version has written it.
    """
    record = _record_at(path)
    found = {
        slug: (used_from(then["used"]).channel, Written(number=str(then["number"]), letters=_counts(then["letters"])))
        for slug, then in _appeals_of(record).items()
        if "number" in then and "letters" in then
    }
    if not found:
        raise Refused(
            f"{record} has no numbers to report by: its appeals are examples, whose letters aren't sent, or open"
            " letters, or an earlier version of the program has written it"
        )
    return found


def _counts(said: Any) -> dict[str, int]:
    if not isinstance(said, dict) or not all(isinstance(count, int) and 0 <= count < 10**7 for count in said.values()):
        raise Refused(f"this isn't a {RECORD} that this version of the program has written: its letters aren't numbers")
    return {str(key): count for key, count in said.items()}


def outdated(path: Path, library: Library, now: dt.datetime) -> tuple[list[str], list[str]]:
    """What the pack's appeals are today: sentences on those that may be sent, and on those that may not.

    `path` is the pack's record, or its folder. Raises Refused where there is no such record.
    """
    good, bad = [], []
    for slug, then in _appeals_of(_record_at(path)).items():
        reasons = list(_reasons(library, slug, then, now))
        title = visible(f"{slug} ({then.get('title', '')})")
        if reasons:
            bad += [f"{title} {reason}" for reason in reasons]
        else:
            good.append(f"{title} is as it was when the pack was made")
    return good, bad


def _reasons(library: Library, slug: str, then: Mapping[str, Any], now: dt.datetime) -> Iterator[str]:
    appeal = library.appeals.get(slug)
    if appeal is None:
        yield "is no longer there, or has errors: ask before you send these letters"
    elif appeal.facts.status is Status.STOPPED:
        outcome = " ".join((appeal.facts.outcome or "").split())
        yield f"has ended: don't send these letters. {outcome}"
    elif not appeal.is_public(now):
        yield "has gone back to being a draft: ask before you send these letters"
    else:
        if appeal.is_late(now.date()):
            yield f"had its deadline on {appeal.facts.deadline}: ask before you send these letters"
        if version_of(appeal, library, used_from(then["used"])) != then.get("version"):
            yield "has been updated since: print the pack again"


def _record_at(path: Path) -> Path:
    """The record itself, also where its folder is named."""
    if path.is_dir() and not (path / RECORD).is_file():
        raise Refused(f"there is no {RECORD} in {path}; give the folder of a pack, or the {RECORD} in it")
    return path / RECORD if path.is_dir() else path


def _appeals_of(path: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        appeals = content["appeals"]
        if content["format"] != FORMAT or not all(isinstance(then, dict) for then in appeals.values()):
            raise ValueError
        for then in appeals.values():
            used_from(then["used"])
    except OSError as error:
        raise Refused(f"can't read {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"{path} isn't a {RECORD} that this version of the program has written") from None
    return dict(appeals)
