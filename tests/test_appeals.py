"""The appeals that ship are complete and keep to their own rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from letters import pdf
from letters.appeal.signatories import Bound, MemberType
from letters.check import rendered_findings
from letters.errors import Finding
from letters.library.library import Library
from letters.library.svg import cleaned

TODAY = dt.date(2026, 11, 22)
SLUGS = set(
    "tashpolat-tiyip xinjiang-un-secretary-general gao-zhisheng yang-zhengjun wei-zhili-ke-chengbing kadeer-relatives "
    "chen-huixia liu-xia liu-shaoming jiang-tianyong labour-investigators sophia-huang-wang-jianbing "
    "jailed-wuhan-journalist vancouver-street-checks facial-recognition-canada tripadvisor-settlements "
    "google-dragonfly".split()
)


def test_every_case_ships_without_a_finding(shipped: Library) -> None:
    assert shipped.findings == ()
    assert set(shipped.appeals) >= SLUGS


def test_the_model_appeal_ships_in_four_languages(shipped: Library) -> None:
    assert set(shipped.appeals["tashpolat-tiyip"].languages) == {"en", "ar", "fr", "zh"}


def test_signatories_add_up(shipped: Library) -> None:
    def total(slug: str) -> int:
        return sum(group.size for group in shipped.appeals[slug].facts.signatories)

    assert total("facial-recognition-canada") == 31 + 46 == 77
    assert total("vancouver-street-checks") == 5 + 68 == 73
    groups = shipped.appeals["facial-recognition-canada"].facts.signatories
    assert sum(group.size for group in groups if group.type is MemberType.ORGANISATIONS) == 31


def test_texts_keep_to_their_lengths(shipped: Library) -> None:
    for appeal in shipped.appeals.values():
        for language, texts in appeal.texts.items():
            if language != "zh":  # counted in signs, not in words
                assert len(texts.summary.split()) <= 90, (appeal.slug, language)
                assert len((texts.background or "").split()) <= 400, (appeal.slug, language)


def test_an_almost_is_never_an_exact_number(shipped: Library) -> None:
    counts = [group for group in shipped.appeals["liu-xia"].facts.signatories if group.count]
    assert [(group.size, group.bound, group.date and group.date.first_day) for group in counts] == [
        (70_000, Bound.ALMOST, dt.date(2017, 8, 11))
    ]


def test_deadlines_and_embargoes_end_when_they_say(shipped: Library) -> None:
    appeal = shipped.appeals["tashpolat-tiyip"]
    assert appeal.is_open(dt.date(2999, 1, 1))
    facts = appeal.facts.model_copy(
        update={"deadline": dt.date(2020, 6, 1), "embargo": dt.datetime(2020, 4, 19, 23, 1, tzinfo=dt.UTC)}
    )
    dated = type(appeal)(**{name: getattr(appeal, name) for name in appeal.__slots__} | {"facts": facts})
    assert dated.is_open(dt.date(2020, 6, 1))
    assert not dated.is_open(dt.date(2020, 6, 2))
    assert not dated.is_public(dt.datetime(2020, 4, 19, 23, 0, tzinfo=dt.UTC))
    assert dated.is_public(dt.datetime(2020, 4, 20, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))))


@pytest.mark.slow
@pytest.mark.no_cover
def test_every_letter_and_copy_fits_one_page_in_every_language_and_layout(shipped: Library) -> None:
    def found() -> Iterator[Finding]:
        for appeal in shipped.appeals.values():
            yield from rendered_findings(shipped, appeal, TODAY, pdf.pages_of, pdf.missing_characters)

    assert shipped.appeals and [str(finding) for finding in found()] == []


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_each_example_has_a_drawing_of_our_own_that_every_reader_is_told_of(slug: str, shipped: Library) -> None:
    appeal = shipped.appeals[slug]
    (photo,) = appeal.facts.pictures
    assert "the Letters project" in photo.credit
    drawing = (appeal.folder / photo.file).read_bytes()
    assert cleaned(drawing).svg == drawing.strip() and len(drawing) < 20_000
    for language in appeal.languages:
        assert appeal.language_of("photos[0]", language) == language
