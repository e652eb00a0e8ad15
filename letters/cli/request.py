"""What `letters write` was asked for: options and files into the values of the pipeline."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind, Status
from letters.appeal.notice import NewsKind
from letters.compose import Words, organisation, words_from
from letters.errors import InvalidFiles, Refused, did_you_mean
from letters.exposure import Exposed, exposed_in
from letters.language.language import LANGUAGES
from letters.library.library import Library
from letters.resources import folder
from letters.supporter import LIMITS, Supporter, supporter_from
from letters.yamlfile.loader import load
from letters.yamlfile.validation import Frozen, validate

Options = Mapping[str, Any]


def _joined(value: Any) -> Any:
    """What may be left empty, or be a list with a line in each item, as one text."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return "" if value is None else value


def _listed(value: Any) -> Any:
    """What may be left empty, or be one item without its list, as a list."""
    return [value] if isinstance(value, str) else value or []


Lines = Annotated[str, BeforeValidator(_joined)]


class SupporterFile(Frozen):
    """What stands in the file of somebody who writes, for `--supporter`: the fields of the form, all optional."""

    name: Lines = ""
    initials: Lines = ""
    address: Lines = ""
    street: Lines = ""
    postcode: Lines = ""
    town: Lines = ""
    region: Lines = ""
    country: Lines = ""
    email: Lines = ""
    sign_as: Lines = ""
    language: Lines = ""
    tick: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    own_words: Lines = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The letters that somebody wants: to the addressees `to`, and a copy of each to `copies`."""

    appeal: Appeal
    to: tuple[str, ...]
    copies: Mapping[str, Addressee]
    supporter: Supporter
    words: Words
    language: str
    date: dt.date
    exposed: tuple[Exposed, ...]
    idle: str
    """What was given and changes nothing; or nothing."""


_WHO = "an open letter comes from the organisation in site.yaml; what you said of who writes changes nothing"


def request_from(library: Library, options: Options, now: dt.datetime) -> Request:
    """The request that the options make. Raises LettersError with what to do."""
    appeal = appeal_named(library, options["appeal"])
    date = date_from(options["date"]) or now.date()
    refuse_ended(appeal, now, late=options["late"], date=date)
    fields, given = _fields(options)
    is_open = appeal.facts.kind is Kind.OPEN_LETTER
    supporter = organisation(library.site) if is_open else supporter_from(fields)
    language = language_of(appeal, options["language"] or given.language)
    words = _words(appeal, language, options, given)
    return Request(
        appeal=appeal,
        to=_addressees(appeal, options["to"]),
        copies=library.copies(appeal, supporter.country) if options["copies"] else {},
        supporter=supporter,
        words=words,
        language=language,
        date=date,
        idle=_WHO if is_open and any(fields.values()) else "",
        exposed=exposed_in(fields, {"own words": "\n\n".join(words.own), "text": words.text}, appeal),
    )


def _addressees(appeal: Appeal, keys: tuple[str, ...]) -> tuple[str, ...]:
    for key in keys:
        if key not in appeal.to:
            known = ", ".join(appeal.to)
            raise Refused(f"{appeal.slug} has no addressee {key!r}{did_you_mean(key, appeal.to)}: {known}")
    return tuple(dict.fromkeys(keys)) or tuple(appeal.to)


def language_of(appeal: Appeal, asked: str | None) -> str:
    """The language that was asked for, or the appeal's own. Raises Refused where the appeal doesn't have it."""
    language = asked or appeal.facts.language
    if language not in appeal.languages:
        if language in LANGUAGES and (file := appeal.folder / f"{language}.yaml").is_file():
            raise Refused(f"{file} has errors, so there is no letter in {language!r} yet; `letters check` names them")
        raise Refused(f"there is no letter in {language!r} here; choose from: {', '.join(appeal.languages)}")
    return language


def appeal_named(library: Library, slug: str) -> Appeal:
    """The appeal of that name. Raises LettersError: its own mistakes, or the nearest name."""
    slug = slug.rstrip("/")
    if slug in library.appeals:
        return library.appeals[slug]
    if broken := [finding for finding in library.findings if finding.file.parent.name == slug]:
        raise InvalidFiles(broken)
    if notice := library.notices.get(slug):
        what = "news" if notice.facts.kind is NewsKind.NEWS else "an event"
        appeals = f": {', '.join(notice.appeals)}" if notice.appeals else ""
        raise Refused(f"{slug} is {what}, not an appeal; this is for appeals{appeals}")
    raise Refused(f"there is no appeal {slug!r}{did_you_mean(slug, library.appeals)}; {_where_to_look(library)}")


def _where_to_look(library: Library) -> str:
    if library.folder == folder("appeals"):
        return "these are the shipped examples; for your own, add --appeals FOLDER, the folder with your site.yaml"
    return "`letters list` shows them"


def refuse_ended(appeal: Appeal, now: dt.datetime, *, late: bool, date: dt.date) -> None:
    """Raises Refused where no letters of that date may be made from the appeal at this instant."""
    facts = appeal.facts
    if facts.status is Status.STOPPED:
        raise Refused(f"{appeal.slug} has ended; no letters are made from it. {facts.outcome}")
    if facts.status is Status.DRAFT:
        raise Refused(f"{appeal.slug} is a draft; set `status: open` once it may be used")
    if facts.embargo and facts.embargo > now:
        raise Refused(f"{appeal.slug} may not be used before {facts.embargo.isoformat()}")
    refuse_late(appeal, now, late=late)
    if appeal.is_late(date) and not late:
        raise Refused(f"{_past(appeal)}, before the letters' date, {date}; date them earlier, or {_CHECK_FIRST}")


_CHECK_FIRST = "check with us first, then add --late"


def _past(appeal: Appeal) -> str:
    return f"the deadline of {appeal.slug} was {appeal.facts.deadline}"


def refuse_late(appeal: Appeal, now: dt.datetime, *, late: bool) -> None:
    """Raises Refused where the last day to write is over and nobody has said that it may still be used."""
    if appeal.is_late(now.date()) and not late:
        raise Refused(f"{_past(appeal)}; {_CHECK_FIRST}")


def _fields(options: Options) -> tuple[dict[str, str], SupporterFile]:
    """The supporter's fields, and what else stands in the supporter's file. Options come before the file."""
    given = validate(SupporterFile, load(Path(options["supporter"]))) if options["supporter"] else SupporterFile()
    fields = {name: options.get(name) or getattr(given, name) for name in (*LIMITS, "sign_as")}
    if options["address"]:
        fields["address"] = options["address"].replace("\\n", "\n")
    return fields, given


def _words(appeal: Appeal, language: str, options: Options, given: SupporterFile) -> Words:
    ticks = options["tick"] or given.tick
    own = _read_text(options["own_words"]) if options["own_words"] else given.own_words
    text = _read_text(options["text"]) if options["text"] else ""
    if appeal.facts.kind is Kind.OPEN_LETTER and (ticks or own or text):
        raise Refused("the text of an open letter is fixed; leave out --tick, --own-words and --text")
    letter = appeal.texts_in(language).letter
    return words_from(letter, points=ticks, own=[own], text=text)


def _read_text(name: str) -> str:
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            # No more than could be used: what is piped in may never end.
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{name} can't be read: {error.strerror}") from None
    if len(content) > _MOST_BYTES:
        raise Refused(f"{name} has more than {_MOST_BYTES >> 10} kB; a letter is a page or two")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{name} is not UTF-8; save it as plain text in UTF-8") from None


_MOST_BYTES = 256 << 10


def date_from(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("--date: write year-month-day, such as 2026-12-31") from None
