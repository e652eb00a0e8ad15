"""`letters write`: one supporter's letters, on every channel asked for, into files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from letters.channel import Channel
from letters.cli.guard import CHANNELS
from letters.cli.request import Options, Request, request_from
from letters.compose import compose, demands_of, with_copies
from letters.edited import lost_demands
from letters.errors import LettersError, Refused
from letters.files import write_together
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.library import read
from letters.rendering import is_in_cc, refuse_unreached, render
from letters.settings import appeals_folder


def write(**options: Any) -> None:
    """Write the letters, or none of them. Raises LettersError with what to do."""
    library = read(appeals_folder(options["appeals"]))
    request = request_from(library, options, dt.datetime.now(library.site.zone))
    letters = list(_letters(request))
    _warn_of_lost_demands(request)
    made = dict(_files(letters, request, options))
    save(made, Path(options["out"]), force=options["force"])
    noun = "letter" if len(letters) == 1 else "letters"
    click.echo(f"{len(letters)} {noun} in {options['out']}/ ({', '.join(made)})")


def _letters(request: Request) -> Iterator[Letter]:
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
        yield from with_copies(letter, request.copies)


def _warn_of_lost_demands(request: Request) -> None:
    if not request.words.text:
        return
    demands = [
        demand for key in request.to for demand in demands_of(request.appeal, key, request.supporter, request.language)
    ]
    for demand in lost_demands(request.words.text, dict.fromkeys(demands)):
        click.echo(f"warning: your text no longer asks for this; paste it back if it should:\n  – {demand}", err=True)


def _files(letters: Sequence[Letter], request: Request, options: Options) -> Iterator[tuple[str, bytes]]:
    layout = LayoutName(options["layout"]) if options["layout"] else None
    channels = [CHANNELS[name] for name in dict.fromkeys(options["channel"] or ("pdf",))]
    if options["one_file"] and Channel.POST in channels:
        yield f"{request.appeal.slug}.pdf", _pdf(letters, layout, options)
        channels.remove(Channel.POST)
    hidden = not sys.stderr.isatty()
    with click.progressbar(letters, label="Writing letters", file=sys.stderr, hidden=hidden) as bar:
        for letter in bar:
            for channel in channels:
                if is_in_cc(letter, channel, request.appeal):
                    continue
                refuse_unreached(letter, channel, request.appeal, request.copies)
                marks, attach = options["fold_marks"], options["attach"]
                for file in render(letter, channel, layout, fold_marks=marks, attach=attach):
                    yield file.name, file.content


def _pdf(letters: Sequence[Letter], layout: LayoutName | None, options: Options) -> bytes:
    from letters import pdf

    return pdf.render(letters, layout, fold_marks=options["fold_marks"])


def save(contents: Mapping[str, bytes], out: Path, *, force: bool) -> None:
    """All files, by their names, or none: each under a temporary name first, then renamed."""
    if not force and (there := [name for name in contents if (out / name).exists()]):
        raise Refused(f"{out}/{there[0]} already exists; add --force to overwrite, or choose another --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_together({out / name: content for name, content in contents.items()})
    except OSError as error:
        raise LettersError(f"can't write to {out}: {error.strerror}") from None
