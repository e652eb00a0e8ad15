"""A letter as HTML: the parts, which the site's preview shows too, and the whole document for the press."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markupsafe import Markup, escape

from letters.bidi import direction
from letters.layout import LAYOUTS, LayoutName
from letters.letter import DemandList, Letter
from letters.pdf.geometry import address_direction, paragraph_direction
from letters.pdf.page_css import NORMAL, Fit, sheet_css
from letters.resources import templates

APART = "\n.letter .own { opacity: .99 }"


def inner(letter: Letter, ended: Callable[[Markup], Markup] = lambda text: text) -> Markup:
    """The letter as an <article>, for the site's preview: escaped, without ids and inline styles.

    `ended` gets each block's HTML in turn and may end its lines where they end on paper.
    """
    context = _context(letter, heading="h2")
    context["text"] = lambda words: ended(unbroken(words, letter.names))
    return Markup(templates("letter", "print").get_template("parts.html").render(context))  # noqa: S704 autoescaped


def html(
    letter: Letter,
    layout: LayoutName | None = None,
    *,
    fit: Fit = NORMAL,
    fold_marks: bool = False,
    own: str = "",
) -> str:
    """The document that WeasyPrint gets for one letter; letter.css and the fonts it gets beside it.

    Sender's lines and signatures that are `own` are set apart: WeasyPrint writes what isn't quite opaque as a form
    XObject of its own, and leaves the opacity outside.
    """
    sheet = sheet_css(letter, LAYOUTS[layout or LayoutName.DIN5008B], fit, fold_marks=fold_marks)
    if own:
        sheet += APART
    context = _context(letter, heading="h1") | {
        "is_own": lambda line: bool(own) and line == own,
        "sheet": Markup(sheet),  # noqa: S704 numbers of ours, and a name in which all signs are escaped
        "fit": fit.name,
        "title": letter.subject or letter.addressee_name,
    }
    return templates("letter", "print").get_template("letter.html").render(context)


def specimen(lines: Sequence[tuple[str, str]]) -> str:
    """A document that shows the lines, each after its language, in the face of the sender's block, set apart."""
    return templates("letter", "print").get_template("specimen.html").render(lines=lines)


def envelope(letter: Letter, sheet: str, *, own: str) -> str:
    """The face of an envelope. Sender's lines that are `own` are set apart, as in `html`."""
    return fill("envelope.html", letter, sheet + APART, own)


def label(letter: Letter, sheet: str) -> str:
    """A label with the recipient's lines."""
    return fill("label.html", letter, sheet, "")


def fill(template: str, letter: Letter, sheet: str, own: str = "", **values: object) -> str:
    """A document of templates/print that shows parts of a letter; `sheet` is its own style sheet."""
    context = _context(letter, heading="h1") | {"is_own": lambda line: bool(own) and line == own}
    return document(template, sheet, **context | values)


def document(template: str, sheet: str, **values: object) -> str:
    """A document of templates/print; `sheet` is its own style sheet: numbers, and strings as `css_string` escapes."""
    values = {"line_direction": lambda line: direction(line, "ltr"), **values}
    return templates("letter", "print").get_template(template).render(sheet=Markup(sheet), **values)  # noqa: S704 see above


def unbroken(text: str, names: tuple[str, ...]) -> Markup:
    """The text escaped, its line breaks as <br>, each of the names in a span that forbids hyphens."""
    parts = re.split(_either(names), text) if any(names) else [text]
    # Names are at the odd places.
    spans = (_span(part) if index % 2 else escape(part) for index, part in enumerate(parts))
    return Markup("<br>\n").join(Markup("").join(spans).split("\n"))


def _span(name: str) -> Markup:
    return Markup('<span class="name">{}</span>').format(name)


@cache
def _either(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names, longest first: `Xi Jinping` before `Xi`; never within a longer word.

    A space before one belongs to it: where a name begins a new line, WeasyPrint 70 may else break the text before it
    after its first word.
    """
    longest = sorted({name for name in names if name}, key=len, reverse=True)
    return re.compile(r"((?: |(?<!\w))(?:" + "|".join(map(re.escape, longest)) + r"))(?!\w)")


def _context(letter: Letter, *, heading: str) -> dict[str, object]:
    return {
        "letter": letter,
        "heading": Markup(heading),  # noqa: S704 one of two constants
        "address_direction": address_direction(letter),
        "is_own": lambda line: False,
        "is_list": lambda block: isinstance(block, DemandList),
        "line_direction": lambda line: direction(line, letter.language.direction),
        "paragraph_direction": lambda text: paragraph_direction(text, letter.language.direction),
        "text": lambda words: unbroken(words, letter.names),
    }
