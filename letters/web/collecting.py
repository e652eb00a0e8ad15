"""The pages on which a signature is kept: asked for, confirmed by a code or a link, thanked for, withdrawn.

Who has been asked is never told: every address gets the same pages, and what is special stands in the mail. Reading a
page changes nothing; only a pressed button does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request, session, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind, Status
from letters.errors import FieldProblem, InvalidFields, gettext_noop
from letters.exposure import writes_from_within
from letters.signing.address import deliverable
from letters.signing.document import digest
from letters.signing.keys import Keys
from letters.signing.signature import Shown, Signature, signature_from
from letters.web import form_token, forms, signing
from letters.web.collection import NoMore, NotNow
from letters.web.context import context, library, now, public_appeal, recount, signatures, signed, utc
from letters.web.forms import Draft
from letters.web.security import Foreign
from letters.web.texts import explained, gettext, language
from letters.web.views import following, text_language
from letters.web.writing import Closed, open_appeal

if TYPE_CHECKING:
    from letters.store.signatures import Found, Outcome

pages = Blueprint("collecting", __name__)

CHANGED = gettext_noop(
    "The letter has been changed since you opened this page. Below is its new text: please read it before you sign."
)
WRONG_CODE = gettext_noop(
    "That code isn't good. Please compare it with the message, letter by letter. A code is good for an hour and for"
    " five tries; then have another message sent, or press the link in it."
)
FROM_ELSEWHERE = gettext_noop(
    "This came from a page of another site, not from ours, so nothing was done. If it was you, please press the button"
    " again."
)
ASKED = "asked"
"""What the cookie says of the last signature that was asked for: numbers, and for which letter."""
SAME_FOR = dt.timedelta(hours=1)

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_CARRIED = re.compile("[0-9a-f]{64}")


@pages.get("/appeals/<slug>/sign")
def asked(slug: str) -> BaseResponse | str:
    """The page for the code again, where a browser has lost it; else the form."""
    appeal, kept = _signed_here(slug, late=True), session.get(ASKED, {})
    if kept.get("appeal") != slug:
        return redirect(url_for("writing.write", slug=slug), 303)
    return _code_page(appeal, forms.draft_from(MultiDict()), nonce=kept["nonce"])


@pages.post("/appeals/<slug>/sign")
def sign(slug: str) -> str:
    """The page that asks for the code, once the mail with it has been written. It is the same for every address."""
    appeal, draft = _signed_here(slug), forms.draft_from(request.form)
    form_token.check()
    if request.form.get("action") == "initials":
        draft = draft.having(shown_name=Shown.INITIALS)
    signature, email = _read(draft, appeal)
    if request.form.get("document") != digest(appeal).hex():
        return signing.form(appeal, draft, notice=gettext(CHANGED))
    if writes_from_within(signature.country, appeal) and draft.one["within"] != signature.country:
        return signing.form(appeal, draft, within=signature)
    return _code_page(appeal, draft, nonce=_ask_once(appeal, draft, signature, email))


@pages.post("/appeals/<slug>/sign/code")
def code(slug: str) -> BaseResponse | str:
    """The thanks for a signature whose code was typed; or else the same page again, also in another language."""
    appeal, draft = _signed_here(slug, late=True), forms.draft_from(request.form)
    form_token.check(takes_time=False)
    if "code" not in request.form:
        return _code_page(appeal, draft)
    with signatures() as kept:
        outcome = kept.confirm_with_code(_nonce(), request.form.get("code", ""), utc())
    if outcome.result == "wrong":
        return make_response(_code_page(appeal, draft, gettext(WRONG_CODE)), 422)
    return _came_of(outcome)


@pages.get("/sign/<path:token>")
def link(token: str) -> BaseResponse | str:
    """What the link from a mail leads to, and what can be done with it. Nothing is done yet."""
    return _link_page(_token(token))


@pages.post("/sign/<path:token>")
def act(token: str) -> BaseResponse | str:
    """What a button on that page does. The link is what guards it: nobody else knows it."""
    token, asked = _token(token), request.form.get("action", "")
    if asked == "withdraw":
        return _link_page(token, looks_again=True)
    with signatures() as kept:
        if asked == "confirm":
            _refuse_stopped(kept.find(token, utc()))
            return _came_of(kept.confirm(token, utc()))
        if asked == "disown":
            return _gone(kept.disown(token, utc()), "disowned")
        if asked == "withdraw-now":
            return _gone(kept.withdraw(token), "withdrawn")
    return _link_page(token)


@pages.errorhandler(InvalidFields)
def _problems(error: InvalidFields) -> tuple[str, int]:
    return _again(problems=error.problems), 422


@pages.errorhandler(form_token.NotGenuine)
def _not_genuine(error: form_token.NotGenuine) -> tuple[str, int]:
    return _again(explained(error)), 403


@pages.errorhandler(NotNow)
def _not_now(error: NotNow) -> BaseResponse:
    response = make_response(_again(explained(error)), 503)
    response.headers["Retry-After"] = str(error.seconds)
    return response


@pages.errorhandler(NoMore)
def _no_more(_: NoMore) -> BaseResponse:
    slug = (request.view_args or {}).get("slug", "")
    return make_response(_page("web/sign/ended.html", library().appeals.get(slug)), 410)


@pages.errorhandler(Foreign)
def _foreign(_: Foreign) -> tuple[str, int]:
    return _again(gettext(FROM_ELSEWHERE)), 403


def _signed_here(slug: str, *, late: bool = False) -> Appeal:
    """The open letter, if it can be signed today, or if `late` confirmed. Raises Closed; else there is no such page."""
    appeal = public_appeal(slug) if late else open_appeal(slug)
    if appeal.facts.kind is not Kind.OPEN_LETTER:
        abort(404)
    if appeal.facts.status is Status.STOPPED:
        raise Closed("Nobody signs this letter any more.")
    return appeal


def _read(draft: Draft, appeal: Appeal) -> tuple[Signature, str]:
    """Who signs, and the address that is to say so. Raises InvalidFields with every problem at once."""
    problems = list[FieldProblem]()
    signature = forms.tried(lambda: signature_from(draft.one, appeal.facts.signers), problems)
    email = forms.tried(lambda: deliverable(draft.one["email"]), problems)
    if signature is None or email is None:
        raise InvalidFields(problems)
    return signature, email


def _ask_once(appeal: Appeal, draft: Draft, signature: Signature, email: str) -> str:
    """The number for the page's code. A form that a browser sends again by itself makes no second mail."""
    kept = session.get(ASKED, {})
    same = _keys().budget("form", appeal.slug, *(text for pair in draft.pairs() for text in pair)).hex()
    is_new = kept.get("same") != same or kept.get("until", 0) < now().timestamp()
    if is_new or request.form.get("action") == "again":
        until = int((now() + SAME_FOR).timestamp())
        nonce = _ask(appeal, draft, signature, email)
        kept = session[ASKED] = {"appeal": appeal.slug, "nonce": nonce, "same": same, "until": until}
    return str(kept["nonce"])


def _ask(appeal: Appeal, draft: Draft, signature: Signature, email: str) -> str:
    """Keep the signature until it is confirmed; the number for the page's code. Raises NotNow and NoMore."""
    from letters.store.signatures import Asked

    asked = Asked(
        appeal=appeal.slug,
        digest=digest(appeal),
        signature=signature,
        email=email,
        stays_in_touch=bool(draft.one["stays_in_touch"]),
        language=language(),
    )
    with signatures() as kept:
        nonce = kept.ask(asked, utc())
    if mails := current_app.extensions.get("mails"):
        mails.wake()
    return _keys().for_page(nonce).hex()


def _code_page(appeal: Appeal, draft: Draft, notice: str = "", nonce: str = "") -> str:
    return _page(
        "web/sign/code.html",
        appeal,
        draft=draft,
        nonce=nonce or request.form.get("nonce", ""),
        document=request.form.get("document", ""),
        notice=notice,
        guard=form_token.given(),
        typed=request.form.get("code", "") if notice else "",
    )


def _link_page(token: str, *, looks_again: bool = False) -> BaseResponse:
    with signatures() as kept:
        found = kept.find(token, utc())
    if found is None:
        return make_response(_page("web/sign/gone.html"), 404)
    appeal = library().appeals.get(found.appeal)
    is_over = appeal is None or appeal.facts.status is Status.STOPPED
    return make_response(
        _page("web/sign/link.html", appeal, token=token, found=found, is_over=is_over, looks_again=looks_again)
    )


def _came_of(outcome: Outcome) -> BaseResponse:
    """The thanks, or why there are none."""
    from letters.store.signatures import Result

    _forget_asked(outcome)
    appeal = library().appeals.get(outcome.appeal)
    match outcome.result:
        case Result.SIGNED | Result.ALREADY if appeal:
            return make_response(_thanks(appeal, outcome))
        case Result.FULL:
            return make_response(_page("web/sign/full.html", appeal), 409)
        case Result.ENDED:
            return make_response(_page("web/sign/ended.html", appeal), 410)
        case _:
            return make_response(_page("web/sign/gone.html"), 404)


def _thanks(appeal: Appeal, outcome: Outcome) -> str:
    recount(appeal.slug)
    draft = forms.draft_from(request.form)
    return _page(
        "web/sign/thanks.html",
        appeal,
        outcome=outcome,
        signed=signed(appeal),
        letters=signing.letters(appeal, draft),
        language_chosen=draft.one["language"] or language(),
        following=following(appeal),
    )


def _gone(outcome: Outcome, done: str) -> BaseResponse:
    if not outcome.appeal:
        return make_response(_page("web/sign/gone.html"), 404)
    recount(outcome.appeal)
    _forget_asked(outcome)
    return make_response(_page("web/sign/done.html", library().appeals.get(outcome.appeal), done=done))


def _forget_asked(outcome: Outcome) -> None:
    """Take out of the browser's cookie what is answered now."""
    if session.get(ASKED, {}).get("appeal") == outcome.appeal:
        session.pop(ASKED)


def _page(template: str, appeal: Appeal | None = None, **words: object) -> str:
    return render_template(
        template,
        appeal=appeal,
        texts=appeal.texts_in(text_language(appeal)) if appeal else None,
        text_language=text_language(appeal) if appeal else language(),
        **words,
    )


def _again(notice: str = "", problems: Sequence[FieldProblem] = ()) -> str:
    """The page whose button was pressed, with everything that was typed."""
    if request.endpoint in ("collecting.link", "collecting.act"):
        return _page("web/sign/later.html", notice=notice)
    slug, draft = str((request.view_args or {})["slug"]), forms.draft_from(request.form)
    if request.endpoint == "collecting.code":
        return _code_page(public_appeal(slug), draft, notice)
    return signing.form(open_appeal(slug), draft, problems, notice)


def _refuse_stopped(found: Found | None) -> None:
    """Raises NoMore where the organisation has ended the letter; who has asked before a last day may still confirm."""
    appeal = library().appeals.get(found.appeal) if found else None
    if appeal and appeal.facts.status is Status.STOPPED:
        raise NoMore("this letter isn't signed any more")


def _token(path: str) -> str:
    """The link's own part; mail programs add full stops and brackets to it."""
    found = _TOKEN.match(path)
    return found[0] if found else ""


def _nonce() -> bytes:
    asked = request.form.get("nonce", "")
    return _keys().from_page(bytes.fromhex(asked)) if _CARRIED.fullmatch(asked) else b""


def _keys() -> Keys:
    return Keys(context().settings.secret_key)
