"""What others can follow: feeds and calendars of all appeals, a country, a topic or a case; JSON; a card to embed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind, Status
from letters.appeal.notice import EventFile, EventStatus, Notice
from letters.appeal.topics import TOPICS, topic_named
from letters.feeds import calendar as calendars
from letters.feeds import card as cards
from letters.feeds import published
from letters.feeds.entry import Words, entries, updated
from letters.feeds.feed import ATOM, JSON_FEED, Feed, atom, feed_id, json_feed
from letters.fields.countries import COUNTRIES
from letters.language.catalogues import prefix_of
from letters.library.notices import appeals_of
from letters.web.addresses import spoken, this_page
from letters.web.context import context, library, now, public_appeal, public_appeals, public_notices, today
from letters.web.texts import colon, comma, country, day, gettext, in_language, language, typeset, when
from letters.web.views import text_language

pages = Blueprint("following", __name__)

FRESH = "public, max-age=300"
"""An end must be known soon."""
FOR_ANYBODY = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
"""Other sites may show what is public here; it is the same for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What is followed: its name, its page, and its appeals. `key` tells one from another."""

    key: str
    title: str
    page: str
    appeals: tuple[Appeal, ...]
    notices: tuple[Notice, ...]


def root() -> str:
    """The site's address, before any path: the settings', or else the host that was asked for and is known."""
    return context().settings.address or request.host_url.rstrip("/")


def _absolute(endpoint: str, **values: Any) -> str:
    return f"{root()}{url_for(endpoint, **values)}"


def _everything() -> Followed:
    return Followed(
        key="all",
        title=library().site.organisation,
        page=_absolute("pages.home"),
        appeals=public_appeals(),
        notices=public_notices(),
    )


def of_country(code: str) -> Followed:
    """A country by its code in small letters; else the page that isn't there."""
    if code.upper() not in COUNTRIES or code != code.lower():
        abort(404)
    found = tuple(appeal for appeal in public_appeals() if appeal.facts.country == code.upper())
    page = _absolute("finding.country_page", code=code)
    notices = tuple(notice for notice in public_notices() if notice.country == code.upper())
    return Followed(key=f"countries/{code}", title=country(code.upper()), page=page, appeals=found, notices=notices)


def of_topic(key: str) -> Followed:
    """A topic of the vocabulary; else the page that isn't there."""
    if key not in TOPICS:
        abort(404)
    found = tuple(appeal for appeal in public_appeals() if key in appeal.facts.topics)
    page = _absolute("finding.topic_page", key=key)
    notices = tuple(notice for notice in public_notices() if key in notice.topics)
    title = topic_named(key, language())[0]
    return Followed(key=f"topics/{key}", title=title, page=page, appeals=found, notices=notices)


def _of_case(slug: str) -> Followed:
    appeal = public_appeal(slug)
    title = typeset(appeal.texts_in(language()).title, text_language(appeal))
    page = _absolute("pages.appeal", slug=slug)
    public = {each.slug: each for each in public_appeals()}
    # The next appeal of the same case is what its followers wait for.
    of_case = {slug: appeal, **(appeals_of(appeal.facts.case, public) if appeal.facts.case else {})}
    notices = tuple(notice for notice in public_notices() if of_case.keys() & set(notice.appeals))
    return Followed(key=f"appeals/{slug}", title=title, page=page, appeals=tuple(of_case.values()), notices=notices)


_PLACES: dict[str, tuple[str, Callable[..., Followed]]] = {
    "all": ("", _everything),
    "countries": ("/countries/<code>", of_country),
    "topics": ("/topics/<key>", of_topic),
    "appeals": ("/appeals/<slug>", _of_case),
}


def _feed(form: Callable[[Feed], bytes], mimetype: str, followed: Followed) -> BaseResponse:
    return _kept((mimetype, followed.key), lambda: form(_filled(followed)), mimetype, followed)


def _filled(followed: Followed) -> Feed:
    return Feed(
        id=feed_id(context().settings.address, followed.key),
        title=_named(followed),
        description=gettext("Letters for people at risk: new appeals, longer deadlines, and how they end."),
        language=language(),
        author=library().site.organisation,
        home=followed.page,
        address=root() + this_page(),
        icon=_absolute("static", filename="icon.png"),
        about=_absolute("following.openapi"),
        topics={key: topic_named(key, language())[0] for key in TOPICS},
        entries=entries(
            followed.appeals, followed.notices, _words(), _page_of, context().settings.address, now(), today()
        ),
    )


def _kept(key: tuple[str, str], make: Callable[[], bytes], mimetype: str, followed: Followed) -> BaseResponse:
    """What many ask for again and again, made once as long as the same is public, on the same day."""
    shown = (*(appeal.slug for appeal in followed.appeals), *(notice.slug for notice in followed.notices))
    everything = ("following", *key, spoken(), root(), today(), shown)
    made = context().pages.page(library(), everything, lambda: make().decode())
    return answer(made.encode(), mimetype, followed.appeals, followed.notices)


def _calendar(followed: Followed) -> BaseResponse:
    return _kept((calendars.TYPE, followed.key), lambda: _dates(followed), calendars.TYPE, followed)


def _dates(followed: Followed) -> bytes:
    days = calendars.last_days(followed.appeals, day_named, _page_of, context().settings.address, now())
    events = [gathering(notice) for notice in followed.notices if isinstance(notice.facts, EventFile)]
    return calendars.calendar(_named(followed), days, events)


def gathering(notice: Notice) -> calendars.Gathering:
    """An event as calendars have it."""
    address = context().settings.address
    made = calendars.gathering(notice, library().site.zone, _page_of(notice), address, now(), language())
    title = typeset(made.title, notice.language_of("title", language()))
    return replace(made, title=colon().join(filter(None, (_example(notice), title))), place=_whole_place(notice))


def _named(followed: Followed) -> str:
    organisation = library().site.organisation
    return organisation if followed.key == "all" else f"{followed.title} – {organisation}"


def _page_of(shown: Appeal | Notice) -> str:
    if isinstance(shown, Notice):
        return _absolute(f"news.{shown.facts.kind}", slug=shown.slug)
    return _absolute("pages.appeal", slug=shown.slug)


def _shown_as(make: Callable[[Followed], BaseResponse], find: Callable[..., Followed]) -> Callable[..., BaseResponse]:
    return lambda **where: make(find(**where))


_FORMS: dict[str, Callable[[Followed], BaseResponse]] = {
    "feed.atom": lambda followed: _feed(atom, ATOM, followed),
    "feed.json": lambda followed: _feed(json_feed, JSON_FEED, followed),
    "calendar.ics": lambda followed: _calendar(followed),
}
# Each of them under each address; the endpoints are called `countries_feed_atom`, say.
for _place, (_path, _find) in _PLACES.items():
    for _file, _form in _FORMS.items():
        pages.add_url_rule(f"{_path}/{_file}", f"{_place}_{_file.replace('.', '_')}", _shown_as(_form, _find))


@pages.app_template_global()
def feeds_of(place: str, **where: str) -> dict[str, str]:
    """The addresses of what there is to follow, of `all`, `countries`, `topics` or `appeals`, by their type.

    Without an address in the settings they are paths: a page is built from nobody's host.
    """
    forms = {ATOM: "feed_atom", JSON_FEED: "feed_json", calendars.TYPE: "calendar_ics"}
    address = context().settings.address
    values: dict[str, Any] = dict(where)
    return {kind: f"{address}{url_for(f'following.{place}_{form}', **values)}" for kind, form in forms.items()}


@pages.get("/appeals.json")
def appeals_json() -> BaseResponse:
    """Every appeal in brief, for other programs."""
    everything = _everything()

    def make() -> bytes:
        home, organisation = everything.page, library().site.organisation
        made = published.all_in_brief(everything.appeals, organisation, home, _url, language(), now(), today())
        return made.model_dump_json().encode()

    return _kept(("json", "all"), make, "application/json", everything)


@pages.get("/appeals/<slug>.json")
def appeal_json(slug: str) -> BaseResponse:
    """One appeal in full, for other programs."""
    appeal = public_appeal(slug)
    notices = _of_case(slug).notices
    made = published.in_full(appeal, notices, library().site.zone, _url, language(), now())
    return answer(made.model_dump_json().encode(), "application/json", [appeal], notices)


@pages.get("/openapi.json")
def openapi() -> BaseResponse:
    """What the JSON means (OpenAPI 3.1)."""
    begins = [prefix for code in spoken().offered if (prefix := prefix_of(code, spoken().offered))]
    made = published.openapi(library().site.organisation, root(), begins)
    return answer(json.dumps(made, ensure_ascii=False).encode(), "application/json", ())


@pages.get("/appeals/<slug>/card.svg")
def card(slug: str) -> BaseResponse:
    """A picture of a few lines about an appeal, to embed elsewhere."""
    appeal = public_appeal(slug)
    spoken, own = (in_language(code) for code in (text_language(appeal), language()))
    is_over = not appeal.is_open(today()) or appeal.facts.example is not None
    made = cards.Card(
        title=typeset(appeal.texts_in(language()).title, spoken["lang"]),
        language=(spoken["lang"], spoken["dir"]),
        facts=" · ".join(filter(None, (country(appeal.facts.country), _example(appeal)))),
        call=_call(appeal),
        own=(own["lang"], own["dir"]),
        organisation=library().site.organisation,
        url=_page_of(appeal),
        is_over=is_over,
    )
    return answer(cards.card(made), cards.TYPE, [appeal])


def _example(shown: Appeal | Notice) -> str:
    year = shown.facts.example
    return gettext("Example, from %(year)s") % {"year": year} if year else ""


def _call(appeal: Appeal) -> str:
    if appeal.facts.status is Status.STOPPED:
        return gettext("This appeal has ended. Thank you.")
    if appeal.facts.example:
        return gettext("An example: please send nothing.")
    return _until(appeal)


def _until(appeal: Appeal) -> str:
    """Until when letters are asked for, as the appeal's page says it."""
    signs, last = appeal.facts.kind is Kind.OPEN_LETTER, appeal.facts.deadline
    if last is None:
        if signs:
            return gettext("Signatures are welcome until further notice.")
        return gettext("Letters are welcome until further notice.")
    if appeal.is_late(today()):
        said = gettext("The last day to sign was %(day)s.") if signs else gettext("The last day to write was %(day)s.")
    else:
        said = gettext("Sign by %(day)s.") if signs else gettext("Write by %(day)s.")
    return said % {"day": day(last)}


def _words() -> Words:
    return Words(
        language=language(),
        headed=_headed,
        notes=_notes,
        facts=_facts,
        typeset=typeset,
    )


def _facts(notice: Notice) -> tuple[str, ...]:
    facts = notice.facts
    if not isinstance(facts, EventFile):
        return (_example(notice),) if facts.example else ()
    cancelled = gettext("This event is cancelled.") if facts.status is EventStatus.CANCELLED else ""
    example = gettext("This event is an example: it doesn’t take place.") if facts.example else ""
    return (*filter(None, (cancelled, example)), when(facts), _whole_place(notice))


@pages.app_template_global()
def place_named(notice: Notice) -> tuple[str, str]:
    """What an event's place is called, and the language of that."""
    facts = notice.facts
    if isinstance(facts, EventFile) and facts.is_online:
        return gettext("Online"), language()
    return notice.texts_in(language()).place, notice.language_of("place", language())


def _whole_place(notice: Notice) -> str:
    address = notice.facts.address if isinstance(notice.facts, EventFile) else ()
    return comma().join((place_named(notice)[0], *address))


def _notes(appeal: Appeal) -> tuple[str, ...]:
    if appeal.facts.status is Status.STOPPED:
        return (gettext("This appeal is closed. Please send no more letters."),)
    if appeal.facts.example is None:
        return (_until(appeal),)
    said = gettext(
        "Example, from %(year)s. It shows how this site works. Facts and addresses may have changed since:"
        " please don't send this letter."
    )
    return (said % {"year": appeal.facts.example},)


def _headed(appeal: Appeal, title: str) -> str:
    """An appeal's title in a feed: an extension and the end can be told there from what has been read."""
    if appeal.facts.status is Status.STOPPED:
        return gettext("Ended: %(title)s") % {"title": title}
    asks = appeal.facts.deadline and appeal.is_open(today()) and not appeal.facts.example
    return colon().join((_by(appeal), title)) if asks else title


def _by(appeal: Appeal) -> str:
    signs = appeal.facts.kind is Kind.OPEN_LETTER
    said = gettext("Sign by %(day)s") if signs else gettext("Write by %(day)s")
    return said % {"day": day(appeal.facts.deadline or dt.date.max)}


def day_named(appeal: Appeal) -> str:
    """What an appeal's last day is called in a calendar."""
    title = typeset(appeal.texts_in(language()).title, text_language(appeal))
    if appeal.facts.status is Status.STOPPED:
        return gettext("Ended: %(title)s") % {"title": title}
    return colon().join(filter(None, (_example(appeal), _by(appeal), title)))


def _url(page: str, shown: Appeal | Notice) -> str:
    if isinstance(shown, Notice):
        return _page_of(shown)
    endpoint = {
        "page": "pages.appeal",
        "json": "following.appeal_json",
        "write": "writing.write",
        "card": "following.card",
        "feed": "following.appeals_feed_atom",
    }[page]
    return _absolute(endpoint, slug=shown.slug)


def answer(data: bytes, mimetype: str, appeals: Iterable[Appeal], notices: Iterable[Notice] = ()) -> BaseResponse:
    """The answer, or that nothing has changed (304) where the reader has it already."""
    response = Response(data, content_type=f"{mimetype}; charset=utf-8")
    response.headers.update({"Cache-Control": FRESH, **FOR_ANYBODY})
    response.vary.add("Accept-Language")
    response.last_modified = _last_change(appeals, notices)
    response.add_etag()
    return response.make_conditional(request)


def _last_change(appeals: Iterable[Appeal], notices: Iterable[Notice]) -> dt.datetime:
    """When what is said of the appeals last changed: a file, a last day that is over, an appeal that came or went."""
    held, instant = library(), now()
    moments = [dt.datetime.fromtimestamp(0, dt.UTC)]
    with suppress(OSError):  # the folder may be on its way to another place
        came_or_went = dt.datetime.fromtimestamp(held.folder.stat().st_mtime, dt.UTC)
        moments = [min(came_or_went, instant).replace(microsecond=0)]
    moments += [notice.updated(instant) for notice in notices]
    for appeal in appeals:
        moments.append(updated(appeal, instant))
        if appeal.facts.deadline and appeal.is_late(today()):
            over = dt.datetime.combine(appeal.facts.deadline + dt.timedelta(days=1), dt.time(), held.site.zone)
            moments.append(over.astimezone(dt.UTC))
    return max(moments)
