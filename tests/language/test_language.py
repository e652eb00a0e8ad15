from __future__ import annotations

import datetime as dt

import pytest

from letters.fields.countries import COUNTRIES
from letters.language.language import LANGUAGES, capitals, country_name, is_latin, language_of_country


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", '"Don\'t," she said.', "“Don’t,” she said."),
        ("en", "He said \"they call it 'safe'\".", "He said “they call it ‘safe’”."),
        ("en", "\"'Safe', they say\"", "“‘Safe’, they say”"),
        ("en", "the workers' rights", "the workers’ rights"),
        ("de", "Er sagte \"sie sagt 'nein'\"", "Er sagte „sie sagt ‚nein‘“"),
        ("fr", 'l\'"affaire" : oui !', "l’«\u00a0affaire\u00a0»\u00a0: oui\u202f!"),
        ("fr", "10 000 personnes", "10\u202f000 personnes"),
        ("ar", 'بتهمة "الانفصالية" و"التحريض"', "بتهمة «الانفصالية» و«التحريض»"),
        ("zh", '以"分裂国家"的罪名和"颠覆"定罪', "以“分裂国家”的罪名和“颠覆”定罪"),
        ("ja", '彼は"はい"と', "彼は「はい」と"),
    ],
)
def test_quotes_and_spaces_are_the_languages_own(language: str, typed: str, printed: str) -> None:
    assert LANGUAGES[language].typographic(typed) == printed


@pytest.mark.slow
def test_every_country_has_a_name_in_every_language_and_for_every_sender() -> None:
    for code in COUNTRIES:
        for language in LANGUAGES.values():
            assert language.country(code)
            assert language_of_country(code, language.code).territories


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("Birleşik Krallık", "tr", "BİRLEŞİK KRALLIK"),
        ("Ηνωμένο Βασίλειο", "el", "ΗΝΩΜΕΝΟ ΒΑΣΙΛΕΙΟ"),
        ("Chine", "fr", "CHINE"),
    ],
)
def test_capitals_are_the_languages_own(text: str, language: str, printed: str) -> None:
    assert capitals(text, language) == printed


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Côte d’Ivoire", True), ("Việt Nam", True), ("Oʻzbekiston", True), ("中国", False), ("Κίνα", False)],
)
def test_latin_script_is_recognised(text: str, latin: bool) -> None:
    assert is_latin(text) is latin


@pytest.mark.parametrize(
    ("language", "country", "printed"),
    [
        ("en", "US", "November 2, 2026"),
        ("en", "CA", "November 2, 2026"),
        ("en", "GB", "2 November 2026"),
        ("en", "FR", "2 November 2026"),  # CLDR knows no English of France
        ("fr", "CA", "2 novembre 2026"),
        ("fr", "US", "2 novembre 2026"),
        ("es", "MX", "2 de noviembre de 2026"),
        ("pt", "BR", "2 de novembro de 2026"),
        ("de", "AT", "2. November 2026"),
        ("ar", "EG", "2 نوفمبر 2026"),
        ("ar", "LB", "2 تشرين الثاني 2026"),
        ("zh", "CN", "2026年11月2日"),
        ("zh", "TW", "2026年11月2日"),
    ],
)
def test_a_date_is_written_as_the_senders_country_writes_the_language(
    language: str, country: str, printed: str
) -> None:
    assert LANGUAGES[language].date(dt.date(2026, 11, 2), country) == printed


@pytest.mark.slow
def test_every_language_writes_a_date_from_every_country() -> None:
    for language in LANGUAGES.values():
        solar = {"IR", "AF"} if language.code == "fa" else set()
        year = language.year(2026)
        assert all(year in language.date(dt.date(2026, 11, 2), country) for country in COUNTRIES - solar)


@pytest.mark.parametrize(
    ("language", "country", "printed"),
    [
        ("fr", "", "1er décembre 2026"),
        ("fr", "CA", "1er décembre 2026"),
        ("it", "IT", "1º dicembre 2026"),
        ("pt", "BR", "1º de dezembro de 2026"),
        ("pt", "PT", "1 de dezembro de 2026"),
        ("pt", "AO", "1 de dezembro de 2026"),
        ("es", "ES", "1 de diciembre de 2026"),
        ("de", "CH", "1. Dezember 2026"),
        ("en", "US", "December 1, 2026"),
        ("zh", "CN", "2026年12月1日"),
    ],
)
def test_the_first_of_a_month_is_written_as_the_language_counts_it(language: str, country: str, printed: str) -> None:
    assert LANGUAGES[language].date(dt.date(2026, 12, 1), country) == printed
    assert "1" not in {sign for sign in LANGUAGES["fr"].date(dt.date(2026, 12, 2))}


@pytest.mark.parametrize(
    ("country", "printed"),
    [("", "۱ دسامبر ۲۰۲۶"), ("GB", "۱ دسامبر ۲۰۲۶"), ("IR", "۱۰ آذر ۱۴۰۵"), ("AF", "۱۰ قوس ۱۴۰۵")],
)
def test_persian_has_its_own_digits_and_iran_its_calendar(country: str, printed: str) -> None:
    assert LANGUAGES["fa"].date(dt.date(2026, 12, 1), country) == printed


def test_other_languages_keep_the_common_calendar_in_iran() -> None:
    assert LANGUAGES["en"].date(dt.date(2026, 12, 1), "IR") == "1 December 2026"


def test_persian_numbers_have_persian_digits() -> None:
    persian = LANGUAGES["fa"]
    assert (persian.number(12345), persian.year(2026)) == ("۱۲٬۳۴۵", "۲۰۲۶")
    assert persian.month(dt.date(2026, 12, 1)) == "دسامبر ۲۰۲۶"
    assert LANGUAGES["ar"].number(12345) == "12,345"


@pytest.mark.parametrize(
    ("code", "language", "printed"),
    [
        ("CD", "en", "Congo-Kinshasa"),
        ("CG", "it", "Congo-Brazzaville"),
        ("MM", "en", "Myanmar"),
        ("MM", "fr", "Myanmar"),
        ("PS", "en", "Palestine"),
        ("PS", "de", "Palästina"),
        ("HK", "en", "Hong Kong"),
        ("HK", "zh", "香港"),
        ("MO", "pt", "Macau"),
        ("CD", "zh", "刚果（金）"),
    ],
)
def test_countries_have_the_short_names_of_envelopes(code: str, language: str, printed: str) -> None:
    assert LANGUAGES[language].country(code) == printed


@pytest.mark.slow
@pytest.mark.parametrize(("country", "printed"), [("BA", "Kina"), ("RS", "Kina"), ("UZ", "Xitoy"), ("CY", "Κίνα")])
def test_a_language_of_two_scripts_is_read_in_latin_letters(country: str, printed: str) -> None:
    assert country_name("CN", language_of_country(country, "en")) == printed


def test_dates_and_directions_are_the_languages_own() -> None:
    day = dt.date(2020, 4, 20)
    assert [LANGUAGES[code].date(day) for code in ("en", "fr", "zh")] == [
        "20 April 2020",
        "20 avril 2020",
        "2020年4月20日",
    ]
    assert [code for code, language in LANGUAGES.items() if language.direction == "rtl"] == ["ar", "fa"]
