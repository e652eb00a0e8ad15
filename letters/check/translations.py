"""What a translation lacks that its appeal has."""

from __future__ import annotations

from collections.abc import Iterator

from letters.check.version import Version
from letters.errors import Finding


def gained_since(version: Version) -> Iterator[Finding]:
    """A warning for each text that readers would find in the appeal's own language."""
    if version.is_original:
        return
    facts, data = version.appeal.facts, version.source.data
    for field in ("background", "rules", "outcome"):
        if getattr(facts, field) and field not in data:
            yield version.warning((field,), "A403", "the appeal has this text, the translation lacks it")
    if len(data.get("people") or []) < len([person for person in facts.people if person.about]):
        yield version.warning(("people",), "A403", "the appeal describes people that this translation does not")
    untranslated = version.texts.untranslated
    if "photo" in untranslated:
        yield version.warning(("photo",), "A403", "the appeal describes its photo, the translation does not: add `alt`")
    if any(name.startswith("earlier") for name in untranslated):
        message = "the appeal tells news of an earlier document that this translation does not"
        yield version.warning(("earlier",), "A403", message)
