"""The addresses of the pages, in which the language stands: `/fr/appeals/jane-doe`.

An address without one is in the browser's language, and its links lead to that language's addresses. A site in one
language has no such addresses, as there is nothing to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlencode

from flask import Flask, redirect, request, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as BaseResponse

from letters.language.catalogues import prefix_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OLD = "lang"
"""Addresses once named their language so: `?lang=fr`. They are printed, and still good."""
ALIKE = frozenset(
    (
        *("static", "wayfinding.icon", "wayfinding.robots", "wayfinding.sitemap", "following.openapi"),
        *("pictures.photo", "pictures.sized", "pictures.drawing", "looks.colours", "looks.logo_itself"),
    )
)
"""What is the same in every language, and has one address."""
TO_READ = {"collecting.code": "collecting.asked", "collecting.act": "collecting.link"}
"""What mustn't be sent twice, and what is to be read in its place: a code has few tries, a signature but one end."""
ONCE = frozenset({"code"})
"""Fields that are never sent again by themselves."""
_SPOKEN = "letters.spoken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """In which language a request is answered.

    `offered` are all that there are; `root` is where a proxy has put the site; `is_named`: by the address, and not
    only by the browser.
    """

    language: str
    offered: tuple[str, ...]
    root: str = ""
    is_named: bool = False

    def begins(self, language: str) -> str:
        """What the paths of the pages in a language begin with, or in none: those are in the browser's."""
        return self.root + prefix_of(language, self.offered)


class LanguageInAddress:
    """Moves the language from the beginning of a path to SCRIPT_NAME (PEP 3333), so that every link keeps it."""

    def __init__(self, site: WSGIApplication, offered: Callable[[], tuple[str, ...]]) -> None:
        self._site = site
        self._offered = offered

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The site's answer."""
        return self._site(_placed(environ, self._offered()), start_response)


def _placed(environ: WSGIEnvironment, offered: tuple[str, ...]) -> WSGIEnvironment:
    root, path = environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")
    empty, first, rest = (*path.split("/", 2), "", "", "")[:3]
    named, is_first = "", path.count("/") > 1 and not empty and first in offered
    if is_first and len(offered) > 1:
        named, path = first, f"/{rest}"
    elif environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        # A form that was open before; it can't be led to another address without losing what was typed.
        named = next((code for code in parse_qs(environ.get("QUERY_STRING", "")).get(OLD, []) if code in offered), "")
    language = named or preferred(environ.get("HTTP_ACCEPT_LANGUAGE", ""), offered)
    spoken = Spoken(language=language, offered=offered, root=root, is_named=bool(named))
    return {**environ, _SPOKEN: spoken, "SCRIPT_NAME": spoken.begins(language), "PATH_INFO": path}


def preferred(accepted: str, offered: tuple[str, ...]) -> str:
    """The browser's best language that there is, else the first; Swiss French is French."""
    wanted = parse_accept_header(accepted, LanguageAccept)
    codes = [tag.split("-")[0].lower() for tag, quality in wanted if quality > 0]
    return next((code for code in codes if code in offered), offered[0])


def spoken() -> Spoken:
    """In which language this request is answered."""
    return request.environ.get(_SPOKEN) or Spoken(language="en", offered=("en",), root=request.script_root)


class Addressed(Flask):
    """Flask, but the address of what is the same in every language names none."""

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """The path of a page in the reader's language."""
        path = super().url_for(endpoint, **values)
        return _in_language("", path) if endpoint in ALIKE else path


def in_language(language: str, endpoint: str, **values: Any) -> str:
    """The path of a page in a language; with "" in whichever the browser wants."""
    path = url_for(endpoint, **values)
    return path if endpoint in ALIKE else _in_language(language, path)


def _in_language(language: str, path: str) -> str:
    return spoken().begins(language) + path.removeprefix(request.script_root)


def lead(app: Flask) -> None:
    """Lead what was printed or mistyped to the right address, and say what depends on the browser."""
    app.before_request(_to_the_one)
    app.after_request(_varying)
    app.jinja_env.globals.update(
        this_page=this_page, page_in=page_in, address_in=in_language, all_typed=typed, TO_READ=TO_READ
    )


def _to_the_one() -> BaseResponse | None:
    """From `?lang=fr` to the page in French, and from a picture in French to the picture."""
    if request.method not in ("GET", "HEAD") or request.endpoint is None:
        return None
    said, asked = spoken(), request.args.get(OLD, "")
    is_alike = request.endpoint in ALIKE
    if is_alike and said.is_named:
        return redirect(page_in("", with_query=True), 301)
    if asked in said.offered and not is_alike:
        return redirect(page_in(asked, with_query=True), 301)
    return None


def page_in(language: str, *, with_query: bool = False) -> str:
    """The path of this very page in another language; with "" in whichever the browser wants."""
    path = spoken().begins(language) + quote(request.path)
    rest = urlencode([pair for pair in request.args.items(multi=True) if pair[0] != OLD]) if with_query else ""
    return f"{path}?{rest}" if rest else path


def this_page() -> str:
    """The path of this page as it was asked for: with the language, if it had one."""
    return page_in(language_named())


def language_named() -> str:
    """The language that this page's address names, if it does."""
    return spoken().language if spoken().is_named else ""


def typed() -> list[tuple[str, str]] | None:
    """All that was sent with this request and may be sent again; None where it is too much to be read."""
    try:
        return [(name, value) for name, value in request.form.items(multi=True) if name not in ONCE]
    except HTTPException:
        return None


def _varying(response: BaseResponse) -> BaseResponse:
    if not spoken().is_named and len(spoken().offered) > 1 and request.endpoint not in ALIKE:
        response.vary.add("Accept-Language")
    return response
