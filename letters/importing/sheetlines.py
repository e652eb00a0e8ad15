"""The lines of whatever file a sheet may be; what strangers have packed is opened in a process of its own."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from letters import bounded
from letters.errors import Refused
from letters.importing.files import MAX_CHARACTERS, MAX_LINES, content_of, is_archive, is_page, read_pages
from letters.importing.html import lines_of_html
from letters.importing.office import lines_of_document
from letters.importing.order import in_order
from letters.importing.pieces import Line

MAX_MEGABYTES = 512
MAX_SECONDS = 10


def read_lines(path: Path) -> tuple[Line, ...]:
    """Every line of the file in reading order. Raises Refused with what to do."""
    content = content_of(path)
    if not (is_archive(content) or is_page(content)):
        return in_order(read_pages(path))
    lines = _apart(path.name, content)
    if not lines:
        raise Refused(f"{path.name} holds no text; copy the text you see into a text file in UTF-8")
    if len(lines) > MAX_LINES or sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise Refused(
            f"{path.name} holds more than {MAX_LINES:,} lines or {MAX_CHARACTERS:,} characters: "
            "a published sheet has two pages; copy the sheet alone into a text file"
        )
    return lines


def _apart(name: str, content: bytes) -> tuple[Line, ...]:
    try:
        answer = bounded.run(lines_in, name, content, seconds=MAX_SECONDS, megabytes=MAX_MEGABYTES)
    except bounded.Unfinished:
        raise Refused(f"{name} needs too much memory or time to be read; print it to PDF, or copy its text") from None
    return tuple(Line(**line) for line in json.loads(answer))


def lines_in(name: str, content: bytes) -> bytes:
    """The lines as JSON. Runs bounded. Raises Refused for a file that can't be read."""
    found = lines_of_document(content, name) if is_archive(content) else lines_of_html(content)
    return json.dumps([asdict(line) for line in found[: MAX_LINES + 1]]).encode()
