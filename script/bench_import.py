"""How much of published sheets `letters import` puts into the right field, beside the right answers for each.

A sheet stands in tests/published/sheets, named after its layout and its case, with what should be read in a file
beside it: fields and their texts, where `…` stands for what needn't be repeated. A layout is in one half or in the
other, by a hash of its name: rules may be tuned on the first half, the second is only counted.
"""

from __future__ import annotations

import hashlib
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench_table import Row, at_least, below
from ruamel.yaml import YAML

from letters.importing.drafted import Imported
from letters.importing.matching import Match
from letters.importing.page import page
from letters.importing.published import read_sheet
from letters.typed import folded

SHEETS = Path(__file__).parent.parent / "tests" / "published" / "sheets"
# What readers see or what is printed: text there that the sheet doesn't have there is worse than none.
PUBLIC = ("title", "summary", "background", "subject", "body", "demands", "people")
_PARTLY = ("summary", "background", "body", "demands")


@dataclass
class Score:
    """Of one sheet: for each field what share is right, and the texts in public fields that are wrong."""

    name: str
    shares: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def total(self) -> float:
        """The mean of its fields."""
        return statistics.mean(self.shares.values()) if self.shares else 0.0


def sheets() -> list[Path]:
    """Every sheet with right answers."""
    return sorted(path for path in SHEETS.iterdir() if path.suffix != ".yaml")


def is_tuned_on(path: Path) -> bool:
    """Whether its layout is in the half on which rules may be tuned."""
    return hashlib.sha256(path.name.partition("--")[0].encode()).digest()[0] % 2 == 0


def draft_of(path: Path) -> Mapping[str, Any]:
    """The draft that is made of the sheet, as YAML holds it."""
    sheet = read_sheet(path)
    made = Imported(
        slug="sheet",
        sheet=sheet,
        addressees=tuple(Match(block=block) for block in sheet.addressees),
        copies=tuple(Match(block=block) for block in sheet.copies),
    )
    text = page(made)
    return {"_copies": sheet.copies, "_languages": sheet.languages.names, **YAML(typ="safe").load(text)}


def fields_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The draft's fields in the form of the answers."""
    body = draft["letter"]["body"]
    found: dict[str, Any] = {name: draft.get(name) for name in ("title", "case", "index", "country", "summary")}
    found |= {name: str(draft[name]) if draft.get(name) else None for name in ("issued", "deadline")}
    found["people"] = [person["name"] for person in draft.get("people") or []]
    found["background"] = [text for text in re.split(r"\n\n+", draft.get("background") or "") if text.strip()]
    found["subject"] = draft["letter"]["subject"]
    found["body"] = [block for block in body if isinstance(block, str)]
    found["demands"] = [item for block in body if isinstance(block, dict) for item in block.get("items", ())]
    found["addressees"] = [_entry(one) for one in draft["to"] if isinstance(one, dict)]
    found["copies"] = [_copied(block) for block in draft["_copies"]]
    found["salutation"] = next((text for one in found["addressees"][:1] for text in one["salutations"]), None)
    found["languages"] = next(
        (list(one["languages"]) for one in draft["to"] if isinstance(one, dict) and one.get("languages")), None
    )
    return found


def _entry(one: Mapping[str, Any]) -> dict[str, Any]:
    post = one.get("post") or {}
    return {
        "name": one["name"],
        "lines": post.get("lines", []),
        "country": post.get("country"),
        "fax": list(one.get("fax", ())),
        "email": list(one.get("email", ())),
        "salutations": list((one.get("salutation") or {}).values()),
    }


def _copied(block: Any) -> dict[str, Any]:
    return {
        "name": next(iter(block.address), ""),
        "lines": list(block.address),
        "country": block.country.value if block.country else None,
        "fax": [number.number or number.words for number in block.fax],
        "email": list(block.email),
        "salutations": [block.salutation] if block.salutation else [],
    }


def scored(path: Path) -> Score:
    """The draft of a sheet beside its answers."""
    answers = YAML(typ="safe").load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        file = as_read(path, Path(folder), answers.pop("as", ""))
        start = time.perf_counter()
        found = fields_of(draft_of(file))
        score = Score(name=path.name, seconds=time.perf_counter() - start)
    for name, expected in answers.items():
        score.shares[name] = share(name, expected, found.get(name))
    score.wrong = list(_wrong(answers, found))
    return score


def as_read(path: Path, folder: Path, form: str) -> Path:
    """The file that is imported: the sheet itself, or a PDF of it."""
    if form != "pdf":
        return path
    from weasyprint import HTML

    file = folder / f"{path.stem}.pdf"
    file.write_bytes(HTML(path).write_pdf())
    return file


def share(name: str, expected: Any, found: Any) -> float:
    """What share of the expected is found, and of what is found is expected, the smaller of the two."""
    if isinstance(expected, dict):
        return statistics.mean(share(key, value, _value(found, key)) for key, value in expected.items())
    if name == "fax":
        return float(re.sub(r"\D", "", str(expected)) == re.sub(r"\D", "", str(found)))
    if not isinstance(expected, list):
        return float(found is not None and _is(expected, str(found)))
    there = list(found or [])
    if expected and isinstance(expected[0], dict):
        points = sum(max((share(name, one, other) for other in there), default=0.0) for one in expected)
    else:
        points = sum(any(_is(one, str(other)) for other in there) for one in expected)
    return points / max(len(expected), len(there), 1)


def _value(found: Any, key: str) -> Any:
    if not isinstance(found, dict):
        return None
    value = found.get("salutations" if key == "salutation" else key)
    return next(iter(value), None) if isinstance(value, list) and key != "lines" else value


def _is(expected: str, found: str) -> bool:
    """Whether the text is there, case and marks aside; `…` stands for anything."""
    parts = [" ".join(re.findall(r"\w+", folded(part))) for part in str(expected).split("…")]
    there = " ".join(re.findall(r"\w+", folded(found)))
    pattern = r".*".join(map(re.escape, parts)).replace(r"\ .*", " .*").replace(r".*\ ", ".* ")
    return re.fullmatch(pattern.replace(" .* ", ".*"), there) is not None or (
        len(parts) > 1 and there.startswith(parts[0]) and there.endswith(parts[-1])
    )


def _wrong(answers: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Texts in public fields that belong there in none of the answers."""
    texts = [*_flat(answers.get("summary")), *_flat(answers.get("background"))]
    letter = [*_flat(answers.get("body")), *_flat(answers.get("demands"))]
    for name in PUBLIC:
        expected = [*_flat(answers.get(name))]
        expected += texts if name in ("summary", "background") else letter if name in ("body", "demands") else []
        expected += _flat(answers.get("title")) if name == "subject" else []
        for text in _flat(found.get(name)):
            for part in re.split(r"\n\n+", text):
                if not part.startswith("[") and not any(_is(one, part) for one in expected):
                    yield f"{name}: {part[:90]}"


def _flat(value: Any) -> list[str]:
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def measured() -> list[Row]:
    """Both halves, field by field and in total, and how long a sheet takes."""
    scores = [scored(path) for path in sheets()]
    rows: list[Row] = []
    for title, half, target in (
        ("tuned on", [one for one in scores if is_tuned_on(Path(one.name))], 0.9),
        ("only counted", [one for one in scores if not is_tuned_on(Path(one.name))], 0.8),
    ):
        rows += _half(title, half, target)
    times = sorted(one.seconds for one in scores)
    rows.append(below("a sheet, the slowest", times[-1], 1, "s"))
    return rows


def _half(title: str, scores: Sequence[Score], target: float) -> list[Row]:
    if not scores:
        return []
    rows = []
    for name in dict.fromkeys(name for one in scores for name in one.shares):
        shares = [one.shares[name] for one in scores if name in one.shares]
        rows.append(Row(what=f"{title}: {name} ({len(shares)} sheets)", value=f"{statistics.mean(shares):.0%}"))
    total = statistics.mean(one.total for one in scores)
    wrong = sum(bool(one.wrong) for one in scores) / len(scores)
    rows.append(at_least(f"{title}: in total ({len(scores)} sheets)", 100 * total, 100 * target, "%"))
    rows.append(below(f"{title}: sheets with wrong text in a public field", 100 * wrong, 5, "%"))
    return rows
