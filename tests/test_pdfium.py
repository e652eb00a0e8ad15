from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdfium2
import pytest

import letters
from letters.pdfium import opened


def _pdf() -> bytes:
    document, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 100)
    document.save(file)
    return file.getvalue()


def test_a_thread_waits_until_the_other_has_closed_its_pdf() -> None:
    steps: list[str] = []
    inside = threading.Event()

    def read() -> None:
        inside.set()
        with opened(_PDF) as document:
            steps.append(f"second: {len(document)} page")

    _PDF = _pdf()
    other = threading.Thread(target=read)
    with opened(_PDF) as document:
        other.start()
        inside.wait(10)
        other.join(0.2)
        steps.append(f"first: {len(document)} page")
    other.join(10)
    assert steps == ["first: 1 page", "second: 1 page"]


def test_what_is_no_pdf_leaves_the_door_open_for_the_next() -> None:
    with pytest.raises(pypdfium2.PdfiumError), opened(b"no PDF"):
        pass
    with opened(_pdf()) as document:
        assert len(document) == 1


def test_every_pdf_is_opened_through_the_one_guarded_door() -> None:
    files = sorted(Path(letters.__file__).parent.rglob("*.py"))
    opening = [file.name for file in files if "PdfDocument(" in file.read_text(encoding="utf-8")]
    assert opening == ["pdfium.py"]
