"""The documents of a case: the next one, a longer deadline, and the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from letters.appeal.appeal import Appeal
from letters.appeal.file import AppealFile, Status
from letters.authoring.change import Change, bare, edited, source_of, text_of, verify
from letters.authoring.edits import with_field, with_item, without_field
from letters.authoring.scalars import tidied
from letters.errors import Refused
from letters.fields.dates import PartialDate
from letters.yamlfile.loader import load

Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDocument:
    """What the next document says of itself, and `news` and `link` of the one that becomes earlier. Empty: nothing."""

    document: str
    index: str = ""
    issued: str
    deadline: str
    news: str = ""
    link: str = ""


def current_document(appeal: Appeal) -> str:
    """What the current document is called among the earlier ones."""
    facts = appeal.facts
    return facts.document or facts.case or facts.title


def update(appeal: Appeal, document: NextDocument, today: dt.date) -> Change:
    """The current document becomes an earlier one, and the next is opened."""
    _refuse_unpublished(appeal)
    _refuse_same(appeal, document.document)
    refuse_past(document.deadline, today)
    _refuse_before(document.issued, appeal)
    was = _earlier(appeal, document)

    def expected(data: dict[str, Any]) -> dict[str, Any]:
        new = {"document": document.document, "issued": document.issued, "deadline": document.deadline}
        new |= {"index": document.index} if document.index else {}
        kept = {name: value for name, value in data.items() if name != "index"}
        return {**kept, **new, "earlier": [*(data.get("earlier") or []), was]}

    def edit(text: str) -> str:
        text = _with_earlier(text, was)
        text = _with(text, "document", document.document)
        text = _with(text, "index", document.index) if document.index else without_field(text, "index")
        text = _with(text, "issued", document.issued)
        return _with(text, "deadline", document.deadline)

    return _change(appeal, edit, expected)


def extend(
    appeal: Appeal,
    deadline: dt.date,
    today: dt.date,
    *,
    document: str = "",
    index: str = "",
    news: str = "",
    link: str = "",
) -> Change:
    """A later deadline and nothing else; a name makes the extension a document of its own, issued today."""
    _refuse_stopped(appeal)
    if appeal.facts.deadline is None:
        raise Refused(f"{appeal.slug} has no deadline that could be extended (deadline: none)")
    if deadline <= appeal.facts.deadline:
        raise Refused(f"the deadline of {appeal.slug} is {appeal.facts.deadline} already; give a later one")
    if (news or link or index) and not document:
        option = "--news" if news else "--link" if link else "--index"
        raise Refused(f"{option} is for an extension that is a document of its own; give it a name: --document")
    refuse_past(deadline.isoformat(), today)
    if document:
        next_one = NextDocument(
            document=document,
            index=index or appeal.facts.index or "",
            issued=today.isoformat(),
            deadline=deadline.isoformat(),
            news=news,
            link=link,
        )
        return update(appeal, next_one, today)
    new = {"deadline": deadline.isoformat()}
    return _change(appeal, lambda text: _with(text, "deadline", new["deadline"]), lambda data: {**data, **new})


def stop(appeal: Appeal, outcome: str) -> Change:
    """The end of the case: from then on no letter can be made from it, and its page tells the outcome."""
    _refuse_stopped(appeal)
    new = {"status": Status.STOPPED.value, "outcome": tidied(outcome)}
    if not new["outcome"]:
        raise Refused("--outcome: say what happened, and thank those who wrote")

    def edit(text: str) -> str:
        return with_field(_with(text, "status", new["status"]), "outcome", new["outcome"], ["status"])

    return _change(appeal, edit, lambda data: {**data, **new})


def _change(appeal: Appeal, edit: Edit, expected: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    path = appeal.folder / "appeal.yaml"
    before = text_of(path)
    change = Change(path, before, edited(before, edit(bare(before))))
    verify(change, expected(source_of(path, before).data))
    return change


def _with(text: str, name: str, value: str) -> str:
    """The field with its value; one that is new stands where docs/appeals.md lists it."""
    fields = list(AppealFile.model_fields)
    return with_field(text, name, value, fields[: fields.index(name)][::-1])


def _with_earlier(text: str, was: Mapping[str, str]) -> str:
    return with_item(text, "earlier", was, ["background", "letter"])


def _earlier(appeal: Appeal, following: NextDocument) -> dict[str, str]:
    """The current document as an earlier one, which keeps its index."""
    issued = load(appeal.folder / "appeal.yaml").data.get("issued") or ""
    entry = {"document": current_document(appeal), "index": appeal.facts.index or "", "issued": issued}
    entry |= {"link": following.link, "news": tidied(following.news)}
    return {name: value for name, value in entry.items() if value}


def _refuse_unpublished(appeal: Appeal) -> None:
    _refuse_stopped(appeal)
    if appeal.facts.status is Status.DRAFT:
        raise Refused(f"{appeal.slug} is a draft that nobody has seen: just change its appeal.yaml")


def _refuse_stopped(appeal: Appeal) -> None:
    if appeal.facts.status is Status.STOPPED:
        raise Refused(
            f"{appeal.slug} has ended. If the case goes on after all, set `status: open` in its appeal.yaml,"
            " take the outcome out, and run this again"
        )


def _refuse_same(appeal: Appeal, document: str) -> None:
    names = [earlier.document for earlier in appeal.facts.earlier]
    if appeal.facts.document == document:
        raise Refused(f"{document!r} is the current document of {appeal.slug} already; give the next one its own name")
    if document in names:
        raise Refused(f"{document!r} is an earlier document of {appeal.slug}; give the next one its own name")


def refuse_past(deadline: str, today: dt.date) -> None:
    """Raises Refused for a last day that is over."""
    if deadline != "none" and deadline < today.isoformat():
        raise Refused(f"the deadline {deadline} has already passed; today is {today}")


def _refuse_before(issued: str, appeal: Appeal) -> None:
    was = appeal.facts.issued
    if was and PartialDate.parse(issued).last_day < was.first_day:
        raise Refused(f"{issued} is earlier than the day on which the current document was issued")
