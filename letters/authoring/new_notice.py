"""The text of a new news.yaml or event.yaml: a draft with notes for its author, and brackets for what it is to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from letters.authoring.change import Change, source_of
from letters.authoring.draft_page import fact
from letters.authoring.drafts import free_path
from letters.authoring.jsonschema import NAMED_BY
from letters.authoring.scalars import scalar
from letters.library.notices import KINDS
from letters.yamlfile.validation import validate

_HEAD = """\
{schema}
#
# A draft: only you see it. Replace every text in [brackets], the brackets and the quotation marks
# included. Run `letters check {slug}` (with --appeals as now, if you gave it): it names the line of
# anything that is wrong.
# When everything is right, set `status: open`. Everything after a # is a note; you may delete it.

"""
_TEXTS = {
    "news": "[What has happened, to whom, and what does it mean? An empty line between paragraphs.]",
    "event": "[What is it about, and who may come? An empty line between paragraphs.]",
}
_OWN: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "news": (("date", "", "of the news; 2026-04 or 2026 if you know no more"),),
    "event": (
        ("begins", "", "by the clocks there"),
        ("ends", "2026-12-10 20:00", "likewise, if it is known"),
        ("time_zone", "Europe/London", "of these times; without it, the site's"),
        ("place", "", "what the place is called; online, if it is nowhere else"),
        ("address", "[1 Main Street, Leeds LS1 4AB]", "the lines of its address"),
        ("online", "https://...", "where one can take part from elsewhere"),
        ("speakers", "[Ada Byron, a colleague]", "who speaks, each with a role if that helps"),
    ),
}
"""Each field of its own with an example and a note; without an example it is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """What must be known before news or an event can be begun; `facts` are its fields, those not given left empty."""

    kind: str
    slug: str
    title: str
    language: str
    facts: Mapping[str, str]


def new_notice(folder: Path, notice: NewNotice) -> Change:
    """A draft with every field that it can have. Raises LettersError, also where something stands there already."""
    path = free_path(folder, notice.slug).with_name(f"{notice.kind}.yaml")
    change = Change(path, None, page(notice))
    validate(KINDS[notice.kind], source_of(path, change.after))
    return change


def page(notice: NewNotice) -> str:
    """The whole text of the draft."""
    facts, kind = notice.facts, notice.kind
    head = _HEAD.format(schema=NAMED_BY[f"{kind}.yaml"], slug=notice.slug)
    own = "".join(_field(name, facts.get(name, ""), example, note) for name, example, note in _OWN[kind])
    about = (
        _field("case", facts.get("case", ""), "tashpolat-tiyip", "the case: its appeal's folder, or its number")
        + _field("country", facts.get("country", ""), "CN", "where the case's isn't meant, or there is none")
        + _field("topics", "", "[torture]", "likewise")
        + _field("link", facts.get("link", ""), "https://...", "where there is more to read")
    )
    state = (
        fact("status", "draft", "draft or open" if kind == "news" else "draft, open or cancelled")
        + _field("embargo", "", "2026-04-19T23:01Z", "nobody else can see it before")
        + fact("language", notice.language, "of this file; fr.yaml beside it would be a translation")
    )
    title = fact("title", scalar(notice.title), "")
    return f"{head}{title}{own}\n{about}\n{state}\ntext: {scalar(_TEXTS[kind])}\n"


def _field(name: str, value: str, example: str, note: str) -> str:
    if value or not example:
        return fact(name, scalar(value), note)
    return "# " + fact(name, example, note).replace("  #", "#", 1)
