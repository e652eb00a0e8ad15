"""What mail and Markdown put around a text, taken off: `> ` before each line, signs of headings, bold type, links."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"^(?:>[ \t]?){1,5}")
_MOSTLY = 0.6
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?P<text>\S.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:[-*_=~•·+—–]\s?){3,}\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s?:?-{2,}:?\s?\|){1,12}(?:\s?:?-{2,}:?\s?)?$")
_ROW = re.compile(r"^\s*\|(?P<cells>[^|]*(?:\|[^|]*){1,12})\|\s*$")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]{0,300})\]\((?P<to>[^()\s]{1,500})(?:\s\"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<text>[^*_]{1,400}?)(?<=\S)(?P=mark)")
_SLANTED = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?=[^\s*_])(?P<text>[^*_\n]{1,1500}?)(?<=[^\s*_])(?P=mark)(?![\w*_])")
_AROUND = re.compile(r"^\s*(?P<mark>[*=~_#-]{2,3})\s+(?P<text>\S.{0,100}?)\s+(?P=mark)\s*$")
_HEADS = re.compile(
    r"^(?:from|to|subject|date|sent|cc|reply-to|von|an|betreff|datum|de|objet|a|asunto|para|fecha)\s?: ", re.IGNORECASE
)
STRONG = "\x02"
"""Stands before a line that its marks set off; no text holds it."""


def plainer(text: str) -> str:
    """The text without marks; a line that was set off as a heading or in bold begins with `STRONG`."""
    lines = _unquoted(text.split("\n"))
    return "\n".join(_bare(line) for line in _without_mail_head(lines))


def _unquoted(lines: Sequence[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in filled)
    if quoted < _MOSTLY * max(1, len(filled)):
        return list(lines)
    return [_QUOTED.sub("", line.lstrip()) for line in lines]


def _without_mail_head(lines: list[str]) -> list[str]:
    """The lines; a mail's head, of which the subject says what a headline does, stands apart from its text."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    end = first
    while end < len(lines) and _HEADS.match(lines[end]):
        end += 1
    return [*lines[:end], "", *lines[end:]] if end - first >= 2 else lines


def _bare(line: str) -> str:
    if _RULE.match(line) or _TABLE_RULE.match(line):
        return ""
    if row := _ROW.match(line):
        return "\n".join(_bare(cell.strip()) for cell in row["cells"].split("|") if cell.strip())
    strong = False
    if heading := _HEADING.match(line):
        line, strong = heading["text"], True
    elif around := _AROUND.match(line):
        line, strong = around["text"], True
    line = _LINK.sub(_linked, line)
    whole = _STRONG.fullmatch(line.strip(" :"))
    strong = strong or (whole is not None and len(line) < 200)
    line = _STRONG.sub(lambda found: found["text"], line)
    line = _SLANTED.sub(lambda found: found["text"], line)
    return f"{STRONG}{line}" if strong else line


def _linked(found: re.Match[str]) -> str:
    text, to = found["text"], found["to"]
    return f"{text} ({to})" if text.strip() and text not in to else to
