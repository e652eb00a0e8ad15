"""A letter as HTML: the parts, which the site's preview shows too, and the whole document for the press."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markupsafe import Markup, escape

from letters.language.bidi import direction, is_mixed, paragraph_direction, runs
from letters.language.language import LANGUAGES
from letters.layout import LAYOUTS, LayoutName
from letters.letter import DemandList, Letter
from letters.pdf.geometry import address_direction
from letters.pdf.page_css import NORMAL, Fit, sheet_css
from letters.resources import templates
from letters.stationery import Folds

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
    folds: Folds | None = None,
    own: str = "",
) -> str:
    """The document that WeasyPrint gets for one letter; letter.css and the fonts it gets beside it.

    Sender's lines and signatures that are `own` are set apart: WeasyPrint writes what isn't quite opaque as a form
    XObject of its own, and leaves the opacity outside.
    """
    sheet = sheet_css(letter, LAYOUTS[layout or LayoutName.DIN5008B], fit, folds=folds)
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


def list_direction(items: Sequence[str], default: str, names: tuple[str, ...]) -> str:
    """The side of a list's dashes: that of its items where all of them run one way."""
    ways = {paragraph_direction(item, default, names) for item in items}
    return ways.pop() if len(ways) == 1 else default


def unbroken(text: str, names: tuple[str, ...], language: str = "") -> Markup:
    """The text escaped, its line breaks as <br>, with spans around what is never hyphenated.

    These are the names, addresses of the web and of mail, and long words that look like names. What must keep its own
    order beside letters from right to left, numbers above all, is isolated.
    """
    return Markup("<br>\n").join(latin_marks(_line(line, names, language), language) for line in text.split("\n"))


def latin_marks(text: Markup, language: str) -> Markup:
    """The text; in Chinese and Japanese, apostrophes of Latin names apart, as their faces set these a square wide."""
    if language not in ("zh", "ja") or "’" not in text:
        return text
    return Markup(_LATIN_APOSTROPHE.sub('<span class="latin">’</span>', text))  # noqa: S704 it was escaped before


_HYPHENATED = frozenset("en fr de es it pt nl pl ru el".split())
"""Languages of which WeasyPrint has a dictionary."""
_LINK = r"(?:https?://|www\.)[^\s<>\"«»“”（）。，、；：！？]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LATIN_APOSTROPHE = re.compile("(?<=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])’(?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])")
_LONG_WORD = 8  # letters: letter.css hyphenates no shorter one
_AROUND = 40
_TOGETHER = 24  # signs of a number or an address that stay on one line
_SPAN = Markup('<span class="name">{}{}</span>')
_ISOLATED = Markup('<bdi dir="{}">{}</bdi>')


def _line(text: str, names: tuple[str, ...], language: str) -> Markup:
    mixed = is_mixed(text)
    special = _special(names, language in _HYPHENATED)
    if not mixed:
        return _set(text, special, language, isolated=False)
    around = LANGUAGES[language].direction if language else "ltr"
    parts, space = [], ""
    for run in runs(text, paragraph_direction(text, around, names)):
        if run.way:
            kept = run.text.replace(" ", "\N{NO-BREAK SPACE}") if len(run.text) <= _TOGETHER else run.text
            inside = _set(kept, special, language, isolated=False)
            parts.append(_SPAN.format(space, _ISOLATED.format(run.way, inside)))
            space = ""
        else:
            # A space before a span belongs to it: see `_special`.
            space = " " if run.text.endswith(" ") else ""
            parts.append(_set(run.text[:-1] if space else run.text, special, language, isolated=True))
    return Markup("").join([*parts, space])


def _set(text: str, special: re.Pattern[str], language: str, *, isolated: bool) -> Markup:
    parts, end = [], 0
    for match in special.finditer(text):
        parts += [escape(text[end : match.start()]), _marked(match, language, isolated=isolated)]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


@cache
def _special(names: tuple[str, ...], hyphenated: bool) -> re.Pattern[str]:
    """What is set in a special way: links, names, longest first (`Xi Jinping` before `Xi`), rules and long words.

    A space before one belongs to it: where a span begins a new line, WeasyPrint 70 may else break the text before it
    after its first word.
    """
    longest = sorted({name for name in names if name}, key=len, reverse=True)
    kinds = [rf"(?P<link>{_LINK})"]
    kinds += [rf"(?P<name>(?:{'|'.join(map(re.escape, longest))})(?!\w))"] if longest else []
    # After a single letter a full stop is an initial's to Pango, and a line may end there: Rule I.1.2.3.
    kinds += [r"(?P<rule>[^\W\d_]\w*(?:\.\d+)+)"]
    kinds += [rf"(?P<word>[^\W\d_]{{{_LONG_WORD},}})"] if hyphenated else []
    return re.compile(rf"(?P<space> |(?<!\w))(?:{'|'.join(kinds)})")


def _marked(match: re.Match[str], language: str, *, isolated: bool) -> Markup:
    kind, words, space = match.lastgroup or "", match[match.lastgroup or 0], match["space"]
    match kind:
        case "name":
            return _SPAN.format(space, words)
        case "link":
            return _link(space, words, isolated=isolated)
        case "rule":
            return _SPAN.format(space, Markup('<span class="whole">{}</span>').format(words))
        case "word" if _looks_like_a_name(match, language):
            return _SPAN.format(space, words)
    return escape(match[0])


def _link(space: str, words: str, *, isolated: bool) -> Markup:
    """An address, which may break after its marks; the full stop of its sentence isn't part of it."""
    link = words.rstrip(".,;:!?)]'’")
    broken = Markup("<wbr>").join(map(escape, re.findall(r"[^/.@_?&=-]*[/.@_?&=-]+(?=.)|.+", link)))
    return _SPAN.format(space, _ISOLATED.format("ltr", broken) if isolated else broken) + escape(words[len(link) :])


def _looks_like_a_name(match: re.Match[str], language: str) -> bool:
    """Whether a long word is written like a name; in German, where nouns have capitals too, beside another one."""
    if not match["word"][0].isupper():
        return False
    if language != "de":
        return True
    before = re.search(r"([^\W\d_])[\w’-]*$", match.string[max(0, match.start() - _AROUND) : match.start()])
    after = match.string[match.end() : match.end() + 2]
    return bool(before and before[1].isupper()) or (after[:1] == " " and after[1:].isupper())


def _context(letter: Letter, *, heading: str) -> dict[str, object]:
    return {
        "letter": letter,
        "heading": Markup(heading),  # noqa: S704 one of two constants
        "address_direction": address_direction(letter),
        "is_own": lambda line: False,
        "signature": latin_marks(escape(letter.signature), letter.language_code),
        "is_list": lambda block: isinstance(block, DemandList),
        "line_direction": lambda line: direction(line, letter.language.direction),
        "paragraph_direction": lambda text: paragraph_direction(text, letter.language.direction, letter.names),
        "list_direction": lambda items: list_direction(items, letter.language.direction, letter.names),
        "text": lambda words: unbroken(words, letter.names, letter.language_code),
    }
