"""What ships with a release, as a CycloneDX document made of the lock."""

from __future__ import annotations

import hashlib
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

from letters import __version__

LOCK = Path(__file__).parent.parent / "requirements.txt"
_HASH = re.compile("--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock: the one version of it, where it is needed (empty: everywhere), its files' hashes."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(text: str) -> Iterator[Locked]:
    """The packages of a lock. Raises ValueError for one without a version or without hashes."""
    plain = re.sub(r"(?m)^\s*#.*\n?", "", text).replace("\\\n", " ")
    for line in filter(str.strip, plain.splitlines()):
        hashes = tuple(_HASH.findall(line))
        wanted = Requirement(line.partition("--hash")[0])
        (pin,) = wanted.specifier
        if pin.operator != "==" or not hashes:
            raise ValueError(f"{wanted.name} isn't locked")
        yield Locked(wanted.name, pin.version, str(wanted.marker or ""), hashes)


def document(text: str) -> str:
    """The lock as CycloneDX, with the licences of what is installed."""
    program = Component(name="letters-toolkit", version=__version__, type=ComponentType.APPLICATION, bom_ref="letters")
    number = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(text.encode()).hexdigest())
    parts = [_component(each) for each in locked(text)]
    bom = Bom(serial_number=number, components=parts)
    bom.metadata.component = program
    bom.register_dependency(program, parts)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _component(package: Locked) -> Component:
    where = [Property(name="letters:marker", value=package.marker)] if package.marker else []
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=(purl := PackageURL("pypi", None, package.name, package.version)),
        bom_ref=purl.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in package.hashes],
        licenses=_licences(package.name),
        properties=where,
    )


def _licences(name: str) -> list[License]:
    """What the package says of its licence where it is installed; nothing is known of one for another system."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    classifiers = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")
    ]
    given = (said[field] for field in ("License-Expression", "License") if field in said)
    words = next(filter(None, given), " AND ".join(classifiers))
    # Some packages put the whole text there.
    first = words.strip().splitlines()[0] if words and words.strip() else ""
    return [LicenseFactory().make_from_string(first)] if first else []


if __name__ == "__main__":
    made = document(LOCK.read_text(encoding="utf-8"))
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(made, encoding="utf-8")
    else:
        sys.stdout.write(made)
