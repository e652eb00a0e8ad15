"""Sheets as word processors, browsers and mail programs save them; and what is refused of such files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from letters.errors import Refused
from letters.importing import office
from letters.importing.html import lines_of_html
from letters.importing.marks import plainer
from letters.importing.office import lines_of_document
from letters.importing.published import read_sheet
from letters.importing.sheetlines import read_lines

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in {"office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}.items()
)


def archive(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return target.getvalue()


def docx(body: str) -> bytes:
    return archive(word__document_xml=f"<w:document {_W}><w:body>{body}</w:body></w:document>")


def odt(body: str, styles: str = "") -> bytes:
    inside = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return archive(content_xml=f"<office:document-content {_ODF}>{inside}{text}</office:document-content>")


def shown(content: bytes) -> list[str]:
    """The lines; one that is set off has a star before it."""
    return [f"{'*' * line.strong}{line.text}" for line in lines_of_document(content, "sheet")]


def test_a_word_document_is_read_with_its_headings_lists_and_line_breaks() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Background</w:t></w:r></w:p>'
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Deadline</w:t></w:r></w:p>"
    item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>release her;</w:t></w:r></w:p>"
    address = "<w:p><w:r><w:t>The Minister</w:t><w:br/><w:t>1 Road</w:t></w:r></w:p>"
    cell = f"<w:tbl><w:tr><w:tc>{address}</w:tc></w:tr></w:tbl>"
    said = ["*Background", "*Deadline", "• release her;", "The Minister", "1 Road"]
    assert shown(docx(heading + bold + item + cell)) == said


def test_a_libreoffice_document_is_read_with_its_headings_lists_and_line_breaks() -> None:
    style = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = (
        '<text:h>Background</text:h><text:p text:style-name="B">Deadline</text:p>'
        "<text:list><text:list-item><text:p>release her;</text:p></text:list-item></text:list>"
        "<text:p>The Minister<text:line-break/>1<text:s/>Road</text:p>"
    )
    said = ["*Background", "*Deadline", "• release her;", "The Minister", "1 Road"]
    assert shown(odt(body, style)) == said


def test_a_document_becomes_a_draft_like_any_other_sheet(tmp_path: Path) -> None:
    file = tmp_path / "sheet.docx"
    texts = ["TITLE: A teacher on trial", "SUMMARY: Amal Example is on trial for a lesson.", "DEADLINE: 1 June 2099"]
    file.write_bytes(docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)))
    sheet = read_sheet(file)
    assert (sheet.title, sheet.summary) == ("A teacher on trial", "Amal Example is on trial for a lesson.")
    assert sheet.deadline and sheet.deadline.value == "2099-06-01"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 and no more", "is damaged, or locked with a password"),
        (archive(photo_xml="x"), "is an archive"),
        (archive(word__document_xml="<w:document"), "is damaged"),
        (archive(content_xml="<!DOCTYPE x [<!ENTITY e 'y'>]>" + "<a>" * 400), "is damaged"),
    ],
)
def test_an_archive_that_is_no_document_is_refused_with_a_word(content: bytes, message: str) -> None:
    with pytest.raises(Refused, match=message):
        lines_of_document(content, "sheet.docx")


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_document_with_a_wrong_byte_anywhere_is_read_or_refused(packing: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as packed:
        paragraphs = "".join(f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" for number in range(40))
        packed.writestr("word/document.xml", f"<w:document {_W}><w:body>{paragraphs}</w:body></w:document>")
    whole, refused = target.getvalue(), 0
    assert len(lines_of_document(whole, "sheet.docx")) == 40
    for at in range(len(whole)):
        try:
            lines_of_document(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], "sheet.docx")
        except Refused:
            refused += 1
    assert refused > len(whole) / 2


def test_a_small_document_that_unpacks_to_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 100_000)
    content = docx(" " * 200_000)
    assert len(content) < 2_000
    with pytest.raises(Refused, match="holds more than a published sheet can"):
        lines_of_document(content, "sheet.docx")


def test_a_web_page_is_read_without_its_menus_scripts_and_hidden_parts() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><nav>Home</nav>"
        "<div class='cookie-banner'>Accept</div>"
        "<p style='display: none'>secret</p><h1>A <b>teacher</b> on trial</h1><script>alert(1)</script>"
        "<p>First<br>second<br><br>third</p><ul><li>one</li><li>two</li></ul><p>caf&eacute;</p></body></html>"
    )
    lines = lines_of_html(page.encode())
    assert [line.text for line in lines] == ["A teacher on trial", "First", "second", "third", "• one", "• two", "café"]
    assert [line.gap for line in lines] == [True, True, False, True, True, True, True]
    assert lines[0].strong and not lines[1].strong


def test_a_page_says_in_which_encoding_it_is() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body><p>Écrivez</p></body></html>".encode("latin-1")
    assert [line.text for line in lines_of_html(page)] == ["Écrivez"]


def test_a_saved_page_is_opened_apart(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!-- saved from url=(0022)https://rights.example/ -->\n<!DOCTYPE html><body><p>Text</p></body>")
    assert [line.text for line in read_lines(file)] == ["Text"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("> Dear all,\n>\n> see below", "Dear all,\n\nsee below"),
        ("## Background\n**Deadline**\n*a word*", "\x02Background\n\x02Deadline\na word"),
        ("[Voices](https://voices.example/) and **bold** text", "Voices (https://voices.example/) and bold text"),
        ("*** Where to write ***\n-----\n2 * 3 * 4", "\x02Where to write\n\n2 * 3 * 4"),
        ("a > b", "a > b"),
    ],
)
def test_marks_of_mail_and_markdown_are_taken_off(typed: str, read: str) -> None:
    assert plainer(typed) == read
