"""Where the glyphs of a printed page stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pypdfium2

from letters.layout import Box
from letters.letter import CountryLine, Letter, Paragraph

LATIN = (
    "His Excellency President Xi Jinping",
    "President of the People’s Republic of China",
    "The State Council General Office",
    "Zhongnanhai",
    "2 Fuyou Jie, Xicheng Qu",
    "Beijing Shi 100017",
    "via Diplomatic Bag",
)
ARABIC = (
    "فخامة الرئيس عبد الفتاح السيسي",
    "رئيس جمهورية مصر العربية",
    "قصر الاتحادية",
    "شارع الميرغني 12",
    "مصر الجديدة",
    "القاهرة 11757",
    "بيد السفير",
)
CHINESE = ("中华人民共和国主席", "习近平先生", "中南海", "西长安街174号", "西城区", "北京市 100017", "请转交")
ADDRESSES = {
    "en-latin": ("en", LATIN),
    "zh-chinese": ("zh", CHINESE),
    "ar-latin": ("ar", LATIN),
    "ar-arabic": ("ar", ARABIC),
}
_MILLIMETRES = 25.4 / 72
_TOLERANCE = 0.05  # a twentieth of a millimetre: rounding in the PDF
SENDER = ("Wilhelmina Featherstonehaugh-Cholmondeley", "Flat 3, 112 Saint Bartholomew’s Crescent", "Old Aberdeen")


@dataclass(frozen=True)
class Glyph:
    """A printed character and its ink, in millimetres from the sheet's top left corner."""

    sign: str
    box: Box


def letter_to(recipient: tuple[str, ...], *, language: str = "en", sender: tuple[str, ...] = SENDER) -> Letter:
    return Letter(
        appeal="appeal",
        addressee="president",
        addressee_name="President",
        language_code=language,
        sender=sender,
        sender_country="GB",
        recipient=recipient,
        country_lines=(CountryLine("China", "en"),),
        date=dt.date(2026, 11, 22),
        notice="",
        subject="Subject",
        salutation="Sir,",
        body=(Paragraph("Body."),),
        closing="Yours",
        signature="Ada",
        copies=(),
        names=(),
        emails=(),
        copy_emails=(),
        faxes=(),
        reply_to="",
    )


def glyphs(pdf: bytes, page: int = 0) -> list[Glyph]:
    sheet = pypdfium2.PdfDocument(pdf)[page]
    text, height = sheet.get_textpage(), sheet.get_height()
    found = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        left, bottom, right, top = (side * _MILLIMETRES for side in text.get_charbox(index))
        if sign.strip() and right > left:
            found.append(Glyph(sign, Box(left, height * _MILLIMETRES - top, right - left, top - bottom)))
    return found


def inside(box: Box, other: Box) -> bool:
    return (
        box.x >= other.x - _TOLERANCE
        and box.right <= other.right + _TOLERANCE
        and box.y >= other.y - _TOLERANCE
        and box.bottom <= other.bottom + _TOLERANCE
    )
