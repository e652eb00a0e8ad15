"""All that a letter needs, loaded: to import this sets some words, so that the first letter waits for nothing."""

from __future__ import annotations

from letters.pdf.engine import lay_out, write
from letters.pdf.fonts import not_installed
from letters.pdf.markup import specimen

not_installed("é")  # asks which fonts there are
write([lay_out(specimen([("en", "A letter")]))])
