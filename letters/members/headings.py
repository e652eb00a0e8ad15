"""The headings of other programs' lists: `Mailing State/Province`, `primary_zip`, `Home Street 2`, `Address 1 - City`.

A heading is a kind of address, what the column holds, and a number, in some order; kinds have a rank, by which one
of a member's addresses is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from letters.typed import squeezed

# From the one that letters come to down to the last resort: English, German, French, Spanish, Italian, Dutch,
# Portuguese, Polish, Russian, Arabic, Chinese, Japanese. The empty one is that of headings without a kind.
_KINDS = {
    "mailing": """mailing, postal, post, correspondence, mailing address, postal address, correspondence address;
        Post, Postanschrift; postale, correspondance; correspondencia, envío; posta; correspondentie; correspondência;
        korespondencyjny, korespondencja; почтовый; بريدي; 通讯, 邮寄; 郵送先, 送付先""",
    "primary": """primary, main, preferred, default, primary address, main address, preferred address; Haupt, bevorzugt,
        bevorzugte; principal, principale, préféré, préférée; preferido, preferida; preferito; voorkeur; główny, główna;
        основной; الرئيسي; 主要, 首选; 主な""",
    "": """address, contact, member, person, personal details, address street; Adresse, Anschrift, Kontakt; contacto;
        indirizzo; adres; endereço; контакт; العنوان; 地址; 住所""",
    "address1": "address 1, addr 1, Adresse 1, adresse 1, dirección 1, indirizzo 1",
    "home": """home, private, personal, residential, residence, physical, home address, private address; privat,
        private,
        Privatadresse; domicile, personnel, personnelle, privé; particular, casa, personal, domicilio; abitazione,
        privato, casa; thuis, privé; residencial, pessoal; domowy, prywatny, zamieszkania; домашний, личный; المنزل;
        家庭, 住宅; 自宅""",
    "registered": "registered, user submitted, registered address, can2 user, user, voting",
    "billing": """billing, invoice, billing address; Rechnung, Rechnungs, Rechnungsadresse; facturation; facturación;
        fatturazione; factuur; faturação, cobrança; rozliczeniowy; 账单; 請求先""",
    "shipping": """shipping, delivery, shipping address; Liefer, Lieferadresse; livraison; envío; spedizione; verzend;
        收货""",
    "address2": "address 2, addr 2, Adresse 2, adresse 2, dirección 2, indirizzo 2",
    "address3": "address 3, addr 3, Adresse 3, adresse 3, dirección 3, indirizzo 3",
    "other": """other, other address; weitere, sonstige; autre; otro, otra; altro; overig; outro; inny; другой; أخرى;
        其他;
        その他""",
    "work": """work, business, office, company, work address, business address; geschäftlich, Firma, dienstlich, Arbeit,
        Büro; professionnel, professionnelle, bureau, travail; trabajo, oficina; ufficio, lavoro; zakelijk, werk;
        trabalho, comercial; służbowy, firmowy; рабочий, работа; العمل; 公司, 工作; 勤務先, 会社""",
}  # fmt: skip
RANKS = {kind: rank for rank, kind in enumerate(_KINDS)}
_WORDS = {
    squeezed(word): kind for kind, words in reversed(_KINDS.items()) for word in re.split("[,;]", words) if word.strip()
}
# The longest first, so that `Mailing Address City` isn't the address of a kind `mailing`.
_LONGEST = sorted(_WORDS, key=len, reverse=True)
_PEOPLE = frozenset("contact member person kontakt contacto контакт".split())
_OF_PEOPLE = frozenset("name first_name last_name initials sign_as own_words points addressees".split())
_OR = re.compile(r"\s*[/|]\s*|\s+(?:or|oder|ou|o|of|lub|или|أو|または)\s+", re.IGNORECASE)
# Google's contacts say what stands in a column of many: E-mail 1 - Value.
_VALUE = re.compile("(email|mail|phone)([0-9])(?:value|address)?")

Meaning = Callable[[str], str]


def kind_and_meaning(name: str, meaning: Meaning) -> tuple[str, str]:
    """The kind of address and what the column holds, where `meaning` knows a squeezed name; two empty texts else."""
    direct = meaning(squeezed(name))
    # A home address is an address, at home.
    if direct and not direct.startswith("address"):
        return "", direct
    for kind, word, plain in _ways(name):
        found = meaning(plain)
        # The name of an address or a company is nobody's.
        if found and (found.rstrip("0123456789") not in _OF_PEOPLE or kind == "primary" or word in _PEOPLE):
            return kind, found
    if direct:
        return "", direct
    parts = [part for part in _OR.split(name) if part]
    if len(parts) < 2:
        return "", ""
    kind, first = kind_and_meaning(parts[0], meaning)
    return kind, _both({first, *(kind_and_meaning(part, meaning)[1] for part in parts[1:])})


def _ways(name: str) -> Iterator[tuple[str, str, str]]:
    """The kind before or behind the name, its word, and what is left of the squeezed name."""
    plain = squeezed(name)
    if counted := _VALUE.fullmatch(plain):
        yield ("" if counted[2] == "1" else f"address{counted[2]}"), "", counted[1]
    for word in _LONGEST:
        if plain.startswith(word) and plain != word:
            yield _WORDS[word], word, plain.removeprefix(word)
    for word in _LONGEST:
        if plain.endswith(word) and plain != word:
            yield _WORDS[word], word, plain.removesuffix(word).removesuffix("from")


def _both(meanings: set[str]) -> str:
    """What a column holds that is called by two names: `State/Province`, `Country/Region`, `City/State/Zip`."""
    if "" in meanings:
        return ""
    if len(meanings) == 1:
        return next(iter(meanings))
    if meanings <= {"country", "region", "county"}:
        return "country" if "country" in meanings else "region"
    if meanings <= {"postcode", "town", "region"}:
        return "place"
    return "street" if meanings <= {"street", "address", "house_number"} else ""
