"""A word processor's document as lines, .docx or .odt: its archive is counted before it is unpacked. Runs bounded."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from letters.errors import Refused
from letters.importing.pieces import Line
from letters.importing.signs import cleaned, spaced

MAX_FILES = 2_000
MAX_UNPACKED = 40 * 1024 * 1024
MAX_PART = 20 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# What `zipfile` raises of an archive that is cut short, damaged, locked or packed in a way that it doesn't know: its
# own errors, those of the file that it reads, and those of whatever unpacks a part; and ValueError for what is no XML.
_DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
_SAVE = "open it in your word processor and save it as PDF"


def lines_of_document(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a document. Raises Refused for one that is damaged, locked, too large, or something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_large(archive, name)
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return tuple(_docx(_root(archive, "word/document.xml")))
            if "content.xml" in names:
                return tuple(_odt(_root(archive, "content.xml")))
    except _DAMAGED:
        raise Refused(f"{name} is damaged, or locked with a password; {_SAVE}") from None
    raise Refused(f"{name} is an archive (ZIP), and no text document; give the sheet itself, or save it as PDF")


def _refuse_large(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive by what it says of itself; a part is never read further than it says."""
    parts = archive.infolist()
    if len(parts) > MAX_FILES or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(f"{name} holds more than a published sheet can; take its pictures out, or save it as PDF")


def _root(archive: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    with archive.open(part) as file:
        content = file.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise ValueError(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise ValueError(part) from None


def _docx(root: Any) -> Iterator[Line]:
    """Paragraphs, with those of tables and text boxes in their place; each stands apart but within a list or a cell."""
    body = root.find(f"{_W}body")
    for paragraph in () if body is None else body.iter(f"{_W}p"):
        if any(parent.tag.endswith("}Fallback") for parent in paragraph.iterancestors()):
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "") if style is not None else ""
        is_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith("list")
        is_heading = name.lower().startswith(("heading", "title", "berschrift", "titre", "ttulo"))
        texts, strong, length = _runs(paragraph)
        yield from _lines(texts, is_item=is_item, is_strong=is_heading or (length > 0 and strong >= 0.9 * length))


def _runs(paragraph: Any) -> tuple[list[str], int, int]:
    """The paragraph's lines, and how many of its characters are in bold."""
    lines, strong, length = [""], 0, 0
    for node in paragraph.iter():
        if node.tag == f"{_W}p" and node is not paragraph:
            break
        if node.tag == f"{_W}t":
            run = node.getparent()
            bold = run.find(f"{_W}rPr/{_W}b") if run is not None else None
            text = node.text or ""
            lines[-1] += text
            length += len(text)
            strong += len(text) if bold is not None and bold.get(f"{_W}val") not in ("0", "false") else 0
        elif node.tag == f"{_W}tab":
            lines[-1] += " "
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            lines.append("")
    return lines, strong, length


def _odt(root: Any) -> Iterator[Line]:
    bold = _bold_styles(root)
    body = root.find(f"{_OFFICE}body")
    for node in () if body is None else body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        is_item = any(parent.tag == f"{_TEXT}list-item" for parent in node.iterancestors())
        is_heading = node.tag == f"{_TEXT}h" or node.get(f"{_TEXT}style-name") in bold
        spans = node.findall(f"{_TEXT}span")
        whole = "".join(node.itertext()).strip()
        said = "".join("".join(span.itertext()) for span in spans if span.get(f"{_TEXT}style-name") in bold).strip()
        yield from _lines(_broken(node), is_item=is_item, is_strong=is_heading or (bool(whole) and said == whole))


def _bold_styles(root: Any) -> set[str]:
    return {
        style.get(f"{_STYLE}name") or ""
        for style in root.iter(f"{_STYLE}style")
        if any(found.get(f"{_FO}font-weight") == "bold" for found in style.iter(f"{_STYLE}text-properties"))
    }


def _broken(node: Any) -> list[str]:
    lines = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}line-break":
            lines.append("")
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            lines[-1] += " "
        elif not child.tag.endswith(("}note", "}annotation")):
            first, *rest = _broken(child)
            lines[-1] += first
            lines += rest
        lines[-1] += child.tail or ""
    return lines


def _lines(texts: list[str], *, is_item: bool, is_strong: bool) -> Iterator[Line]:
    is_first = True
    for text in texts:
        plain = spaced(cleaned(text).replace("\n", " "))
        if plain:
            yield Line(text=f"• {plain}" if is_item and is_first else plain, gap=is_first, strong=is_strong)
            is_first = False
