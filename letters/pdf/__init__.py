"""Letters as PDF: a letter and a layout in, tagged pages (PDF/UA-1) out.

`markup` writes the HTML, `geometry` places sender and address, `sheet` turns both into CSS for one sheet,
`fonts` knows which characters can be printed, and only `engine` speaks with WeasyPrint.
"""

from letters.pdf.envelopes import envelopes
from letters.pdf.fonts import missing_characters
from letters.pdf.labels import labels
from letters.pdf.markup import html, inner
from letters.pdf.press import MAX_PAGES, pages_of, render

__all__ = ["MAX_PAGES", "envelopes", "html", "inner", "labels", "missing_characters", "pages_of", "render"]
