"""The case of a sheet: its number, document, day and country, from wherever the sheet says them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from letters.fields.countries import country_called
from letters.fields.dates import first_date
from letters.importing.blocks import Kind
from letters.importing.facts import Fact, Facts, all_facts, country_in, facts_in, labelled_case
from letters.importing.labels import Part
from letters.importing.roles import Role
from letters.importing.sheet import Sheet
from letters.importing.signs import words_of


def facts_on(sheet: Sheet, title: str) -> Facts:
    """What the heads say; a country also from the headline's colon."""
    heads = sheet.of(Role.HEAD)
    lines = [line.plain for one in heads for line in one.block.lines]
    facts = all_facts(lines)
    for one in heads:
        text = one.block.text
        if one.block.part is Part.CASE and not facts.case:
            facts = replace(facts, case=labelled_case(text))
        day = first_date(text)
        if day and facts.issued is None:
            facts = replace(facts, issued=Fact(value=day.iso, words=day.words))
        if facts.country is None and (country := country_in(text)):
            facts = replace(facts, country=country)
    if not facts.case:
        facts = _from_elsewhere(sheet, facts)
    if facts.country is None:
        facts = replace(facts, country=_country_before_colon([title, *_top(sheet)]))
    told = [facts.case, facts.document, facts.index, *(fact.words for fact in (facts.country, facts.issued) if fact)]
    words = {word for text in told for word in words_of(text)}
    sheet.take(
        "facts", [one for one in heads if one.block.kind is Kind.FACTS or set(words_of(one.block.text)) <= words]
    )
    return facts


def _from_elsewhere(sheet: Sheet, facts: Facts) -> Facts:
    """The number of the case in a headline or a banner."""
    for one in sheet.of(Role.TITLE, Role.BANNER, Role.EARLIER):
        found = facts_in(one.block.text)
        if found.case:
            return replace(
                facts, case=found.case, document=facts.document or found.document, index=facts.index or found.index
            )
    return facts


def _top(sheet: Sheet) -> list[str]:
    return [
        one.block.text
        for one in sheet.placed[:8]
        if one.role in (Role.TITLE, Role.BANNER, Role.HEAD, Role.PEOPLE, None)
    ]


def _country_before_colon(texts: Iterable[str]) -> Fact | None:
    for text in texts:
        for mark in (":", " – ", " - ", " — ", " / ", "/", "|"):
            head, found, _ = text.partition(mark)
            if found and 3 < len(head) < 45 and (code := country_called(head.strip(" *_#"), formal=False)):
                return Fact(value=code, words=head.strip())
    return None


def country_named(texts: Iterable[str]) -> Fact | None:
    """The only country that the first of the texts to name any names."""
    for text in texts:
        words = re.findall(r"[^\W\d_][\w'’-]*", text)
        found: dict[str, str] = {}
        for start, word in enumerate(words):
            if not word[0].isupper():
                continue
            for count in (4, 3, 2, 1):
                name = " ".join(words[start : start + count]).removesuffix("'s").removesuffix("’s")
                if len(name) > 3 and (code := country_called(name, formal=False)):
                    found.setdefault(code, name)
                    break
        if len(found) == 1:
            return Fact(value=next(iter(found)), words=next(iter(found.values())))
        if found:
            return None
    return None
