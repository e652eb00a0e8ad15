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
    ("country", "town", "region", "postcode", "lines"),
    [
        ("GB", "London", "", "N1 7AA", ("London", "N1 7AA")),
        ("FR", "Lyon", "", "69002", ("69002 Lyon",)),
        ("US", "Springfield", "Illinois", "62704", ("Springfield IL 62704",)),
        ("CA", "Québec", "QC", "g1r3x2", ("Québec QC  G1R 3X2",)),
        ("AU", "Perth", "Western Australia", "6000", ("Perth WA 6000",)),
        ("SG", "", "", "049145", ("SINGAPORE 049145",)),
    ],
)
def test_the_address_is_written_as_its_country_writes_it(
    country: str, town: str, region: str, postcode: str, lines: tuple[str, ...]
) -> None:
    place = {"country": country, "town": town, "region": region, "postcode": postcode}
    assert supporter_from({**FULL, **place}).address == ("12 Elm Row", *lines)


def test_the_name_stands_below_an_address_that_begins_with_the_country() -> None:
    home = {"street": "丸の内1-1", "town": "千代田区", "region": "東京都", "postcode": "1000005", "country": "JP"}
    assert supporter_from({"name": "見本花子", **home}).lines == (
        "〒100-0005",
        "東京都千代田区",
        "丸の内1-1",
        "見本花子",
    )
    assert supporter_from(FULL).lines == ("Emma Woods", "12 Elm Row", "London", "N1 7AA")


@pytest.mark.parametrize(("country", "postcode"), [("DE", "1067"), ("US", "2139"), ("FR", "1000"), ("GB", "01067")])
def test_a_postcode_that_its_country_cannot_have_is_refused(country: str, postcode: str) -> None:
    assert problems(country=country, postcode=postcode) == ["postcode"]
    assert supporter_from({**FULL, "country": country, "postcode": ""}).postcode == ""


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ({"address": "742 Ter, Apt 4\nSpringfield, IL 62704"}, ("742 Ter, Apt 4", "Springfield, IL 62704")),
        ({"address": "742 Evergreen Ter, Springfield, IL 62704"}, ("742 Evergreen Ter", "Springfield IL 62704")),
        ({"address": "742 Evergreen Ter, Springfield", "region": "Illinois"}, ("742 Evergreen Ter", "Springfield IL")),
        ({"address": "742 Hill Ter", "town": "Springfield", "region": "IL"}, ("742 Hill Ter", "Springfield IL")),
        ({"address": "742 Ter\nSpringfield 62704", "region": "IL"}, ("742 Ter", "Springfield IL 62704")),
        ({"address": "742 Ter, Springfield IL", "town": "Springfield", "region": "IL"}, ("742 Ter", "Springfield IL")),
        ({"address": "742 Ter in Springfield", "postcode": "62704"}, ("742 Ter in Springfield", "62704")),
    ],
)  # fmt: skip
def test_what_a_whole_address_lacks_is_added_to_it(typed: dict[str, str], lines: tuple[str, ...]) -> None:
    assert supporter_from({"name": "E", "country": "US", **typed}).address == lines


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
