"""Lists as other programs write them: what their columns are called, and which of several addresses is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from letters.members.columns import meaning_of
from letters.members.roster import MemberList, read_members

CIVICRM = (
    "Contact ID,Do Not Email,Do Not Phone,Do Not Mail,Display Name,Sort Name,Preferred Language,First Name,"
    "Middle Name,Last Name,Postal Greeting,Addressee,Street Address,Supplemental Address 1,City,Postal Code Suffix,"
    "Postal Code,County,State,Country,Primary Email,Phone"
)
NATIONBUILDER = (
    "nationbuilder_id,prefix,first_name,last_name,full_name,email,do_not_contact,primary_address1,primary_address2,"
    "primary_city,primary_state,primary_zip,primary_country_code,mailing_address1,mailing_address2,mailing_city,"
    "mailing_state,mailing_zip,mailing_country_code"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Business Street,Business Street 2,Business City,Business State,"
    "Business Postal Code,Business Country/Region,Home Street,Home Street 2,Home City,Home State,Home Postal Code,"
    "Home Country/Region,E-mail Address,Language"
)
SALESFORCE = (
    "Salutation,First Name,Last Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,"
    "Mailing Country,Email,Do Not Mail"
)
GOOGLE = (
    "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country,Address 1 - Extended Address,Address 2 - Street,Address 2 - City"
)
AIRTABLE = (
    "Full name,Email (personal),Street address,Address line 2,City (from Address),State,ZIP code,Country or Region"
)
PERSON = {
    "First Name": "Maya", "first_name": "Maya", "Given Name": "Maya", "Last Name": "Lind", "last_name": "Lind",
    "Family Name": "Lind", "Name": "Maya Lind", "Full name": "Maya Lind", "full_name": "Maya Lind",
    "Display Name": "Ms. Maya Lind", "Sort Name": "Lind, Maya", "Addressee": "Ms. Maya Lind", "Title": "Ms.",
}  # fmt: skip
HOME = {"street": "742 Evergreen Ter", "line": "Apt 4", "city": "Springfield", "state": "Illinois", "zip": "62704"}
CELLS = {
    "civicrm": (CIVICRM, {
        "Street Address": "street", "Supplemental Address 1": "line", "City": "city", "State": "state",
        "Postal Code": "zip", "County": "Sangamon", "Country": "United States", "Preferred Language": "en_US",
        "Do Not Mail": "", "Do Not Email": "Yes", "Primary Email": "maya@lind.example",
    }),
    "nationbuilder": (NATIONBUILDER, {
        "primary_address1": "street", "primary_address2": "line", "primary_city": "city", "primary_state": "state",
        "primary_zip": "zip", "primary_country_code": "US", "email": "maya@lind.example", "do_not_contact": "false",
    }),
    "nationbuilder, mailing": (NATIONBUILDER, {
        "primary_address1": "9 Elsewhere Rd", "primary_city": "Leeds", "primary_country_code": "GB",
        "mailing_address1": "street", "mailing_address2": "line", "mailing_city": "city", "mailing_state": "state",
        "mailing_zip": "zip", "mailing_country_code": "US", "email": "maya@lind.example",
    }),
    "outlook, at home": (OUTLOOK, {
        "Business Street": "1 Office Rd", "Business City": "Chicago", "Business Country/Region": "United States",
        "Home Street": "street", "Home Street 2": "line", "Home City": "city", "Home State": "state",
        "Home Postal Code": "zip", "Home Country/Region": "United States", "E-mail Address": "maya@lind.example",
    }),
    "outlook, at work": (OUTLOOK, {
        "Business Street": "street", "Business Street 2": "line", "Business City": "city", "Business State": "state",
        "Business Postal Code": "zip", "Business Country/Region": "USA", "E-mail Address": "maya@lind.example",
    }),
    "salesforce": (SALESFORCE, {
        "Mailing Street": "street+line", "Mailing City": "city", "Mailing State/Province": "state",
        "Mailing Zip/Postal Code": "zip", "Mailing Country": "United States", "Email": "maya@lind.example",
        "Do Not Mail": "0",
    }),
    "google": (GOOGLE, {
        "Address 1 - Street": "street", "Address 1 - Extended Address": "line", "Address 1 - City": "city",
        "Address 1 - Region": "state", "Address 1 - Postal Code": "zip", "Address 1 - Country": "US",
        "E-mail 1 - Value": "maya@lind.example", "Address 2 - Street": "9 Elsewhere Rd", "Address 2 - City": "Leeds",
    }),
    "airtable": (AIRTABLE, {
        "Street address": "street", "Address line 2": "line", "City (from Address)": "city", "State": "state",
        "ZIP code": "zip", "Country or Region": "United States", "Email (personal)": "maya@lind.example",
    }),
}  # fmt: skip


def listed(tmp_path: Path, header: str, *rows: str, country: str = "") -> MemberList:
    path = tmp_path / "members.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_members(path, country=country)


def row(header: str, cells: dict[str, str]) -> str:
    found = [HOME.get(cells.get(name, ""), cells.get(name, PERSON.get(name, ""))) for name in header.split(",")]
    return ",".join(f'"{cell}"' for cell in found).replace("street+line", f"{HOME['street']}\n{HOME['line']}")


@pytest.mark.parametrize("program", CELLS)
def test_a_list_of_another_program_works_as_it_is(program: str, tmp_path: Path) -> None:
    header, cells = CELLS[program]
    found = listed(tmp_path, header, row(header, cells))
    assert [each.reasons for each in found.refused] == []
    (member,) = found.members
    assert (member.supporter.signature, member.supporter.country) == ("Maya Lind", "US")
    assert member.supporter.address == ("742 Evergreen Ter", "Apt 4", "Springfield IL 62704")
    assert member.supporter.email == "maya@lind.example"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Do Not Mail", "Yes"), ("do_not_contact", "true"), ("Keine Post", "x"), ("Ne pas contacter", "oui"),
        ("Deceased", "2024-03-04"), ("No contactar", "sí"), ("请勿邮寄", "是"),
    ],
)  # fmt: skip
def test_nothing_is_printed_for_whoever_wants_no_post(heading: str, cell: str, tmp_path: Path) -> None:
    header = f"name,street,town,country,{heading}"
    found = listed(tmp_path, header, f"A,Elm Row 1,Leeds,GB,{cell}", "B,Elm Row 1,Leeds,GB,no", "C,Elm Row 1,Leeds,GB,")
    assert [member.supporter.signature for member in found.members] == ["B", "C"]
    assert [each.reasons for each in found.refused] == [
        (f"{heading}: This is ticked, so nothing is printed for this person.",)
    ]


REGIONS = {
    "en": "State; Province; State/Province; State or Province; Region; Prefecture; State Code; Home State",
    "fr": "Région; Province; État; Région/Province; Province ou région; Domicile: Région",
    "de": "Bundesland; Kanton; Provinz; Bundesland/Kanton; Region",
    "es": "Provincia; Estado; Estado/Provincia; Comunidad autónoma; Departamento",
    "it": "Provincia; Prov.; Regione; Provincia/Regione",
    "pt": "Estado; UF; Província; Estado/Província",
    "nl": "Provincie; Regio; Provincie/Regio",
    "pl": "Województwo; Region",
    "ru": "Область; Регион; Край; Область/Край; Республика",
    "ar": "المحافظة; الولاية; المنطقة; الولاية/المحافظة",
    "zh": "省; 州; 省份; 省/州",
    "ja": "都道府県; 県; 州/都道府県",
}


@pytest.mark.parametrize("language", REGIONS)
def test_a_region_is_known_by_its_usual_headings(language: str) -> None:
    headings = REGIONS[language].split(";")
    assert {name: meaning_of(name) for name in headings} == dict.fromkeys(headings, "region")


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Country or Region", "country"), ("Country/Region", "country"), ("País/Región", "country"),
        ("Land/Region", "country"), ("国家/地区", "country"), ("Страна/регион", "country"), ("City/State/Zip", "place"),
        ("PLZ/Ort", "place"), ("Zip/Postal Code", "postcode"), ("County", "county"), ("Street 2", "street2"),
        ("Supplemental Address 2", "street3"), ("Город", "town"), ("Имя", "first_name"), ("Фамилия", "last_name"),
        ("Почтовый индекс", "postcode"), ("Улица", "street"), ("Miejscowość", "town"), ("郵便番号", "postcode"),
        ("市区町村", "town"), ("氏名", "name"), ("Primary Phone", ""), ("E-mail 1 - Type", ""), ("Contact ID", ""),
        ("Mailing Name", "display_name"), ("Email Opt Out", ""),
        ("Address Name", ""), ("Company Name", ""), ("Username", ""), ("Member First Name", "first_name"),
    ],
)  # fmt: skip
def test_other_headings_mean_what_they_say(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning


def test_the_country_that_is_taken_where_none_is_named_is_said_before_anything_is_printed(tmp_path: Path) -> None:
    found = listed(tmp_path, "name,street,town", "A,Elm Row 1,Leeds", "B,Elm Row 2,Leeds", country="GB")
    assert found.said[1:] == (
        "2 rows name no country: read as United Kingdom (GB); where that is wrong, add a column for the country, or "
        "use --country",
    )
    mixed = listed(
        tmp_path, "name,street,plz,ort,land", "A,Gasse 1,01067,Dresden,", "B,Row 2,LS1 4AB,Leeds,UK", country="GB"
    )
    assert [each.row for each in mixed.refused] == [2] and mixed.refused[0].reasons[0].startswith("plz: This can't be")
    assert mixed.said[1].startswith("1 row names no country")


def test_an_address_that_ends_with_its_country_needs_no_column_for_it(tmp_path: Path) -> None:
    found = listed(tmp_path, "name,address", 'A,"12 Main St, Springfield, MA 01105, USA"', country="GB")
    assert [(m.supporter.country, m.supporter.address) for m in found.members] == [
        ("US", ("12 Main St", "Springfield MA 01105"))
    ]
    assert len(found.said) == 1


def test_a_region_is_left_out_where_addresses_have_none_and_that_is_said(tmp_path: Path) -> None:
    found = listed(
        tmp_path, "name,street,plz,ort,Bundesland,land", "A,Gasse 1,01067,Dresden,Sachsen,DE", "B,1 St,6000,Perth,WA,AU"
    )
    assert [m.supporter.address[-1] for m in found.members] == ["01067 Dresden", "Perth WA 6000"]
    assert found.said[1:] == (
        'the column "Bundesland" is not printed for 1 row: addresses in these countries have no region',
    )


def test_many_columns_that_are_not_used_are_named_in_one_sentence(tmp_path: Path) -> None:
    header = ",".join(("name", "street", "town", *(f"Wohl{n}" for n in range(12))))
    found = listed(tmp_path, header, "A,Elm Row 1,Leeds", country="GB")
    assert found.said[1].startswith('columns that are not used: "Wohl0", "Wohl1"') and len(found.said) == 3
