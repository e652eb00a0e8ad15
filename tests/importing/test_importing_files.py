"""What kind of file a sheet may be, how its lines are put in order, and what is said of any other file."""

from __future__ import annotations

import io
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import Make
from PIL import Image
from weasyprint import HTML

from letters.cli import main
from letters.errors import Refused
from letters.importing import flow, pdfapart
from letters.importing.files import MAX_CHARACTERS, MAX_LINES, MAX_TEXT_BYTES, read_pages
from letters.importing.flow import joined, paragraphs
from letters.importing.heads import without_heads
from letters.importing.order import in_order
from letters.importing.pdffile import MAX_PAGES, read_pdf
from letters.importing.pieces import Line
from letters.typed import folded


def lines_of(content: str | bytes, tmp_path: Path) -> list[str]:
    """The lines of a file in reading order; a paragraph's first one begins with a paragraph sign."""
    file = tmp_path / "sheet"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [f"{'¶' if line.gap else ''}{line.plain}" for line in in_order(read_pages(file))]


def pdf(body: str, style: str = "") -> bytes:
    style = f"@page {{ size: A4; margin: 20mm }} body {{ font: 11pt/1.4 serif }} {style}"
    return bytes(HTML(string=f"<html lang=en><style>{style}</style>{body}").write_pdf())


def locked() -> bytes:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(pdf("<p>Secret</p>"))) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return target.getvalue()


def scan() -> bytes:
    target = io.BytesIO()
    Image.new("L", (200, 300), 255).save(target, "PDF")
    return target.getvalue()


REFUSED = [
    (
        b"PK\x03\x04 and more",
        "is damaged, or locked with a password; open it in your word processor and save it as PDF",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word document, whatever its name; open it there"),
    (
        b"{\\rtf1 text}",
        "is an RTF document, whatever its name; open it there and save it as PDF",
    ),
    (b"\x89PNG\r\n", "is a picture"),
    (b"\xff\xd8\xff\xe0", "is a picture, whatever its name; the sheet must be a PDF that holds text, or a text file"),
    ("TITLE: A".encode("utf-16"), "is in UTF-16; choose UTF-8 as the encoding when you save the file"),
    ("TITLE: A".encode("utf-16-be"), "is in UTF-16"),
    (b"TITLE\0A", "is not a text file; copy its text into a text editor"),
    ("TITLE: A\nRésumé".encode("latin-1"), ", line 2: is not UTF-8 here (perhaps é was meant)"),
    (b"\xef\xbb\xbf<!DOCTYPE html><p> </p>", "holds no text; copy the text you see into a text file"),
    (b"<?xml version='1.0'?><p>TITLE", "is an XML file"),
    (b"", "is empty"),
    (b"\xef\xbb\xbf \r\n\t\xc2\xa0\r\n", "is empty"),
    (b"a" * (MAX_CHARACTERS + 1), "characters, at most"),
    (b"a\n" * (MAX_LINES + 1), "lines, but at most"),
    (b"a" * (MAX_TEXT_BYTES + 1), "is larger than 1,024 kB"),
    (b"%PDF-1.7 and nothing else", "is damaged"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED, ids=[message[:40] for _, message in REFUSED])
def test_a_file_that_is_no_sheet_is_told_what_to_do(content: bytes, message: str, make_appeals: Make) -> None:
    appeals = make_appeals()
    file = appeals.parent / "sheet.txt"
    file.write_bytes(content)
    result = CliRunner().invoke(main, ["import", str(file), "--appeals", str(appeals)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.match("sheet.txt[ ,]", result.stderr) and message in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (locked, "is locked with a password"),
        (scan, "holds no text, only pictures of it (a scan); have a program recognise the text (OCR)"),
        (lambda: pdf("<p style='break-before: page'>Text</p>" * (MAX_PAGES + 1)), f"at most {MAX_PAGES} are read"),
        (
            lambda: pdf(f"<p style='font-size: 5pt'>{'word ' * 13_000}</p>"),
            "characters: a published sheet has two pages",
        ),
    ],
)
def test_a_pdf_that_can_t_be_read_is_told_what_to_do(
    content: Callable[[], bytes], message: str, tmp_path: Path
) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(content())
    with pytest.raises(Refused) as refused:
        read_pages(file)
    assert message in str(refused.value)


def bomb(megabytes: int) -> bytes:
    """A page whose few words are followed by so much empty space, packed twice into a file of some kilobytes."""
    text = b"BT /F 12 Tf 72 700 Td (Hello) Tj ET\n" + b" " * (megabytes << 20)
    packed = zlib.compress(zlib.compress(text, 9), 9)
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = pikepdf.Stream(document, b"")
        page.Contents.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
        target = io.BytesIO()
        document.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't bound a process's memory")
def test_a_small_pdf_that_unpacks_to_much_memory_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    content = bomb(400)
    assert len(content) < 20_000
    file.write_bytes(content)
    with pytest.raises(Refused, match=r"^sheet.pdf is damaged, or needs more than 512 MB of memory to be read; print"):
        read_pages(file)


def test_a_pdf_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf("<p>Text</p>"))
    monkeypatch.setattr(pdfapart, "MAX_SECONDS", 0)
    with pytest.raises(Refused, match=r"^sheet.pdf takes longer than 0 seconds to read; print it to a new PDF"):
        read_pages(file)


def test_a_bug_in_reading_a_pdf_keeps_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf("<p>Text</p>"))
    monkeypatch.setattr(pdfapart, "pages_in", read_pdf)
    with pytest.raises(RuntimeError, match=r"bounded.py(.|\n)*TypeError$"):
        read_pages(file)


def test_a_file_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="can't be read: No such file"):
        read_pages(tmp_path / "missing.pdf")
    with pytest.raises(Refused, match="is not a file"):
        read_pages(tmp_path)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    text = "Above\n\nMinister A        Minister B\n1 Road            2 Road\nTown A\n\nDear Minister,\nText"
    said = ["¶Above", "¶Minister A", "1 Road", "Town A", "¶Minister B", "2 Road", "¶Dear Minister,", "Text"]
    assert lines_of(text, tmp_path) == said


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<div style='columns: 2'>Minister A<br>1 Road<br>Town A<br>Minister B<br>2 Road<br>Town B</div>",
        "<table style='width: 100%'><tr><td>Minister A<br>1 Road<br>Town A<td>Minister B<br>2 Road<br>Town B</table>",
        "<div style='float: right; width: 50%'>Minister B<br>2 Road<br>Town B</div><div>Minister A<br>1 Road<br>Town A"
        "</div>",
    ],
    ids=["columns", "table", "float"],
)
def test_columns_of_a_pdf_are_read_one_after_the_other(body: str, tmp_path: Path) -> None:
    content = pdf(f"<p>Above</p>{body}<p style='clear: both'>Below</p>")
    said = ["¶Above", "¶Minister A", "1 Road", "Town A", "¶Minister B", "2 Road", "Town B", "¶Below"]
    assert lines_of(content, tmp_path) == said


def test_no_sheet_has_so_many_columns_that_reading_them_fails(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(1_000)]
    said = lines_of("   ".join(words), tmp_path)
    assert said == [*(f"¶{word}" for word in words[:7]), f"¶{' '.join(words[7:])}"]


def test_paragraphs_items_and_words_of_a_pdf_are_whole(tmp_path: Path) -> None:
    style = "p { width: 3cm; hyphens: auto; margin: 0 0 4pt } ul { margin: 0 }"
    text = "The office conscientiously and efficiently considered internationally recognised standards."
    content = pdf(f"<p>{text}</p><p>{text}</p><ul><li>first;</li><li>second.</li></ul>", style)
    file = tmp_path / "sheet.pdf"
    file.write_bytes(content)
    lines = in_order(read_pages(file))
    assert any(line.is_broken for line in lines)
    assert paragraphs(lines) == (text, text, "- first;", "- second.")


@pytest.mark.slow
def test_what_each_page_repeats_is_set_aside_and_paragraphs_go_on(tmp_path: Path) -> None:
    style = (
        "@page { @top-left { content: 'Letters for Rights' } @bottom-left { content: '1 Road, London' }"
        " @bottom-right { content: counter(page) ' / ' counter(pages) } }"
    )
    words = [f"word{number}" for number in range(700)]
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf(f"<p>{' '.join(words)}.</p>", style))
    sheet = without_heads(in_order(read_pages(file)))
    assert sheet.repeated == ("Letters for Rights", "1 Road, London", "1 / 2", "2 / 2")
    assert paragraphs(sheet.lines) == (" ".join(words) + ".",)


def test_ligatures_are_taken_apart_and_what_nobody_sees_is_taken_out(tmp_path: Path) -> None:
    assert lines_of("o\ufb03ce\u200b so\u00adcalled\u00a0thing\u2028next", tmp_path) == [
        "¶office socalled thing",
        "next",
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["an exam-", "ple"], "an example"),
        (["a self-", "made law, self-made"], "a self-made law, self-made"),
        (["Al-", "Masri"], "Al-Masri"),
        (["so\u00ad", "called"], "socalled"),
        (["two", "words"], "two words"),
        (["2019-", "2020"], "2019- 2020"),
        (["ex-", "am-", "ple, am-ple"], "example, am-ple"),
        (["a", "", "state-", "", "ment"], "a statement"),
    ],
)
def test_words_that_line_ends_part_are_joined(lines: list[str], text: str) -> None:
    assert joined([Line(text=line) for line in lines]) == text


def test_joining_lines_takes_no_longer_than_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted(text: str) -> str:
        nonlocal read
        read += len(text)
        return folded(text)

    monkeypatch.setattr(flow, "folded", counted)
    steps = []
    for count in (100, 400):
        read = 0
        assert joined([Line(text="abcdefgh-")] * count) == "abcdefgh" * count + "-"
        steps.append(read)
    assert 0 < steps[1] < 6 * steps[0]
