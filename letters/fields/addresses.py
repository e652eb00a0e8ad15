"""How each country writes an address (UPU S42)."""

from __future__ import annotations

# Where the postcode follows the town on the same line; elsewhere it stands before it.
_POSTCODE_AFTER = frozenset(
    "AU BD BR CA CN GB GG HK ID IE IM IN JE JM JP KE KR MY NG NP NZ PK SA SG TH TW US VN ZA".split()
)


def town_line(postcode: str, town: str, country: str) -> str:
    """Town and postcode on one line, in the country's order; nothing where there is neither."""
    parts = (town, postcode) if country in _POSTCODE_AFTER else (postcode, town)
    return " ".join(part for part in parts if part)
