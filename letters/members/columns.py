"""The columns of a list of members, by the names that people give them in the languages of the interface."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letters.errors import Refused
from letters.members.housenumbers import is_number_first, with_house_number
from letters.typed import squeezed

# What a column means, and its names: English, German, French, Spanish, Italian, Dutch, Portuguese, Arabic, Chinese.
# Case, accents, spaces and punctuation don't count.
_NAMES = {
    "name": """name, full name, complete name, signature, your name; vollständiger Name, voller Name, ganzer Name,
        Unterschrift; nom, nom complet, nom et prénom, prénom et nom; nombre, nombre completo, nombre y apellidos;
        nome, nome completo, nome e cognome, nominativo; naam, volledige naam; nome e apelido; الاسم, الاسم الكامل, اسم;
        姓名, 名称, 全名, 名稱""",
    "first_name": """first name, given name, given names, forename, christian name; Vorname, Vornamen, Rufname; prénom,
        prénoms; nombre de pila, primer nombre; nome di battesimo; voornaam, voornamen; primeiro nome, nome próprio;
        الاسم الأول, الاسم الشخصي; 名, 名字""",
    "last_name": """last name, surname, family name; Nachname, Familienname, Zuname; nom de famille; apellido,
        apellidos; cognome; achternaam, familienaam; apelido, apelidos, sobrenome, último nome;
        اسم العائلة, اللقب, الكنية; 姓, 姓氏""",
    "initials": """initials; Initialen, Namenskürzel; initiales; iniciales; iniziali; initialen, voorletters; iniciais;
        الأحرف الأولى, الاحرف الاولى من الاسم; 缩写, 姓名缩写, 首字母, 縮寫""",
    "sign_as": """sign as, signs as, sign with; Unterschreiben als, unterschreibt als, unterschreibt mit, Zeichnen als;
        signer comme, signer avec, signe avec, signature en; firmar como, firma como, firmar con; firmare come,
        firma con; ondertekenen als, tekenen als, ondertekent met; assinar como, assina como, assinar com; التوقيع,
        التوقيع بـ; 署名方式, 签名方式, 簽名方式""",
    "address": """address, postal address, mailing address, home address, full address; Adresse, Anschrift,
        Postanschrift; adresse, adresse postale, adresse complète; dirección, dirección postal, domicilio; indirizzo,
        indirizzo postale, recapito; adres, postadres; endereço, endereço postal, morada; العنوان, العنوان البريدي,
        عنوان; 地址, 通讯地址, 住址, 通訊地址""",
    "street": """street, street address, street and number, road; Straße, Strasse, Str, Straße und Hausnummer,
        Straße Nr, Straße Hausnummer, Straße und Nr; rue, voie, rue et numéro, numéro et rue; calle, calle y número;
        via, strada, via e numero, via e numero civico; straat, straat en huisnummer, straat en nummer; rua,
        rua e número, logradouro; الشارع, شارع; 街道, 街道地址, 街""",
    "house_number": """house number, house no, house nr, street number, street no, building number; Hausnummer, Hausnr,
        Haus Nr; numéro de rue, numéro de voie, numéro de maison; número de casa, número exterior; civico,
        numero civico; huisnummer, huisnr; número da porta, número de porta, número da casa; رقم المنزل, رقم البيت,
        رقم المبنى; 门牌号, 门牌, 門牌號, 門牌""",
    "postcode": """postcode, post code, postal code, zip, zip code; PLZ, Postleitzahl; code postal, CP, NPA;
        código postal; CAP, codice postale, codice di avviamento postale; postnummer; CEP, cód postal; الرمز البريدي,
        الرقم البريدي; 邮编, 邮政编码, 郵遞區號, 郵編""",
    "town": """town, city, town or city, city or town, place; Ort, Stadt, Wohnort, Ortschaft; ville, localité, commune;
        ciudad, localidad, población, municipio; città, comune, località; plaats, woonplaats, stad; cidade, localidade;
        المدينة, مدينة, البلدة; 城市, 市, 城镇""",
    "country": """country, country code, state of residence; Land, Ländercode, Staat, Wohnsitzland; pays, code pays;
        país, código de país; paese, stato, nazione; land, landcode; código do país; البلد, الدولة, بلد; 国家, 國家,
        国家代码""",
    "language": """language, letter language, language of the letter; Sprache, Briefsprache, Sprache des Briefs; langue,
        langue de la lettre; idioma, lengua, idioma de la carta; lingua, lingua della lettera; taal, taal van de brief;
        língua, idioma da carta; اللغة, لغة الرسالة, لغة; 语言, 語言, 信件语言""",
    "email": """email, e-mail, mail, email address, e-mail address; E-Mail-Adresse, Mailadresse; courriel,
        adresse e-mail, adresse électronique; correo, correo electrónico, dirección de correo; posta elettronica,
        indirizzo e-mail; e-mailadres; endereço de e-mail, correio eletrónico, correio eletrônico;
        البريد الإلكتروني, بريد إلكتروني, ايميل; 电子邮件, 邮箱, 电邮, 電子郵件, 电子邮箱""",
    "own_words": """own words, own text, personal words, personal message, my words; eigene Worte, eigener Text,
        persönliche Worte; mots personnels, texte personnel, propres mots, ses propres mots; palabras propias,
        texto propio, propias palabras; parole proprie, testo personale, parole personali; eigen woorden, eigen tekst;
        palavras próprias, texto próprio, próprias palavras; كلمات خاصة, كلماتي, كلمات شخصية; 自己的话, 个人留言,
        自己的話""",
    "points": """points, point, ticks, tick; Punkte, Punkt, Stichpunkte; arguments; puntos, punto; punti; punten;
        pontos, ponto; النقاط, نقاط; 要点, 论点, 要點""",
    "addressees": """addressees, addressee, to, recipients, recipient; Empfänger, Adressaten, Adressat, an;
        destinataires, destinataire, à; destinatarios, destinatario, para; destinatari, a; geadresseerden,
        geadresseerde, ontvangers, aan; destinatários, destinatário; المرسل إليهم, المرسل إليه, إلى; 收件人, 收信人""",
}
_HOUSE = ("house_number", "street")
_NUMBERED = {"address": 6, "own_words": 9}
# Lines of an address have other names, too.
_LINES = """address line, adresszeile, anschrift zeile, ligne d'adresse, adresse ligne, línea de dirección,
    riga di indirizzo, adresregel, linha de endereço, سطر العنوان, 地址行"""


_MEANINGS = {squeezed(name): meaning for meaning, names in _NAMES.items() for name in re.split("[,;]", names)}
_MEANINGS |= {squeezed(name): "address" for name in _LINES.split(",")}
NAMES_WE_GIVE = {meaning: re.split("[,;]", names)[0] for meaning, names in _NAMES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each meaning stands in a row. `address1` and `own_words2` are meanings of their own.

    `address_lines` and `own_words` are in their order. `unused` says which columns nothing is made of; the first
    `ignored` ones are ours. House numbers go before their street where `number_first` says so.
    """

    header: tuple[str, ...]
    places: Mapping[str, int]
    address_lines: tuple[str, ...]
    own_words: tuple[str, ...]
    unused: tuple[str, ...]
    ignored: int
    number_first: bool = False

    def name_of(self, meaning: str) -> str:
        """The column's name as its list has it; ours, where the list has none."""
        place = self.places.get(meaning)
        return self.header[place] if place is not None else NAMES_WE_GIVE.get(meaning, meaning)


def meaning_of(name: str) -> str:
    """What a column of this name holds; nothing, where it is no name that we know."""
    plain = squeezed(name)
    if plain in _MEANINGS:
        return _MEANINGS[plain]
    word, number = plain.rstrip("0123456789"), plain[len(plain.rstrip("0123456789")) :]
    meaning = _MEANINGS.get(word, "")
    is_counted = meaning in _NUMBERED and number.isascii() and number.isdigit()
    return f"{meaning}{int(number)}" if is_counted and 0 < int(number[:3]) <= _NUMBERED[meaning] else ""


def columns_from(header: Sequence[str], *, country: str) -> Columns:
    """The columns of a header. `country` stands in where there is no column for it.

    Raises Refused with every problem at once: a necessary column is missing, two mean the same.
    """
    # Our own list of refused rows begins with these two.
    plain = [squeezed(name) for name in header]
    ignored = 2 if plain[:2] == ["row", "reason"] else 0
    meanings = [meaning_of(name) if place >= ignored else "" for place, name in enumerate(header)]
    if not any(meanings):
        raise Refused(
            "the first row has no column name that we know; it must name the columns, such as: "
            "name, street, postcode, town, country"
        )
    meanings = with_house_number(_first_and_last(meanings), plain)
    problems = [*_twice(header, meanings), *_missing(set(meanings), country)]
    if problems:
        raise Refused("\n".join(problems))
    places = {meaning: place for place, meaning in enumerate(meanings) if meaning}
    unused = [_unused(header, place, places) for place in range(ignored, len(header)) if not meanings[place]]
    return Columns(
        header=tuple(header),
        places=places,
        address_lines=_numbered("address", places),
        own_words=_numbered("own_words", places),
        unused=tuple(unused),
        ignored=ignored,
        number_first=is_number_first(*(plain[places[name]] if name in places else "" for name in _HOUSE)),
    )


def _numbered(meaning: str, places: Mapping[str, int]) -> tuple[str, ...]:
    """The meaning's columns in their order: `address`, `address1`, `address2`."""
    return tuple(name for name in (meaning, *(f"{meaning}{n}" for n in range(1, 10))) if name in places)


def _first_and_last(meanings: list[str]) -> list[str]:
    """`Name` beside `Vorname` is the last name, `Nombre` beside `Apellidos` the first."""
    has_first, has_last = "first_name" in meanings, "last_name" in meanings
    if has_first == has_last:
        return meanings
    return [("last_name" if has_first else "first_name") if word == "name" else word for word in meanings]


def _twice(header: Sequence[str], meanings: list[str]) -> list[str]:
    problems = []
    for meaning in dict.fromkeys(filter(None, meanings)):
        same = [f'"{name}"' for name, other in zip(header, meanings, strict=True) if other == meaning]
        if meaning == "name" and "last_name" in meanings:
            same += [f'"{name}"' for name, other in zip(header, meanings, strict=True) if other == "last_name"]
        if len(same) > 1:
            problems.append(f"the columns {' and '.join(same)} mean the same; keep one of them")
    return problems


def _missing(meanings: set[str], country: str) -> list[str]:
    problems = []
    if not meanings & {"name", "last_name", "initials"}:
        problems.append('there is no column for the name; call it "name" (or "initials")')
    has_initials = meanings & {"initials", "sign_as"}
    has_address = meanings & {"address", "address1"} or {"street", "town"} <= meanings
    if not has_address and not (has_initials and "town" in meanings):
        problems.append('there is no column for the address; call it "address", or use "street", "postcode" and "town"')
    if "country" not in meanings and not country:
        problems.append('there is no column for the country; call it "country", or give one country for all members')
    return problems


def _unused(header: Sequence[str], place: int, places: Mapping[str, int]) -> str:
    name = header[place].strip()[:60]
    if not name:
        return f"column {place + 1} has no name and is not used"
    if squeezed(name) in _MEANINGS:
        return f'the column "{name}" is not used: there is no column for the street'
    free = [known for known, meaning in _MEANINGS.items() if meaning not in places]
    near = difflib.get_close_matches(squeezed(name), free, n=1, cutoff=0.75)
    hint = f' (did you mean "{NAMES_WE_GIVE[_MEANINGS[near[0]]]}"?)' if near else ""
    return f'the column "{name}" is not used{hint}'
