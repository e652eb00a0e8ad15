"""Pages, scripts and style sheets name the same things, and hold nothing that nobody names."""

from __future__ import annotations

import re
from pathlib import Path

import letters
from letters.resources import folder
from letters.web.texts import REGIONS


def read(root: Path, pattern: str) -> dict[str, str]:
    """The text of every file below the folder whose name matches, by its path there."""
    found = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob(pattern)}
    assert found
    return found


TEMPLATES = read(folder("templates"), "*.html")
MODULES = read(Path(letters.__file__).parent, "*.py")
PAGES, CODE = "".join(TEMPLATES.values()), "".join(MODULES.values())
SCRIPTS = "".join(read(folder("static"), "*.js").values())
STYLES = "".join(read(folder("static"), "*.css").values())


def test_the_pages_have_every_data_attribute_that_a_script_asks_for() -> None:
    read = {f"data-{name.lower()}" for name in re.findall(r"\bdataset\.(\w+)", SCRIPTS)}
    found = {f"data-{name}" for name in re.findall(r"\[data-([a-z-]+)\]", SCRIPTS)}
    assert {"data-fingerprint", "data-copy"} <= read | found
    assert [name for name in sorted(read | found) if not re.search(rf"\s{name}[\s=>]", PAGES)] == []


def test_every_page_and_part_of_the_site_is_named_by_somebody() -> None:
    named = set(re.findall(r'"((?:web|preview)/[\w/]+\.html)"', PAGES + CODE))
    held = {name for name in TEMPLATES if name.startswith(("web/", "preview/"))}
    assert {"web/write/page.html", "web/write/own_words.html"} <= held
    assert sorted(held ^ named) == []


def test_every_macro_is_called() -> None:
    macros = re.findall(r"{% macro (\w+)\(", PAGES)
    assert {"choice", "download"} <= set(macros)
    assert [name for name in macros if len(re.findall(rf"\b{name}\(", PAGES)) < 2] == []


def test_every_class_of_the_style_sheets_is_given_to_something() -> None:
    selectors = " ".join(re.findall(r"([^{}]+){", re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL)))
    styled = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    # Also what a macro or a module hands on, such as how closely a letter is set.
    given = re.findall(r"[\w-]+", " ".join(re.findall(r'class="[^>]*|"[\w -]+"', PAGES + CODE)))
    given += [f"has-{kind.replace('_', '-')}" for kind in REGIONS]
    assert {"choice", "handouts", "tight"} <= styled
    assert sorted(styled - set(given)) == []
