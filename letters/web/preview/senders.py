"""Invented supporters: for each layout one from a country where it is usual, and from the organisation's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from letters.layout import LayoutName, layout_for
from letters.supporter import Supporter


def _sample(country: str, street: str, postcode: str, town: str, region: str = "") -> Supporter:
    return Supporter(
        signature="Maya Lind", street=(street,), postcode=postcode, town=town, region=region, country=country
    )


# Real towns and postcodes, so that addresses look as they do there; for any other country there is a plain one.
_AT_HOME: Mapping[str, Supporter] = MappingProxyType(
    {
        supporter.country: supporter
        for supporter in (
            _sample("AT", "Lindengasse 12", "1070", "Wien"),
            _sample("AU", "12 Station Street", "3000", "Melbourne", "VIC"),
            _sample("BE", "Rue des Tilleuls 12", "1000", "Bruxelles"),
            _sample("CA", "12 Linden Street", "K1A 0B1", "Ottawa", "ON"),
            _sample("CH", "Lindenstrasse 12", "8008", "Zürich"),
            _sample("DE", "Lindenweg 12", "10999", "Berlin"),
            _sample("DK", "Lindevej 12", "2100", "København"),
            _sample("ES", "Calle de los Tilos 12", "28004", "Madrid"),
            _sample("FR", "12 rue des Tilleuls", "69003", "Lyon"),
            _sample("GB", "12 Station Road", "LS1 4AB", "Leeds"),
            _sample("IE", "12 Station Road", "D02 X285", "Dublin"),
            _sample("IT", "Via dei Tigli 12", "20121", "Milano", "MI"),
            _sample("MX", "Calle de los Tilos 12", "44100", "Guadalajara", "Jalisco"),
            _sample("NL", "Lindelaan 12", "3511 AA", "Utrecht"),
            _sample("NO", "Lindeveien 12", "0150", "Oslo"),
            _sample("NZ", "12 Station Road", "6011", "Wellington"),
            _sample("PL", "ul. Lipowa 12", "00-316", "Warszawa"),
            _sample("PT", "Rua das Tílias 12", "1100-148", "Lisboa"),
            _sample("SE", "Lindvägen 12", "111 22", "Stockholm"),
            _sample("US", "12 Linden Street", "97201", "Portland", "OR"),
        )
    }
)
_BY_LAYOUT: Mapping[LayoutName, tuple[str, str]] = MappingProxyType(
    {
        LayoutName.DIN5008B: ("DE", "DIN 5008 B"),
        LayoutName.DIN5008A: ("AT", "DIN 5008 A"),
        LayoutName.FR: ("FR", "NF Z 11-001"),
        LayoutName.CH: ("CH", "Switzerland"),
        LayoutName.UK: ("GB", "UK, C5"),
        LayoutName.US: ("US", "US Letter"),
    }
)


def layout_at(home: str | None) -> LayoutName:
    """The layout to begin with: that of the organisation's country."""
    return layout_for(home) if home else LayoutName.DIN5008B


def sender(layout: LayoutName, home: str | None) -> Supporter:
    """Somebody who would use this layout: in the organisation's own country, if it is the usual one there."""
    if home is None or layout_for(home) is not layout:
        return _AT_HOME[_BY_LAYOUT[layout][0]]
    return _AT_HOME.get(home) or _sample(home, "Example Street 12", "12345", "Example Town")


def choices(home: str | None) -> dict[LayoutName, str]:
    """Each layout and who writes on it, short enough for a list to choose from on a phone."""
    return {layout: f"{name}, from {sender(layout, home).town}" for layout, (_, name) in _BY_LAYOUT.items()}
