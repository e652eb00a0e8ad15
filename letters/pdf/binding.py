"""Shards of a pack bound into one PDF, with bookmarks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Chapter = tuple[str, Sequence[str]]
"""A bookmark, and those of the letters below it."""


def bind_files(parts: Iterable[Path], chapters: Iterable[Chapter] = (), *, to: Path, title: str) -> int:
    """Write the parts as one file, its bookmarks leading to the letters in order, and return the number of pages.

    Each part becomes a branch of the page tree (ISO 32000-1, 7.7.3.2), so that the time for a page is always the
    same. The file appears whole or not at all.
    """
    target = Pdf.new()
    firsts = list(_take_over(target, parts))
    if chapters:
        _mark(target, chapters, iter(firsts))
    with target.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
    half = to.with_name(f".{to.name}.part")
    target.save(half, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    os.replace(half, to)
    return int(target.Root.Pages.Count)


def _take_over(target: Pdf, parts: Iterable[Path]) -> Iterator[Any]:
    """The first page of each letter, as the parts are added."""
    root = target.Root.Pages
    for part in parts:
        with Pdf.open(part) as source:
            node = target.make_indirect(Dictionary(Type=Name.Pages, Parent=root, Kids=Array(), Count=0))
            pages = [target.copy_foreign(page.obj) for page in source.pages]
            counts = [int(count) for count in source.Root.get(Name.LettersPages, [])]
        for page in pages:
            page.Parent = node
        node.Kids, node.Count = Array(pages), len(pages)
        root.Kids.append(node)
        root.Count = int(root.Count) + len(pages)
        at = 0
        for count in counts:
            yield pages[at]
            at += count


def _mark(target: Pdf, chapters: Iterable[Chapter], firsts: Iterator[Any]) -> None:
    """The outline (ISO 32000-1, 12.3.3): chapters closed, a chapter of one letter without a level of its own."""
    outline = target.make_indirect(Dictionary(Type=Name.Outlines))
    entries = []
    for title, letters in chapters:
        pages = [next(firsts) for _ in letters]
        entry = _entry(target, outline, title if len(letters) > 1 else f"{title} · {letters[0]}", pages[0])
        if len(letters) > 1:
            below = [_entry(target, entry, name, page) for name, page in zip(letters, pages, strict=True)]
            _chain(entry, below)
            entry.Count = -len(below)
        entries.append(entry)
    _chain(outline, entries)
    outline.Count = len(entries)
    target.Root.Outlines = outline


def _entry(target: Pdf, parent: Any, title: str, page: Any) -> Any:
    return target.make_indirect(Dictionary(Title=String(title), Parent=parent, Dest=Array([page, Name.Fit])))


def _chain(parent: Any, entries: Sequence[Any]) -> None:
    if entries:
        parent.First, parent.Last = entries[0], entries[-1]
    for one, other in pairwise(entries):
        one.Next, other.Prev = other, one
