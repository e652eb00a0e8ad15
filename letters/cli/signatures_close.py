"""`letters signatures close` and `prove`: the end of a letter's signatures, and what is left of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from letters.authoring.closing import Entered, enter_total
from letters.authoring.closing import close as closed_for_good
from letters.cli import signatures
from letters.cli.pasting import command
from letters.cli.questions import own_folder
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.library.library import Library, read
from letters.settings import appeals_folder
from letters.store.closing import KEPT_AFTER_END, Closing, Left, ends_of
from letters.store.database import Store
from letters.store.records import Records, Standing


def close(appeals: str, slug: str, *, now: bool, yes: bool) -> None:
    """Destroy an appeal's signatures once their time is over, and write the total into its file.

    Raises LettersError with what to do.
    """
    store = signatures.opened_without_key()
    library = read(own_folder(appeals))
    appeal = signatures.open_letter(library, slug)
    standing = Records(store).standing(appeal.slug)
    today = dt.datetime.now(library.site.zone).date()
    if standing.closed:
        # Whatever was left undone is done now; the numbers of that day stay.
        return _tell(store, enter_total(store, appeal, Closing(store).close(appeal.slug, today)))
    if not now:
        _refuse_early(store, library, appeal.slug, standing, today)
    _warn(standing, appeals, appeal.slug, is_sealed=Records(store).sealed(appeal.slug) > 0)
    hint = "Nothing was destroyed. Add --yes to close it without being asked."
    if not signatures.is_confirmed("Close it?", yes=yes, hint=hint):
        return echo("Nothing was destroyed.")
    _tell(store, closed_for_good(store, appeal, today))


def _refuse_early(store: Store, library: Library, slug: str, standing: Standing, today: dt.date) -> None:
    """Raises Refused where the letter can be signed still, or ended less than a month ago."""
    end = ends_of([library.appeals[slug]], today)[slug]
    if end is None:
        raise Refused(f"{slug} can still be signed; end it with `letters stop {slug}`, or close it today with --now")
    since = Closing(store).end(slug, standing.ended or end)
    if today < since + KEPT_AFTER_END:
        raise Refused(
            f"{slug} ended on {since}, and is closed by itself on {since + KEPT_AFTER_END}: until then its signatures"
            " can be handed over; --now closes it today"
        )


def _warn(standing: Standing, appeals: str, slug: str, *, is_sealed: bool) -> None:
    echo(
        f"{slug}: {standing.people:,} people and {standing.organisations:,} organisations have signed here."
        " Who they are will be destroyed for good, and so will whatever could be found out about them; how many"
        " they are goes into appeal.yaml. To hand their names over first:"
    )
    opens = ("--identity", "our-key.txt") if is_sealed else ()
    echo(f"  {command(appeals, 'signatures', 'export', slug, '--out', f'{slug}.pdf', *opens)}")
    if is_sealed:
        echo("  (with the file of the organisation's age key: most names are sealed for it)")


def _tell(store: Store, entered: Entered) -> None:
    closed = entered.closed
    echo(
        f"{closed.appeal}: closed on {closed.day} with {closed.people:,} people, {closed.organisations:,} organisations"
    )
    for line in _said(Closing(store).left(closed.appeal)):
        echo(line)
    if entered.problem:
        raise Refused(
            f"The total stays in the store, as appeal.yaml can't be written: {entered.problem}\n"
            f"Once that is put right, run `letters signatures close {closed.appeal}` again"
        )
    echo("The total is in appeal.yaml.")


def prove(appeals: str, slug: str, search: Sequence[str]) -> int:
    """Say what is left of an appeal's signatures; 0 where it is closed and nothing is, else 1."""
    store = signatures.opened_without_key()
    library = read(appeals_folder(appeals))
    signatures.known(library, Records(store), slug)
    slug = slug.rstrip("/")
    left = Closing(store).left(slug, search)
    echo(f"{slug}: {f'closed on {left.closed}' if left.closed else 'not closed'}")
    for line in _said(left):
        echo(line)
    for number, _ in enumerate(search):
        places = ", ".join(trace.where for trace in left.traces if trace.index == number)
        echo(f"  text {number + 1} of --search: {f'found in {places}' if places else 'nowhere'}")
    if left.closed and left.is_gone:
        echo("Nothing is left by which anybody could be found.")
        return 0
    echo("Something is left: see above." if left.closed else "It isn't closed, so nothing is destroyed yet.")
    return 1


def _said(left: Left) -> Iterator[str]:
    rows = ", ".join(f"{number:,} {name}" for name, number in left.rows.items())
    yield f"  rows: {rows}"
    yield f"  key: {'still there' if left.has_key else 'destroyed'}"
    yield f"  log: {left.log_bytes:,} bytes; free pages in the file: {left.free_pages:,}"
