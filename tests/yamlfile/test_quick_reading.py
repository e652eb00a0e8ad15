"""Files are read by libyaml where it is sure to read what the parser in Python reads; that one explains the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.errors import InvalidFiles
from letters.resources import folder
from letters.yamlfile.loader import _read_exactly, _read_quickly
from letters.yamlfile.source import Source

SHIPPED = {path: path.read_text() for path in sorted(folder("appeals").rglob("*.yaml"))}
# What the two versions of YAML read differently stands here more often than in texts.
MARKS = [*"\t \n:-#\"'>|{}[],&*!%@`?~\\\r\xa0\x85\u2028\ufeff\x07aé中😀"]
MARKS += ["\n- ", ": ", "\n  ", "- \n", "::", ">-\n", "\n \n"]
PLACE = Path("appeal.yaml")


def test_every_shipped_file_is_read_quickly() -> None:
    assert len(SHIPPED) > 20
    assert [path for path, text in SHIPPED.items() if _read_quickly(path, text) is None] == []


def test_a_shipped_file_is_read_with_the_same_places_either_way() -> None:
    for path, text in SHIPPED.items():
        assert _everything(_read_quickly(path, text)) == _everything(_read_exactly(path, text))


@given(st.data())
def test_what_is_read_quickly_is_what_the_exact_parser_reads(data: st.DataObject) -> None:
    """Part of a shipped file, changed in a few places."""
    lines = data.draw(st.sampled_from(list(SHIPPED.values()))).split("\n")
    first = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[first : first + data.draw(st.integers(1, 20))])
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 3))
        text = text[:place] + data.draw(st.sampled_from(MARKS)) + text[place + cut :]
    quick = _read_quickly(PLACE, text)
    if quick is not None:
        assert _everything(quick) == _everything(_read_exactly(PLACE, text))


@pytest.mark.parametrize(
    "text", ["a: 1\t\n", "a: b\x85c\n", "a: b\u2028c\n", "a:\n  -\n  - b\n", "a: [b?c]\n", "a: b::c\n"]
)
def test_what_the_two_might_read_differently_is_read_exactly(text: str) -> None:
    quick = _read_quickly(PLACE, text)
    assert quick is None or _everything(quick) == _everything(_read_exactly(PLACE, text))


def test_a_mistake_is_always_explained_by_the_exact_parser() -> None:
    assert _read_quickly(PLACE, "a: 1\nfoo\n") is None
    with pytest.raises(InvalidFiles, match="no ': ' after its name"):
        _read_exactly(PLACE, "a: 1\nfoo\n")


def _everything(source: Source | None) -> tuple[object, ...]:
    assert source is not None
    return source.data, source.keys, source.values, source.lines
