from __future__ import annotations

from pathlib import Path

import pytest

from letters.errors import InvalidFiles
from letters.yamlfile.loader import MAX_BYTES, load

UNUSABLE = {
    "Latin-1": (b"a: 1\ntitle: Caf\xe9\n", 2, 11, "is not UTF-8 here"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, 1, "is in UTF-16; choose UTF-8"),
    "a renamed .docx": (b"PK\x03\x04 and more", 1, 1, "not a text file"),
    "256 kB and more": (b"a: " + b"x" * MAX_BYTES, 1, 1, "larger than 256 kB"),
    "a tab": (b"a:\n\tb: c\n", 2, 1, "there is a tab here"),
    "a wrong indent": (b"a:\n  b: 1\n c: 2\n", 3, 2, "begins with 1 space, line 2 above it with 2 spaces"),
    "a quote that is never closed": (b'a: 1\ntitle: "abc\nb: c\n', 2, 8, "never closed"),
    "a bracket that is never closed": (b"a: [x, y\nb: c\n", 1, 4, "never closed"),
    "a colon in a title": (b"title: Uyghur: a case\n", 1, 14, "between double quotes"),
    "smart quotes around a colon": ("title: “a: b”\n".encode(), 1, 8, "put straight ones"),
    "a line without a colon": (b"a: 1\nfoo\nb: 2\n", 2, 1, "no ': ' after its name"),
    "an alias": (b"a: *x\n", 1, 4, "an alias"),
    "an anchor": (b"a: &x y\n", 1, 4, "an anchor"),
    "a tag": (b"a: !!python/object x\n", 1, 4, "a tag"),
    "a duplicate key": (b"a: 1\nb: 2\na: 3\n", 3, 1, "second time (first in line 1)"),
    "a second document": (b"a: 1\n---\nb: 2\n", 2, 1, "a second document"),
    "great depth": (b"[" * 100_000, 1, 22, "nested more than 20"),
    "unquoted braces": (b"a: {{ x }}\n", 1, 5, "between double quotes"),
    "a control character": (b"a: 1\nb: x\x07\n", 2, 5, "U+0007"),
    "a sign that can't begin a text": (b"a: @b\n", 1, 4, "can't begin with this character"),
}


@pytest.mark.parametrize(("content", "line", "column", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(
    tmp_path: Path, content: bytes, line: int, column: int, message: str
) -> None:
    path = tmp_path / "appeal.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidFiles) as caught:
        load(path)
    (finding,) = caught.value.findings
    assert (finding.file, finding.line, finding.column) == (path, line, column)
    assert message in finding.message
    assert str(finding).startswith(f"{path}:{line}:{column}: ")


def test_everything_that_can_be_read_past_is_found_at_once(tmp_path: Path) -> None:
    path = tmp_path / "appeal.yaml"
    path.write_text("a: &x 1\nb: *x\nc: !t 2\nc: 3\n")
    with pytest.raises(InvalidFiles) as caught:
        load(path)
    assert [finding.line for finding in caught.value.findings] == [1, 2, 3, 4]


@pytest.mark.parametrize("text", ["NO", "yes", "12:30", "0755", "1e3", "2020-01-01", "null and void"])
def test_a_value_stays_the_text_that_was_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"a: {text}\n")
    assert load(path).data == {"a": text}


def test_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert load(path).data == {"a": "1", "b": "2"}


def test_a_folder_in_a_files_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles, match="is not a file"):
        load(tmp_path)


def test_a_value_below_is_named_as_a_reader_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("letter:\n  body:\n    - x\n    - demands: y\n")
    finding = load(path).finding(("letter", "body", 1, "demands"), "A201", "m")
    assert (finding.line, finding.column, finding.field) == (4, 16, "letter.body[2].demands")
