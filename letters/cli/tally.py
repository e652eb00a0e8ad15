"""`letters tally`: letters that were sent to an appeal, as those say who sent them, for the organisation's staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.cli.report import said_of
from letters.cli.request import appeal_named, language_of
from letters.cli.signatures import hand_over_json, number_said, opened, table
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.language.catalogues import untranslated
from letters.language.language import LANGUAGES
from letters.library.library import read
from letters.reporting.report import Source, by_country, summed
from letters.reporting.wording import paragraph
from letters.settings import appeals_folder
from letters.store.additions import Addition, Additions
from letters.store.records import Records, Standing
from letters.store.reports import Reports, Tally


def tally(appeals: str, slug: str, *, language: str | None, as_json: bool) -> None:
    """Print the numbers, by week, channel, addressee and source, and a paragraph for each addressee."""
    library = read(appeals_folder(appeals))
    appeal = appeal_named(library, slug)
    spoken = _spoken(appeal, language)
    store, keys = opened()
    found = Reports(store, keys).tally(appeal.slug)
    signed, added = Records(store).standing(appeal.slug), Additions(store).of(appeal.slug)
    paragraphs = dict(_paragraphs(appeal, found, spoken, library.site.country or ""))
    if as_json:
        return hand_over_json(_plain(appeal, found, signed, added, paragraphs))
    for line in _told(appeal, found, signed, added):
        echo(line)
    for key, text in paragraphs.items():
        echo(f"For {key}, in {LANGUAGES['en'].language_called(spoken)}:")
        echo(f"  {text}")


def remove_pack(appeals: str, slug: str, number: int) -> None:
    """Let a pack count no more. Raises Refused where there is no such one."""
    library = read(appeals_folder(appeals))
    appeal = appeal_named(library, slug)
    store, keys = opened()
    today = dt.datetime.now(library.site.zone).date()
    pack = Reports(store, keys).remove_pack(appeal.slug, number, today=today)
    echo(f"{appeal.slug}: taken out: {said_of(pack.letters, pack.channel)}, reported on {pack.day}")


def _spoken(appeal: Appeal, asked: str | None) -> str:
    """The language of the paragraphs: what was asked for, or the appeal's own, where the pages have it; or English."""
    if asked:
        language = language_of(appeal, asked)
        if untranslated(language):
            raise Refused(
                f"--language: the pages don't speak {language!r}, so there is no such paragraph; leave it out"
            )
        return language
    return "en" if untranslated(appeal.facts.language) else appeal.facts.language


def _paragraphs(appeal: Appeal, found: Tally, language: str, country: str) -> Iterator[tuple[str, str]]:
    for key in appeal.to if found.since else ():
        text = paragraph(
            found.counted,
            addressee=key,
            title=appeal.texts_in(language).title,
            since=found.since or dt.date.min,
            language=language,
            country=country,
        )
        if text:
            yield key, text


def _told(appeal: Appeal, found: Tally, signed: Standing, added: Sequence[Addition]) -> Iterator[str]:
    yield f"{appeal.slug}: " + (f"letters reported since {found.since}" if found.since else "no letters reported yet")
    if found.counted:
        yield from table([("week", "addressee", "channel", *Source), *_rows(found)])
    totals = _totals(found)
    yield "  in all: " + ", ".join(f"{totals[source]:,} by {source}" for source in Source)
    if any(found.totals.of(source) for source in Source):
        earlier = ", ".join(f"{found.totals.of(source):,} by {source}" for source in Source)
        yield f"  among them, before its rows were deleted: {earlier}"
    if countries := by_country(found.people):
        names = LANGUAGES["en"]
        yield "People who said from where they wrote:"
        yield from (f"  {names.country(code)}: {number:,}" for code, number in countries.items())
    if found.packs:
        yield "Packs that groups have reported:"
        yield from (
            f"  {pack.id}. {pack.day}: {said_of(pack.letters, pack.channel)}{', typed on the site' * pack.by_site}"
            for pack in found.packs
        )
    if appeal.facts.kind is Kind.OPEN_LETTER:
        yield f"Signed here, apart from the above: {signed.people:,} people, {signed.organisations:,} organisations"
        yield from (f"  elsewhere: {number_said(each.count, each.bound)} {each.type}, {each.source}" for each in added)


def _rows(found: Tally) -> Iterator[tuple[str, ...]]:
    """A row for each week, addressee and channel; what comes from either source in a column of its own."""
    rows: dict[tuple[str, str, str], dict[Source, int]] = {}
    for each in found.counted:
        key = (each.week.isoformat(), each.addressee, each.channel.value)
        rows.setdefault(key, {})[each.source] = each.letters
    for key in sorted(rows):
        yield (*key, *(f"{rows[key].get(source, 0):,}" for source in Source))


def _totals(found: Tally) -> dict[Source, int]:
    return {source: found.totals.of(source) + summed(found.counted, source) for source in Source}


def _plain(
    appeal: Appeal, found: Tally, signed: Standing, added: Sequence[Addition], paragraphs: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "appeal": appeal.slug,
        "since": found.since,
        "ended": found.ended,
        "letters": dict(_totals(found)),
        "weeks": [
            {"week": each.week, "addressee": each.addressee, "channel": each.channel, "source": each.source}
            | {"letters": each.letters}
            for each in found.counted
        ],
        "countries": by_country(found.people),
        "packs": [
            {"number": pack.id, "day": pack.day, "channel": pack.channel, "letters": dict(pack.letters)}
            | {"by_site": pack.by_site}
            for pack in found.packs
        ],
        "signed": {"people": signed.people, "organisations": signed.organisations}
        | {"elsewhere": sum(each.count for each in added)},
        "paragraphs": dict(paragraphs),
    }
