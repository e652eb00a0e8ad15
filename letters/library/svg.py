"""A drawing in SVG, made anew from its shapes: what could run, ask for a file, or cost more than it shows is left out.

What changes nothing that one sees is dropped without a word: scripts, notes of drawing programs, links, animations.
What would be missed is named instead, with its line, so that its author can save the drawing otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from letters.errors import Refused

MAX_BYTES = 256 << 10
MAX_ELEMENTS = 4_000
"""What one file may hold."""
MAX_SHAPES = 20_000
"""What may be drawn, each shape as often as it is used."""
_MAX_DEPTH = 60
_FLATTEST = 20.0
"""So many times may one side be longer than the other."""

NO_DRAWING = "isn't an SVG drawing, or is damaged: save it again as “plain SVG”"
TOO_LONG = "holds more shapes than any page needs: simplify the drawing, or save it as a PNG"
DOCTYPE = "begins with definitions of its own (<!DOCTYPE … [): save it again as “plain SVG”"
NO_SIZE = "says nowhere how large it is: set the drawing's page to its size, and save it again"
CIRCLE = "holds a part that draws itself again and again: save it again as “plain SVG”"
TOO_FLAT = "is more than 20 times as long as it is wide: no page has room for that"

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_GROUPS = {"g", "a", "switch"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_KEPT = {*_GROUPS, *_SHAPES, "svg", "defs", "symbol", "use", "clipPath", "linearGradient", "radialGradient", "stop"}
_DROPPED = {"title", "desc", "metadata", "script", "view", "cursor"}
_DROPPED |= {"animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard"}
# What can't be kept and would be missed, and what to do.
_MISSED = {
    "text": "holds text, which needs a font: turn the text into paths",
    "image": "holds a picture within the drawing: save the whole as a PNG",
    "foreignObject": "holds a piece of another document (foreignObject): save it again as “plain SVG”",
    "style": "has a style sheet that can't be followed: save it with presentation attributes",
}
_OTHERS = "holds <{element}>, which can't be shown here: save it without this effect, or as a PNG"
_OUTSIDE = "asks for something outside of it, which nobody would see: put it into the drawing, or take it out"

_NUMBERS = "x y x1 y1 x2 y2 cx cy r rx ry fx fy width height offset viewBox d points pathLength".split()
_PAINT = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit"
    " stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity clip-path clip-rule display visibility"
).split()
_PLACING = "transform gradientUnits gradientTransform spreadMethod clipPathUnits preserveAspectRatio".split()
_ATTRIBUTES = frozenset((*_NUMBERS, *_PAINT, *_PLACING))
_STYLED = frozenset((*_PAINT, "transform"))
"""What a style sheet may say as well."""
_VALUE = re.compile(r"[-\w\s#%.,()+]*")
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_FUNCTIONS = frozenset("rgb rgba hsl hsla matrix translate scale rotate skewx skewy".split())
_NAME = re.compile(r"[\w.-]{1,80}")
_LOCAL = re.compile(r"""\s*url\(\s*(["']?)#([\w.-]{1,80})\1\s*\)(?:\s+(?:none|#[0-9a-fA-F]{3,8}))?\s*""")
_NUMBER = re.compile(r"[-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:[eE][-+]?\d{1,2})?")
_CALL = re.compile(r"\s*(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+.,\s\deE]*\)[\s,]*")
_FLAGS = ("offset", "opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
_SEGMENT = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^A-DF-Za-df-z]*)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""How many numbers a step of a path takes. Source: SVG 2, 9.3."""
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[.#]?[A-Za-z_][\w-]*")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)(?:px|pt|mm|cm|in|pc|q)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as UTF-8, and its size in its own units; only how these two compare matters."""

    svg: bytes
    width: float
    height: float


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    text: str = ""


def cleaned(data: bytes) -> Drawing:
    """The drawing made anew. Raises Refused for what is none, asks for too much, or can't be shown whole."""
    if len(data) > MAX_BYTES:
        raise Refused(TOO_LONG)
    root = _parsed(data)
    rules = _rules(root)
    _clean(root, rules)
    _name_once(root)
    _refuse_circles(root)
    left, top, width, height = _box(root)
    root.attributes = {name: value for name, value in root.attributes.items() if name in _PAINT}
    begin = f'xmlns="{_SVG}" width="{width:g}" height="{height:g}" viewBox="{left:g} {top:g} {width:g} {height:g}"'
    return Drawing("".join(_written(root, begin)).encode(), width, height)


def _parsed(data: bytes) -> _Element:
    """The elements of SVG in it, those that are dropped left out. Raises Refused."""
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused(NO_DRAWING) from None
    if builder.root is None:
        raise Refused(NO_DRAWING)
    return builder.root


class _Builder:
    """Builds the tree from what the parser meets. No entity is ever replaced, and nothing outside is asked for."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self._open: list[_Element] = []
        self._passing = self._met = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_definitions: bool) -> None:
        if has_definitions:
            raise Refused(DOCTYPE)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self._met += 1
        if self._met > MAX_ELEMENTS or len(self._open) > _MAX_DEPTH:
            raise Refused(TOO_LONG)
        if self.root is None and (space, tag) != (_SVG, "svg"):
            raise Refused(NO_DRAWING)
        if self._passing or space != _SVG or tag in _DROPPED or self._is_private(tag):
            self._passing += 1
            return
        line = self.parser.CurrentLineNumber
        if tag not in _KEPT and tag != "style":
            raise _missed(tag, line)
        element = _Element(tag, dict(attributes), line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _is_private(self, tag: str) -> bool:
        """Whether it is what Illustrator keeps for itself, beside the drawing that others see."""
        return tag == "foreignObject" and bool(self._open) and self._open[-1].tag == "switch"

    def _end(self, _name: str) -> None:
        if self._passing:
            self._passing -= 1
        else:
            self._open.pop()

    def _characters(self, text: str) -> None:
        if not self._passing and self._open and self._open[-1].tag == "style":
            self._open[-1].text += text


def _missed(tag: str, line: int) -> Refused:
    known = _MISSED.get(tag)
    message = known if known else _OTHERS.format(element=re.sub(r"[^\w-]", "", tag)[:40])
    return Refused(f"line {line}: {message}")


def _rules(root: _Element) -> dict[str, dict[str, str]]:
    """What its style sheets say, by `.class`, `#id` or element. Raises Refused for what is more than that."""
    rules = dict[str, dict[str, str]]()
    for sheet in [each for each in _all(root) if each.tag == "style"]:
        text = re.sub(r"/\*.*?\*/", "", sheet.text, flags=re.DOTALL)
        if "@" in text or _RULE.sub("", text).strip():
            raise _missed("style", sheet.line)
        for selectors, said in _RULE.findall(text):
            for selector in map(str.strip, selectors.split(",")):
                if not _SELECTOR.fullmatch(selector):
                    raise _missed("style", sheet.line)
                rules.setdefault(selector, {}).update(_declared(said))
    return rules


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() in _STYLED}


def _all(element: _Element) -> Iterator[_Element]:
    """The element and all within it, in their order."""
    waiting = [element]
    while waiting:
        yield (each := waiting.pop())
        waiting += reversed(each.children)


def _clean(element: _Element, rules: Mapping[str, Mapping[str, str]]) -> None:
    """Leave the attributes that are known, with values that can do no harm. Raises Refused."""
    given = element.attributes
    named = [element.tag, *(f".{name}" for name in given.get("class", "").split()), f"#{given.get('id', '')}"]
    styled = {name: value for key in named for name, value in rules.get(key, {}).items()}
    said = {**given, **styled, **_declared(given.get("style", ""))}
    kept = {name: value for name, value in said.items() if name in _ATTRIBUTES and _is_harmless(value, element)}
    kept = {name: value for name, value in kept.items() if _is_sound(name, value)}
    if "d" in kept:
        kept["d"] = _path(kept["d"])
    if _NAME.fullmatch(given.get("id", "")):
        kept["id"] = given["id"]
    if target := _target(element, given):
        kept["href"] = f"#{target}"
    element.tag, element.attributes = "g" if element.tag in _GROUPS else element.tag, kept
    element.children = [child for child in element.children if child.tag != "style"]
    for child in element.children:
        _clean(child, rules)


def _is_harmless(value: str, element: _Element) -> bool:
    functions = {name.lower() for name in _FUNCTION.findall(value)}
    if "url" in functions:
        if _LOCAL.fullmatch(value) is None:
            raise Refused(f"line {element.line}: {_OUTSIDE}")
        return True
    return _VALUE.fullmatch(value) is not None and functions <= _FUNCTIONS


def _is_sound(name: str, value: str) -> bool:
    """Whether a value is such as browsers follow; others they leave alone, and typesetters stumble over."""
    if name == "viewBox":
        return len(_NUMBER.findall(value)) == 4 and not _NUMBER.sub("", value).strip(" ,\t\r\n")
    if name in ("transform", "gradientTransform"):
        return not _CALL.sub("", value).strip()
    if name in _FLAGS:
        return not _NUMBER.sub("", value, count=1).strip(" %\t\r\n")
    return True


def _path(data: str) -> str:
    """The path as far as it is sound, as browsers draw it; with a blank between numbers that were written as one."""
    kept, is_whole = list[str](), True
    for command, given in _SEGMENT.findall(data):
        takes = _TAKES[command.upper()]
        numbers = list(_arcs(given) if command in "Aa" else _NUMBER.findall(given))
        left = len(numbers) % takes if takes else len(numbers)
        is_whole = not left and numbers == _NUMBER.findall(given) and (bool(numbers) or not takes)
        sound = numbers[: len(numbers) - left]
        if sound or not takes:
            kept.append(_as_given(command, given, sound, is_whole=is_whole))
        if left or (takes and not numbers):
            break
    return "".join(kept)


def _as_given(command: str, given: str, numbers: list[str], *, is_whole: bool) -> str:
    return command + (given if is_whole else " ".join(numbers))


def _arcs(given: str) -> Iterator[str]:
    """The numbers of arcs, whose fourth and fifth is a single 0 or 1, though another number may follow at once."""
    place, index = 0, 0
    while match := _NUMBER.search(given, place):
        is_flag = index % 7 in (3, 4)
        if is_flag and match[0][0] not in "01":
            return
        yield match[0][0] if is_flag else match[0]
        place, index = match.start() + 1 if is_flag else match.end(), index + 1


def _target(element: _Element, given: Mapping[str, str]) -> str:
    """The name of the part of the drawing that it stands for, or takes its colours from. Raises Refused."""
    if element.tag not in ("use", "linearGradient", "radialGradient"):
        return ""
    href = given.get("href", given.get(f"{_XLINK} href", "")).strip()
    if not href:
        return ""
    if not href.startswith("#") or not _NAME.fullmatch(href[1:]):
        raise Refused(f"line {element.line}: {_OUTSIDE}")
    return href[1:]


def _name_once(root: _Element) -> None:
    """Leave a name to the first part that has it: that one is drawn, and what is counted must be the same."""
    known = set[str]()
    for each in _all(root):
        name = each.attributes.get("id", "")
        if name in known:
            del each.attributes["id"]
        elif name:
            known.add(name)


def _refuse_circles(root: _Element) -> None:
    """Raise Refused where a part holds itself, or where so much is used so often that drawing it would not end."""
    parts = {each.attributes["id"]: each for each in _all(root) if "id" in each.attributes}
    sizes = dict[str, int]()

    def size(element: _Element, within: tuple[str, ...]) -> int:
        total = 0
        for each in _all(element):
            total += 1 + sum(size_of(name, within) for name in _used(each) if name in parts)
            if total > MAX_SHAPES:
                raise Refused(TOO_LONG)
        return total

    def size_of(name: str, within: tuple[str, ...]) -> int:
        if name in within:
            raise Refused(CIRCLE)
        if len(within) > _MAX_DEPTH:
            raise Refused(TOO_LONG)
        if name not in sizes:
            sizes[name] = size(parts[name], (*within, name))
        return sizes[name]

    size(root, (root.attributes["id"],) if "id" in root.attributes else ())


def _used(element: _Element) -> Iterator[str]:
    for name, value in element.attributes.items():
        if name == "href":
            yield value[1:]
        elif match := _LOCAL.fullmatch(value):
            yield match[2]


def _box(root: _Element) -> tuple[float, float, float, float]:
    """Where its page begins, and how large it is. Raises Refused."""
    try:
        numbers = [float(part) for part in re.split(r"[\s,]+", root.attributes.get("viewBox", "").strip()) if part]
    except ValueError:
        numbers = []
    if len(numbers) != 4:
        sizes = [_LENGTH.fullmatch(root.attributes.get(name, "")) for name in ("width", "height")]
        numbers = [0.0, 0.0, *(float(match[1]) for match in sizes if match)]
    if len(numbers) != 4 or not all(abs(number) < 1e6 for number in numbers) or min(numbers[2:]) <= 0:
        raise Refused(NO_SIZE)
    left, top, width, height = numbers
    if max(width, height) > _FLATTEST * min(width, height):
        raise Refused(TOO_FLAT)
    return left, top, width, height


def _written(element: _Element, begin: str = "") -> Iterator[str]:
    said = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    start = f"<{element.tag}{' ' if begin else ''}{begin}{said}"
    if not element.children:
        yield f"{start}/>"
        return
    yield f"{start}>"
    for child in element.children:
        yield from _written(child)
    yield f"</{element.tag}>"
