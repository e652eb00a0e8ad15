"""An example of a list of members, to fill in."""

from __future__ import annotations

import csv
import io

_HEADER = (
    "name", "initials", "sign as", "street", "postcode", "town", "country", "language", "email", "own words", "points",
    "addressees",
)  # fmt: skip
_PEOPLE = (
    ("Maya Lind", "", "", "12 Station Road", "LS1 4AB", "Leeds", "GB", "en", "maya@lind.example", "I teach as well."),
    ("Jonas Beispiel", "", "full", "Hinterhaus\nLange Gasse 5", "01067", "Dresden", "Germany", "", "", ""),
    ("Élodie Exemple", "", "", "3, rue du Moulin", "69002", "Lyon", "FR", "français", "elodie@exemple.example", ""),
    ("", "T. B.", "initials", "", "", "Utrecht", "Nederland", "", "", ""),
    ("مريم المثال", "", "", "١٢ شارع الزيتون", "11118", "عمّان", "الأردن", "ar", "", ""),
    ("王小样", "", "", "中山路12号", "100", "台北市", "TW", "中文", "", ""),
)


def sample() -> str:
    """The text of an example list, as CSV. The people are invented."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for person in _PEOPLE:
        writer.writerow(person + ("",) * (len(_HEADER) - len(person)))
    return text.getvalue()
