"""A card about an appeal, to embed elsewhere: a picture of a few lines (SVG) that is a link where it can be one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

TYPE = "image/svg+xml"
WIDTH, HEIGHT = 480, 200
_MARGIN = 24
_TITLE, _TEXT = 26, 17
"""Sizes of type, in the card's own units."""
_LINES = 3
"""Of the title; what is longer ends in an ellipsis."""
_INK, _SOFT, _ACT, _OVER = "#1b1b1a", "#55534e", "#1c3f72", "#55534e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on a card. `is_over`: there is nothing to be done, or no more.

    `language` holds the title's language and direction, `own` those of the other words.
    """

    title: str
    language: tuple[str, str]
    facts: str
    call: str
    own: tuple[str, str]
    organisation: str
    url: str
    is_over: bool


def card(shown: Card) -> bytes:
    """The card as SVG, in UTF-8. Its colours are attributes, as a style sheet would be refused where it is opened."""
    lines = list(_fitted(shown.title, WIDTH - 2 * _MARGIN, _TITLE, _LINES))
    width = WIDTH - 2 * _MARGIN
    first, call, facts = (
        next(_fitted(text, width, _TEXT, 1), "") for text in (shown.organisation, shown.call, shown.facts)
    )
    parts = [
        _line(first, 32, _TEXT, _SOFT, shown.own),
        *(_line(line, 66 + 30 * row, _TITLE, _INK, shown.language, 700) for row, line in enumerate(lines)),
        _line(facts, 62 + 30 * len(lines), _TEXT, _SOFT, shown.own),
        _line(call, HEIGHT - 16, _TEXT, _OVER if shown.is_over else _ACT, shown.own, 700),
    ]
    named = f"{shown.title} – {shown.call}"
    return _CARD.format(
        width=WIDTH,
        height=HEIGHT,
        language=shown.own[0],
        name=named,
        url=shown.url,
        inner_width=WIDTH - 1,
        inner_height=HEIGHT - 1,
        edge=_OVER if shown.is_over else _ACT,
        bar=0 if shown.own[1] == "ltr" else WIDTH - 6,
        lines=Markup("\n").join(parts),
    ).encode()


_CARD = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    ' role="img" xml:lang="{language}" aria-label="{name}">\n<title>{name}</title>\n<a href="{url}" target="_top">\n'
    '<rect x=".5" y=".5" width="{inner_width}" height="{inner_height}" fill="#fff" stroke="#8a8780"/>\n'
    '<rect x="{bar}" width="6" height="{height}" fill="{edge}"/>\n{lines}\n</a>\n</svg>\n'
)
_LINE = Markup(
    '<text x="{x}" y="{y}" font-family="system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"'
    ' font-size="{size}" font-weight="{weight}" fill="{colour}" direction="{direction}" xml:lang="{language}">'
    "{text}</text>"
)


def _line(text: str, y: int, size: int, colour: str, spoken: tuple[str, str], weight: int = 400) -> Markup:
    language, direction = spoken
    x = _MARGIN if direction == "ltr" else WIDTH - _MARGIN
    return _LINE.format(
        x=x, y=y, size=size, weight=weight, colour=colour, direction=direction, language=language, text=text
    )


def _fitted(text: str, width: float, size: float, most: int) -> Iterator[str]:
    """The text in at most so many lines; the last one ends in an ellipsis where there is more."""
    rest = " ".join(text.split())
    for row in range(most):
        if not rest:
            return
        cut = _fits(rest, width / size)
        if cut < len(rest) and row == most - 1:
            yield rest[: _fits(rest, width / size - 1)].rstrip(" ,;:–-") + "…"
            return
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()


def _fits(text: str, ems: float) -> int:
    """How many characters fit into so many ems: up to the last blank, if there is one."""
    used = 0.0
    for place, sign in enumerate(text):
        used += _width(sign)
        if used > ems:
            blank = text.rfind(" ", 0, place + 1)
            return blank if blank > 0 else max(place, 1)
    return len(text)


def _width(sign: str) -> float:
    """About how wide a character is, in ems: faces differ, so rather too much."""
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return 0.72 if sign.isupper() or sign in "mwMW—…" else 0.33 if sign in " .,:;'’il|!()[]" else 0.58
