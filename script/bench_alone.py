"""What the site's PDF is compared with in `script/bench`: the same letter from WeasyPrint alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bench_visitors import ADDRESSEE, OWN_WORDS, SENDER, SLUG
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from letters import pdf
from letters.compose import compose, words_from
from letters.layout import layout_for
from letters.letter import Letter
from letters.library.library import read
from letters.pdf import engine
from letters.pdf.fonts import faces_css
from letters.resources import folder
from letters.supporter import supporter_from


def same_letter() -> Letter:
    """The letter that the form's fields make."""
    library = read(folder("appeals"))
    appeal = library.appeals[SLUG]
    words = words_from(appeal.texts_in("en").letter, points=[], own=[OWN_WORDS], text="")
    today = dt.datetime.now(library.site.zone).date()
    copies = library.copies(appeal, SENDER["country"])
    return compose(appeal, ADDRESSEE, supporter_from(SENDER), words, language="en", date=today, copies=copies)


def typesetter(letter: Letter) -> Callable[[], bytes]:
    """WeasyPrint alone on the letter's HTML: fonts and style sheets read once, PDF/UA-1 as the site makes it."""
    html = pdf.html(letter, layout_for(letter.sender_country))
    fonts = FontConfiguration()
    css = faces_css() + (folder("static") / "letter.css").read_text(encoding="utf-8")
    sheets = [CSS(string=css, font_config=fonts, url_fetcher=engine.fetcher())]

    def write() -> bytes:
        source = HTML(string=html, url_fetcher=engine.fetcher())
        made: bytes = source.write_pdf(font_config=fonts, stylesheets=sheets, pdf_variant=engine.VARIANT)
        return made

    return write
