"""An open letter with sheets for its signatures: each names the text, so that a loose one isn't without it."""

from __future__ import annotations

from letters.errors import Refused, gettext_noop
from letters.layout import LAYOUTS, LayoutName, Paper, layout_for
from letters.letter import Letter
from letters.pdf.engine import lay_out, write
from letters.pdf.markup import fill
from letters.pdf.page_css import page_css
from letters.pdf.typesetting import set_letter

TOO_MANY = gettext_noop("At most {limit} pages for signatures are printed at once.")
MAX_SHEETS = 200

_TOP, _SIDE, _BOTTOM = 18.0, 20.0, 14.0  # millimetres
_HEAD, _FOOT = 32.0, 9.0  # the text's name with the columns' heads, and the page's number
_ROW = 12.0  # room for a signature

# What is asked for, in the languages of letters: name, town or organisation, signature.
HEADS = {
    "en": ("Name", "Town or organisation", "Signature"),
    "fr": ("Nom", "Ville ou organisation", "Signature"),
    "de": ("Name", "Ort oder Organisation", "Unterschrift"),
    "es": ("Nombre", "Ciudad u organización", "Firma"),
    "it": ("Nome", "Città o organizzazione", "Firma"),
    "pt": ("Nome", "Cidade ou organização", "Assinatura"),
    "nl": ("Naam", "Plaats of organisatie", "Handtekening"),
    "pl": ("Imię i nazwisko", "Miejscowość lub organizacja", "Podpis"),
    "ru": ("Имя", "Город или организация", "Подпись"),
    "tr": ("Ad soyad", "Şehir veya kuruluş", "İmza"),
    "el": ("Όνομα", "Πόλη ή οργάνωση", "Υπογραφή"),
    "ar": ("الاسم", "المدينة أو المنظمة", "التوقيع"),
    "fa": ("نام", "شهر یا سازمان", "امضا"),
    "zh": ("姓名", "城市或机构", "签名"),
    "ja": ("氏名", "市町村または団体", "署名"),
}


def sign_sheets(letter: Letter, pages: int, layout: LayoutName | None = None) -> bytes:
    """The letter, and after it as many pages of ruled lines, as one PDF/UA-1 file.

    `pages` counts the pages for signatures, which have numbers of their own. Raises Refused for more than 200 of
    them, and as `render` does.
    """
    if pages < 1:
        raise ValueError("no pages for signatures")
    if pages > MAX_SHEETS:
        raise Refused(TOO_MANY, limit=MAX_SHEETS)
    chosen = layout or layout_for(letter.sender_country)
    return write([set_letter(letter.in_short(), chosen), lay_out(_html(letter, pages, LAYOUTS[chosen].paper))])


def lines_on(paper: Paper) -> int:
    """How many people can sign on a page."""
    return int((paper.height - _TOP - _BOTTOM - _HEAD - _FOOT) / _ROW)


def _html(letter: Letter, pages: int, paper: Paper) -> str:
    sheet = f"{page_css(paper)} @page {{ margin: {_TOP}mm {_SIDE}mm {_BOTTOM}mm }}"
    heads = HEADS[letter.language_code]
    return fill("signatures.html", letter, sheet, pages=pages, heads=heads, rows=lines_on(paper), row=_ROW)
