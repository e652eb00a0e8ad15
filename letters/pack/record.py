"""pack.json: what a pack was made from, so that a later look can tell whether it may still be sent."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from letters import __version__
from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.errors import Refused
from letters.library.library import Library

FORMAT = 1


def version_of(appeal: Appeal, library: Library) -> str:
    """A digest of all that a letter can take from the appeal: facts, texts in every language, addressees, copies."""
    embassies = library.embassies.get(appeal.facts.country, {}) if appeal.copies_to_embassy else {}
    people = [{key: _printed(person) for key, person in them.items()} for them in (appeal.to, appeal.copies, embassies)]
    parts = (appeal.facts, dict(appeal.texts), people)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _printed(addressee: Addressee) -> Addressee:
    """Without what is never printed: an address that was checked again is still the same."""
    return addressee.model_copy(update={"checked": None, "note": None})


def record(
    appeals: Sequence[Appeal], library: Library, made: dt.datetime, *, rows: int, refused: int, files: Mapping[str, int]
) -> str:
    """The text of pack.json: nobody's name, only numbers. `files`: how many letters each file holds."""
    content = {
        "format": FORMAT,
        "program": __version__,
        "made": made.isoformat(timespec="seconds"),
        "rows": rows,
        "printed_rows": rows - refused,
        "refused_rows": refused,
        "files": dict(files),
        "appeals": {
            appeal.slug: {"title": appeal.facts.title, "version": version_of(appeal, library)} for appeal in appeals
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def outdated(path: Path, library: Library, now: dt.datetime) -> tuple[list[str], list[str]]:
    """What the pack's appeals are today: sentences on those that may be sent, and on those that may not.

    Raises Refused where the file is no pack.json.
    """
    good, bad = [], []
    for slug, then in _appeals_of(path).items():
        reasons = list(_reasons(library, slug, then, now))
        title = f"{slug} ({then.get('title', '')})"
        if reasons:
            bad += [f"{title} {reason}" for reason in reasons]
        else:
            good.append(f"{title} is as it was when the pack was made")
    return good, bad


def _reasons(library: Library, slug: str, then: Mapping[str, Any], now: dt.datetime) -> Iterator[str]:
    appeal = library.appeals.get(slug)
    if appeal is None:
        yield "is no longer there, or has errors: ask before you send these letters"
    elif appeal.facts.status is Status.STOPPED:
        yield f"has ended: don't send these letters. {appeal.facts.outcome}"
    elif not appeal.is_public(now):
        yield "has gone back to being a draft: ask before you send these letters"
    else:
        if appeal.is_late(now.date()):
            yield f"had its deadline on {appeal.facts.deadline}: ask before you send these letters"
        if version_of(appeal, library) != then.get("version"):
            yield "has been updated since: print the pack again"


def _appeals_of(path: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        appeals = content["appeals"]
        if content["format"] != FORMAT or not all(isinstance(then, dict) for then in appeals.values()):
            raise ValueError
    except OSError as error:
        raise Refused(f"can't read {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"{path} isn't a pack.json that this program has written") from None
    return dict(appeals)
