from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample_letters import ENGLISH

from letters.edited import lost_demands, parse
from letters.language.language import LANGUAGES, Language
from letters.letter import DemandList, Paragraph
from letters.typed import clean

EN, ZH = LANGUAGES["en"], LANGUAGES["zh"]


def test_blank_lines_part_paragraphs_and_dashes_make_a_list() -> None:
    text = "One\nline.\n \n\nI ask you to:\n- halt it;\n– let\n  him go.\n\n* alone"
    assert parse(text, EN) == (
        Paragraph("One\nline."),
        DemandList("I ask you to:", ("halt it;", "let him go.")),
        DemandList("", ("alone",)),
    )


def test_a_broken_chinese_line_is_joined_without_a_space() -> None:
    assert parse("- 停止\n执行", ZH) == (DemandList("", ("停止执行",)),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("- \n7", (DemandList("", ("7",)),)),
        ("I ask:\n-\nhalt\n-", (DemandList("I ask:", ("halt",)),)),
        ("- - \n7", (DemandList("", ("- 7",)),)),
        ("-", (Paragraph("-"),)),
        ("One.\n- \n\nTwo.", (Paragraph("One.\n-"), Paragraph("Two."))),
    ],
)
def test_a_dash_alone_waits_for_the_next_line_and_is_no_item_without_words(
    text: str, blocks: tuple[Paragraph | DemandList, ...]
) -> None:
    assert parse(text, EN) == blocks


@pytest.mark.slow
@given(st.text(alphabet="ab-–*• '\"«»\n.:字\u3000\xa07", max_size=30), st.sampled_from(list(LANGUAGES.values())))
@example("- \n7", EN)
@example("- \n\n7", EN)
@example('-"', LANGUAGES["fr"])
@example("- «", LANGUAGES["fr"])
def test_any_text_comes_back_from_editing_the_same_and_no_item_is_empty(text: str, language: Language) -> None:
    blocks = parse(clean(text), language)
    assert parse(replace(ENGLISH, body=blocks).plain_body(), language) == blocks
    for block in blocks:
        lines = block.items if isinstance(block, DemandList) else (block.text,)
        assert lines
        assert all(line and line == line.strip() for line in lines)


@pytest.mark.parametrize(
    ("text", "demand", "lost"),
    [
        ("Please: HALT, any “plans”!", "halt any plans;", False),
        ("Please halt all plans", "halt any plans;", True),
        ("halting anything", "halt any", True),
        ("请停止，任何计划！", "停止任何计划；", False),
        ("请停止计划！", "停止任何计划；", True),
        ("الإفراج عنه فورا", "الإفراج عنه فورًا؛", False),
        ("", "halt", True),
    ],
)
def test_a_demand_is_lost_when_its_words_are_gone_and_not_when_its_marks_are(
    text: str, demand: str, lost: bool
) -> None:
    assert lost_demands(text, [demand]) == ((demand,) if lost else ())
