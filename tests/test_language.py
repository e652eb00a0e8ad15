from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.fields.countries import COUNTRIES
from letters.language import LANGUAGES, capitals, is_latin, language_of_country


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


@given(st.sampled_from(sorted(LANGUAGES)), st.text(alphabet="ab «»\"'“”„‘’!?:;0\u00a0\u202f\n(字", max_size=40))
def test_setting_the_marks_twice_changes_nothing_more(language: str, text: str) -> None:
    tongue = LANGUAGES[language]
    assert tongue.typographic(tongue.typographic(text)) == tongue.typographic(text)


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
        assert all("2026" in language.date(dt.date(2026, 11, 2), country) for country in COUNTRIES)


def test_dates_and_directions_are_the_languages_own() -> None:
    day = dt.date(2020, 4, 20)
    assert [LANGUAGES[code].date(day) for code in ("en", "fr", "zh")] == [
        "20 April 2020",
        "20 avril 2020",
        "2020年4月20日",
    ]
    assert [code for code, language in LANGUAGES.items() if language.direction == "rtl"] == ["ar", "fa"]
