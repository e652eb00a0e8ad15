"""Finished pages with a mark at their head: for letters that only their author may see."""

from __future__ import annotations

import io

from pikepdf import Dictionary, Name, Pdf, Stream

# Points. Above the sender's block on every layout, and within what printers reach.
_LEFT, _BELOW_EDGE, _SIZE = 71, 24, 12


def watermarked(pdf: bytes, words: str) -> bytes:
    """The PDF with these words, in plain ASCII, at the head of each page."""
    text = words.encode("ascii").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    buffer = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as document:
        font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold")))
        for page in document.pages:
            name = str(page.add_resource(font, Name.Font)).encode()
            top = int(page.mediabox[3]) - _BELOW_EDGE
            drawn = b"/Artifact BMC q BT %s %d Tf %d %d Td (%s) Tj ET Q EMC" % (name, _SIZE, _LEFT, top, text)
            # Below the page's own content, which leaves its coordinates behind.
            page.contents_add(Stream(document, drawn), prepend=True)
        document.save(buffer, deterministic_id=True)
    return buffer.getvalue()
