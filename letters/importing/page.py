"""The text of a draft that was made from a sheet: fields where they were found, the sheet's other words in notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letters.authoring.draft_page import BACKGROUND, NO_PEOPLE, PHOTO, SUMMARY, example, fact
from letters.authoring.edits import ON_SHEET
from letters.authoring.scalars import WIDTH, flow_item, literal, notes, scalar, tidied, value
from letters.fields.dates import readings
from letters.importing.addresseepage import offered, receivers
from letters.importing.drafted import Imported, where
from letters.importing.facts import Fact
from letters.importing.languages import rules
from letters.importing.letterpage import letter
from letters.importing.people import PersonNamed
from letters.importing.published import Published
from letters.importing.signs import cleaned

_SCHEMA = "# yaml-language-server: $schema=../appeal.schema.json\n#\n"
_HEAD = """\
A draft made from {file}: only you see it. Compare it with the sheet, line by line. Notes say where the sheet uses \
other words{unplaced}.{places} Run {command} (with --appeals as now, if you gave it): it names the line of anything \
that is wrong. When everything is right, set `status: open`. Everything after a # is a note; you may delete it.\
"""
_UNPLACED = '; what couldn\'t be placed is at the end, below "Not placed"'
_REPLACE = " Replace every text in [brackets], the brackets and the quotation marks included."
_PLACE = re.compile(r'^(?:[^#\n]*"|\s+)\[', re.MULTILINE)

_PLACES = {"country": "country code", "deadline": "year-month-day", "issued": "year-month-day"}
_NO_COUNTRY = "where it happens, in two letters; the sheet's heading doesn't say"
_NO_DEADLINE = "the last day on which a letter may leave, or none"
_EARLIER = "# earlier:\n#   - {document: First UA, issued: 2025-12-31, news: What was new in it.}\n"
_MENTION = "# mention_organisation: welcome    # may writers name the organisation? welcome, avoid or never\n"
_NO_RULES = """\
# rules:                           # what you ask of those who write, shown beside the form
#   - Write politely and in your own words. One page is enough.
"""
_RULES = "what you ask of those who write, shown beside the form"


def page(draft: Imported) -> str:
    """The whole text of the draft."""
    body = _body(draft)
    head = _HEAD.format(
        file=" ".join(cleaned(draft.sheet.file).split()),
        unplaced=_UNPLACED if draft.sheet.unplaced else "",
        places=_REPLACE if _PLACE.search(body) else "",
        # A command stays on one line.
        command=f"`letters check {draft.slug}`".replace(" ", "\u00a0"),
    )
    return f"{_SCHEMA}{notes(head)}\n".replace("\u00a0", " ") + body


def _body(draft: Imported) -> str:
    sheet = draft.sheet
    return (
        f"{_facts(draft)}\n"
        f"{_unsure(sheet, 'summary', 'the summary')}{_summary(sheet)}\n"
        f"{_unsure(sheet, 'people', 'who is at risk')}{_people(sheet)}"
        f"{PHOTO}{_said('The sheet says of its photo', sheet.photo)}\n"
        f"{_unsure(sheet, 'to', 'who is written to')}{receivers(draft)}{_MENTION}{_rules(draft)}\n"
        f"{_unsure(sheet, 'letter', 'the letter')}letter:\n{letter(sheet, draft.title.value)}\n"
        f"{_unsure(sheet, 'background', 'the background')}{_background(sheet)}{_earlier(sheet)}{_kinds(sheet)}"
        f"{offered(draft)}{_unplaced(sheet)}"
    )


def _facts(draft: Imported) -> str:
    sheet, facts = draft.sheet, draft.sheet.facts
    known = {"case": facts.case, "document": facts.document, "index": facts.index}
    return (
        "".join(fact(name, scalar(tidied(text))) if text else example(name) for name, text in known.items())
        + _unsure(sheet, "title", "the title")
        + _title(draft.title)
        + _read("country", draft.country, where(sheet), _NO_COUNTRY)
        + (_read("issued", "", facts.issued, "") if facts.issued else example("issued"))
        + _read("deadline", draft.deadline, sheet.deadline, f"{_NO_DEADLINE}; the sheet names none")
        + fact("status", "draft")
        + fact("language", sheet.language)
    )


def _title(title: Fact) -> str:
    if not title.value:
        return fact("title", scalar("[The headline]"))
    note = notes(f"{ON_SHEET}{title.words}; look at the capitals") if title.words else ""
    return f"{note}title: {value(title.value, 2)}\n"


_UNSURE = "# Less certain than the rest: compare {what} with the sheet.\n"


def _unsure(sheet: Published, name: str, what: str) -> str:
    """A note above a field that was found and may be wrong."""
    return _UNSURE.format(what=what) if sheet.is_uncertain(name) else ""


def _read(name: str, chosen: str, found: Fact | None, missing: str) -> str:
    """A field that was read from words of the sheet, with those words."""
    written = chosen or (found.value if found else "") or scalar(f"[{_PLACES[name]}]")
    if found is None:
        return fact(name, written, None if chosen else missing)
    said = f"{ON_SHEET}{tidied(found.words)}"
    unclear = "" if chosen or found.value else f"{readings(found.words)} "
    if unclear and name == "issued":
        return notes(f"issued: year-month-day; {unclear}{said}")
    line = fact(name, written, f"{unclear}{said}")
    return line if len(line) <= WIDTH + 10 else notes(f"{unclear}{said}") + fact(name, written)


def _summary(sheet: Published) -> str:
    return f"summary: {value(sheet.summary, 2)}\n" if sheet.summary else f"summary: {scalar(SUMMARY)}\n"


def _rules(draft: Imported) -> str:
    """What the sheet says on languages, unless it only names those that the addressees then have, and says no more."""
    sheet = draft.sheet
    have_them = bool(sheet.language_codes and draft.written_out and not draft.to)
    with_names = bool(sheet.languages.sentences) or not have_them
    found = rules(sheet.languages, sheet.language, with_names=with_names)
    return fact("rules", "", _RULES) + "".join(f"  - {value(rule, 4)}\n" for rule in found) if found else _NO_RULES


def _people(sheet: Published) -> str:
    listed = fact("people", "") + "".join(map(_person, sheet.people)) if sheet.people else NO_PEOPLE
    return f"{listed}{notes(f'gender on the sheet: {sheet.gender}') if sheet.gender else ''}"


def _person(person: PersonNamed) -> str:
    fields = {"name": person.name, "native_name": person.native_name, "pronouns": person.pronouns}
    lines = [f"{name}: {value(text, 6)}" for name, text in fields.items() if text]
    if not person.pronouns:
        lines.append("# pronouns: she/her            # leave it out if you don't know")
    lines.append("# about: who this is, in a few words")
    said = notes(f"{ON_SHEET}{person.words}", "    # ") if person.words else ""
    return "  - " + "\n    ".join(lines) + "\n" + said


def _said(what: str, lines: Sequence[str]) -> str:
    """The sheet's own words on something, in a note."""
    text = " / ".join(line for line in lines if line)
    return notes(f"{what}: {text}", further="  ") if text else ""


def _background(sheet: Published) -> str:
    if not sheet.background:
        return BACKGROUND.lstrip("\n")
    note = "# Facts for those who want to know more; up to 400 words, an empty line between paragraphs.\n"
    return f"{note}background: {literal(chr(10).join(f'{text}{chr(10)}' for text in sheet.background), 2)}\n"


def _earlier(sheet: Published) -> str:
    said = _said("The sheet says of documents before this one", sheet.on_earlier)
    entries = "".join(f"  - {flow_item({'document': document})}\n" for document in sheet.earlier)
    if not (said or entries):
        return ""
    entries = f"earlier:\n{entries}" if entries else _EARLIER
    head = "# The documents before this one, oldest first, each with `document`, `issued`, `news`.\n"
    return f"\n{head}{said}{entries}"


def _kinds(sheet: Published) -> str:
    """What the sheet says that only other kinds of files hold: that the case has ended, and who has signed."""
    ended = _said("The sheet says that the case has ended", sheet.outcome)
    signed = _said("The sheet is signed by others, as an open letter is (`kind: open-letter`)", sheet.signatories)
    return f"\n{ended}{signed}" if ended or signed else ""


def _unplaced(sheet: Published) -> str:
    parts = list(_unplaced_parts(sheet))
    if sheet.headings:
        parts.append(notes(f"The sheet's own headings: {' / '.join(sheet.headings)}", further="  "))
    if sheet.repeated:
        parts.append("\n# Left out, because it is repeated on each page or numbers the pages:\n")
        parts += [notes(line, "#   ") for line in sheet.repeated]
    return ("" if sheet.repeated and not sheet.unplaced else "\n") + "".join(parts) if parts else ""


def _unplaced_parts(sheet: Published) -> Iterator[str]:
    if sheet.unplaced:
        yield "# Not placed: this is on the sheet too, but no field was found for it.\n"
    for part in sheet.unplaced:
        yield notes(f"{part.label}:", "#   ")
        for line in part.lines:
            yield notes(line, "#     ")
