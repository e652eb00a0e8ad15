"""A list of names in a file of its own: read row by row, bounded, and what is wrong with it said by its line."""

from __future__ import annotations

import pytest

from letters.appeal.roll import MAX_CELL, MAX_ROWS, read_roll


def read(text: str | bytes) -> tuple[list[tuple[str | None, ...]], list[tuple[int, str]]]:
    roll, problems = read_roll(text if isinstance(text, bytes) else text.encode())
    people: list[tuple[str | None, ...]] = [(each.name, each.role, each.organisation, each.town) for each in roll]
    return people, [(problem.line, problem.message) for problem in problems]


def test_a_row_is_a_name_or_a_name_with_role_organisation_and_town() -> None:
    people, problems = read("\ufeffAda Byron\r\nZoë;teacher;Anytown School;Leeds\r\n;;;\r\n\r\nأمل مثال;;;القاهرة\r\n")
    assert problems == []
    assert people == [
        ("Ada Byron", None, None, None),
        ("Zoë", "teacher", "Anytown School", "Leeds"),
        ("أمل مثال", None, None, "القاهرة"),
    ]


def test_a_first_row_with_the_columns_names_puts_them_in_another_order() -> None:
    assert read("Town;Name\nLeeds;Ada\n")[0] == [("Ada", None, None, "Leeds")]
    assert read("name\nName\n")[0] == [("Name", None, None, None)]


def test_quotation_marks_hold_semicolons_and_what_looks_like_a_formula_is_a_name() -> None:
    assert read('"Byron; Ada";"the ""Countess"""\n=SUM(A1);+1;-2;@x\n')[0] == [
        ("Byron; Ada", 'the "Countess"', None, None),
        ("=SUM(A1)", "+1", "-2", "@x"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (";teacher", 1, "has no name"),
        ("Ada\nZoë;a;b;c;d", 2, "has 5 cells"),
        ('Ada\n"Zoë', 2, "a quotation mark isn't closed"),
        ("Ada\n\n" + "x" * (MAX_CELL + 1), 3, f"at most {MAX_CELL}"),
        ("Ada\x07", 1, "invisible control character"),
        ("\u202eAda", 1, "invisible control character"),
        ("a" + "\u0301" * 80, 1, "too many accents"),
        ("Ada \U0001f600", 1, "No letter can be printed"),
        (b"Ada\nZo\xeb\n", 2, "isn't UTF-8"),
        ("\n;\n", 1, "there is nobody"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str | bytes, line: int, message: str) -> None:
    (found,) = read(text)[1]
    assert found[0] == line and message in found[1]


@pytest.mark.slow
def test_a_list_ends_where_it_is_longer_than_any_can_be() -> None:
    roll, problems = read_roll(b"Ada\n" * (MAX_ROWS + 2))
    assert len(roll) == MAX_ROWS
    assert [problem.line for problem in problems] == [MAX_ROWS + 1]
