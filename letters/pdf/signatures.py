"""An open letter with sheets for its signatures: each names the text, so that a loose one isn't without it."""

from __future__ import annotations

from letters.errors import Refused, gettext_noop
from letters.language.bidi import beside
from letters.layout import LAYOUTS, LayoutName, Paper, layout_for
from letters.letter import Letter
from letters.pdf.engine import lay_out, write
from letters.pdf.markup import fill
from letters.pdf.page_css import page_css
from letters.pdf.typesetting import set_letter
from letters.signing.sheet_number import sheet_number

TOO_MANY = gettext_noop("At most {limit} pages for signatures are printed at once.")
MAX_SHEETS = 200

_TOP, _SIDE, _BOTTOM = 18.0, 20.0, 11.0  # millimetres
_HEAD, _FOOT = 32.0, 11.0  # the text's name with the columns' heads; the group and the page's number
_ROW, _RULE = 12.0, 0.15  # room for a signature, and the line below it

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

# Who had the sheet, its number, and what is asked of them, in the languages of letters; an address follows.
REPORT = {
    "en": ("Group", "Sheet", "Please tell us how many signed on it"),
    "fr": ("Groupe", "Feuille", "Merci de nous dire combien de personnes y ont signé"),
    "de": ("Gruppe", "Blatt", "Bitte melden Sie uns, wie viele unterschrieben haben"),
    "es": ("Grupo", "Hoja", "Por favor, díganos cuántas personas han firmado en ella"),
    "it": ("Gruppo", "Foglio", "Vi preghiamo di comunicarci quante persone hanno firmato"),
    "pt": ("Grupo", "Folha", "Pedimos que nos digam quantas pessoas assinaram"),
    "nl": ("Groep", "Blad", "Laat ons weten hoeveel mensen erop hebben getekend"),
    "pl": ("Grupa", "Arkusz", "Prosimy o informację, ile osób się podpisało"),
    "ru": ("Группа", "Лист", "Просим сообщить, сколько человек подписалось"),
    "tr": ("Grup", "Sayfa no", "Lütfen kaç kişinin imzaladığını bize bildirin"),
    "el": ("Ομάδα", "Φύλλο", "Παρακαλούμε πείτε μας πόσοι υπέγραψαν"),
    "ar": ("المجموعة", "الورقة", "يُرجى إبلاغنا بعدد الموقّعين عليها"),
    "fa": ("گروه", "برگه", "لطفاً به ما بگویید چند نفر آن را امضا کرده‌اند"),
    "zh": ("小组", "签名表", "请告诉我们有多少人在此签名"),
    "ja": ("グループ", "用紙", "署名した人数をお知らせください"),
}


def sign_sheets(letter: Letter, pages: int, layout: LayoutName | None = None, *, group: str = "") -> bytes:
    """The letter, and after it as many pages of ruled lines, as one PDF/UA-1 file.

    `pages` counts the pages for signatures, which have numbers of their own. With a `group` each of them names it, and
    has a number by which to tell how many signed. Raises Refused for more than 200 of them, and as `render` does.
    """
    if pages < 1:
        raise ValueError("no pages for signatures")
    if pages > MAX_SHEETS:
        raise Refused(TOO_MANY, limit=MAX_SHEETS)
    chosen = layout or layout_for(letter.sender_country)
    return write([set_letter(letter.in_short(), chosen), lay_out(_html(letter, pages, LAYOUTS[chosen].paper, group))])


def lines_on(paper: Paper) -> int:
    """How many people can sign on a page."""
    return int((paper.height - _TOP - _BOTTOM - _HEAD - _FOOT) / (_ROW + _RULE))


def _html(letter: Letter, pages: int, paper: Paper, group: str) -> str:
    sheet = f"{page_css(paper)} @page {{ margin: {_TOP}mm {_SIDE}mm {_BOTTOM}mm }}"
    heads = HEADS[letter.language_code]
    return fill(
        "signatures.html",
        letter,
        sheet,
        pages=pages,
        heads=heads,
        rows=lines_on(paper),
        row=_ROW,
        feet=_feet(letter, pages, group),
    )


def _feet(letter: Letter, pages: int, group: str) -> list[str]:
    """What stands below the lines of each page: who has it, its number, and whom to tell; nothing without a group."""
    if not group:
        return [""] * pages
    tongue, (who, sheet, tell) = letter.language, REPORT[letter.language_code]
    mark = f"{tongue.colon}{tongue.space}"
    asked = f"{tell}{mark}{letter.reply_to}" if letter.reply_to else tell
    numbers = (sheet_number(letter.appeal, group, letter.date, page) for page in range(1, pages + 1))
    # At the beginning of the line, where it isn't broken; in its own order, also from right to left.
    isolated = (f"\N{LEFT-TO-RIGHT ISOLATE}{number}\N{POP DIRECTIONAL ISOLATE}" for number in numbers)
    return [beside((f"{sheet}{mark}{number}", f"{who}{mark}{group}", asked), tongue.direction) for number in isolated]
