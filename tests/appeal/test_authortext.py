from __future__ import annotations

import pytest

from letters.appeal.authortext import NAMES, check_names, fill

VALUES = {
    "addressee": {"name": "{{ 7*7 }}", "office": "Mayor"},
    "supporter": {"name": "<b>Emma</b>", "town": "{% raw %}", "country": "UK"},
}


def test_every_documented_name_can_be_used() -> None:
    assert {f"{group}.{name}" for group, names in VALUES.items() for name in names} == set(NAMES)
    for name in NAMES:
        group, field = name.split(".")
        assert fill(check_names(f"a {{{{ {name} }}}} b"), VALUES) == f"a {VALUES[group][field]} b"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}", "{{ supporter }}",
        "{{ supporter.email }}", "{{ supporter.name|upper }}", "{{ supporter['name'] }}",
        "{{ supporter.name.upper() }}", "{{ addressee.__class__ }}", "{% for x in 'abc' %}{% endfor %}", "{# gone #}",
        "{{ supporter.name", "{% raw %}{{ x }}{% endraw %}", "{{ 'a' }}", "{{ supporter.name if 1 }}",
        "{{" * 20_000, "{{ " + "(" * 20_000 + "}}",
    ],
)  # fmt: skip
def test_anything_cleverer_than_a_documented_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_names(text)


def test_single_braces_are_just_signs() -> None:
    assert fill(check_names("a { b } c"), VALUES) == "a { b } c"
