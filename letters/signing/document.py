"""Which text somebody signed: the words of an open letter as a fingerprint. A changed letter is another document."""

from __future__ import annotations

import hashlib
import json

from letters.appeal.appeal import Appeal


def digest(appeal: Appeal) -> bytes:
    """SHA-256 (32 bytes) of the letter in the appeal's own language and of whom it goes to.

    Translations say the same and don't count; neither do title, summary and whoever has signed already.
    """
    letter = appeal.facts.letter.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps([letter, list(appeal.to)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()
