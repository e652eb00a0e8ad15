"""What a PDF says to those who hear it: content is in the structure or an artifact, parts say their language."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from sample_letters import letter

from letters.handout.composing import hand_out
from letters.layout import LayoutName
from letters.letter import CountryLine, Letter, Paragraph
from letters.library.library import Library
from letters.pdf import handout as sheets
from letters.pdf import render

NOON = dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC)
PAINTING = {"Tj", "TJ", "'", '"', "f", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


def long(language: str) -> Letter:
    return letter(language, body=(Paragraph("one two three four five six seven. " * 150),))


def marked(page: pikepdf.Page) -> Iterator[tuple[str, int | None]]:
    """Each sequence of marked content on the page that paints something: its tag and its number."""
    open_now: list[tuple[str, int | None]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "BDC":
            number = operands[1].get("/MCID")
            open_now.append((str(operands[0]), None if number is None else int(number)))
        elif operator == "BMC":
            open_now.append((str(operands[0]), None))
        elif operator == "EMC":
            open_now.pop()
        elif operator in PAINTING:
            yield open_now[-1] if open_now else ("nothing", None)


def elements(node: Any) -> Iterator[Any]:
    """The elements of the structure from here, each after the one that holds it."""
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        for kid in node.get("/K", []):
            yield from elements(kid)


def made(kind: str, shipped: Library) -> bytes:
    if kind == "sheet":
        return sheets.render(hand_out(shipped.appeals["tashpolat-tiyip"], shipped, "en", NOON))
    return render([long(kind)], LayoutName.UK, fold_marks=True)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["en", "ar", "sheet"])
def test_all_content_is_in_the_structure_or_an_artifact(kind: str, shipped: Library) -> None:
    with pikepdf.open(io.BytesIO(made(kind, shipped))) as pdf:
        assert len(pdf.pages) >= 2
        tree = {element.objgen for element in elements(pdf.Root.StructTreeRoot.K[0])}
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        artifacts = 0
        for index, page in enumerate(pdf.pages):
            for tag, number in set(marked(page)):
                if number is None:
                    assert tag == "/Artifact"
                    artifacts += 1
                else:
                    assert numbers[2 * index + 1][number].objgen in tree
        assert artifacts
        orphans = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem" and each.objgen not in tree
        ]
        assert orphans == []


def test_heads_of_later_pages_are_artifacts_of_pagination() -> None:
    with pikepdf.open(io.BytesIO(render([long("en")]))) as pdf:
        counts = [page.Contents.read_bytes().count(b"/Pagination") for page in pdf.pages]
        assert counts == [0, 2]


@pytest.mark.slow
def test_a_part_in_another_language_says_which() -> None:
    abroad = replace(letter("zh"), country_lines=(CountryLine("Çin", "tr"), CountryLine("China", "en")))
    with pikepdf.open(io.BytesIO(render([abroad]))) as pdf:
        assert str(pdf.Root.Lang) == "zh"
        found = [(str(e.S), str(e.Lang)) for e in elements(pdf.Root.StructTreeRoot.K[0]) if "/Lang" in e]
    assert found == [("/Art", "zh"), ("/P", "tr"), ("/P", "en")]


@pytest.mark.slow
def test_the_languages_of_a_sheets_parts_are_written(shipped: Library) -> None:
    data = sheets.render(hand_out(shipped.appeals["tashpolat-tiyip"], shipped, "fr", NOON))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "en" in {str(e.Lang) for e in elements(pdf.Root.StructTreeRoot.K[0]) if "/Lang" in e}
