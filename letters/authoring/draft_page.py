"""The text of a new appeal.yaml, with notes for its author and a place in [brackets] for every text."""

from __future__ import annotations

from dataclasses import dataclass

from letters.appeal.file import Kind
from letters.authoring.scalars import scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What must be known before a draft can be written."""

    slug: str
    kind: Kind = Kind.APPEAL
    title: str
    country: str
    people: tuple[str, ...] = ()
    to: tuple[str, ...]
    """Keys of the address book; none: to the first of the people, which only solidarity can be."""
    deadline: str
    language: str


_HEAD = """\
# yaml-language-server: $schema=../appeal.schema.json
#
# A draft: only you see it. Replace every text in [brackets], the brackets and the quotation marks
# included. Run `letters check {slug}` (with --appeals as now, if you gave it): it names the line of
# anything that is wrong.
# When everything is right, set `status: open`. Everything after a # is a note; you may delete it.

"""
SUMMARY = "[Who is in danger, and what should readers do? 50 to 90 words.]"
_NOTES = {
    "case": "the number that every document of this case keeps",
    "document": "which document this is, in your own words",
    "index": "the issuer's own index",
    "title": "",
    "country": "where it happens",
    "issued": "the day of issue: year-month-day",
    "deadline": "the last day on which a letter may leave, or none",
    "status": "draft, open or stopped",
    "language": "of the texts in this file; fr.yaml would be a translation",
    "people": "those at risk, one entry each",
    "to": "who decides: keys of addressees.yaml",
    "copies": "who else should know",
}
_EXAMPLES = {
    "case": "UA 1/26",
    "document": "First UA",
    "index": "ASA 17/1/2026",
    "issued": "2026-01-31",
    "copies": "[embassy]",
}
NO_PEOPLE = "# people:                          # those at risk, one entry each\n#   - name: Her Name\n"
PHOTO = """\
# photo: {file: photo.jpg, alt: What it shows, credit: Who took it}    # only with the right to use it
"""
_RULES = """\
# May writers name the organisation? Say welcome, avoid (it would not help) or never (it could do harm); as long as you
# say nothing, neither do the pages.
# mention_organisation: never
rules:                             # what you ask of those who write, shown beside the form
  - Write politely and in your own words. One page is enough.

"""
_SIGNING_RULES = """\
# rules:                           # what you ask of those who sign, shown beside the form
#   - Please sign by Friday; we hand the letter over on Saturday.

"""
_SHARED_PARAGRAPH = """\
    # A paragraph. Write for all who sign: "We write to you", not "Urging the authorities". Everybody signs these words:
    # have them read before you publish.
    - "[What has happened, and to whom?]"
"""
_SIGNED_UNTIL = "the last day on which people can sign, or none"
PARAGRAPH = """\
    # A paragraph. Write as the one who signs: "I am writing to you", not "Urging the authorities".
    - "[What has happened, and to whom?]"
"""
_POINTS = """\
    # The writer ticks what applies to her, and each tick adds its paragraph. The words before the
    # colons are names for the program: small letters, no spaces.
    - points: Say what you want to stress
      choices:
        first: "[A paragraph that some will want to add.]"
        second: "[Another one. It must make sense without the first.]"
"""
_OWN_WORDS = """\
    - own_words: Why does this matter to you?
      hint: "[What could they write about? Their work, where they live, a link to the country.]"
"""
_DEMANDS = """\
    # What the letter asks for. The introduction and each item read as one sentence.
    - demands: {who} call on you to
      items:
        - "[release ... at once and without conditions;]"
        - "[see to it that ... .]"
"""
BACKGROUND = """
# Facts for those who want to know more; up to 400 words, an empty line between paragraphs.
# background: |
#   The first paragraph.
"""
_SIGNATORIES = """
# Whether it is called a petition.
# petition: true

# Who may sign on the site: people, organisations or both.
# signers: people

# Who signed: names, or a count with its date.
# signatories:
#   - group: Organisations
#     type: organisations
#     members: [The first, The second]
"""


def fact(name: str, written: str, note: str | None = None) -> str:
    """A field that is written already, on one line with its note; the notes stand below each other."""
    note = _NOTES[name] if note is None else note
    line = f"{name}: {written}".rstrip()
    return f"{line:<34} # {note}\n" if note else f"{line}\n"


def example(name: str) -> str:
    """A field that may be left out, as an example in a note."""
    return "# " + fact(name, _EXAMPLES[name]).replace("  #", "#", 1)


def page(draft: Draft) -> str:
    """The whole text of the draft."""
    kind = "" if draft.kind is Kind.APPEAL else f"kind: {draft.kind.value}\n"
    signed = draft.kind is Kind.OPEN_LETTER
    return (
        f"{_HEAD.format(slug=draft.slug)}{kind}{_facts(draft)}\n{_people(draft)}{PHOTO}\n{_to(draft)}"
        f"{_SIGNING_RULES if signed else _RULES}"
        f"letter:\n{_letter(draft)}{BACKGROUND}{_SIGNATORIES if signed else ''}"
    )


def _facts(draft: Draft) -> str:
    return (
        f"{example('case')}{example('document')}{fact('title', scalar(draft.title))}{fact('country', draft.country)}"
        f"{example('issued')}{_deadline(draft)}{fact('status', 'draft')}"
        f"{fact('language', draft.language)}\nsummary: {scalar(SUMMARY)}\n"
    )


def _deadline(draft: Draft) -> str:
    return fact("deadline", draft.deadline, _SIGNED_UNTIL if draft.kind is Kind.OPEN_LETTER else None)


def _people(draft: Draft) -> str:
    if not draft.people:
        return NO_PEOPLE
    entries = (
        f"  - name: {scalar(name)}\n    # pronouns: she/her            # leave it out if you don't know\n"
        '    about: "[Who is this? A few words: teacher and mother of two.]"\n'
        for name in draft.people
    )
    return f"{fact('people', '')}{''.join(entries)}"


def _to(draft: Draft) -> str:
    if not draft.to:
        return f"to:                                # the letters go to the person at risk{to_person(draft)}\n"
    return fact("to", f"[{', '.join(draft.to)}]") + example("copies")


def to_person(draft: Draft) -> str:
    """The person at risk as an addressee written out, below `to:`."""
    return (
        f"\n  - name: {scalar(draft.people[0])}\n"
        f'    salutation: {{{draft.language}: "[Dear ...,]"}}\n'
        "    # Where mail reaches the person; leave it out while that isn't known.\n"
        f"    # post: {{lines: [Name, Street 1, 12345 Town], country: {draft.country}}}"
    )


def _letter(draft: Draft) -> str:
    subject = '  subject: "[A few words: the name, and what it is about]"\n'
    match draft.kind:
        case Kind.APPEAL:
            return f"{subject}  body:\n{PARAGRAPH}{_POINTS}{_OWN_WORDS}{_DEMANDS.format(who='I')}"
        case Kind.OPEN_LETTER:
            return f"{subject}  body:\n{_SHARED_PARAGRAPH}{_DEMANDS.format(who='We')}"
        case Kind.SOLIDARITY:
            return (
                f"  body:                            # no subject and no demands: this goes to the person\n{_OWN_FIRST}"
            )


_OWN_FIRST = '    - "[A few warm sentences that everybody sends.]"\n' + _OWN_WORDS
