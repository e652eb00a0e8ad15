"""What somebody sees when something goes wrong: always what happened, what to do, and all that they typed."""

from __future__ import annotations

import traceback
from types import TracebackType

from flask import Flask, current_app, make_response, redirect, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from letters.errors import InvalidFields, LettersError, gettext_noop
from letters.web import forms
from letters.web.addresses import Addressed, spoken
from letters.web.context import BeingChanged, public_appeal, today
from letters.web.renderer import Busy, TooLong
from letters.web.security import Foreign
from letters.web.texts import explained, gettext, language, language_called
from letters.web.views import text_language
from letters.web.wayfinding import elsewhere, meant
from letters.web.writing import Closed, check_page, form_page

Answer = BaseResponse | tuple[str, int]

FOREIGN = gettext_noop(
    "This came from a page of another site, not from ours, so nothing was made of it. "
    "If you wrote it, nothing is lost: please check it here and press the button again."
)
PAGES = {
    400: (
        gettext_noop("This request can't be read"),
        gettext_noop("Please go back in your browser and try once more."),
    ),
    404: (
        gettext_noop("There is no such page"),
        gettext_noop("It may have been moved, or the address may be mistyped."),
    ),
    405: (
        gettext_noop("Please start from the form"),
        gettext_noop("Choose the appeal that you want to write for; its button leads to the form."),
    ),
    413: (
        gettext_noop("This is more than a letter can hold"),
        gettext_noop("Go back in your browser: what you wrote should still be there. Then shorten it, please."),
    ),
}


class QuietFlask(Addressed):
    """Our Flask, whose log holds nothing that anybody typed: no address of a page, no message of an exception."""

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Write down where it failed: the frames of the exception and of those that led to it."""
        parts, error = [], exc_info[1]
        while error is not None:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        self.logger.error("Exception in %s\n%s", request.endpoint, "\nraised while handling\n".join(parts))


def explain(app: Flask) -> None:
    """Answer every failure with a page of ours."""
    app.register_error_handler(Foreign, _foreign)
    app.register_error_handler(InvalidFields, _problems)
    app.register_error_handler(Closed, _closed)
    app.register_error_handler(BeingChanged, _being_changed)
    app.register_error_handler(LettersError, _refused)
    app.register_error_handler(HTTPException, _failure)
    app.register_error_handler(InternalServerError, _broken)


def _slug() -> str:
    return str((request.view_args or {})["slug"])


def _foreign(error: Foreign) -> Answer:
    if request.blueprint not in ("writing", "taking"):
        return _failure(BadRequest())
    try:
        return _again(gettext(FOREIGN), 403)
    except HTTPException as failure:
        # Nobody has looked yet whether there is such an appeal.
        return _failure(failure)
    except BeingChanged as changing:
        return _being_changed(changing)


def _problems(error: InvalidFields) -> Answer:
    appeal = public_appeal(_slug())
    return form_page(appeal, forms.draft_from(request.form), error.problems), 422


def _refused(error: LettersError) -> Answer:
    return _busy(error) if isinstance(error, Busy) else _again(explained(error), 422)


def _busy(error: Busy) -> Answer:
    """A page that costs hardly anything, as many may get it at once: all that was typed, and a button to try again.

    It composes no letter.
    """
    page = render_template(
        "web/busy.html",
        notice=explained(error),
        will_help=not isinstance(error, TooLong),
        slug=_slug(),
        draft=forms.draft_from(request.form),
        fields=list(request.form.items(multi=True)),
    )
    response = make_response(page, 503)
    response.headers["Retry-After"] = "30"
    return response


def _again(notice: str, status: int) -> Answer:
    """The page that the supporter came from, with everything typed: the letters to check, or else the form."""
    appeal, draft = public_appeal(_slug()), forms.draft_from(request.form)
    if not appeal.is_open(today()):
        return _closed(Closed())
    if request.endpoint != "writing.rewrite":
        try:
            return check_page(appeal, draft, notice), status
        except LettersError:
            pass
    return form_page(appeal, draft, notice=notice), status


def _closed(error: Closed) -> Answer:
    appeal = public_appeal(_slug())
    page = render_template(
        "web/closed.html",
        appeal=appeal,
        texts=appeal.texts_in(language()),
        text_language=text_language(appeal),
        draft=forms.draft_from(request.form),
    )
    return page, 410


def _being_changed(error: BeingChanged) -> Answer:
    response = make_response(render_template("web/changing.html", draft=forms.draft_from(request.form)), 503)
    response.headers["Retry-After"] = "120"
    return response


def _failure(error: HTTPException) -> Answer:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    if error.code == 404 and request.method in ("GET", "HEAD") and (address := meant()):
        return redirect(address, 301)
    if error.code == 404 and request.method in ("GET", "HEAD") and (found := elsewhere()):
        return _untranslated(*found)
    title, advice = PAGES.get(error.code or 400, PAGES[400])
    page = render_template("web/failure.html", title=gettext(title), advice=gettext(advice))
    response = make_response(page, error.code or 400)
    response.headers.extend([(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")])
    return response


def _untranslated(code: str, others: dict[str, str]) -> Answer:
    """A page in a language that the site doesn't have: `others` are its addresses in those that it has."""
    title = gettext("This page isn't here in %(language)s") % {"language": language_called(code)}
    advice = gettext("Please choose a language in which it can be read:")
    return render_template("web/failure.html", title=title, advice=advice, others=others), 404


def _broken(error: InternalServerError) -> Answer:
    """A page for our own mistakes. It needs no appeal and no site file, as one of them may be what broke."""
    draft = forms.draft_from(request.form) if request.method == "POST" else None
    template = current_app.jinja_env.get_template("web/broken.html")
    page = template.render(draft=draft, path=request.script_root + request.path, language=spoken().language)
    return page, 500
