"""`letters write`: one supporter's letters, on every channel asked for, into files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import click

from letters import cautions, exposure
from letters.appeal.file import Kind
from letters.channel import Channel
from letters.cli.guard import CHANNELS
from letters.cli.request import Options, Request, request_from
from letters.cli.terminal import echo
from letters.compose import compose, demands_of, with_copies
from letters.edited import lost_demands
from letters.errors import LettersError, Refused
from letters.exposure import writes_from_within
from letters.files import PRIVATE_FOLDER, write_together
from letters.language.language import LANGUAGES
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.library import Library, read
from letters.rendering import is_in_cc, refuse_unreached, render
from letters.settings import appeals_folder
from letters.supporter import SignAs


def write(**options: Any) -> None:
    """Write the letters that can be made, and say why others can't. Raises LettersError where none can be."""
    library = read(appeals_folder(options["appeals"]))
    request = request_from(library, options, dt.datetime.now(library.site.zone))
    letters = list(_letters(request))
    _warn_of_lost_demands(request)
    if request.idle:
        echo(request.idle, err=True)
    for sentence in dict.fromkeys((*_risks(request, options), *_cautions(request, library))):
        echo(f"warning: {sentence}", err=True)
    made = _made(letters, request, options)
    for letter in letters:
        pages = 0 if letter.signed else made.pages_of(letter)
        for sentence in () if letter.is_copy else cautions.on_length(letter, pages):
            echo(f"warning: {sentence}", err=True)
    if not made.files:
        raise Refused("\n".join(made.refused))
    save(made.files, Path(options["out"]), force=options["force"], private=True)
    for reason in made.refused:
        echo(f"not made: {reason}", err=True)
    noun = "letter" if len(made.letters) == 1 else "letters"
    echo(f"{len(made.letters)} {noun} in {options['out']}/ ({', '.join(made.files)})")


def _risks(request: Request, options: Options) -> Iterator[str]:
    """What could give away or endanger who writes, as the site says it too."""
    if request.appeal.facts.kind is Kind.OPEN_LETTER:
        return
    supporter, country = request.supporter, LANGUAGES["en"].country(request.supporter.country)
    has_initials = supporter.sign_as is SignAs.INITIALS
    if writes_from_within(supporter.country, request.appeal):
        advice = "" if has_initials else f" {exposure.INITIALS_HELP} That is --sign-as initials."
        yield f"{exposure.FROM_WITHIN % {'country': country}}{advice}"
    if request.exposed:
        places = [f"  – {exposure.SAID[place.detail]}: {place.words}" for place in request.exposed]
        yield "\n".join((exposure.EXPOSED, *places))
    if has_initials and "email" in options["channel"]:
        yield exposure.MAIL_ACCOUNT


def _cautions(request: Request, library: Library) -> Iterator[str]:
    """What the site says as well before a letter leaves."""
    words, country = request.words, request.supporter.country
    yield from cautions.on_appeal(request.appeal)
    if request.appeal.is_late(request.date):
        yield from cautions.on_deadline(request.appeal)
    yield from cautions.on_words("\n".join((*words.own, words.text)), request.appeal, library.site)
    yield from cautions.on_embassies([request.appeal], library, [country])


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
        echo(f"warning: your text no longer asks for this; paste it back if it should:\n  – {demand}", err=True)


@dataclass(slots=True)
class _Made:
    """Files by their names, the letters in them, the pages of those in one file, and why others can't be made."""

    files: dict[str, bytes] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    bound: dict[str, int] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)

    def attempt(self, letter: Letter, make: Callable[[], Mapping[str, bytes]]) -> None:
        """Add the letter's files; where they can't be made, that costs no other letter."""
        try:
            self.files |= make()
            self.letters.add(letter.stem)
        except Refused as error:
            self.refused[str(error)] = None

    def pages_of(self, letter: Letter) -> int:
        """How many pages the letter takes on paper; 0 where it isn't printed."""
        if content := self.files.get(f"{letter.stem}.pdf"):
            from letters.pdfium import opened  # only what makes PDFs waits for it

            with opened(content) as document:
                return len(document)
        return self.bound.get(letter.stem, 0)


def _made(letters: Sequence[Letter], request: Request, options: Options) -> _Made:
    channels = [CHANNELS[name] for name in dict.fromkeys(options["channel"] or ("pdf",))]
    made = _Made()
    if options["one_file"] and Channel.POST in channels:
        _bind(made, letters, request, options)
        channels.remove(Channel.POST)
    hidden = not sys.stderr.isatty()
    with click.progressbar(letters, label="Writing letters", file=sys.stderr, hidden=hidden) as bar:
        for letter in bar:
            for channel in channels:
                if not is_in_cc(letter, channel, request.appeal):
                    made.attempt(letter, partial(_files, letter, channel, request, options))
    return made


def _files(letter: Letter, channel: Channel, request: Request, options: Options) -> dict[str, bytes]:
    refuse_unreached(letter, channel, request.appeal, request.copies)
    files = render(letter, channel, _layout(options), fold_marks=options["fold_marks"], attach=options["attach"])
    return {file.name: file.content for file in files}


def _bind(made: _Made, letters: Sequence[Letter], request: Request, options: Options) -> None:
    """One PDF of all letters that go by post and can be printed."""
    from letters import pdf

    def tried(letter: Letter) -> dict[str, bytes]:
        refuse_unreached(letter, Channel.POST, request.appeal, request.copies)
        made.bound[letter.stem] = pdf.pages_of(letter, _layout(options))
        return {}

    for letter in letters:
        made.attempt(letter, partial(tried, letter))
    if bound := [letter for letter in letters if letter.stem in made.letters]:
        content = pdf.render(bound, _layout(options), fold_marks=options["fold_marks"])
        made.files[f"{request.appeal.slug}.pdf"] = content


def _layout(options: Options) -> LayoutName | None:
    return LayoutName(options["layout"]) if options["layout"] else None


def save(contents: Mapping[str, bytes], out: Path, *, force: bool, private: bool = False) -> None:
    """All files, by their names, or none: each under a temporary name first, then renamed.

    `private` is what shows who writes: such files and a new folder for them are for their owner alone.
    """
    if not force and (there := [name for name in contents if (out / name).exists()]):
        raise Refused(f"{out}/{there[0]} already exists; add --force to overwrite, or choose another --out")
    try:
        out.mkdir(PRIVATE_FOLDER if private else 0o777, parents=True, exist_ok=True)
        write_together({out / name: content for name, content in contents.items()}, private=private)
    except OSError as error:
        raise LettersError(f"can't write to {out}: {error.strerror}") from None
