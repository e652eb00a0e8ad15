"""Countries and languages by every name that people call them; one table, whoever asks."""

from __future__ import annotations

import gettext
from pathlib import Path

import pycountry
import pytest
from conftest import APPEAL, Make
from doors import in_process
from visitor import JANE, TYPED, Visit, one_renderer, open_sites  # noqa: F401 two fixtures

from letters.errors import Mistake
from letters.fields.countries import COUNTRIES, _translation, country_called, country_code
from letters.fields.languages import language_called, letter_language_called
from letters.library.library import read
from letters.members import read_members


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[
            ("GB", "GB"),
            ("gb", "GB"),
            ("England", "GB"),
            ("Großbritannien", "GB"),
            ("Grossbritannien", "GB"),
            ("UK", "GB"),
        ],
        *[("Holanda", "NL"), ("Россия", "RU"), ("المغرب", "MA"), ("中国", "CN"), ("한국", "KR"), ("Yunanistan", "GR")],
        *[("Arab Republic of Egypt", "EG"), ("Kingdom of Norway", "NO"), ("Federal Republic of Germany", "DE")],
        *[("Côte d’Ivoire", "CI"), ("Ivory Coast", "CI"), ("Palestine", "PS"), ("GBR", "GB"), ("u.s.a.", "US")],
    ],
)
def test_a_country_is_known_by_its_names(text: str, code: str) -> None:
    assert country_called(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("Swiss Confederation", "CH"), ("Hellenic Republic", "GR"), ("Grand Duchy of Luxembourg", "LU")],
        *[("Iran, Islamic Republic of", "IR"), ("Iran (Islamic Republic of)", "IR"), ("Republic of Korea", "KR")],
        *[("République fédérale d'Allemagne", "DE"), ("République française", "FR"), ("Repubblica Italiana", "IT")],
        *[("Republika Federalna Niemiec", "DE"), ("Российская Федерация", "RU"), ("Арабская Республика Египет", "EG")],
        *[("جمهورية مصر العربية", "EG"), ("中华人民共和国", "CN"), ("Estados Unidos Mexicanos", "MX")],
        *[
            ("State of Palestine", "PS"),
            ("Occupied Palestinian Territory", "PS"),
            ("Holy See", "VA"),
            ("Schottland", "GB"),
        ],
        *[
            ("Suomi", "FI"),
            ("Magyarország", "HU"),
            ("Україна", "UA"),
            ("ישראל", "IL"),
            ("Česko", "CZ"),
            ("Macau", "MO"),
        ],
    ],
)
def test_a_country_is_known_by_its_formal_name_and_by_its_own(text: str, code: str) -> None:
    assert country_called(text) == code


def test_every_formal_name_that_is_kept_leads_to_its_country() -> None:
    named = [
        (country.official_name, country.alpha_2) for country in pycountry.countries if hasattr(country, "official_name")
    ]
    assert len(named) > 150
    assert [name for name, code in named if country_called(name) != code] == []


@pytest.mark.slow
def test_catalogues_are_read_as_gettext_reads_them() -> None:
    names = [country.name for country in pycountry.countries]
    found = sorted(Path(pycountry.LOCALES_DIR).glob("*/LC_MESSAGES/iso3166-1.mo"))
    assert len(found) > 80
    for catalogue in found:
        with catalogue.open("rb") as file:
            expected = gettext.GNUTranslations(file).gettext
        translated = _translation(catalogue.parts[-3])
        assert [translated(name) for name in names] == [expected(name) for name in names], catalogue
    assert _translation("tlh")("France") == "France"


@pytest.mark.parametrize("text", ["ß", "ﬁ", "XX", "ZZ", "", "Narnia", "D", "Republic of China", "Springfield"])
def test_what_names_no_country_is_none(text: str) -> None:
    assert country_called(text) is None


def test_what_cars_bear_counts_in_lists_alone() -> None:
    assert country_called("D", plates=True) == "DE"
    # A code of two letters is itself, whatever cars bear.
    assert all(country_called(code, plates=True) == code for code in COUNTRIES)


def test_files_hold_codes_and_say_which_one_was_meant() -> None:
    with pytest.raises(Mistake, match="write GB for United Kingdom"):
        country_code("England")


@pytest.mark.parametrize(
    ("text", "code"),
    [("English", "en"), ("Deutsch", "de"), ("EN", "en"), ("en-GB", "en"), ("français", "fr"), ("中文", "zh")],
)
def test_a_language_is_known_by_its_names(text: str, code: str) -> None:
    assert language_called(text) == letter_language_called(text) == code


def test_a_language_in_which_no_letter_is_written_is_one_all_the_same() -> None:
    assert language_called("Swahili") == "sw"
    assert letter_language_called("Swahili") is None


@pytest.mark.slow
def test_england_is_a_country_at_every_door(make_appeals: Make, visit: Visit, tmp_path: Path) -> None:
    """On the site, on the command line and in a list; and a file is told its code."""
    appeals = make_appeals({"jane-doe/appeal.yaml": APPEAL})
    who = ["--name", "Emma Woods", "--address", "12 Elm Row, London N1 7AA", "--country", "England"]
    done = in_process(
        "write", "jane-doe", "--appeals", appeals, *who, "--channel", "email", "--out", tmp_path, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    site = visit()
    checked = [site.post(f"{JANE}/check", {**TYPED, "country": country}) for country in ("England", "GB")]
    assert [page.status_code for page in checked] == [200, 200]
    members = tmp_path / "members.csv"
    members.write_text('name,address,country\nEmma Woods,"12 Elm Row\nLondon N1 7AA",England\n', encoding="utf-8")
    (member,) = read_members(members).members
    assert member.supporter.country == "GB"
    broken = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("country: US", "country: England")})
    assert "write GB for United Kingdom" in str(read(broken).findings[0])
