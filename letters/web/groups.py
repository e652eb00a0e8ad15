"""The page on which a group reports its letters: by the number on its tally, with how many were posted to whom.

Only a site with a store has it. A number is guarded by nothing but its check character, as groups print without the
site's key; so what is typed here is bounded, counted apart, and can be taken out by staff.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.errors import Refused, gettext_noop
from letters.reporting.pack_number import PackNumber, parse_pack_number
from letters.web.collection import REPORTS_ENDED, NoMore, NotNow
from letters.web.context import ended, public_appeals, reports, today, utc
from letters.web.texts import explained, gettext, language, number
from letters.web.views import text_language

pages = Blueprint("groups", __name__)

MOST = 500
"""So many letters of a pack are taken from this page; larger packs are for staff to enter."""

UNKNOWN = gettext_noop("There is no appeal here to which this number belongs. Please look at it once more.")
NO_NUMBERS = gettext_noop("Please say how many letters were posted, in digits.")
TOO_MANY = gettext_noop("By its number this pack has %(printed)s letters. Please count the posted ones once more.")
TOO_LARGE = gettext_noop("More than %(most)s letters can’t be reported here. Please send your tally to us.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a group has typed so far: the number, and by addressee how many letters; `notice` is what is wrong."""

    number: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


@pages.get("/report")
def start() -> str:
    """The page that asks for the number."""
    return _page(Typed())


@pages.post("/report")
def report() -> BaseResponse | str:
    """The page that asks how many went to whom; once that is said, the thanks."""
    typed = request.form.get("number", "")[:40]
    try:
        number, appeal = _meant(typed)
    except Refused as error:
        return make_response(_page(Typed(number=typed, notice=explained(error))), 422)
    letters = {key: request.form.get(f"letters-{key}", "").strip()[:9] for key in _asked(appeal, number)}
    if request.form.get("action") != "report":
        return _page(Typed(number=str(number), letters=_first(appeal, number)), appeal, number)
    counts, notice = _read(letters, number)
    if notice:
        return make_response(_page(Typed(number=typed, letters=letters, notice=notice), appeal, number), 422)
    with reports() as kept:
        kept.report_pack(
            appeal.slug,
            str(number),
            number.channel,
            counts,
            now=utc(),
            today=today(),
            by_site=True,
            ended=ended(appeal),
        )
    return _page(Typed(number=str(number)), appeal, number, thanks=sum(counts.values()))


def _meant(typed: str) -> tuple[PackNumber, Appeal]:
    """The number and the appeal to which its letters go. Raises Refused."""
    number = parse_pack_number(typed)
    for appeal in public_appeals():
        if number.is_of(appeal.slug) and appeal.facts.kind is not Kind.OPEN_LETTER and not appeal.facts.example:
            return number, appeal
    raise Refused(UNKNOWN)


def _asked(appeal: Appeal, number: PackNumber) -> list[str]:
    """Those to whom letters of the pack can have gone."""
    return [key for key in appeal.to if number.channel in appeal.to[key].channels] or list(appeal.to)


def _first(appeal: Appeal, number: PackNumber) -> dict[str, str]:
    """What the page begins with: what was reported before, or how many were printed, where they go to one alone."""
    with reports() as kept:
        known = kept.pack(appeal.slug, str(number))
    keys = _asked(appeal, number)
    if known:
        return {key: str(known.letters.get(key, 0)) for key in keys}
    return dict.fromkeys(keys, str(number.letters) if len(keys) == 1 and number.letters else "")


def _read(letters: Mapping[str, str], number_: PackNumber) -> tuple[dict[str, int], str]:
    """How many letters went to whom; or else what is wrong. An empty field is none."""
    if not any(letters.values()) or not all(text.isdecimal() for text in letters.values() if text):
        return {}, gettext(NO_NUMBERS)
    counts = {key: int(text or 0) for key, text in letters.items()}
    total = sum(counts.values())
    if number_.letters and total > number_.letters:
        return {}, gettext(TOO_MANY) % {"printed": number(number_.letters)}
    if total > MOST:
        return {}, gettext(TOO_LARGE) % {"most": number(MOST)}
    return {key: count for key, count in counts.items() if count}, ""


def _page(typed: Typed, appeal: Appeal | None = None, number: PackNumber | None = None, thanks: int = -1) -> str:
    spoken = text_language(appeal) if appeal else language()
    return render_template(
        "web/sent/group.html",
        typed=typed,
        appeal=appeal,
        texts=appeal.texts_in(spoken) if appeal else None,
        text_language=spoken,
        pack=number,
        asked=_asked(appeal, number) if appeal and number else [],
        thanks=thanks,
    )


def _again(notice: str) -> str:
    typed = request.form.get("number", "")[:40]
    number, appeal = _meant(typed)
    letters = {key: request.form.get(f"letters-{key}", "")[:9] for key in _asked(appeal, number)}
    return _page(Typed(number=typed, letters=letters, notice=notice), appeal, number)


@pages.errorhandler(NotNow)
def _not_now(error: NotNow) -> BaseResponse:
    response = make_response(_again(explained(error)), 503)
    response.headers["Retry-After"] = str(error.seconds)
    return response


@pages.errorhandler(NoMore)
def _no_more(_: NoMore) -> BaseResponse:
    return make_response(_page(Typed(notice=gettext(REPORTS_ENDED))), 410)
