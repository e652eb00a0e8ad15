"""What WeasyPrint leaves out of a tagged PDF: heads and feet of pages as artifacts, and the languages of parts.

Sources: ISO 14289-1 (PDF/UA-1), 7.1 and 7.2; ISO 32000-1, 14.8.2.2 and 14.9.2. These are WeasyPrint's own objects,
before they are written; a test reads them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_PAGINATION = {"Type": "/Pagination"}


def finish(document: object, pdf: Any) -> None:
    """Make an artifact of all content that isn't in the tree of the document's structure: a finisher of WeasyPrint."""
    if "StructTreeRoot" not in pdf.catalog:
        return
    objects = {item.reference: item for item in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    whole = objects[root["K"][0]]
    numbers = objects[root["ParentTree"]]["Nums"]
    for page, elements in zip(_pages(pdf, objects), numbers[1::2], strict=False):
        outside = {index for index, element in enumerate(elements) if not _belongs(element, whole, objects)}
        if outside:
            _make_artifacts(objects[page["Contents"]].stream, outside)
            for index in outside:
                _forget(elements[index], whole, objects)
                elements[index] = "null"


def _pages(pdf: Any, objects: dict[bytes, Any]) -> Iterator[Any]:
    kids = pdf.pages["Kids"]
    # Each kid is three words: its number, its generation and R.
    for start in range(0, len(kids), 3):
        yield objects[" ".join(str(word) for word in kids[start : start + 3]).encode()]


def _chain(reference: bytes, whole: Any, objects: dict[bytes, Any]) -> Iterator[bytes]:
    """The element and those above it, up to one right below the document's."""
    while reference != whole.reference:
        yield reference
        reference = objects[reference]["P"]


def _belongs(reference: bytes, whole: Any, objects: dict[bytes, Any]) -> bool:
    *_, top = _chain(reference, whole, objects)
    return top in whole["K"]


def _forget(reference: bytes, whole: Any, objects: dict[bytes, Any]) -> None:
    for element in _chain(reference, whole, objects):
        objects[element].free = "f"


def _make_artifacts(stream: list[Any], outside: set[int]) -> None:
    """Marked content of these numbers becomes an artifact: a name, its properties and the operator BDC in a row."""
    for index, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in outside:
            stream[index - 1] = "/Artifact"
            stream[index] = type(item)(_PAGINATION)


def speak_in_parts(tags: Any) -> None:
    """Teach WeasyPrint's module of tags to write the language of each part that has a `lang` of its own."""
    build, string = tags._build_box_tree, tags.pydyf.String

    def build_speaking(box: Any, *others: Any) -> Iterator[Any]:
        language = _language(box)
        for element in build(box, *others):
            if language:
                element["Lang"] = string(language)
            yield element

    tags._build_box_tree = build_speaking


def _language(box: Any) -> str:
    box = getattr(box, "_box", box)  # what is placed absolutely is wrapped
    element = getattr(box, "element", None)
    if element is None or box.element_tag != element.tag or element.tag in ("html", "body"):
        return ""
    return str(element.attrib.get("lang", ""))
