"""What each language of a letter brings along: its closing, its marks, its direction.

Dates, names of countries and writing direction come from CLDR through Babel; the phrases that a letter itself
needs stand here, so that a letter can be composed in a language in which no page has been translated.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.languages import get_official_languages
from babel.numbers import format_decimal

from letters.language.short_names import short_name
from letters.language.solar_hijri import AFGHAN_MONTHS, MONTHS, solar_hijri
from letters.language.typography import NO_BREAK, Pairs, french_spaces, quoted, tied

_NBSP = NO_BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxHead:
    """The words on the head of a faxed page; `page` has places for `{number}` and `{total}`."""

    to: str
    fax: str
    sender: str
    date: str
    pages: str
    subject: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language in which letters can be written.

    `copy` introduces who gets a copy, `copy_notice` says above the salutation that a sheet is one. Names stand behind a
    colon in both, as no language's articles and cases reach over it;
    `quotes` are the outer pair, `inner` the pair within; `colon` ends the introduction of a list,
    `separator` stands between names and `space` where two lines of one sentence are joined.
    """

    code: str
    closing: str
    copy: str
    copy_notice: str
    fax: FaxHead
    quotes: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    colon: str = ":"
    separator: str = "; "
    space: str = " "
    date_format: str = "long"

    @property
    def pairs(self) -> Pairs:
        """The quotation marks, as typography wants them."""
        return Pairs(self.code, self.quotes, self.inner)

    @property
    def locale(self) -> Locale:
        """CLDR's data for the language."""
        return _locale(self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    @property
    def name(self) -> str:
        """The language's name in itself."""
        return str(self.locale.display_name or self.code).capitalize()

    @property
    def label_mark(self) -> str:
        """What stands between a label and what it names: the colon, with the spaces beside it."""
        return f"{self.colon}{self.space}"

    @property
    def comma(self) -> str:
        """What stands between the parts of one thing, as a town and its country: the comma of the script."""
        return _COMMAS.get(self.code, ", ")

    def date(self, day: dt.date, country: str = "") -> str:
        """The day as this language's letters write it, in the way of the country if CLDR knows one."""
        if self.code == "fa" and country in _SOLAR:
            year, month, number = solar_hijri(day)
            return self.digits(f"{number} {_SOLAR[country][month - 1]} {year}")
        local = _local(self.code, country) if country else None
        text = format_date(day, "long", locale=local) if local else format_date(day, self.date_format, self.locale)
        first = self._first(local) if day.day == 1 else "1"
        return self.digits(re.sub(r"(?<!\d)1(?!\d)", first, text, count=1))

    def _first(self, local: Locale | None) -> str:
        """The first of a month: some languages count it among the days with an ordinal."""
        # In Portugal, and where CLDR follows it, the first is a day like any other.
        portugal = self.code == "pt" and local is not None and local.territory != "BR"
        return "1" if portugal else _FIRST_OF_MONTH.get(self.code, "1")

    def month(self, day: dt.date) -> str:
        """The month and the year in which the day lies."""
        return self.digits(format_skeleton("yMMMM", day, locale=self.locale))

    def year(self, year: int) -> str:
        """The year in this language's digits."""
        return self.digits(str(year))

    def number(self, value: int) -> str:
        """The number with the marks that this language puts into it."""
        return self.digits(format_decimal(value, locale=self.locale, numbering_system=_numbering(self.code)))

    def digits(self, text: str) -> str:
        """The text with this language's own digits in place of 0 to 9."""
        return text.translate(_ARABEXT) if _numbering(self.code) == "arabext" else text

    def country(self, code: str) -> str:
        """The country's name in this language, short as on an envelope."""
        return country_name(code, self.locale)

    def language_called(self, code: str) -> str:
        """What this language calls another; its code where CLDR has no name."""
        return str(self.locale.languages.get(code, code))

    def typographic(self, text: str) -> str:
        """The text with this language's quotation marks, apostrophes and unbreakable spaces."""
        text = quoted(text, self.pairs)
        if words := _TIED_WORDS.get(self.code):
            text = tied(text, words)
        return french_spaces(text) if self.code == "fr" else text


# The first of a month. Sources: the EU's Interinstitutional Style Guide for French and Italian, the Brazilian Senate's
# and Superior Court's for Portuguese.
_FIRST_OF_MONTH = {"fr": "1er", "it": "1º", "pt": "1º"}
_COMMAS = {"ar": "، ", "fa": "، ", "zh": "，", "ja": "、"}
# Words of one letter that never end a line (Poland, and the same rule in Czechia and Slovakia: ČSN 01 6910).
_TIED_WORDS = {"pl": "aiouwz", "cs": "aikosuvz", "sk": "aikosuvz"}
# Where CLDR's calendarPreference puts the Solar Hijri calendar first.
_SOLAR = {"IR": MONTHS, "AF": AFGHAN_MONTHS}
_ARABEXT = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def _numbering(code: str) -> str:
    """The language's digits: CLDR's in Persian; in Arabic the Western ones, as in what authors write."""
    return _locale(code).default_numbering_system if code != "ar" else "latn"


def country_name(code: str, locale: Locale) -> str:
    """CLDR's name of the country, short where it has a short one: Hong Kong, Myanmar, Congo-Kinshasa."""
    return short_name(code, str(locale.territories[code]), str(locale))


@cache
def _locale(code: str) -> Locale:
    return Locale.parse("zh_Hans" if code == "zh" else code)


@cache
def _local(code: str, country: str) -> Locale | None:
    """CLDR's data for the language as this country uses it."""
    try:
        return Locale.parse(f"{_locale(code)}_{country}")
    except UnknownLocaleError:
        return None


def _known(*languages: Language) -> dict[str, Language]:
    return {language.code: language for language in languages}


def _head(to: str, fax: str, sender: str, date: str, pages: str, subject: str, page: str) -> FaxHead:
    return FaxHead(to=to, fax=fax, sender=sender, date=date, pages=pages, subject=subject, page=page)


_GUILLEMETS, _LOW_HIGH, _HIGH = ("«", "»"), ("„", "“"), ("“", "”")

LANGUAGES = _known(
    Language(
        code="en",
        closing="Yours sincerely,",
        copy="Copy: {names}",
        copy_notice="Copy for information. Addressee: {name}",
        fax=_head("To", "Fax", "From", "Date", "Pages", "Subject", "Page {number} of {total}"),
        date_format="d MMMM y",
    ),
    Language(
        code="fr",
        closing="Je vous prie d’agréer l’expression de ma haute considération.",
        copy="Copie\N{NO-BREAK SPACE}: {names}",
        copy_notice="Copie pour information. Destinataire\N{NO-BREAK SPACE}: {name}",
        fax=_head("À", "Télécopie", "De", "Date", "Pages", "Objet", "Page {number} sur {total}"),
        quotes=_GUILLEMETS,
        inner=_HIGH,
        colon=f"{_NBSP}:",
    ),
    Language(
        code="de",
        closing="Hochachtungsvoll",
        copy="Kopie: {names}",
        copy_notice="Kopie zur Kenntnisnahme. Empfänger: {name}",
        fax=_head("An", "Fax", "Von", "Datum", "Seiten", "Betreff", "Seite {number} von {total}"),
        quotes=_LOW_HIGH,
        inner=("‚", "‘"),
    ),
    Language(
        code="es",
        closing="Atentamente,",
        copy="Copia: {names}",
        copy_notice="Copia para su información. Destinatario: {name}",
        fax=_head("Para", "Fax", "De", "Fecha", "Páginas", "Asunto", "Página {number} de {total}"),
        quotes=_GUILLEMETS,
        inner=_HIGH,
    ),
    Language(
        code="it",
        closing="Distinti saluti",
        copy="Copia: {names}",
        copy_notice="Copia per conoscenza. Destinatario: {name}",
        fax=_head("A", "Fax", "Da", "Data", "Pagine", "Oggetto", "Pagina {number} di {total}"),
        quotes=_GUILLEMETS,
        inner=_HIGH,
    ),
    Language(
        code="pt",
        closing="Atenciosamente,",
        copy="Cópia: {names}",
        copy_notice="Cópia para conhecimento. Destinatário: {name}",
        fax=_head("Para", "Fax", "De", "Data", "Páginas", "Assunto", "Página {number} de {total}"),
    ),
    Language(
        code="nl",
        closing="Hoogachtend,",
        copy="Kopie: {names}",
        copy_notice="Kopie ter informatie. Geadresseerde: {name}",
        fax=_head("Aan", "Fax", "Van", "Datum", "Pagina’s", "Onderwerp", "Pagina {number} van {total}"),
    ),
    Language(
        code="pl",
        closing="Z wyrazami szacunku",
        copy="Do wiadomości: {names}",
        copy_notice="Kopia do wiadomości. Adresat: {name}",
        fax=_head("Do", "Faks", "Od", "Data", "Strony", "Dotyczy", "Strona {number} z {total}"),
        quotes=("„", "”"),
        inner=_GUILLEMETS,
    ),
    Language(
        code="ru",
        closing="С уважением,",
        copy="Копия: {names}",
        copy_notice="Копия для сведения. Адресат: {name}",
        fax=_head("Кому", "Факс", "От", "Дата", "Страниц", "Тема", "Страница {number} из {total}"),
        quotes=_GUILLEMETS,
        inner=_LOW_HIGH,
    ),
    Language(
        code="tr",
        closing="Saygılarımla,",
        copy="Bilgi için: {names}",
        copy_notice="Bilgi amaçlı nüshadır. Alıcı: {name}",
        fax=_head("Kime", "Faks", "Kimden", "Tarih", "Sayfa sayısı", "Konu", "Sayfa {number}/{total}"),
    ),
    Language(
        code="el",
        closing="Με εκτίμηση,",
        copy="Κοινοποίηση: {names}",
        copy_notice="Αντίγραφο για ενημέρωση. Παραλήπτης: {name}",
        fax=_head("Προς", "Φαξ", "Από", "Ημερομηνία", "Σελίδες", "Θέμα", "Σελίδα {number} από {total}"),
        quotes=_GUILLEMETS,
        inner=_HIGH,
    ),
    Language(
        code="ar",
        closing="وتفضلوا بقبول فائق الاحترام والتقدير،",
        copy="نسخة إلى: {names}",
        copy_notice="نسخة للعلم. المرسَل إليه: {name}",
        separator="؛ ",
        fax=_head("إلى", "فاكس", "من", "التاريخ", "عدد الصفحات", "الموضوع", "صفحة {number} من {total}"),
        quotes=_GUILLEMETS,
        inner=_HIGH,
    ),
    Language(
        code="fa",
        closing="با احترام،",
        copy="رونوشت: {names}",
        copy_notice="رونوشت برای اطلاع. گیرنده: {name}",
        separator="؛ ",
        fax=_head("به", "نمابر", "از", "تاریخ", "صفحه‌ها", "موضوع", "صفحهٔ {number} از {total}"),
        quotes=_GUILLEMETS,
        inner=_HIGH,
    ),
    Language(
        code="zh",
        closing="此致\n敬礼！",
        copy="抄送：{names}",
        copy_notice="副本，谨供参阅。收件人：{name}",
        fax=_head("收件人", "传真", "发件人", "日期", "页数", "主题", "第{number}页，共{total}页"),
        colon="：",
        separator="；",
        space="",
    ),
    Language(
        code="ja",
        closing="敬具",
        copy="写し：{names}",
        copy_notice="参考用の写しです。宛先：{name}",
        fax=_head("宛先", "ファクス", "差出人", "日付", "枚数", "件名", "{number}／{total}ページ"),
        quotes=("「", "」"),
        inner=("『", "』"),
        colon="：",
        separator="、",
        space="",
    ),
)


def language_of_country(country: str, preferred: str) -> Locale:
    """The language in which a country's post reads: the preferred one where it is official, else its first.

    A language that is official in two scripts is taken in Latin ones, which the post reads everywhere.
    """
    official = get_official_languages(country, de_facto=True)
    # CLDR has no names in some official languages, such as Samoan; then the next one is taken.
    named = [locale for code in official if (locale := _named(code))]
    if preferred in official and (locale := _named(preferred)):
        return locale
    first = named[0] if named else Locale("en")
    scripts = [locale for locale in named if locale.language == first.language]
    return next((locale for locale in scripts if is_latin(locale.territories["CN"])), first)


@cache
def _named(code: str) -> Locale | None:
    """CLDR's data for the language, if it names countries."""
    try:
        locale = Locale.parse(code)
    except UnknownLocaleError:
        return None
    return locale if locale.territories.get("CN") else None


def is_latin(text: str) -> bool:
    """Whether all letters of the text belong to the Latin script."""
    # Modifier letters (Lm) stand in Latin words too: Oʻzbekiston.
    return all("LATIN" in unicodedata.name(sign, "") or sign in "ªºʻʼʿʾ" for sign in text if sign.isalpha())


def capitals(text: str, language: str) -> str:
    """The text in capitals as the language writes them: dotted İ in Turkish, no accents in Greek."""
    if language in ("tr", "az"):
        text = text.replace("i", "İ").replace("ı", "I")
    if language == "el":
        text = text.translate(str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωϊϋϊϋ"))
    return text.upper()
