"""Files with lists: their kinds, their characters, their size. Spreadsheets are written here part by part."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS
from spreadsheets import (
    EXCEL,
    excel,
    excel_row,
    open_document,
    open_row,
    open_spaces,
)

from letters.errors import Refused
from letters.members import workbook
from letters.members.columns import meaning_of
from letters.members.roster import read_table
from letters.members.table import NOT_CLOSED, Table, trimmed


def sheet_of(path: Path, encoding: str = "") -> Table:
    return read_table(path, lambda name: bool(meaning_of(name)), encoding)


def cells_of(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in sheet_of(path).rows if not row.is_blank]


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        list(sheet_of(path).rows)
    return str(caught.value)


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of this content."""

    def write(content: str | bytes, name: str = "members.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows characters (cp1252)"), ("utf-16", "UTF-16")],
)
@pytest.mark.parametrize(("delimiter", "called"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
def test_encoding_and_delimiter_are_found_and_said(
    write: Write, encoding: str, named: str, delimiter: str, called: str
) -> None:
    path = write(f"Name{delimiter}Straße\r\nJörg{delimiter}Weg 5\r\n", encoding=encoding)
    hint = "; if its letters look wrong, add --encoding" if encoding == "cp1252" else ""
    assert sheet_of(path).said == f"members.csv: {named}, separated by {called}{hint}"
    assert cells_of(path) == [(1, ("Name", "Straße")), (2, ("Jörg", "Weg 5"))]


def test_utf_16_may_begin_with_either_byte(write: Write) -> None:
    path = write(b"\xfe\xff" + "name\tتاون".encode("utf-16-be"))
    assert cells_of(path) == [(1, ("name", "تاون"))]


def test_the_delimiter_is_the_one_that_makes_known_names(write: Write) -> None:
    assert sheet_of(write("Name;a, b, c, d, e\n")).delimiter == ";"
    assert sheet_of(write("sep=;\nx,y,name\n")).delimiter == ";"
    assert sheet_of(write("name\n")).delimiter == ","


def test_a_row_has_the_number_that_a_spreadsheet_shows(write: Write) -> None:
    path = write('name,address\n\n"Ada","12 Elm Row\nFlat 2\nLeeds"\n,\nBob,"say ""hi"""\n')
    assert cells_of(path) == [
        (1, ("name", "address")), (3, ("Ada", "12 Elm Row\nFlat 2\nLeeds")), (5, ("Bob", 'say "hi"')),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        'Ada,"1 Elm Row,GB',
        '"Ada,1 Elm Row,GB',
        'Ada,1 Elm Row,"GB',
        'Ada,"1 Elm" Row,GB',
        '"Ada","1 Elm Row,"GB"',
    ],
)
def test_a_quotation_mark_that_is_not_closed_costs_one_row(write: Write, broken: str) -> None:
    path = write(f'name,address,country\n{broken}\nBob,2 Elm Row,GB\n"Cy","3 Elm Row\nLeeds",GB\nDi,"",GB\n')
    rows = list(sheet_of(path).rows)
    assert [(row.number, row.problem) for row in rows if row.problem] == [(2, NOT_CLOSED)]
    assert [row.cells for row in rows[2:]] == [
        ("Bob", "2 Elm Row", "GB"), ("Cy", "3 Elm Row\nLeeds", "GB"), ("Di", "", "GB"),
    ]  # fmt: skip


def test_a_mark_that_a_later_row_seems_to_close_swallows_nothing(write: Write) -> None:
    path = write('name,address,country\nAda,"1 Elm Row,GB\nBob,2 Elm Row,GB\nCy,3 Elm Row",GB\nDi,4 Elm Row,GB\n')
    assert [row.cells[0] for row in sheet_of(path).rows] == ["name", "Ada", "Bob", "Cy", "Di"]


def test_a_mark_before_a_whole_row_swallows_nothing(write: Write) -> None:
    path = write('name,address\n"Ada,1 Elm Row\nBob,2 Elm Row\nCy,3 Elm Row, Leeds"\n')
    assert [row.cells[0] for row in sheet_of(path).rows] == ["name", '"Ada', "Bob", "Cy"]


@pytest.mark.slow
def test_many_marks_that_are_not_closed_take_no_longer_than_the_file_is_long(write: Write) -> None:
    path = write("name,address\n" + 'Ada,"1 Elm Row\n' * 20_000)
    assert sum(bool(row.problem) for row in sheet_of(path).rows) == 20_000


WORDS = st.text(st.characters(codec="cp1252", exclude_characters="\0\x81\x8d\x8f\x90\x9d"), max_size=20)


@pytest.mark.slow
@given(
    table=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=8),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8-sig", "utf-16", "cp1252"]),
)
def test_what_csv_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    header = ("name", "street", "town", "country")
    csv.writer(text, delimiter=delimiter).writerows([header, *table])
    path = tmp_path_factory.mktemp("sheets") / "members.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    rows = list(sheet_of(path, encoding).rows)
    # Empty cells at a row's end are no cells.
    assert [row.cells for row in rows] == [trimmed(cells) for cells in (header, *table)]
    assert not any(row.problem for row in rows)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"{\\rtf1 name}", "formatted document"),
        (b"<html><table>", "web page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "isn't a table"),
        (b"PK\3\4 and nothing more", "damaged"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(write: Write, content: bytes, expected: str) -> None:
    said = refusal(write(content, "members.xyz"))
    assert said.startswith("members.xyz ") and expected in said
    assert expected == "empty" or "CSV" in said


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("word/document.xml", "Word"),
        ("xl/workbook.bin", ".xlsb"),
        ("Index/Document.iwa", "Numbers"),
        ("a.csv", "archive"),
    ],
)
def test_another_kind_of_archive_is_refused_by_its_name(tmp_path: Path, part: str, expected: str) -> None:
    path = tmp_path / "members.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(part, "x")
    assert expected in refusal(path)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    assert "can't be read" in refusal(tmp_path / "nowhere.csv")
    assert "is not a file" in refusal(tmp_path)


def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.csv")
    assert "is not a file" in refusal(tmp_path / "list.csv")
    assert "is not a file" in refusal(Path("/dev/zero"))


@pytest.mark.slow
def test_cells_of_a_workbook_are_read_as_they_show(tmp_path: Path) -> None:
    values = (
        '<row r="3"><c r="A3"><v>12345</v></c><c r="B3"><v>1.5</v></c><c r="C3" t="b"><v>1</v></c>'
        '<c r="D3" s="1"><v>45658</v></c><c r="E3" t="s"><v>1</v></c><c r="F3" t="str"><f>1+1</f><v>two</v></c></row>'
    )
    path = excel(tmp_path / "members.xlsx", [excel_row("name", number=1), values], shared=["no", "مريم\nCairo"])
    assert sheet_of(path).said == 'members.xlsx: a spreadsheet, its sheet "Members"'
    assert [(number, [cell for cell in cells if cell]) for number, cells in cells_of(path)] == [
        (1, ["name"]), (3, ["12345", "1.5", "TRUE", "2025-01-01", "مريم\nCairo", "two"]),
    ]  # fmt: skip


@pytest.mark.slow
def test_cells_that_show_an_error_are_read_as_they_show(tmp_path: Path) -> None:
    wrong = '<row><c t="e"><v>#REF!</v></c><c r="C2" s="1" t=\'e\'><v>#N/A</v></c><c t="str"><v>t="e"</v></c></row>'
    path = excel(tmp_path / "members.xlsx", [excel_row("name"), wrong])
    assert cells_of(path) == [(1, ("name",)), (2, ("#REF!", "", "#N/A", 't="e"'))]
    shown = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    other = open_document(tmp_path / "members.ods", open_row("name", "street"), open_row("Ada", more=shown))
    assert cells_of(other) == [(1, ("name", "street")), (2, ("Ada", "#DIV/0!"))]


@pytest.mark.slow
def test_formulas_are_known_by_their_columns_and_one_without_a_result_is_read_as_it_is_written(tmp_path: Path) -> None:
    row = '<row><c t="str"><f>B9</f><v>two</v></c><c><v>1</v></c><c r="C2"><f>A99</f></c></row>'
    path = excel(tmp_path / "members.xlsx", [excel_row("name", "a", "b"), row])
    assert [(row.cells, row.formulas) for row in sheet_of(path).rows][1] == (("two", "1", "=A99"), (0, 2))
    cell = '<table:table-cell table:formula="of:=[.A9]" office:value-type="float" office:value="0"><text:p>0</text:p>'
    other = open_document(
        tmp_path / "members.ods", open_row("name", "a"), open_row("Ada", more=f"{cell}</table:table-cell>", repeat=2)
    )
    assert [(row.cells, row.formulas) for row in sheet_of(other).rows][1:] == [(("Ada", "0"), (1,))] * 2


@pytest.mark.slow
def test_rows_that_a_filter_hides_are_known(tmp_path: Path) -> None:
    rows = [excel_row("name"), excel_row("Ada").replace("<row", '<row hidden="1"'), excel_row("Bob")]
    assert sheet_of(excel(tmp_path / "members.xlsx", rows)).hidden == {2}
    hidden = open_row("Ada", repeat=2).replace("<table:table-row", '<table:table-row table:visibility="filter"')
    assert sheet_of(open_document(tmp_path / "m.ods", open_row("name"), hidden, open_row("Bob"))).hidden == {2, 3}


def test_a_sheet_of_open_document_may_be_formatted_to_its_end(tmp_path: Path) -> None:
    blank = '<table:table-cell table:style-name="a" table:number-columns-repeated="16380"/>'
    path = open_document(
        tmp_path / "members.ods",
        open_row("name", "address", more=blank),
        open_row(more=blank, repeat=2),
        open_row("Ada", "12 Elm Row\nLeeds", more=blank),
        open_row(more=blank, repeat=1_048_000),
    )
    assert cells_of(path) == [(1, ("name", "address")), (4, ("Ada", "12 Elm Row\nLeeds"))]


FAR = '<row r="99999"><c r="ZZ99999"><v>1</v></c></row>'
TOO_LARGE = {
    "a million rows": ([excel_row("x"), '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'], ""),
    "one cell far away": ([excel_row("x"), FAR], ""),
    "one cell at the far corner": ([excel_row("x"), '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'], ""),
    "one cell beyond it": ([excel_row("x"), '<row r="4294967295"><c r="XFD4294967295"><v>1</v></c></row>'], ""),
    "a long text many times": ([excel_row("x"), '<row><c t="s"><v>0</v></c></row>' * 2_000], ""),
    "a long text very many times": ([excel_row("x"), '<row><c t="s"><v>0</v></c></row>' * 20_000], ""),
    "one huge cell": ([excel_row("x" * 200_000)], ""),
    "many columns": ([excel_row(*"x" * 1_001)], ""),
    "many cells": ([excel_row(*"x" * 400), '<row r="5000"><c r="A5000"><v>1</v></c></row>'], ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", TOO_LARGE)
def test_a_small_workbook_that_asks_for_much_memory_is_refused(tmp_path: Path, case: str) -> None:
    rows, before = TOO_LARGE[case]
    said = refusal(excel(tmp_path / "members.xlsx", rows, shared=["x" * 90_000], before=before))
    assert "too large for a list of members" in said and "CSV" in said


BLANKS = (
    '<text:s text:c="1000000000"/>', '<text:span><text:s text:c="99999999"/></text:span>',
    '<text:s text:c="99999"/>' * 200,
    f'<text:s text:c="{"9" * 5_000}"/>',
)  # fmt: skip


@pytest.mark.parametrize("blanks", BLANKS, ids=range(4))
def test_blanks_by_the_million_are_counted_before_they_are_made(tmp_path: Path, blanks: str) -> None:
    cell = open_row("x").replace("<text:p>x", f"<text:p>x{blanks}")
    with pytest.raises(Refused, match="more than 16,000,000 characters"):
        workbook.sheet_in(str(open_document(tmp_path / "members.ods", cell)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "what"),
    [("x\n" * 100_002, "100,000 rows"), ("\n" * 100_002, "100,000 rows"), ("," * 1_000 + "x\n", "1,000 columns"),
     ("," * 20_000, "1,000 columns"), ("x," * 900 + "\n" + ("x," * 999 + "x\n") * 1_501, "1,500,000 cells"),
     ("x" * 100_001, "100,000 characters"), (("x" * 99_000 + "\n") * 170, "16,000,000 characters")],
    ids=["rows", "blank rows", "columns", "empty columns", "cells", "a cell", "text"],
)  # fmt: skip
def test_a_text_file_is_bounded_as_a_workbook_is(write: Write, text: str, what: str) -> None:
    with pytest.raises(Refused, match=f"too large for a list of members: it has .*{what}"):
        list(read_table(write(f"name,address\n{text}".encode()), lambda name: name == "name").rows)


@pytest.mark.parametrize("claim", ["A1:F1048576", "A1:XFD1048576"])
def test_a_workbook_that_only_claims_to_be_large_is_read(tmp_path: Path, claim: str) -> None:
    path = excel(tmp_path / "members.xlsx", [excel_row("name", "town")], before=f'<dimension ref="{claim}"/>')
    assert cells_of(path) == [(1, ("name", "town"))]


@pytest.mark.slow
@pytest.mark.parametrize("filler", ['<row spans="' + " " * 3_000_000 + '"/>', "<row><x>" + "<x>" * 500_000])
def test_what_holds_no_cells_does_no_harm(tmp_path: Path, filler: str) -> None:
    closing = "</x>" * filler.count("<x>") + "</row>" * filler.count("<row>")
    assert cells_of(excel(tmp_path / "members.xlsx", [excel_row("name"), filler + closing])) == [(1, ("name",))]


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [
        open_row("x", repeat=1_048_000),
        open_row(more='<table:table-cell office:value="1" table:number-columns-repeated="999999999"/>'),
        open_row("x") + open_row(more="<table:table-cell/>", repeat=1_000_000) + open_row("x"),
        open_row("x" * 90_000, repeat=1_000),
        open_spaces(1_000_000_000),
        open_spaces(90_000) * 1_000,
    ],
)
def test_a_repetition_that_asks_for_much_memory_is_refused(tmp_path: Path, row: str) -> None:
    assert "too large for a list of members" in refusal(open_document(tmp_path / "members.ods", row))


@pytest.mark.parametrize("row", ["<row><c>", '<row r="x"/>', "</row>", '<row><c t="s"><v>99</v></c></row>'])
def test_a_damaged_workbook_is_refused(tmp_path: Path, row: str) -> None:
    assert "damaged" in refusal(excel(tmp_path / "members.xlsx", [row]))


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in EXCEL.items():
            file.writestr(name, text)
        file.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>')
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("flag", [1, 0x800])
def test_a_protected_or_damaged_archive_is_refused(tmp_path: Path, kind: str, flag: int) -> None:
    path = tmp_path / f"members.{kind}"
    excel(path, [excel_row("name")]) if kind == "xlsx" else open_document(path, open_row("name"))
    content = bytearray(path.read_bytes())
    for entry in (found.start() for found in re.finditer(b"PK\1\2", bytes(content))):
        content[entry + 8 : entry + 10] = flag.to_bytes(2, "little")
        # A name that is no UTF-8, where the archive says that it is.
        content[entry + 46] = content[entry + 46] if flag == 1 else 0xFF
    path.write_bytes(content)
    assert "damaged or protected" in refusal(path)


def test_a_workbook_that_takes_long_to_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_SECONDS", 0)
    said = refusal(excel(tmp_path / "members.xlsx", [excel_row("name")]))
    assert said.startswith(
        "members.xlsx is too large for a list of members: it takes longer than 0 seconds to be read; save the list"
    )


def test_a_bug_in_reading_a_workbook_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "sheet_in", workbook.read_workbook)
    with pytest.raises(RuntimeError, match=r"(?m)^\w*Error$"):
        sheet_of(excel(tmp_path / "members.xlsx", [excel_row("name")]))


def test_an_archive_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = excel(tmp_path / "members.xlsx", [excel_row("name")])
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert "damaged" in refusal(path)


def test_an_archive_of_many_parts_is_refused_before_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "members.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(2_100):
            file.writestr(f"xl/{number}.xml", "")
    assert "more than 2,000 parts" in refusal(path)
    monkeypatch.setattr(workbook, "MAX_INDEX", 100_000)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "more than 2,000 parts" in refusal(path)


READ = """
import sys
from pathlib import Path
from memory import most_megabytes, most_megabytes_apart
from letters.errors import Refused
from letters.members.roster import read_members
try:
    found = read_members(Path(sys.argv[1]))
    print(len(found.members), "members")
except Refused as refused:
    print(refused)
print(most_megabytes(), most_megabytes_apart())
"""


def megabytes_to_read(path: Path) -> tuple[str, float]:
    """What is said about a file, and the most memory that a program needs to read it, beside the bounded process."""
    here = TESTS  # where `memory` is
    run = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, text=True, check=True, cwd=here)
    said, most = run.stdout.splitlines()
    itself, apart = map(float, most.split())
    assert apart < workbook.MAX_MEGABYTES + 10
    return said, itself


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused_in_little_memory(tmp_path: Path) -> None:
    row = excel_row("x" * 1000, "y" * 1000)
    path = excel(tmp_path / "members.xlsx", (row for _ in range(150_000)))
    with zipfile.ZipFile(path) as file:
        assert sum(part.file_size for part in file.infolist()) > 300_000_000
    assert path.stat().st_size < 3_000_000
    said, most = megabytes_to_read(path)
    assert said.startswith("members.xlsx is too large for a list of members: it has more than 64 MB when unpacked")
    assert most < 256


@pytest.mark.slow
def test_an_archive_that_lies_about_its_sizes_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = excel(tmp_path / "members.xlsx", (excel_row("x" * 1000) for _ in range(200_000)))
    content = bytearray(path.read_bytes())
    # The list of parts stands at the end; the size of the sheet's content is 24 bytes into its entry.
    entry = content.rfind(b"PK\1\2")
    assert b"sheet1.xml" in content[entry : entry + 80]
    content[entry + 24 : entry + 28] = (5_000).to_bytes(4, "little")
    path.write_bytes(content)
    said, most = megabytes_to_read(path)
    assert said.startswith("members.xlsx is ")
    assert most < 256


@pytest.mark.slow
def test_spaces_without_end_are_refused_in_little_memory(tmp_path: Path) -> None:
    said, most = megabytes_to_read(open_document(tmp_path / "members.ods", open_spaces(1_000_000_000)))
    assert said == (
        "members.ods is too large for a list of members: it has more than 16,000,000 characters; "
        "save the list alone as CSV UTF-8, or copy its cells into a new file"
    )
    assert most < 128


@pytest.mark.slow
def test_ten_thousand_members_in_a_workbook_are_read_in_little_memory(tmp_path: Path) -> None:
    header = excel_row("name", "street", "town", "country")
    rows = (excel_row(f"Ada {n}", f"{n} Elm Row", "Leeds", "GB") for n in range(10_000))
    said, most = megabytes_to_read(excel(tmp_path / "members.xlsx", [header, *rows]))
    assert said == "10000 members"
    assert most < 96
