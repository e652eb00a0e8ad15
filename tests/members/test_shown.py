"""Figures that a spreadsheet has changed: shown as the sheet shows them, or refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import spreadsheets
from spreadsheets import MAIN, excel, open_document, open_row, read_in_this_process  # noqa: F401 one is a fixture

from letters.members.cells import spoiled
from letters.members.roster import read_members
from letters.members.shown import in_format

pytestmark = pytest.mark.usefixtures("here")
FORMATS = ("00000", "00000\\-0000", "[&lt;=99999]00000;00000\\-0000", "0000", "000\\ 00", "[$-407]00000")
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts>'
    + "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(FORMATS))
    + '</numFmts><cellXfs><xf numFmtId="0"/>'
    + "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(FORMATS)))
    + "</cellXfs></styleSheet>"
)


@pytest.mark.parametrize(
    ("value", "style", "country", "line"),
    [
        (2108, 1, "US", "Boston MA 02108"), (21081234, 2, "US", "Boston MA 02108-1234"),
        (2108, 3, "US", "Boston MA 02108"),
        (21081234, 3, "US", "Boston MA 02108-1234"), (1067, 6, "DE", "01067 Boston"), (1067, 1, "DE", "01067 Boston"),
        (800, 4, "NO", "0800 Boston"), (1234, 5, "SK", "012 34 Boston"), (10115, 0, "DE", "10115 Boston"),
    ],
)  # fmt: skip
def test_a_number_of_a_workbook_is_read_as_the_sheet_shows_it(
    value: int, style: int, country: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(spreadsheets.EXCEL, "xl/styles.xml", STYLES)

    def row(number: int, *cells: str, zip_code: str) -> str:
        texts = [
            f'<c r="{"ABDEF"[n]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for n, cell in enumerate(cells)
        ]
        return f'<row r="{number}">{"".join((*texts[:2], zip_code, *texts[2:]))}</row>'

    header = row(
        1, "Name", "Street", "City", "State", "Country", zip_code='<c r="C1" t="inlineStr"><is><t>Zip</t></is></c>'
    )
    state = "MA" if country == "US" else ""
    person = row(3, "A", "1 Main St", "Boston", state, country, zip_code=f'<c r="C3" s="{style}"><v>{value}</v></c>')
    found = read_members(excel(tmp_path / "members.xlsx", [header, person]))
    assert [each.reasons for each in found.refused] == []
    assert [member.supporter.address[-1] for member in found.members] == [line]


def test_a_number_of_an_open_document_is_read_as_the_sheet_shows_it(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1067"><text:p>01067</text:p></table:table-cell>'
    land = '<table:table-cell office:value-type="string"><text:p>DE</text:p></table:table-cell>'
    rows = open_row("Name", "Straße", "Ort", "PLZ", "Land"), open_row("A", "Gasse 1", "Dresden", more=cell + land)
    path = open_document(tmp_path / "members.ods", *rows)
    (member,) = read_members(path).members
    assert member.supporter.address == ("Gasse 1", "01067 Dresden")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (2108, "00000", "02108"), (21081234, "00000-0000", "02108-1234"), (123456789, '"Z "00000', "Z 123456789"),
        (5, "General", ""), (5, "0", ""), (5, "0.00", ""), (45000, "yyyy-mm-dd", ""), (0.5, "00000", ""),
        (-5, "000", ""),
        (5, "#,##0", ""), (5, "00%", ""), (123, "(000) 000", "(000) 123"),
    ],
)  # fmt: skip
def test_only_formats_of_digits_change_a_number(value: float, code: str, text: str) -> None:
    assert in_format(value, code) == text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("03. Mai", "date"), ("3-May", "date"), ("May-03", "date"), ("05. Mrz", "date"), ("5-mars", "date"),
        ("3-may", "date"),
        ("2024-05-03", "date"), ("03.05.2024", "date"), ("2024-05-03 00:00:00", "date"), ("1.067E+03", "number"),
        ("1,067E+05", "number"), ("3 Maja", ""), ("25 de Mayo", ""), ("Straße des 17. Juni", ""), ("12-14", ""),
        ("3-A", ""),
        ("12. OG", ""), ("1st-Main", ""),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_has_spoiled_is_recognised(text: str, what: str) -> None:
    assert (what in spoiled(text)) if what else not spoiled(text)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "A,Gasse 1,1067,Dresden,DE",
            "PLZ: This postcode is too short: in the country you gave, one looks like 26133.",
        ),
        (
            "A,1 Main St,2139,Cambridge,US",
            "PLZ: This postcode is too short: in the country you gave, one looks like 95014.",
        ),
        ("A,1 rue B,1000,Bourg,FR", "PLZ: This postcode is too short: in the country you gave, one looks like 33380."),
        ("A,Gasse 1,101,Wien,AT", "PLZ: This postcode is too short: in the country you gave, one looks like 1010."),
        ("A,Gasse 1,1.067E+03,Dresden,DE", "PLZ: the spreadsheet has made another number of it"),
        ("A,03. Mai,01067,Dresden,DE", "Straße: the spreadsheet has made a date of it"),
    ],
)
def test_a_spoiled_row_of_a_text_file_is_refused_with_what_to_do(row: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text(f"Name,Straße,PLZ,Ort,Land\n{row}\nB,Gasse 1,01067,Dresden,DE\n", encoding="utf-8")
    found = read_members(path)
    assert [member.supporter.signature for member in found.members] == ["B"]
    (refused,) = found.refused
    assert len(refused.reasons) == 1 and refused.reasons[0].startswith(reason)
