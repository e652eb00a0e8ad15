"""`letters signatures export`: who has signed, as a list, sealed, below the letter, or in its file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from letters.appeal.appeal import Appeal
from letters.appeal.signatories import SignatoryGroup
from letters.authoring import collected
from letters.cli import signatures
from letters.cli.questions import own_folder
from letters.cli.terminal import echo
from letters.cli.write import save
from letters.compose import Words, compose, organisation
from letters.errors import Refused
from letters.library.library import Library, read
from letters.members.written import text_list
from letters.pack.alphabet import alphabet
from letters.settings import appeals_folder
from letters.signing.sealing import seal
from letters.store.additions import Additions
from letters.store.records import Records, Row

FORMATS = ("csv", "age", "pdf", "yaml")
_COLUMNS = ("number", "day", "type", "name", "role", "organisation", "town", "country", "shown as")


def export(
    appeals: str,
    slug: str,
    *,
    out: str | None,
    format_: str | None,
    identity: str | None,
    order: str,
    contacts: bool,
    to: Sequence[str],
    into_appeal: bool,
    force: bool,
    yes: bool,
) -> None:
    """Write the file, or the groups into the appeal's own. Raises LettersError with what to do."""
    store, _ = signatures.opened()
    library = read(own_folder(appeals) if into_appeal else appeals_folder(appeals))
    appeal = signatures.open_letter(library, slug)
    kind = _format(out, format_, into_appeal=into_appeal)
    if out and not force and os.path.lexists(out):
        raise Refused(f"{out} already exists; add --force to overwrite it, or choose another name")
    rows = list(Records(store).rows(appeal.slug, signatures.opener_of(identity)))
    _tell_sealed(rows)
    rows.sort(key=_key(order, appeal.facts.language))
    if kind in ("csv", "age"):
        _write(out, _sealed_for(library, _list(rows, contacts=contacts), is_wanted=kind == "age"), force=force)
        return echo(f"{appeal.slug}: {len(rows):,} signatures in {out}")
    today = dt.datetime.now(library.site.zone).date()
    groups = collected.groups_of(rows, Additions(store).of(appeal.slug), appeal.facts.language, today)
    if not groups:
        raise Refused(f"nobody has signed {appeal.slug} yet")
    _tell(groups)
    _tell_changed(signatures.of_earlier_texts(store, appeal), len(rows))
    if into_appeal:
        return _enter(appeal, groups, yes=yes)
    if kind == "pdf":
        _write(out, _petition(library, appeal, groups, to, today), force=force)
    else:
        _write(out, collected.block(groups).encode(), force=force, beside=collected.lists_of(groups))
    echo(f"{appeal.slug}: {out}")


def _format(out: str | None, given: str | None, *, into_appeal: bool) -> str:
    if into_appeal:
        if out or given not in (None, "yaml"):
            raise Refused("--into-appeal writes into the appeal's own file; leave out --out and --format")
        return "yaml"
    if not out:
        raise Refused("--out FILE is missing: say where the file goes (or --into-appeal)")
    kind = given or Path(out).suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise Refused(f"--format is missing: {out} doesn't end with {', '.join(f'.{name}' for name in FORMATS)}")
    return kind


def _tell_sealed(rows: Sequence[Row]) -> None:
    if sealed := sum(row.is_sealed for row in rows):
        echo(
            f"note: {sealed:,} of {len(rows):,} signatures are sealed, so only what is in the clear was taken: names"
            " that may be shown, countries and days; add --identity with the organisation's key file for the rest",
            err=True,
        )


def _tell_changed(earlier: int, all_: int) -> None:
    if earlier:
        echo(
            f"note: {earlier:,} of {all_:,} signatures were given to an earlier text, not to the letter as it is now;"
            " put back the text that they signed before you hand their names over below it",
            err=True,
        )


def _key(order: str, language: str) -> Callable[[Row], Any]:
    if order == "number":
        return lambda row: row.number
    place = alphabet(language)
    return lambda row: (place(row.shown or row.name), row.number)


def _list(rows: Sequence[Row], *, contacts: bool) -> bytes:
    header = (*_COLUMNS, *(["contact"] if contacts else []))
    return text_list(header, (_cells(row, contacts=contacts) for row in rows))


def _cells(row: Row, *, contacts: bool) -> tuple[str, ...]:
    told = (row.name, row.role, row.organisation, row.town, row.country)
    last = (row.shown or "(only counted)", *([row.contact] if contacts else []))
    return str(row.number), row.day.isoformat(), row.type.value, *told, *last


def _sealed_for(library: Library, content: bytes, *, is_wanted: bool) -> bytes:
    if not is_wanted:
        return content
    key = library.site.age_key
    if key is None:
        raise Refused(
            f"{library.folder / 'site.yaml'} has no age_key to seal the list for; see `letters signatures keygen`"
        )
    return seal(content, key)


def _write(out: str | None, content: bytes, *, force: bool, beside: Mapping[str, bytes] | None = None) -> None:
    path = Path(out or "")
    save({path.name: content, **(beside or {})}, path.parent, force=force, private=True)


def _tell(groups: Sequence[SignatoryGroup]) -> None:
    for group in groups:
        number = signatures.number_said(group.size, group.bound)
        named = ", without names" if not group.names else " name" if group.size == 1 else " names"
        echo(f"  {group.group}: {number}{named}")


def _enter(appeal: Appeal, groups: Sequence[SignatoryGroup], *, yes: bool) -> None:
    entry = collected.enter(appeal, groups)
    hint = "Nothing was changed. Add --yes to make this change without being asked."
    if not signatures.is_confirmed(f"Write this into {entry.change.path}?", yes=yes, hint=hint):
        return echo("Nothing was changed.")
    entry.save()
    echo(f"{entry.change.path}: the letter now ends with them, for everybody to see.")


def _petition(
    library: Library, appeal: Appeal, groups: Sequence[SignatoryGroup], to: Sequence[str], day: dt.date
) -> bytes:
    """The letter with all who may be shown, to each addressee, as one PDF."""
    from letters import pdf

    signed = collected.with_groups(appeal, groups)
    sender, language = organisation(library.site), appeal.facts.language
    keys = to or tuple(appeal.to)
    if unknown := [key for key in keys if key not in appeal.to]:
        raise Refused(f"{appeal.slug} has no addressee {unknown[0]!r}: {', '.join(appeal.to)}")
    return pdf.render([compose(signed, key, sender, Words(), language=language, date=day) for key in keys])
