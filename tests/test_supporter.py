from __future__ import annotations

import pytest

from letters.errors import InvalidFields
from letters.supporter import SignAs, Supporter, supporter_from

FULL = {"name": "Emma Woods", "street": "12 Elm Row", "postcode": "N1 7AA", "town": "London", "country": "GB"}


def problems(**fields: str) -> list[str]:
    with pytest.raises(InvalidFields) as caught:
        supporter_from({**FULL, **fields})
    return [problem.field for problem in caught.value.problems]


def test_initials_keep_nothing_but_town_and_country() -> None:
    typed = {**FULL, "email": "emma@woods.example", "sign_as": "initials", "address": "12 Elm Row\nLondon"}
    assert supporter_from(typed) == Supporter(signature="E. W.", town="London", country="GB", sign_as=SignAs.INITIALS)


def test_every_problem_comes_at_once_in_the_order_of_the_form() -> None:
    assert problems(name="", street="", town="x" * 61, country="", email="nobody") == [
        "name", "street", "town", "country", "email"
    ]  # fmt: skip
    assert problems(name="", sign_as="nobody") == ["name", "sign_as"]


@pytest.mark.parametrize(
    "value",
    [
        "a\0b",
        "a\x1bb",
        "a\u202eb",
        "a\u202db",
        "a🙏b",
        "a\ufffdb",
        "a\ud800b",
        "a\nb",
        "=?utf-8?q?x?=",
        "x" * 81,
        "\U000e0041b",
    ],
)
def test_a_name_that_could_do_harm_is_refused_by_its_field(value: str) -> None:
    assert problems(name=value) == ["name"]


@pytest.mark.parametrize("value", ["\u200b", "\u200d", "\ufeff \u00ad", "\u3000"])
def test_a_name_that_nobody_can_see_is_missing(value: str) -> None:
    assert problems(name=value) == ["name"]


@pytest.mark.parametrize("value", ["ß", "ﬁ", "XX", "ZZ", "Narnia", "D"])
def test_what_is_no_country_is_refused(value: str) -> None:
    assert problems(country=value) == ["country"]


def test_joiners_stay_and_leftovers_of_copying_go() -> None:
    assert supporter_from({**FULL, "name": " می\u200cخواهم\u00ad\ufeff\tB "}).signature == "می\u200cخواهم B"


def test_text_is_composed() -> None:
    assert supporter_from({**FULL, "name": "Zoe\u0308"}).signature == "Zo\u00eb"


@pytest.mark.parametrize(
    ("country", "line"), [("GB", "London N1 7AA"), ("FR", "N1 7AA London"), ("US", "London N1 7AA")]
)
def test_the_postcode_stands_where_the_country_puts_it(country: str, line: str) -> None:
    assert supporter_from({**FULL, "country": country}).address == ("12 Elm Row", line)


def test_whole_lines_of_an_address_are_kept() -> None:
    writer = supporter_from({"name": "E", "address": "12 Elm Row\r\n\r\n N1 7AA London", "country": "gb"})
    assert writer.address == ("12 Elm Row", "N1 7AA London")
    assert writer.country == "GB"


def test_too_many_lines_are_refused() -> None:
    assert problems(street="\n".join("abcdef")) == ["street"]


def test_no_problem_repeats_what_was_typed() -> None:
    with pytest.raises(InvalidFields) as caught:
        supporter_from({**FULL, "name": "Secret\0Name", "email": "secret", "country": "Secret", "town": "secret\n"})
    assert "secret" not in str(caught.value).casefold()
