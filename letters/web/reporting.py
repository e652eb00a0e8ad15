"""The pages on which somebody says that she has sent letters: counted without a name, a cookie or an address.

Only a site with a store has them. What is counted are sums; the ticket is what lets nobody report twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.errors import gettext_noop
from letters.fields.countries import COUNTRIES
from letters.web import tickets
from letters.web.collection import REPORTS_ENDED, NoMore, NotNow
from letters.web.context import ended, public_appeal, reports, today, utc
from letters.web.sent import Asking, Question, sent_page, written_for
from letters.web.texts import explained, gettext, language
from letters.web.tickets import NoTicket

if TYPE_CHECKING:
    from letters.store.reports import Reported

pages = Blueprint("reporting", __name__)

MOST_ASKED = 9
"""Of more letters than these it is asked once how they were sent."""
_ALL = "channel-all"

NOTHING_CHOSEN = gettext_noop("Please say how you sent your letter.")


@pages.post("/appeals/<slug>/sent")
def asked(slug: str) -> str:
    """The page for whoever has sent letters, with the question how. Nothing is counted yet."""
    appeal = written_for(slug)
    tickets.number_of(request.form.get("ticket", ""), slug)
    return sent_page(appeal, asking=_asking(appeal))


@pages.post("/appeals/<slug>/sent/report")
def report(slug: str) -> BaseResponse | str:
    """The thanks for letters that are counted now, or were before; or else the same page again."""
    appeal = written_for(slug)
    letters = list(_chosen(appeal))
    if not letters:
        return make_response(_again(appeal, gettext(NOTHING_CHOSEN)), 422)
    number, ends = tickets.number_of(request.form.get("ticket", ""), slug)
    _count(appeal, letters, number, ends)
    return sent_page(appeal, heading=gettext("Thank you"), thanks=len(letters))


def _count(appeal: Appeal, letters: list[Reported], number: bytes, ends: dt.datetime) -> None:
    from letters.store.reports import Ticket

    country = request.form.get("country", "")
    with reports() as kept:
        kept.report(
            appeal.slug,
            letters,
            country if country in COUNTRIES else "",
            Ticket(number=number, ends=ends),
            now=utc(),
            today=today(),
            ended=ended(appeal),
        )


def _chosen(appeal: Appeal) -> Iterator[Reported]:
    """What somebody says of each of her letters; nothing of those that she hasn't sent."""
    from letters.store.reports import Reported

    to = _addressees(appeal)
    for key in to:
        asked = request.form.get(_field(key, to))
        if asked in appeal.channels_for(key):
            yield Reported(addressee=key, channel=Channel(asked))


def _asking(appeal: Appeal) -> Asking:
    to = _addressees(appeal)
    return Asking(
        ticket=request.form.get("ticket", ""),
        to=to,
        questions=tuple(_questions(appeal, to)),
        country=request.form.get("country", ""),
    )


def _questions(appeal: Appeal, to: tuple[str, ...]) -> Iterator[Question]:
    if len(to) > MOST_ASKED:
        usable = {channel for key in to for channel in appeal.channels_for(key)}
        ways = tuple(channel for channel in Channel if channel in usable)
        yield Question(_ALL, "", ways, request.form.get(_ALL, ""))
        return
    for key in to:
        ways = appeal.channels_for(key)
        alone = ways[0] if len(to) == len(ways) == 1 else ""
        field = _field(key, to)
        chosen = request.form.get(field, alone)
        yield Question(field, appeal.to[key].name_in(language()), ways, chosen)


def _field(key: str, to: tuple[str, ...]) -> str:
    """Where it is said how the letter to one of them was sent: its own field, or the one for all."""
    return _ALL if len(to) > MOST_ASKED else f"channel-{key}"


def _addressees(appeal: Appeal) -> tuple[str, ...]:
    """Those to whom her letters go, as far as she can still reach them; everybody where the page doesn't say."""
    reached = tuple(key for key in appeal.to if appeal.channels_for(key))
    named = request.form.get("to", "").split()
    return tuple(key for key in reached if key in named) or reached


def _again(appeal: Appeal, notice: str) -> str:
    return sent_page(appeal, asking=_asking(appeal), notice=notice)


@pages.errorhandler(NoTicket)
def _no_ticket(error: NoTicket) -> BaseResponse:
    return make_response(sent_page(_appeal(), notice=explained(error)), 422)


@pages.errorhandler(NotNow)
def _not_now(error: NotNow) -> BaseResponse:
    response = make_response(_again(_appeal(), explained(error)), 503)
    response.headers["Retry-After"] = str(error.seconds)
    return response


@pages.errorhandler(NoMore)
def _no_more(_: NoMore) -> BaseResponse:
    return make_response(sent_page(_appeal(), notice=gettext(REPORTS_ENDED)), 410)


def _appeal() -> Appeal:
    return public_appeal(str((request.view_args or {})["slug"]))
