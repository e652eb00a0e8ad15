"""The columns of a list of members, by the names that people give them in the languages of the interface."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letters.errors import Refused, did_you_mean
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
    "appeals": """appeals, appeal, cases, case, writes to, urgent actions, urgent action; Appelle, Appell, Fälle, Fall,
        Eilaktionen, Eilaktion, schreibt zu; appels, appel, affaires, affaire, actions urgentes, action urgente;
        llamamientos, llamamiento, casos, caso, acciones urgentes, acción urgente; appelli, appello, casi,
        azioni urgenti, azione urgente; oproepen, oproep, zaken, zaak, spoedacties, spoedactie; apelos, apelo,
        ações urgentes, ação urgente; النداءات, نداءات, نداء, القضايا, قضية; 呼吁, 案件, 個案, 个案, 呼籲""",
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
# `Own words: mara-lind`, `Own words 2 (mara-lind)`, `Own words for mara-lind`: which place, and for which appeal.
_FOR = re.compile(
    r"\s*(?P<place>[1-9](?!\w))?(?:\s*[-–—:：/(（\[]+|\s+(?:for|für|zu|pour|para|per|voor)\b)?\s*(?P<appeal>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each meaning stands in a row. `address1` and `own_words2` are meanings of their own.

    `address_lines` and `own_words` are in their order; `own_words_for` are those for one appeal, by its name. `unused`
    says which columns nothing is made of; the first `ignored` ones are ours. House numbers go before their street where
    `number_first` says so.
    """

    header: tuple[str, ...]
    places: Mapping[str, int]
    address_lines: tuple[str, ...]
    own_words: tuple[str, ...]
    own_words_for: Mapping[str, tuple[str, ...]]
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


Appeals = Mapping[str, str]
"""Appeals by every name that they go by: the name of a folder, a case's number, a title; each leads to the first."""


def appeal_called(text: str, appeals: Appeals | None) -> str:
    """The appeal of this name, or nothing; where no appeals are known, the name itself."""
    if appeals is None:
        return text
    name = squeezed(text)
    return next((appeal for other, appeal in appeals.items() if name and squeezed(other) == name), "")


def words_for(name: str, appeals: Appeals | None) -> str:
    """What a column of own words for one appeal holds: `own_words:mara-lind`, `own_words2:mara-lind`; else nothing.

    Raises Refused where the column begins as one for own words does, and names none of the appeals.
    """
    short = name[:_LONGEST_NAME]
    end = next((end for end in range(len(short), 0, -1) if _is_own_words(name, end)), 0)
    found = _FOR.fullmatch(name[end:].rstrip(" )）]:：")) if end else None
    if not found:
        return ""
    called = found["appeal"] or found["place"] or ""
    if appeal := appeal_called(called, appeals):
        return f"own_words{found['place'] or ''}:{appeal}"
    known = dict.fromkeys((appeals or {}).values())
    raise Refused(
        f'the column "{short}" is for no appeal that we know{did_you_mean(called[:_LONGEST_NAME], known)}; call it '
        f'"{NAMES_WE_GIVE["own_words"]}: {next(iter(known), "NAME")}", with the name of its appeal'
    )


def _is_own_words(name: str, end: int) -> bool:
    """Whether the name's beginning calls own words, and a word ends there."""
    after = name[end : end + 1]
    ends = name[end - 1].isalnum() and not (after.isalpha() and after.isascii() == name[end - 1].isascii())
    return ends and _MEANINGS.get(squeezed(name[:end])) == "own_words"


def columns_from(header: Sequence[str], *, country: str, appeals: Appeals | None = None) -> Columns:
    """The columns of a header. `country` stands in where there is no column for it; own words may be for one of
    `appeals`, for any where it is None.

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
    meanings, astray = _with_words_for(header, with_house_number(_first_and_last(meanings), plain), appeals, ignored)
    problems = [*astray, *_twice(header, meanings), *_missing(set(meanings), country)]
    if problems:
        raise Refused("\n".join(problems))
    places = {meaning: place for place, meaning in enumerate(meanings) if meaning}
    unused = [_unused(header, place, places) for place in range(ignored, len(header)) if not meanings[place]]
    return Columns(
        header=tuple(header),
        places=places,
        address_lines=_numbered("address", places),
        own_words=_numbered("own_words", places),
        own_words_for={
            appeal: _numbered("own_words", places, f":{appeal}")
            for appeal in dict.fromkeys(name.partition(":")[2] for name in places if ":" in name)
        },
        unused=tuple(unused),
        ignored=ignored,
        number_first=is_number_first(*(plain[places[name]] if name in places else "" for name in _HOUSE)),
    )


def _with_words_for(
    header: Sequence[str], meanings: list[str], appeals: Appeals | None, ignored: int
) -> tuple[list[str], list[str]]:
    """The meanings with those of columns for one appeal's own words, and the problems of such columns."""
    found, problems = list(meanings), []
    for place in range(ignored, len(header)):
        try:
            found[place] = found[place] or words_for(header[place].strip(), appeals)
        except Refused as refused:
            problems.append(str(refused))
    return found, problems


def _numbered(meaning: str, places: Mapping[str, int], end: str = "") -> tuple[str, ...]:
    """The meaning's columns in their order: `address`, `address1`, `address2`."""
    return tuple(name for n in ("", *range(1, 10)) if (name := f"{meaning}{n}{end}") in places)


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
