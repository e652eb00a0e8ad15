"""What `letters check` knows beyond errors: advice on texts and data, and the letters themselves when asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from letters.addressee import Addressee
from letters.appeal import Appeal, Status, Texts
from letters.body import Demands, Points
from letters.channel import Channel
from letters.compose import Words, compose, copy_of
from letters.errors import Finding, Refused, Severity
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library import Library
from letters.loader import KeyPath, Source, load
from letters.mail import mailto
from letters.supporter import Supporter

MAX_SUMMARY_WORDS = 90
MAX_BACKGROUND_WORDS = 400
CHECK_AFTER = dt.timedelta(days=365)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SETS_A_DATE = re.compile(
    r"\b(?:before|by|until|no later than) (?:the )?"
    rf"(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}\b|\d{{4}}-\d\d-\d\d)"
)
_PARTICIPLE = re.compile(r"^(?:urging|calling|asking|demanding|requesting|expressing|reminding|insisting)\b", re.I)
# A plausible long case: the sender's data that the longest letter is tried with.
_TRIAL = Supporter(
    signature="Alexandra Featherstonehaugh",
    street=("Flat 12", "147 Old Station Road"),
    postcode="EH7 4AH",
    town="Edinburgh",
    country="GB",
)

PageCount = Callable[[Letter, LayoutName], int]
MissingCharacters = Callable[[Letter], str]


def findings(library: Library, today: dt.date) -> tuple[Finding, ...]:
    """Every error of the library, and every warning about what it holds."""
    found = list(library.findings)
    for appeal in library.appeals.values():
        source = load(appeal.folder / "appeal.yaml")
        found += _deadline_beside_date(source, appeal)
        for language, texts in appeal.texts.items():
            file = source if language == appeal.facts.language else load(appeal.folder / f"{language}.yaml")
            found += _lengths(file, texts)
            found += _participles(file, texts)
            found += _gained_since(file, appeal, language)
            found += _long_mailto(file, appeal, language, today)
    found += _old_contacts(library, today)
    return tuple(sorted(found))


def rendered_findings(
    library: Library, appeal: Appeal, today: dt.date, pages: PageCount, missing: MissingCharacters
) -> Iterator[Finding]:
    """Every letter of the appeal and its copy at their longest, in every language and layout."""
    for language in appeal.texts:
        name = "appeal" if language == appeal.facts.language else language
        source = load(appeal.folder / f"{name}.yaml")
        for key in appeal.to:
            troubles = (
                (trouble[0], f"{trouble[1]} ({sheet} to {key}, with every point ticked)")
                for sheet, letter in _longest(library, appeal, key, language, today)
                if (trouble := _trouble(letter, pages, missing))
            )
            # What is wrong with a letter is wrong with its copy.
            yield from (source.finding(("letter", "body"), *trouble) for trouble in islice(troubles, 1))


def _trouble(letter: Letter, pages: PageCount, missing: MissingCharacters) -> tuple[str, str] | None:
    """A code and a message, or None."""
    if signs := missing(letter):
        return "A501", f"no font here has the characters {signs}"
    try:
        long = [layout.value for layout in LayoutName if pages(letter, layout) > 1]
    except Refused as error:
        return "A503", str(error)
    return ("A502", f"is over one page on {', '.join(long)}: shorten it") if long else None


def _longest(library: Library, appeal: Appeal, key: str, language: str, today: dt.date) -> Iterator[tuple[str, Letter]]:
    """The letter that says the most, naming those who get a copy, and the copy with the longest address."""
    body = appeal.texts_in(language).letter.body
    points = frozenset(choice for block in body if isinstance(block, Points) for choice in block.choices)
    embassies = library.embassies.get(appeal.facts.country, {}) if appeal.copies_to_embassy else {}
    home = max(embassies, key=lambda country: _room(embassies[country], language), default=_TRIAL.country)
    copies = library.copies(appeal, home)
    trial = replace(_TRIAL, country=home)
    letter = compose(appeal, key, trial, Words(points=points), language=language, date=today, copies=copies)
    yield "letter", letter
    if copies:
        longest = max(copies, key=lambda name: _room(copies[name], language))
        yield "copy of the letter", copy_of(letter, longest, copies[longest])


def _room(recipient: Addressee, language: str) -> tuple[int, int]:
    """By which addresses and names are compared: lines first, then characters."""
    lines = recipient.post.lines if recipient.post else ()
    return len(lines), len(recipient.name_in(language)) + sum(map(len, lines))


def _warning(source: Source, path: KeyPath, code: str, message: str) -> Finding:
    return replace(source.finding(path, code, message), severity=Severity.WARNING)


def _lengths(source: Source, texts: Texts) -> Iterator[Finding]:
    for field, text, limit in (
        ("summary", texts.summary, MAX_SUMMARY_WORDS),
        ("background", texts.background or "", MAX_BACKGROUND_WORDS),
    ):
        if (words := len(text.split())) > limit:
            yield _warning(source, (field,), "A401", f"has {words} words; {limit} is as long as people read")


def _participles(source: Source, texts: Texts) -> Iterator[Finding]:
    for index, block in enumerate(texts.letter.body):
        if isinstance(block, Demands):
            for number, item in enumerate((block.demands, *block.items)):
                path: KeyPath = ("letter", "body", index, *(("items", number - 1) if number else ("demands",)))
                if _PARTICIPLE.match(item):
                    first = item.split()[0]
                    yield _warning(source, path, "A402", f'begins with {first!r}: a letter says "I urge you to ..."')


def _gained_since(source: Source, appeal: Appeal, language: str) -> Iterator[Finding]:
    if language == appeal.facts.language:
        return
    for field in ("background", "rules", "outcome"):
        if getattr(appeal.facts, field) and field not in source.data:
            yield _warning(source, (field,), "A403", "the appeal has this text, the translation lacks it")
    if len(source.data.get("people") or []) < len([person for person in appeal.facts.people if person.about]):
        yield _warning(source, ("people",), "A403", "the appeal describes people that this translation does not")


def _deadline_beside_date(source: Source, appeal: Appeal) -> Iterator[Finding]:
    if appeal.facts.deadline is not None or appeal.facts.status is Status.STOPPED:
        return
    texts: list[tuple[KeyPath, str]] = [(("summary",), appeal.facts.summary)]
    texts += [(("rules", index), rule) for index, rule in enumerate(appeal.facts.rules)]
    for path, text in texts:
        if match := _SETS_A_DATE.search(text):
            yield source.finding(path, "A319", f"says {match.group()!r}, but deadline is none: give one date for both")


def _long_mailto(source: Source, appeal: Appeal, language: str, today: dt.date) -> Iterator[Finding]:
    for key, addressee in appeal.to.items():
        if Channel.EMAIL not in addressee.channels:
            continue
        plain = compose(appeal, key, _TRIAL, Words(), language=language, date=today)
        if mailto(plain) is None:
            message = f"is too long for a mailto link to {key}: the form offers the other ways"
            yield _warning(source, ("letter", "body"), "A404", message)


def _old_contacts(library: Library, today: dt.date) -> Iterator[Finding]:
    path = next((a.folder.parent / "addressees.yaml" for a in library.appeals.values()), Path("addressees.yaml"))
    if not path.is_file():
        return
    source = load(path)
    used = {key for appeal in library.appeals.values() if appeal.is_open(today) for key in (*appeal.to, *appeal.copies)}
    for key, addressee in library.book.items():
        if key in used and (message := _age(addressee, today)):
            yield _warning(source, (key, "checked") if addressee.checked else (key,), "A405", message)


def _age(addressee: Addressee, today: dt.date) -> str:
    if addressee.checked is None:
        return "nobody has noted when this was last checked (checked: year-month-day)"
    if today - addressee.checked > CHECK_AFTER:
        return f"last checked on {addressee.checked}, more than a year ago; check it again"
    return ""


def count(found: tuple[Finding, ...], severity: Severity) -> int:
    """How many findings have this severity."""
    return sum(finding.severity is severity for finding in found)
