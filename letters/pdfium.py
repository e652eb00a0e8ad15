"""PDFs read with PDFium, by one thread at a time: it isn't made for several."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

POINTS = 72
"""Of an inch, the unit of a page's size."""

_LOCK = threading.Lock()


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The PDF as a pypdfium2.PdfDocument, closed at the end. Other threads wait until then.

    Source: pypdfium2's README, "Thread incompatibility".
    """
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
