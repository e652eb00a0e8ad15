"""Letters as PDF: a letter and a layout in, tagged pages (PDF/UA-1) out.

`markup` writes the HTML, `geometry` places sender and address, `page_css` turns both into the style of one letter's
pages, `fonts` knows which characters can be printed, and only `engine` speaks with WeasyPrint, and `pango` with its
libraries below. `name_lists` sets long lists of signatories behind their letter. This room may import `letter`,
`signing`, `layout`, `stationery` and `handout`.

What a group prints is asked for where it is made, so that a preview doesn't wait for it: `batch`, `envelopes`,
`labels`, `tally` and `signatures`.
"""

from letters.pdf.fonts import missing_characters
from letters.pdf.markup import html, inner
from letters.pdf.typesetting import MAX_PAGES, pages_of, render

__all__ = ["MAX_PAGES", "html", "inner", "missing_characters", "pages_of", "render"]
