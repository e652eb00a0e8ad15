"""`letters write`: one supporter's letters, on every channel asked for, into files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from letters.addressee import Addressee
from letters.channel import Channel
from letters.cli.request import Options, Request, request_from
from letters.compose import compose, copy_of, demands_of
from letters.edited import lost_demands
from letters.errors import LettersError, Refused
from letters.files import write_together
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.library import read
from letters.pack.files import File, files, refuse_missing
from letters.settings import appeals_folder

CHANNELS = {"pdf": Channel.POST, "email": Channel.EMAIL, "fax": Channel.FAX}


def write(**options: Any) -> None:
    """Write the letters, or none of them. Raises LettersError with what to do."""
    library = read(appeals_folder(options["appeals"]))
    request = request_from(library, options, dt.datetime.now(library.site.zone))
    letters = list(_letters(request, with_copies=options["copies"]))
    _warn_of_lost_demands(request)
    made = list(_files(letters, options))
    save(made, Path(options["out"]), force=options["force"])
    noun = "letter" if len(letters) == 1 else "letters"
    click.echo(f"{len(letters)} {noun} in {options['out']}/ ({', '.join(name for name, _ in made)})")


Ways = tuple[Channel, ...]


def _letters(request: Request, *, with_copies: bool) -> Iterator[tuple[Letter, Addressee, Ways]]:
    """Each letter with its recipient and the ways to reach them, its copies behind it."""
    for key in request.to:
        letter = compose(
            request.appeal,
            key,
            request.supporter,
            request.words,
            language=request.language,
            date=request.date,
            copies=request.copies,
        )
        yield letter, request.appeal.to[key], request.appeal.channels_for(key)
        if with_copies:
            yield from ((copy_of(letter, name, who), who, who.channels) for name, who in request.copies.items())


def _warn_of_lost_demands(request: Request) -> None:
    if not request.words.text:
        return
    demands = [
        demand for key in request.to for demand in demands_of(request.appeal, key, request.supporter, request.language)
    ]
    for demand in lost_demands(request.words.text, dict.fromkeys(demands)):
        click.echo(f"warning: your text no longer asks for this; paste it back if it should:\n  – {demand}", err=True)


def _files(letters: Sequence[tuple[Letter, Addressee, Ways]], options: Options) -> Iterator[File]:
    layout = LayoutName(options["layout"]) if options["layout"] else None
    channels = [CHANNELS[name] for name in dict.fromkeys(options["channel"] or ("pdf",))]
    if options["one_file"] and Channel.POST in channels:
        yield f"{letters[0][0].appeal}.pdf", _pdf([letter for letter, _, _ in letters], layout, options)
        channels.remove(Channel.POST)
    hidden = not sys.stderr.isatty()
    with click.progressbar(list(letters), label="Writing letters", file=sys.stderr, hidden=hidden) as bar:
        for letter, recipient, ways in bar:
            for channel in channels:
                refuse_missing(channel, ways, recipient, letter.stem)
                yield from files(channel, letter, layout, fold_marks=options["fold_marks"], attach=options["attach"])


def _pdf(letters: Sequence[Letter], layout: LayoutName | None, options: Options) -> bytes:
    from letters import pdf

    return pdf.render(letters, layout, fold_marks=options["fold_marks"])


def save(files: Sequence[File], out: Path, *, force: bool) -> None:
    """All files or none: each under a temporary name first, then renamed."""
    if not force and (there := [name for name, _ in files if (out / name).exists()]):
        raise Refused(f"{out}/{there[0]} is there already; add --force to overwrite, or choose another --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_together({out / name: content for name, content in files})
    except OSError as error:
        raise LettersError(f"can't write to {out}: {error.strerror}") from None
