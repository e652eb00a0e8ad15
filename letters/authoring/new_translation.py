"""The text of a new translation: every text of the appeal in a note, and below it the place for its translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from letters.authoring.units import UNTRANSLATED, Unit, as_notes, is_note

_HEAD = """\
# The translation of {slug} into {language}.
# Replace every [...] by a translation of the text above it, which stands behind #|. Begin as far in
# as the [...] does; a text may run over several lines. Names within double braces and the short
# words before colons stay as they are. Leave the lines such as `#| {own} 1a2b3c4d` in: by them the
# program sees later whether the text above has changed since you translated it.
# When you are done, run `letters translate {slug} {language}` again (with --appeals as now, if you gave
# it): it says what is missing, and puts the file where readers find it. Facts, dates and addresses
# stay in {file}.
"""

_NEW = """\
# New in the appeal. Write its translation between the "", and delete the # with which each of these
# lines begins, the # alone and no space. Lines with #| stay as they are."""

FIELDS = (
    *("title", "summary", "place", "speakers", "text", "people", "photo", "photos", "rules", "letter", "background"),
    *("earlier", "outcome"),
)
"""What is translated, of appeals, news and events."""
# Lists in the appeal's order, of whose items one text is translated.
_IN_ORDER = {"people": "about", "earlier": "news"}


def page(data: Mapping[str, Any], slug: str, own: str, language: str, file: str = "appeal.yaml") -> str:
    """The whole file; `file` is the one that is translated."""
    lines = [_HEAD.format(slug=slug, own=own, language=language, file=file)]
    for name in FIELDS:
        lines += field_lines(data, name, own)
    return "\n".join(lines) + "\n"


def stub(data: Mapping[str, Any], name: str, own: str) -> str:
    """A field for a file that is in use: behind a #, and right as soon as that one sign is taken away."""
    lines = field_lines(data, name, own, "")
    if not lines:
        return ""
    return "\n".join([_NEW, *(line if is_note(line) else f"#{line}" for line in lines)]) + "\n"


def field_lines(data: Mapping[str, Any], name: str, own: str, empty: str = UNTRANSLATED) -> list[str]:
    """A field of the appeal, with room for its translation; nothing where the appeal doesn't have it."""
    value = data.get(name)
    if isinstance(value, str) and value.strip():
        return _text(f"{name}: ", value, own, 0, literal=name in ("background", "text"), empty=empty)
    if (said := _IN_ORDER.get(name)) and isinstance(value, list) and any(item.get(said) for item in value):
        return [f"{name}:", *(line for item in value for line in _one_text(item, said, own, empty))]
    if name == "photo" and isinstance(value, dict) and value.get("alt"):
        return ["photo:", *_photo(value, "", own, empty)]
    if name == "photos" and isinstance(value, list) and value:
        return ["photos:", *(line for photo in value for line in _photo(photo, "- ", own, empty))]
    if name in ("rules", "speakers") and value:
        return [f"{name}:", *(line for item in value for line in _text("- ", item, own, 2, empty=empty))]
    return ["letter:", *_letter(value, own)] if name == "letter" and isinstance(value, dict) else []


def _one_text(item: Mapping[str, Any], name: str, own: str, empty: str) -> list[str]:
    """The one text that a translation gives of a person or document; nothing keeps its place where it has none."""
    return _text(f"- {name}: ", item[name], own, 2, empty=empty) if item.get(name) else ["  - {}"]


def _photo(photo: Mapping[str, Any], dash: str, own: str, empty: str) -> Iterator[str]:
    """What is said of a photo, with room for its translation."""
    indent = 2
    for name in ("alt", "caption"):
        if photo.get(name):
            yield from _text(f"{dash}{name}: ", photo[name], own, indent, empty=empty)
            dash, indent = "", indent + len(dash)


def _letter(letter: Mapping[str, Any], own: str) -> Iterator[str]:
    if letter.get("subject"):
        yield from _text("subject: ", letter["subject"], own, 2)
    yield "  body:"
    for block in letter["body"]:
        yield from block_lines(block, own, 4)


def block_lines(block: Any, own: str, indent: int, empty: str = UNTRANSLATED) -> list[str]:
    """One item of a list: a block of the letter, a demand or a rule, with room for its translation."""
    if not isinstance(block, dict):
        return _text("- ", str(block), own, indent, empty=empty)
    lines: list[str] = []
    dash, column = "- ", indent
    for name, value in block.items():
        if isinstance(value, str):
            lines += _text(f"{dash}{name}: ", value, own, column, empty=empty)
        elif name == "only_to":
            lines.append(f"{' ' * column}{dash}only_to: [{', '.join(value)}]")
        else:
            lines.append(f"{' ' * column}{dash}{name}:")
            for choice, text in value.items() if isinstance(value, dict) else ((None, text) for text in value):
                lines += _text(f"{choice}: " if choice else "- ", text, own, indent + 4, empty=empty)
        dash, column = "", indent + 2
    return lines


def choice_lines(name: str, text: str, own: str, indent: int, empty: str) -> list[str]:
    """A choice of `points`, with room for its translation."""
    return _text(f"{name}: ", text, own, indent, empty=empty)


def _text(
    before: str, text: str, own: str, indent: int, *, literal: bool = False, empty: str = UNTRANSLATED
) -> list[str]:
    """The source in a note, and the place for its translation."""
    notes = as_notes(Unit((), text, own).note, indent)
    if not empty:
        return [*notes, f'{" " * indent}{before}""']
    inner = indent + (4 if before.startswith("- ") and before != "- " else 2)
    sign = "|" if literal else ">-"
    return [*notes, f"{' ' * indent}{before}{sign}", f"{' ' * inner}{empty}"]
