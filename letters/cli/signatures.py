"""`letters signatures`: what the site has collected, for the staff of the organisation."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from letters import typed
from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind, Status
from letters.appeal.signatories import Bound, MemberType, Signers
from letters.cli.pasting import command
from letters.cli.questions import on_terminal
from letters.cli.request import appeal_named
from letters.cli.terminal import echo, hand_over
from letters.errors import OBEYED, LettersError, Refused
from letters.fields import dates as days
from letters.files import write_whole
from letters.language.language import LANGUAGES
from letters.library.library import Library, read
from letters.settings import appeals_folder, store_settings, store_url
from letters.signing.document import digest
from letters.signing.keys import Keys
from letters.signing.sealing import Opener, new_key_file
from letters.signing.sheet_number import looks_like_a_sheet_number, parse_sheet_number
from letters.store.additions import Addition, Additions
from letters.store.database import Store, existing
from letters.store.records import OTHERS, Records, Spread, Standing
from letters.store.striking import Condition, Strike, Strikes, condition_from

OPEN, ENDED, CLOSED = "open", "ended", "closed"


def list_all(appeals: str, *, as_json: bool) -> None:
    """A line for each open letter: how many have signed it here and elsewhere."""
    store, _ = opened()
    library = read(appeals_folder(appeals))
    additions, standings = Additions(store), Records(store).standings()
    slugs = dict.fromkeys([*(a.slug for a in library.appeals.values() if a.facts.kind is Kind.OPEN_LETTER), *standings])
    today = dt.datetime.now(library.site.zone).date()
    found = [
        _summary(slug, standings.get(slug, Standing()), library.appeals.get(slug), additions.of(slug), today)
        for slug in slugs
    ]
    if as_json:
        return hand_over_json(found)
    if not found:
        return echo("There is no open letter here; `letters new SLUG --kind open-letter` starts one.")
    cells = (tuple(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row.values()) for row in found)
    for line in table([tuple(found[0]), *cells], names=2):
        echo(line)


def _summary(
    slug: str, standing: Standing, appeal: Appeal | None, added: Sequence[Addition], today: dt.date
) -> dict[str, Any]:
    return {
        "appeal": slug,
        "state": _state(standing, appeal, today),
        "people": standing.people,
        "organisations": standing.organisations,
        "struck": standing.struck,
        "waiting": standing.waiting,
        "added": sum(addition.count for addition in added),
    }


def _state(standing: Standing, appeal: Appeal | None, today: dt.date) -> str:
    if standing.closed:
        return CLOSED
    is_over = appeal is not None and (appeal.facts.status is Status.STOPPED or appeal.is_late(today))
    return ENDED if is_over or (standing.ended and standing.ended <= today) else OPEN


def list_one(appeals: str, slug: str, *, as_json: bool) -> None:
    """All that can be said of an appeal's signatures without saying whose they are."""
    store, keys = opened()
    library = read(appeals_folder(appeals))
    records = Records(store)
    standing, appeal = known(library, records, slug)
    slug = slug.rstrip("/")
    today = dt.datetime.now(library.site.zone).date()
    added, struck = Additions(store).of(slug), Strikes(store, keys).of(slug)
    summary = _summary(slug, standing, appeal, added, today)
    summary |= {"ended": standing.ended, "closed": standing.closed}
    summary |= {"is_entered": standing.is_entered if standing.closed else None}
    spread = records.spread(slug)
    if as_json:
        return hand_over_json(summary | _spread(spread, appeal) | _entered(added, struck))
    for line in _told(summary, spread, appeal, added, struck):
        echo(line)


def known(library: Library, records: Records, slug: str) -> tuple[Standing, Appeal | None]:
    """How the appeal stands; one whose folder is gone may still be in the store. Raises LettersError for any other."""
    name = slug.rstrip("/")
    standing = records.standings().get(name)
    if standing is not None and name not in library.appeals:
        return standing, None
    return standing or Standing(), open_letter(library, slug)


def open_letter(library: Library, slug: str) -> Appeal:
    """The open letter of that name. Raises LettersError where there is none."""
    appeal = appeal_named(library, slug)
    if appeal.facts.kind is not Kind.OPEN_LETTER:
        raise Refused(
            f"{appeal.slug} isn't an open letter (`kind: open-letter` in its appeal.yaml), so nobody signs it"
        )
    return appeal


def _spread(spread: Spread, appeal: Appeal | None) -> dict[str, Any]:
    texts = [
        {"first_seen": text.first_seen, "is_current": _is_current(text.digest, appeal)}
        | {"people": text.people, "organisations": text.organisations}
        for text in spread.texts
    ]
    by_day = {day.isoformat(): count for day, count in spread.days.items()}
    named = {name: count for name, count in spread.domains.items() if name != OTHERS}
    others = spread.domains.get(OTHERS, 0)
    return {
        "texts": texts,
        "days": by_day,
        "countries": dict(spread.countries),
        "domains": named,
        "other_domains": others,
    }


def _entered(added: Sequence[Addition], struck: Sequence[Strike]) -> dict[str, Any]:
    return {
        "additions": [
            {"number": each.id, "type": each.type, "count": each.count, "bound": each.bound, "date": each.date}
            | {"source": each.source, "sheet": each.sheet}
            for each in added
        ],
        "strikes": [
            {"number": each.id, "condition": each.condition, "reason": each.reason, "day": each.day}
            | {"undone": each.undone, "struck": each.count}
            for each in struck
        ],
    }


def _is_current(of_text: bytes, appeal: Appeal | None) -> bool:
    return appeal is not None and digest(appeal) == of_text


def _told(
    summary: Mapping[str, Any],
    spread: Spread,
    appeal: Appeal | None,
    added: Sequence[Addition],
    struck: Sequence[Strike],
) -> Iterator[str]:
    since = summary["closed"] or summary["ended"]
    yield f"{summary['appeal']}: {summary['state']}" + (f" since {since}" if since else "")
    yield f"  people         {summary['people']:>9,}"
    yield f"  organisations  {summary['organisations']:>9,}"
    yield f"  struck         {summary['struck']:>9,}  (count nowhere)"
    yield f"  waiting        {summary['waiting']:>9,}  (not confirmed)"
    names = LANGUAGES["en"]
    texts = {_named(text.digest, text.first_seen, appeal): text.people + text.organisations for text in spread.texts}
    yield from _counted("By the text that was signed", texts)
    yield from _counted("By day (UTC)", {day.isoformat(): count for day, count in spread.days.items()})
    countries = sorted(spread.countries.items(), key=lambda each: (-each[1], each[0]))
    yield from _counted("By country", {names.country(code): count for code, count in countries})
    yield from _counted("By mail domain", {name or "others": count for name, count in spread.domains.items()})
    if summary["closed"] and not summary["is_entered"]:
        yield "The total isn't in the appeal's own file yet; `letters signatures close` writes it there."
    if added:
        yield "Added from elsewhere, apart from the above:"
        yield from (f"  {each.id}. {_said_of_addition(each)}" for each in added)
    if struck:
        yield "Strikes:"
        yield from (f"  {each.id}. {_said_of_strike(each)}" for each in struck)


def of_earlier_texts(store: Store, appeal: Appeal) -> int:
    """How many of those who count have signed another text than the letter's as it is now."""
    texts = Records(store).spread(appeal.slug).texts
    return sum(text.people + text.organisations for text in texts if not _is_current(text.digest, appeal))


def _named(of_text: bytes, first_seen: dt.date, appeal: Appeal | None) -> str:
    which = "the text as it is now" if _is_current(of_text, appeal) else "another text"
    return f"{which}, first seen {first_seen}"


def _counted(heading: str, counts: Mapping[str, int]) -> Iterator[str]:
    if not counts:
        return
    yield f"{heading}:"
    width = max(map(len, counts))
    yield from (f"  {name.ljust(width)}  {count:>9,}" for name, count in counts.items())


_BOUND = {Bound.ABOUT: "about ", Bound.AT_LEAST: "at least ", Bound.MORE_THAN: "more than ", Bound.ALMOST: "almost "}


def _said_of_addition(each: Addition) -> str:
    sheet = f", sheet {each.sheet}" if each.sheet else ""
    return f"{number_said(each.count, each.bound)} {each.type}, {each.date}: {each.source}{sheet}"


def number_said(number: int, bound: Bound | None) -> str:
    """`about 1,200`, or only the number where it is exact."""
    return f"{_BOUND[bound] if bound else ''}{number:,}"


def _said_of_strike(each: Strike) -> str:
    what = f"undone {each.undone}" if each.undone else f"{each.count:,} struck"
    return f"{each.day}, {each.condition}: {what} ({each.reason})"


def add(
    appeals: str,
    slug: str,
    *,
    count: int,
    type_: str | None,
    source: str,
    date: str | None,
    sheet: str | None,
    bounds: Mapping[Bound, bool],
) -> None:
    """Keep how many signed elsewhere. Raises Refused for what can't be so."""
    library = read(appeals_folder(appeals))
    appeal = open_letter(library, slug)
    given = [bound for bound, is_given in bounds.items() if is_given]
    if len(given) > 1:
        raise Refused(
            f"{' and '.join(f'--{bound}'.replace('_', '-') for bound in given)}: only one of them can be true"
        )
    today = dt.datetime.now(library.site.zone).date()
    addition = Addition(
        type=MemberType(type_) if type_ else _whom_it_asks(appeal),
        count=count,
        bound=given[0] if given else None,
        date=_day(date, today) if date else today,
        source=_text("--source", source),
        sheet=_sheet(sheet, appeal) if sheet else None,
    )
    number = Additions(opened()[0]).add(appeal.slug, addition)
    echo(f"{appeal.slug}: added as number {number}: {_said_of_addition(addition)}")


def _whom_it_asks(appeal: Appeal) -> MemberType:
    if appeal.facts.signers is Signers.BOTH:
        raise Refused(f"--type is missing: {appeal.slug} asks people and organisations; say which of them signed")
    return MemberType(appeal.facts.signers.value)


def _day(value: str, today: dt.date) -> dt.date:
    try:
        day = days.day(value)
    except ValueError as error:
        raise Refused(f"--date: {error}") from None
    if day > today:
        raise Refused(f"--date: {day} is still to come; write the day on which the number was true")
    return day


_LONGEST = 200
"""Characters of what staff say in a line; a source stands under the letter."""


def _text(option: str, value: str) -> str:
    text = " ".join(value.split())
    if not text or OBEYED.search(text) or typed.problem("text", text, limit=_LONGEST):
        raise Refused(
            f"{option}: write a line of text of at most {_LONGEST} characters, without any that can't be printed"
        )
    return text


def _sheet(text: str, appeal: Appeal) -> str:
    """The sheet's number as it is printed, or a group's own as it is typed."""
    if not looks_like_a_sheet_number(text):
        return text.strip()
    try:
        number = parse_sheet_number(text)
    except Refused as error:
        raise Refused(f"--sheet: {error.message}") from None
    if not number.is_of(appeal.slug):
        raise Refused(f"--sheet: {number} is the number of another appeal's sheet, not of {appeal.slug}'s")
    return str(number)


def remove_addition(number: int) -> None:
    """Take out what was added. Raises Refused where there is no such number."""
    slug, addition = Additions(opened()[0]).remove(number)
    echo(f"{slug}: taken out: {_said_of_addition(addition)}")


def strike(
    appeals: str,
    slug: str,
    *,
    where: Sequence[str],
    reason: str,
    identity: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Say how many a condition strikes, ask, and strike them. Raises Refused with what to do."""
    store, keys = opened()
    library = read(appeals_folder(appeals))
    known(library, Records(store), slug)
    slug, why = slug.rstrip("/"), _text("--reason", reason)
    conditions: list[Condition] = [condition_from(_text("--where", text)) for text in where]
    strikes = Strikes(store, keys)
    rows = strikes.matching(slug, conditions, opener_of(identity))
    condition = " and ".join(map(str, conditions))
    echo(f"{slug}: {condition}: {len(rows):,} {'signature' if len(rows) == 1 else 'signatures'}{_numbers(rows)}")
    if dry_run or not rows:
        return echo("Nothing was struck.")
    if is_confirmed("Strike them?", yes=yes, hint="Nothing was struck. Add --yes to strike without being asked."):
        done = strikes.strike(slug, rows, conditions, why, dt.datetime.now(library.site.zone).date())
        undoing = command(appeals, "signatures", "undo", str(done.id))
        echo(f"Strike {done.id}: {done.count:,} struck. They count again with: {undoing}")
    else:
        echo("Nothing was struck.")


_SHOWN = 12


def _numbers(rows: Sequence[Any]) -> str:
    if not rows:
        return ""
    shown = ", ".join(str(row.number) for row in rows[:_SHOWN])
    return f" (number {shown}{', ...' if len(rows) > _SHOWN else ''})"


def undo(appeals: str, number: int) -> None:
    """Let those count again whom a strike has struck. Raises Refused where there is none."""
    store, keys = opened()
    library = read(appeals_folder(appeals))
    done = Strikes(store, keys).undo(number, dt.datetime.now(library.site.zone).date())
    echo(f"{done.appeal}: strike {number} is undone; {done.count:,} count again ({done.condition})")
    if done.stay:
        echo(f"{done.stay:,} of an organisation that has signed itself meanwhile stays struck.")


def keygen(out: str) -> None:
    """A new key file, and what to do with its two halves. Raises Refused where the file is there already."""
    path = Path(out)
    if os.path.lexists(path):
        raise Refused(f"{path} already exists, and may be a key that is needed; choose another name")
    text, public = new_key_file()
    try:
        write_whole(path, text.encode(), lasting=True, private=True)
    except OSError as error:
        raise LettersError(f"can't write {path}: {error.strerror}") from None
    echo(f"The private key is in {path}. Keep it, and a copy, where only those are who may see the names: not on the")
    echo("site's server, and not in the folder of appeals. Without it nobody can open what is sealed.")
    echo("Into site.yaml goes the public key:")
    echo(f"age_key: {public}")


def opener_of(identity: str | None) -> Opener | None:
    """What opens sealed signatures, if a file with the organisation's key was given. Raises LettersError."""
    return Opener(Path(identity)) if identity else None


def is_confirmed(question: str, *, yes: bool, hint: str) -> bool:
    """Whether somebody at the terminal, or `yes`, says so. Raises Refused, with the hint, where nobody can answer."""
    if not yes and not on_terminal():
        raise Refused(hint)
    return yes or click.confirm(question)


def opened() -> tuple[Store, Keys]:
    """The site's store and keys. Raises LettersError where the settings don't say which."""
    url, secret = store_settings(os.environ)
    keys = Keys(secret)
    return existing(url, keys), keys


def opened_without_key() -> Store:
    """The site's store, for what must be possible though its secret key is lost. Raises LettersError."""
    return existing(store_url(os.environ), None)


def hand_over_json(value: Any) -> None:
    """Give a value out as JSON, in which nothing is left that a terminal obeys."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    hand_over(OBEYED.sub(lambda found: "\n" if found[0] == "\n" else json.dumps(found[0])[1:-1], text))


def table(rows: Sequence[tuple[str, ...]], names: int = 3) -> Iterator[str]:
    """The rows as lines, their columns below each other: the first ones, `names`, are words and the others numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if number < names else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
