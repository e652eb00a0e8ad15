from __future__ import annotations

import pytest

from letters.edited import lost_demands, parse
from letters.language import LANGUAGES
from letters.letter import DemandList, Paragraph

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
