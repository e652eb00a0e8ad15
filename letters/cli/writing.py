"""`letters write`: one supporter's letters, on every channel asked for, into files."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from letters.addressee import Addressee
from letters.appeal import Appeal, Kind, Status
from letters.channel import Channel
from letters.compose import Words, compose, copy_of, demands_of, words_from
from letters.edited import lost_demands
from letters.errors import InvalidFiles, LettersError, Refused
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library import Library, read
from letters.loader import load
from letters.schema import did_you_mean
from letters.settings import appeals_folder
from letters.supporter import LIMITS, Supporter, supporter_from

Options = Mapping[str, Any]
File = tuple[str, bytes]
CHANNELS = {"pdf": Channel.POST, "email": Channel.EMAIL, "fax": Channel.FAX}
MAX_TEXT_BYTES = 64 * 1024


def write(**options: Any) -> None:
    """Write the letters, or none of them. Raises LettersError with what to do."""
    library = read(appeals_folder(options["appeals"]))
    appeal = _appeal(library, options["appeal"])
    now = dt.datetime.now(library.site.zone)
    _refuse_ended(appeal, now, late=options["late"])
    supporter, given = _supporter(options)
    language = options["language"] or given.get("language") or appeal.facts.language
    if language not in appeal.languages:
        raise Refused(f"there is no letter in {language!r} here; choose from: {', '.join(appeal.languages)}")
    words = _words(appeal, language, options, given)
    date = _date(options["date"]) or now.date()
    letters = list(_letters(library, appeal, supporter, words, language, date, options))
    _warn_of_lost_demands(appeal, letters, words, supporter, language)
    files = list(_files(letters, options))
    _save(files, Path(options["out"]), force=options["force"])
    noun = "letter" if len(letters) == 1 else "letters"
    names = ", ".join(name for name, _ in files)
    click.echo(f"{len(letters)} {noun} in {options['out']}/ ({names})")


def _appeal(library: Library, slug: str) -> Appeal:
    slug = slug.rstrip("/")
    if slug in library.appeals:
        return library.appeals[slug]
    if broken := [finding for finding in library.findings if finding.file.parent.name == slug]:
        raise InvalidFiles(broken)
    raise Refused(f"there is no appeal {slug!r}{did_you_mean(slug, library.appeals)}; `letters list` shows them")


def _refuse_ended(appeal: Appeal, now: dt.datetime, *, late: bool) -> None:
    facts = appeal.facts
    if facts.status is Status.STOPPED:
        raise Refused(f"{appeal.slug} has ended; no letters are made from it. {facts.outcome}")
    if facts.status is Status.DRAFT:
        raise Refused(f"{appeal.slug} is a draft; set `status: open` when it may be used")
    if facts.embargo and facts.embargo > now:
        raise Refused(f"{appeal.slug} may not be used before {facts.embargo.isoformat()}")
    if appeal.is_late(now.date()) and not late:
        raise Refused(f"the deadline of {appeal.slug} was {facts.deadline}; check with us first, then add --late")


def _supporter(options: Options) -> tuple[Supporter, dict[str, Any]]:
    """The supporter, and what else stands in the supporter's file. Options come before the file."""
    given = _supporter_file(options["supporter"]) if options["supporter"] else {}
    fields = {name: _text(given[name]) for name in (*LIMITS, "sign_as") if given.get(name)}
    for name in (*LIMITS, "sign_as"):
        if options.get(name):
            fields[name] = options[name]
    if options["address"]:
        fields["address"] = re.sub(r"\s*,\s*", "\n", options["address"].replace("\\n", "\n"))
    return supporter_from(fields), given


def _supporter_file(name: str) -> dict[str, Any]:
    source = load(Path(name))
    known = {*LIMITS, "sign_as", "language", "tick", "own_words"}
    if not isinstance(source.data, dict):
        raise InvalidFiles([source.finding((), f"must have fields, each as `name: value`: {', '.join(sorted(known))}")])
    unknown = [
        source.finding((field,), f"there is no such field{did_you_mean(field, known)}", at_key=True)
        for field in source.data
        if field not in known
    ]
    if unknown:
        raise InvalidFiles(unknown)
    return source.data


def _text(value: Any) -> str:
    return "\n".join(str(line) for line in value) if isinstance(value, list) else str(value)


def _words(appeal: Appeal, language: str, options: Options, given: Mapping[str, Any]) -> Words:
    ticks = options["tick"] or given.get("tick") or ()
    own = _read_text(options["own_words"]) if options["own_words"] else _text(given.get("own_words") or "")
    text = _read_text(options["text"]) if options["text"] else ""
    if appeal.facts.kind is Kind.OPEN_LETTER and (ticks or own or text):
        raise Refused("the text of an open letter is fixed; leave out --tick, --own-words and --text")
    letter = appeal.texts_in(language).letter
    return words_from(letter, points=[ticks] if isinstance(ticks, str) else ticks, own=[own], text=text)


def _read_text(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.read(MAX_TEXT_BYTES)
        with Path(name).open(encoding="utf-8-sig") as file:
            return file.read(MAX_TEXT_BYTES)
    except OSError as error:
        raise Refused(f"{name} can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(f"{name} is not UTF-8; save it as plain text in UTF-8") from None


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("--date: write year-month-day, such as 2026-12-31") from None


def _letters(
    library: Library,
    appeal: Appeal,
    supporter: Supporter,
    words: Words,
    language: str,
    date: dt.date,
    options: Options,
) -> Iterator[tuple[Letter, Addressee]]:
    copies = library.copies(appeal, supporter.country)
    for key in options["to"] or appeal.to:
        if key not in appeal.to:
            raise Refused(
                f"{appeal.slug} has no addressee {key!r}{did_you_mean(key, appeal.to)}: {', '.join(appeal.to)}"
            )
        letter = compose(appeal, key, supporter, words, language=language, date=date, copies=copies)
        yield letter, appeal.to[key]
        if options["copies"]:
            yield from ((copy_of(letter, name, recipient), recipient) for name, recipient in copies.items())


def _warn_of_lost_demands(
    appeal: Appeal,
    letters: Sequence[tuple[Letter, Addressee]],
    words: Words,
    supporter: Supporter,
    language: str,
) -> None:
    if not words.text:
        return
    keys = [letter.addressee for letter, _ in letters if letter.addressee in appeal.to]
    lost = [lost_demands(words.text, demands_of(appeal, key, supporter, language)) for key in keys]
    for demand in dict.fromkeys(demand for group in lost for demand in group):
        click.echo(f"warning: your text no longer asks for this; paste it back if it should:\n  – {demand}", err=True)


def _files(letters: Sequence[tuple[Letter, Addressee]], options: Options) -> Iterator[File]:
    layout = LayoutName(options["layout"]) if options["layout"] else None
    channels = [CHANNELS[name] for name in dict.fromkeys(options["channel"] or ("pdf",))]
    if options["one_file"] and Channel.POST in channels:
        yield f"{letters[0][0].appeal}.pdf", _pdf([letter for letter, _ in letters], layout, options)
        channels.remove(Channel.POST)
    hidden = not sys.stderr.isatty()
    with click.progressbar(list(letters), label="Writing letters", file=sys.stderr, hidden=hidden) as bar:
        for letter, addressee in bar:
            for channel in channels:
                _refuse_missing(channel, letter, addressee)
                yield from _file(channel, letter, layout, options)


def _refuse_missing(channel: Channel, letter: Letter, addressee: Addressee) -> None:
    others = ", ".join(other.value for other in addressee.channels) or "none"
    if reason := addressee.unavailable.get(channel):
        raise Refused(
            f"{addressee.name} can't be reached by {channel.value} now: {reason} What else there is: {others}"
        )
    # A letter of solidarity is printed though nobody may know the address: the organisation passes it on.
    nowhere = channel is Channel.POST and not addressee.known_channels
    if channel not in addressee.channels and not nowhere:
        raise Refused(f"{addressee.name} has no {channel.value} (letter {letter.stem}). What else there is: {others}")


def _file(channel: Channel, letter: Letter, layout: LayoutName | None, options: Options) -> Iterator[File]:
    from letters import fax, mail

    match channel:
        case Channel.POST:
            yield f"{letter.stem}.pdf", _pdf([letter], layout, options)
        case Channel.EMAIL:
            attached = _pdf([letter], layout, options) if options["attach"] else None
            yield f"{letter.stem}.eml", mail.draft(letter, pdf=attached)
        case Channel.FAX:
            if fax.fits_text(letter):
                yield f"{letter.stem}.txt", fax.text_pages(letter, letter.faxes[0]).encode("latin-1")
            yield f"{letter.stem}.tif", fax.image(_pdf([letter], layout, options))


def _pdf(letters: Sequence[Letter], layout: LayoutName | None, options: Options) -> bytes:
    from letters import pdf

    return pdf.render(letters, layout, fold_marks=options["fold_marks"])


def _save(files: Sequence[File], out: Path, *, force: bool) -> None:
    """All files or none: each under a temporary name first, then renamed."""
    if not force and (there := [name for name, _ in files if (out / name).exists()]):
        raise Refused(f"{out}/{there[0]} is there already; add --force to overwrite, or choose another --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".letters-") as folder:
            for name, content in files:
                (Path(folder) / name).write_bytes(content)
            for name, _ in files:
                os.replace(Path(folder) / name, out / name)
    except OSError as error:
        raise LettersError(f"can't write to {out}: {error.strerror}") from None
