"""YAML files as plain data that knows its lines: strict, bounded and without any coercion.

Every value stays the text that the author wrote; the schema decides what it means. So `country: NO` is
Norway, `12:30` is no number and `0755` keeps its zero.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from letters.errors import Finding, InvalidFiles
from letters.files import is_inside
from letters.yamlfile.plaintext import NoText, text_of
from letters.yamlfile.reader import Reader
from letters.yamlfile.source import Load, Source
from letters.yamlfile.syntax import explained

MAX_BYTES = 256 * 1024
# Characters, and a line of nothing but spaces at the head of a text.
_READ_DIFFERENTLY = re.compile(r"[\t\x85\u2028\u2029\ufeff]|^ +$", re.MULTILINE)


def load(path: Path) -> Source:
    """The file's data with its positions. Raises InvalidFiles, with the line, for anything but plain YAML."""
    return parse(path, text_in(path))


def parse(path: Path, text: str) -> Source:
    """The data of a file that holds this text. Raises as `load` does."""
    return _read_quickly(path, text) or _read_exactly(path, text)


def _read_quickly(path: Path, text: str) -> Source | None:
    """The data as libyaml reads it, where it is sure to be what the parser in Python would read; None elsewhere.

    It takes a tenth of the time. But it speaks YAML 1.1, where some characters end a line or divide words that don't in
    YAML 1.2, and its messages are not the ones that are explained here.
    """
    if _READ_DIFFERENTLY.search(text):
        return None
    reader = Reader(path, text, exact=False)
    try:
        source = reader.read()
    except (YAMLError, InvalidFiles):
        return None
    return None if reader.has_gaps else source


def _read_exactly(path: Path, text: str) -> Source:
    reader = Reader(path, text)
    try:
        return reader.read()
    except MarkedYAMLError as error:
        found = Finding(path, *explained(text.split("\n"), error))
        # What a line was noted for already is why it can't be read.
        more = [] if any(noted.line == found.line for noted in reader.findings) else [found]
        raise InvalidFiles([*reader.findings, *more]) from None
    except ReaderError as error:
        raise InvalidFiles([*reader.findings, _control_finding(path, text, error)]) from None
    except YAMLError as error:
        raise InvalidFiles([*reader.findings, Finding(path, 1, 1, "", "A112", str(error).splitlines()[0])]) from None


def load_inside(path: Path, folder: Path, load: Load = load, whose: str = "the appeal's own folder") -> Source:
    """The data of a file that really stands in this folder, or below it. Raises InvalidFiles."""
    if not is_inside(path, folder):
        raise InvalidFiles([Finding(path, 1, 1, "", "A309", f"is a link to a file outside {whose}")])
    return load(path)


def text_in(path: Path) -> str:
    """What the file says, if it is a text that isn't too large. Raises InvalidFiles."""

    def refuse(code: str, message: str, line: int = 1, column: int = 1) -> InvalidFiles:
        return InvalidFiles([Finding(path, line, column, "", code, message)])

    if path.exists() and not path.is_file():
        raise refuse("A101", "is not a file")
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            # A pipe or a device is no file, also one that has just taken its place.
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refuse("A101", "is not a file")
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse("A101", f"can't be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise refuse(
            "A102",
            f"is larger than {MAX_BYTES // 1024} kB; an appeal is a short text, and pictures are files of their own",
        )
    try:
        return text_of(content)
    except NoText as error:
        raise refuse(error.code, error.message, error.line, error.column) from None


def _without_waiting(path: str, flags: int) -> int:
    # Opening a pipe would keep the program waiting for ever.
    return os.open(path, flags | os.O_NONBLOCK)


def _control_finding(path: Path, text: str, error: ReaderError) -> Finding:
    sign = error.character if isinstance(error.character, str) else chr(error.character)
    before = text[: max(text.find(sign), 0)].split("\n")
    message = f"there is an invisible control character here (U+{ord(sign):04X}); remove it"
    return Finding(path, len(before), len(before[-1]) + 1, "", "A105", message)
