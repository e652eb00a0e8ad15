"""The list of what ships names all of the lock, in a form that others' programs read."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from places import CHECKOUT
from sbom import document, locked

LOCK = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    said = json.loads(document(LOCK))
    assert isinstance(said, dict)
    return said


@pytest.mark.slow
def test_every_package_of_the_lock_is_named_with_version_and_hashes(made: dict[str, Any]) -> None:
    pinned = dict(re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", LOCK))
    assert len(pinned) > 30
    assert {part["name"]: part["version"] for part in made["components"]} == pinned
    hashes = [each["content"] for part in made["components"] for each in part["hashes"]]
    assert sorted(hashes) == sorted(re.findall("sha256:([0-9a-f]{64})", LOCK))


@pytest.mark.slow
def test_nearly_every_licence_is_known_and_each_package_has_its_address(made: dict[str, Any]) -> None:
    unknown = [part["name"] for part in made["components"] if not part.get("licenses")]
    # What is for other systems isn't installed here.
    assert len(unknown) < 4, unknown
    for part in made["components"]:
        assert part["purl"].startswith(f"pkg:pypi/{part['name'].lower()}@")


@pytest.mark.slow
def test_it_is_what_the_standard_says() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(document(LOCK)) is None


HASH = f"--hash=sha256:{'a' * 64}"


@pytest.mark.parametrize("line", [f"flask>=3 {HASH}", "flask==3.0", f"flask==3,==4 {HASH}"])
def test_what_is_not_locked_makes_no_list(line: str) -> None:
    with pytest.raises(ValueError, match=r"isn't locked|unpack"):
        list(locked(line))
