"""Pages, scripts and style sheets name the same things."""

from __future__ import annotations

import re

from letters.resources import folder

SCRIPTS = "".join(path.read_text(encoding="utf-8") for path in sorted(folder("static").glob("*.js")))
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in sorted(folder("templates").rglob("*.html")))


def test_the_pages_have_every_data_attribute_that_a_script_asks_for() -> None:
    read = {f"data-{name.lower()}" for name in re.findall(r"\bdataset\.(\w+)", SCRIPTS)}
    found = {f"data-{name}" for name in re.findall(r"\[data-([a-z-]+)\]", SCRIPTS)}
    assert {"data-fingerprint", "data-copy"} <= read | found
    assert [name for name in sorted(read | found) if not re.search(rf"\s{name}[\s=>]", TEMPLATES)] == []
