"""Parts of a pack bound into one file: pages, bookmarks and what they share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from letters.pdf.binding import Chapter, bind_files
from letters.pdf.imposition import bind, blank, save

TITLE = "Letters (3 0 R) för 王"


def part(path: Path, lengths: list[int], mark: str) -> Path:
    """A file with letters of so many pages, each page showing the mark and its place."""
    pdf = Pdf.new()
    shared = pdf.make_stream(f"% shared by {mark}".encode())
    pages = [blank(pdf, Array([0, 0, 595, 842])) for _ in range(sum(lengths))]
    for index, page in enumerate(pages):
        page.Contents = pdf.make_stream(f"% {mark} {index}".encode())
        page.Resources = Dictionary(XObject=Dictionary(b=shared), Note=pikepdf.String("(1 0 R) \\ 2 0 R"))
    bind(pdf, pages)
    pdf.Root.LettersPages = Array(lengths)
    path.write_bytes(save(pdf))
    return path


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    return [part(tmp_path / "a.pdf", [1, 2], "a"), part(tmp_path / "b.pdf", [1] * 300, "b")]


CHAPTERS: list[Chapter] = [
    ("Maya (1 0 R)", ["the president"]),
    ("王小样", ["the president", "the court"]),
    *((f"Member {number}", ["the president"]) for number in range(299)),
]


def bookmarks(pdf: Pdf) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Titles, page indices and what is below."""
    numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}

    def shown(item: pikepdf.OutlineItem) -> tuple[str, int]:
        destination: Any = item.destination
        return item.title, numbers[destination[0].objgen]

    with pdf.open_outline() as outline:
        return [(*shown(item), [shown(child) for child in item.children]) for item in outline.root]


def test_the_pages_of_all_parts_follow_one_another(parts: list[Path], tmp_path: Path) -> None:
    assert bind_files(parts, to=tmp_path / "all.pdf", title=TITLE) == 303
    with Pdf.open(tmp_path / "all.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        shown = [page.obj.Contents.read_bytes() for page in pdf.pages]
        assert shown == [f"% a {n}".encode() for n in range(3)] + [f"% b {n}".encode() for n in range(300)]
        assert {str(page.obj.Resources.Note) for page in pdf.pages} == {"(1 0 R) \\ 2 0 R"}
        assert len({page.obj.Resources.XObject.b.objgen for page in pdf.pages}) == 2
        assert {node.Count for node in pdf.Root.Pages.Kids} == {3, 300}
        assert pdf.docinfo[Name.Title] == TITLE
        assert pdf.open_metadata()["dc:title"] == TITLE


def test_bookmarks_lead_to_the_first_page_of_each_letter(parts: list[Path], tmp_path: Path) -> None:
    bind_files(parts, iter(CHAPTERS), to=tmp_path / "all.pdf", title=TITLE)
    with Pdf.open(tmp_path / "all.pdf") as pdf:
        found = bookmarks(pdf)
        assert pdf.Root.Outlines.Count == len(found) == 301
    assert found[0] == ("Maya (1 0 R) · the president", 0, [])
    assert found[1] == ("王小样", 1, [("the president", 1), ("the court", 3)])
    assert found[2:] == [(f"Member {n} · the president", n + 4, []) for n in range(299)]


def test_the_same_parts_give_the_same_bytes(parts: list[Path], tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        bind_files(parts, iter(CHAPTERS), to=tmp_path / name, title=TITLE)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
