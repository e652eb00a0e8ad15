"""What translators find: every phrase of the site, as the program and its pages have it now."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from places import CHECKOUT

TEMPLATE = CHECKOUT / "letters" / "locale" / "messages.pot"


def searched(folder: str | Path) -> bool:
    return Path(folder).relative_to(CHECKOUT).parts[0] in ("letters", "templates")


@pytest.mark.slow
def test_the_template_of_the_catalogues_holds_what_the_site_says() -> None:
    with (CHECKOUT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel has none for it
    found = extract_from_dir(
        CHECKOUT, methods, options, {**DEFAULT_KEYWORDS, "gettext_noop": None}, directory_filter=searched
    )
    said = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    with TEMPLATE.open("rb") as file:
        kept = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    assert len(said) > 200
    assert kept - {""} == said, "script/messages collects them again"
