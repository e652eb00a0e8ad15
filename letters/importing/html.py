"""A web page as lines: what stands in it in reading order, without menus, scripts and what is hidden. Runs bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from letters.importing.pieces import Line
from letters.importing.signs import cleaned, spaced

_LEFT_OUT = frozenset(
    "script style noscript template head nav svg iframe object form button input select option aside "
    "menu dialog audio video canvas".split()
)
_BLOCKS = frozenset(
    """p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th
    blockquote     pre figure figcaption address hr fieldset legend details summary body html center caption""".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt legend th".split())
_STRONG = frozenset("b strong".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MENU = re.compile(
    r"\b(?:nav|navbar|menu|breadcrumbs?|cookie\w*|sidebar|share|social|skip-link|screen-reader-text|sr-only"
    r"|related|comments?|newsletter)\b"
)
_MOST_DEEP = 200


@dataclass
class _Writing:
    """The lines so far, and the one that is being written: its text, how much of it is strong."""

    lines: list[Line] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    strong: int = 0
    gap: bool = True
    bullet: str = ""

    def end(self, *, gap: bool) -> None:
        """End the line; `gap`: the next one stands apart."""
        text = spaced(cleaned(" ".join("".join(self.text).split())).replace("\n", " "))
        if text:
            is_strong = self.strong >= 0.9 * sum(map(len, self.text))
            self.lines.append(Line(text=f"{self.bullet}{text}", gap=self.gap, strong=is_strong))
            self.gap, self.bullet = False, ""
        self.text, self.strong = [], 0
        self.gap = self.gap or gap


def lines_of_html(content: bytes, name: str = "") -> tuple[Line, ...]:
    """The lines of a page. Its encoding is what it says itself, UTF-8 else."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding=_encoding(content), remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, ValueError):
        return ()
    main = _main(root)
    writing = _Writing()
    _walk(main, writing, 0, is_strong=False)
    writing.end(gap=True)
    return tuple(writing.lines)


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    said = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", content[:4096], re.IGNORECASE)
    if not said:
        return "utf-8"
    import codecs

    try:
        return codecs.lookup(said[1].decode("ascii")).name
    except LookupError:
        return "utf-8"


def _main(root: Any) -> Any:
    """What the page itself calls its content, where that holds most of its words; else all of it."""
    body = root.find("body")
    body = root if body is None else body
    whole = len(" ".join(body.itertext()).split())
    for path in (".//main", ".//article", ".//*[@role='main']"):
        found = body.findall(path)
        if len(found) == 1 and len(" ".join(found[0].itertext()).split()) >= max(40, whole // 3):
            return found[0]
    return body


def _walk(node: Any, writing: _Writing, depth: int, *, is_strong: bool) -> None:
    """Write the node and what stands in it."""
    tag = node.tag if isinstance(node.tag, str) else ""
    if not tag or depth > _MOST_DEEP or _is_left_out(node, tag):
        return
    is_block = tag in _BLOCKS
    if is_block:
        writing.end(gap=tag != "td" or not writing.lines)
    if tag == "br":
        _break(node, writing)
    if tag == "li":
        writing.bullet = "• "
    strong = is_strong or tag in _STRONG or tag in _HEADINGS
    _say(writing, node.text, is_strong=strong)
    for child in node:
        _walk(child, writing, depth + 1, is_strong=strong)
        _say(writing, child.tail, is_strong=strong)
    if is_block:
        writing.end(gap=True)


def _break(node: Any, writing: _Writing) -> None:
    """A line break; two of them part paragraphs."""
    before = node.getprevious()
    is_second = before is not None and before.tag == "br" and not (before.tail or "").strip()
    writing.end(gap=is_second)


def _say(writing: _Writing, text: str | None, *, is_strong: bool) -> None:
    if text and (text.strip() or writing.text):
        said = re.sub(r"\s+", " ", text)
        writing.text.append(said)
        writing.strong += len(said) if is_strong or not said.strip() else 0


def _is_left_out(node: Any, tag: str) -> bool:
    if tag in _LEFT_OUT or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(node.get("style") or ""):
        return True
    named = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}".lower().replace("_", "-")
    return tag not in ("body", "html", "main", "article") and _MENU.search(named) is not None
