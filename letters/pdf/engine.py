"""The one place that speaks with WeasyPrint: shipped files only, silent or failed, one at a time."""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import Any

from letters.pdf.fonts import FILES, SCHEME, path
from letters.pdf.tagging import finish, speak_in_parts
from letters.resources import folder

VARIANT = "pdf/ua-1"
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
LOCK = threading.RLock()
"""Pango's font map, which all letters of a process share, must not be used by two threads at once."""


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint complains about, without the arguments: these could be what somebody typed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(str(record.msg))


class TooManyPages(Exception):
    """The document goes on after as many pages as it may have."""


class _Pages(logging.Handler):
    """Stops WeasyPrint, which tells of each page that it begins, at the first one that is too many."""

    def __init__(self, most: int) -> None:
        super().__init__(logging.INFO)
        self._most = most

    def emit(self, record: logging.LogRecord) -> None:
        if "Page %d" in str(record.msg) and isinstance(record.args, tuple) and int(str(record.args[0])) > self._most:
            raise TooManyPages


def lay_out(
    html: str, style: str = "letter.css", pictures: Mapping[str, bytes] = NO_PICTURES, *, most_pages: int = 0
) -> Any:
    """The HTML as a laid out weasyprint.Document. Raises RuntimeError if WeasyPrint complains about anything.

    `style` is the shipped style sheet; `pictures` are JPEGs or cleaned drawings, by the address under which the
    HTML asks for them. With `most_pages`, TooManyPages is raised as soon as there are more.
    """
    import weasyprint

    with LOCK, _silent(), _ended_after(most_pages):
        source = weasyprint.HTML(string=html, url_fetcher=fetcher(pictures) if pictures else fetcher())
        return source.render(font_config=font_configuration(), stylesheets=[_style(style)], pdf_variant=VARIANT)


def write(documents: Sequence[Any], variant: str | None = VARIANT) -> bytes:
    """The documents' pages, one after the other, as one PDF under the first one's title and language."""
    pages = [page for document in documents for page in document.pages]
    with LOCK, _silent():
        _teach()
        return bytes(documents[0].copy(pages).write_pdf(pdf_variant=variant, finisher=finish))


@cache
def _teach() -> None:
    from weasyprint.pdf import tags

    speak_in_parts(tags)


def fetcher(pictures: Mapping[str, bytes] = NO_PICTURES) -> Any:
    """A URL fetcher that hands out the shipped fonts and these pictures, and stops the rendering for anything else."""
    return _shipped_files()(pictures)


@cache
def _shipped_files() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ShippedFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, pictures: Mapping[str, bytes]) -> None:
            super().__init__()
            self._pictures = pictures

        def fetch(self, url: str, headers: object = None) -> Any:
            if url in self._pictures:
                data = self._pictures[url]
                kind = "image/svg+xml" if data.startswith(b"<svg") else "image/jpeg"
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            try:
                file = path(url.removeprefix(f"{SCHEME}:///"))
            except KeyError:
                raise FatalURLFetchingError("a letter asked for a file that doesn't ship with the program") from None
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/ttf"})

    return ShippedFiles


@cache
def font_configuration() -> Any:
    """The font configuration with the shipped faces. This and the style sheets are made once in a process: 11 ms.

    The faces are read where they are. Of those that a style sheet names WeasyPrint makes copies in a temporary folder,
    which needs room there, and stays behind when the process is killed.
    """
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    # Let go before the interpreter does: its own end would find half of its library gone.
    atexit.register(_let_go)
    for name in FILES:
        if not fontconfig.FcConfigAppFontAddFile(fonts._config, os.fsencode(path(name))):
            raise RuntimeError(f"{name}, a font that ships with the program, can't be read")
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", fonts.font_map))
    return fonts


@cache
def _style(name: str) -> Any:
    import weasyprint

    css = (folder("static") / name).read_text(encoding="utf-8")
    return weasyprint.CSS(string=css, font_config=font_configuration(), url_fetcher=fetcher())


def _let_go() -> None:
    _style.cache_clear()
    font_configuration.cache_clear()


@contextmanager
def _ended_after(most_pages: int) -> Iterator[None]:
    """Ends the layout after so many pages; 0 is for no end."""
    if not most_pages:
        yield
        return
    logger, pages = logging.getLogger("weasyprint.progress"), _Pages(most_pages)
    level = logger.level
    logger.addHandler(pages)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(pages)
        logger.setLevel(level)


@contextmanager
def _silent() -> Iterator[None]:
    """Turns WeasyPrint's warnings and refused fetches, which it only logs, into failures; nothing reaches a log."""
    from weasyprint.urls import FatalURLFetchingError

    logger, complaints = logging.getLogger("weasyprint"), _Complaints()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(complaints)
    try:
        yield
    except FatalURLFetchingError as error:
        raise RuntimeError(str(error)) from None
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagate
    if complaints.messages:
        raise RuntimeError("WeasyPrint complained: " + "; ".join(complaints.messages))
