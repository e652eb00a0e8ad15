"""The columns of a list of members, by the names that people give them in the languages of the interface."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from letters.errors import Refused, did_you_mean, visible
from letters.members.headings import RANKS, kind_and_meaning
from letters.members.housenumbers import is_number_first, with_house_number
from letters.typed import squeezed

# What a column means, and its names: English, German, French, Spanish, Italian, Dutch, Portuguese, Arabic, Chinese,
# Polish, Russian, Japanese.
# Case, accents, spaces and punctuation don't count.
_NAMES = {
    "name": """name, full name, complete name, signature, your name; vollständiger Name, voller Name, ganzer Name,
        Unterschrift; nom, nom complet, nom et prénom, prénom et nom; nombre, nombre completo, nombre y apellidos;
        nome, nome completo, nome e cognome, nominativo; naam, volledige naam; nome e apelido; الاسم, الاسم الكامل, اسم;
        姓名, 名称, 全名, 名稱;
        imię i nazwisko, nazwisko i imię; имя и фамилия, ФИО, полное имя; 氏名, お名前, フルネーム""",
    "first_name": """first name, given name, given names, forename, christian name; Vorname, Vornamen, Rufname; prénom,
        prénoms; nombre de pila, primer nombre; nome di battesimo; voornaam, voornamen; primeiro nome, nome próprio;
        الاسم الأول, الاسم الشخصي; 名, 名字;
        imię, imiona; имя; 下の名前, ファーストネーム""",
    "last_name": """last name, surname, family name; Nachname, Familienname, Zuname; nom de famille; apellido,
        apellidos; cognome; achternaam, familienaam; apelido, apelidos, sobrenome, último nome;
        اسم العائلة, اللقب, الكنية; 姓, 姓氏;
        nazwisko; фамилия; 苗字, 名字の姓, ラストネーム""",
    "initials": """initials; Initialen, Namenskürzel; initiales; iniciales; iniziali; initialen, voorletters; iniciais;
        الأحرف الأولى, الاحرف الاولى من الاسم; 缩写, 姓名缩写, 首字母, 縮寫;
        inicjały; инициалы; イニシャル""",
    "sign_as": """sign as, signs as, sign with; Unterschreiben als, unterschreibt als, unterschreibt mit, Zeichnen als;
        signer comme, signer avec, signe avec, signature en; firmar como, firma como, firmar con; firmare come,
        firma con; ondertekenen als, tekenen als, ondertekent met; assinar como, assina como, assinar com; التوقيع,
        التوقيع بـ; 署名方式, 签名方式, 簽名方式;
        podpis jako, podpisać jako; подписать как, подпись как; 署名の仕方, 署名形式""",
    "address": """address, postal address, mailing address, home address, full address; Adresse, Anschrift,
        Postanschrift; adresse, adresse postale, adresse complète; dirección, dirección postal, domicilio; indirizzo,
        indirizzo postale, recapito; adres, postadres; endereço, endereço postal, morada; العنوان, العنوان البريدي,
        عنوان; 地址, 通讯地址, 住址, 通訊地址;
        adres pocztowy, adres zamieszkania; адрес, почтовый адрес; 住所, 郵便物送付先, 送付先住所""",
    "street": """street, street address, street and number, road; Straße, Strasse, Str, Straße und Hausnummer,
        Straße Nr, Straße Hausnummer, Straße und Nr; rue, voie, rue et numéro, numéro et rue; calle, calle y número;
        via, strada, via e numero, via e numero civico; straat, straat en huisnummer, straat en nummer; rua,
        rua e número, logradouro; الشارع, شارع; 街道, 街道地址, 街;
        ulica, ulica i numer, ulica i nr domu; улица, улица и дом, улица дом; 番地, 町名番地, 町名・番地, 丁目番地,
        町域番地""",
    "house_number": """house number, house no, house nr, street number, street no, building number; Hausnummer, Hausnr,
        Haus Nr; numéro de rue, numéro de voie, numéro de maison; número de casa, número exterior; civico,
        numero civico; huisnummer, huisnr; número da porta, número de porta, número da casa; رقم المنزل, رقم البيت,
        رقم المبنى; 门牌号, 门牌, 門牌號, 門牌;
        numer domu, nr domu; дом, номер дома, № дома; 家屋番号""",
    "postcode": """postcode, post code, postal code, zip, zip code; PLZ, Postleitzahl; code postal, CP, NPA;
        código postal; CAP, codice postale, codice di avviamento postale; postnummer; CEP, cód postal; الرمز البريدي,
        الرقم البريدي; 邮编, 邮政编码, 郵遞區號, 郵編;
        kod, kod pocztowy; индекс, почтовый индекс; 郵便番号; zip5, zip or postal code, postal zip code, postalcode
        zip""",
    "town": """town, city, town or city, city or town, place; Ort, Stadt, Wohnort, Ortschaft; ville, localité, commune;
        ciudad, localidad, población, municipio; città, comune, località; plaats, woonplaats, stad; cidade, localidade;
        المدينة, مدينة, البلدة; 城市, 市, 城镇;
        miasto, miejscowość; город, населённый пункт; 市区町村, 市町村, 都市; municipality, post town, posttown,
        suburb, city
        name""",
    "country": """country, country code, state of residence; Land, Ländercode, Staat, Wohnsitzland; pays, code pays;
        país, código de país; paese, stato, nazione; land, landcode; código do país; البلد, الدولة, بلد; 国家, 國家,
        国家代码;
        kraj, państwo; страна; 国, 国名; country name, country or region, country region; Land oder Region; pays ou
        région;
        país o región; paese o regione; kraj lub region""",
    "language": """language, letter language, language of the letter; Sprache, Briefsprache, Sprache des Briefs; langue,
        langue de la lettre; idioma, lengua, idioma de la carta; lingua, lingua della lettera; taal, taal van de brief;
        língua, idioma da carta; اللغة, لغة الرسالة, لغة; 语言, 語言, 信件语言;
        język, język listu; язык, язык письма; 言語, 手紙の言語; preferred language, spoken language, locale; bevorzugte
        Sprache; langue préférée; idioma preferido""",
    "email": """email, e-mail, mail, email address, e-mail address; E-Mail-Adresse, Mailadresse; courriel,
        adresse e-mail, adresse électronique; correo, correo electrónico, dirección de correo; posta elettronica,
        indirizzo e-mail; e-mailadres; endereço de e-mail, correio eletrónico, correio eletrônico;
        البريد الإلكتروني, بريد إلكتروني, ايميل; 电子邮件, 邮箱, 电邮, 電子郵件, 电子邮箱;
        adres e-mail, poczta elektroniczna; электронная почта, эл. почта, почта, адрес эл. почты; メール,
        メールアドレス, 電子メール,
        Eメール""",
    "own_words": """own words, own text, personal words, personal message, my words; eigene Worte, eigener Text,
        persönliche Worte; mots personnels, texte personnel, propres mots, ses propres mots; palabras propias,
        texto propio, propias palabras; parole proprie, testo personale, parole personali; eigen woorden, eigen tekst;
        palavras próprias, texto próprio, próprias palavras; كلمات خاصة, كلماتي, كلمات شخصية; 自己的话, 个人留言,
        自己的話;
        własne słowa, własny tekst; свои слова, личные слова; 自分の言葉, 自分のことば""",
    "appeals": """appeals, appeal, cases, case, writes to, urgent actions, urgent action; Appelle, Appell, Fälle, Fall,
        Eilaktionen, Eilaktion, schreibt zu; appels, appel, affaires, affaire, actions urgentes, action urgente;
        llamamientos, llamamiento, casos, caso, acciones urgentes, acción urgente; appelli, appello, casi,
        azioni urgenti, azione urgente; oproepen, oproep, zaken, zaak, spoedacties, spoedactie; apelos, apelo,
        ações urgentes, ação urgente; النداءات, نداءات, نداء, القضايا, قضية; 呼吁, 案件, 個案, 个案, 呼籲""",
    "points": """points, point, ticks, tick; Punkte, Punkt, Stichpunkte; arguments; puntos, punto; punti; punten;
        pontos, ponto; النقاط, نقاط; 要点, 论点, 要點;
        punkty, zaznaczenia; пункты; ポイント, 項目""",
    "addressees": """addressees, addressee, to, recipients, recipient; Empfänger, Adressaten, Adressat, an;
        destinataires, destinataire, à; destinatarios, destinatario, para; destinatari, a; geadresseerden,
        geadresseerde, ontvangers, aan; destinatários, destinatário; المرسل إليهم, المرسل إليه, إلى; 收件人, 收信人;
        adresaci, adresat, odbiorcy; адресаты, адресат, получатели; 宛先, 受取人""",
    "region": """state, province, region, prefecture, canton, emirate, territory, state abbreviation, state abbreviated,
        state code, province code, administrative area, state province; Bundesland, Kanton, Provinz; région, province,
        état, département; provincia, estado, región, departamento, comunidad autónoma; provincia, prov, regione,
        sigla provincia; provincie, regio; estado, UF, província, distrito, região; województwo, region; область,
        регион, край, республика, штат, провинция; المحافظة, محافظة, الولاية, ولاية, المنطقة, المقاطعة, الإمارة; 省, 州,
        省份, 省市, 省或州, 地区, 縣市; 都道府県, 県, 都道府県名, 地域""",
    "county": """county, shire; Landkreis, Kreis; comté; condado; contea; graafschap; powiat, hrabstwo; район, графство;
        郡""",
    "postcode_suffix": "postcode suffix, postal code suffix, zip suffix, zip4, zip plus 4",
    "place": """city state zip, city state zip code, town postcode, town and postcode, postcode town, postcode and town,
        zip city; PLZ Ort, PLZ und Ort; code postal ville, code postal et ville; CP ciudad, CP y ciudad; CAP città;
        postcode plaats, postcode en plaats""",
    "street2": """supplemental address, extended address, address line extra, address extension; dirección adicional;
        建物名, マンション名, 建物名部屋番号""",
    "display_name": "display name, mailing name, contact name, account name",
    "do_not_mail": """do not mail, no mail, do not post, no post, no postal mail, do not send mail, do not send postal
        mail,
        do not postal mail, do not bulk postal mail, do not allow mail, do not allow mails, mail opt out, postal opt
        out,
        opt out of mail, has opted out of mail, do not contact, no contact, deceased, is deceased, do not write;
        keine Post, keine Briefe, Postsperre, nicht anschreiben, nicht kontaktieren, Kontaktsperre, verstorben; pas de
        courrier, ne pas envoyer de courrier, ne pas écrire, ne pas contacter, décédé, décédée; no enviar correo, no
        enviar
        correo postal, no escribir, no contactar, fallecido, fallecida; non inviare posta, non scrivere, non contattare,
        deceduto, deceduta; geen post, niet aanschrijven, niet benaderen, overleden; não enviar correio, não escrever,
        não contactar, não contatar, falecido, falecida; bez poczty, nie wysyłać poczty, nie kontaktować, zmarły; не
        писать,
        не отправлять почту, не контактировать, умер; لا ترسل بريدا, لا ترسل, لا تتصل, متوفى; 请勿邮寄, 勿邮寄,
        不要邮寄, 勿联系,
        已故; 郵送不可, 郵送停止, 連絡不可, 故人""",
}
_ADDRESS = frozenset(
    "address street house_number postcode postcode_suffix town region county place country".split()
)  # and their numbered lines
# Programs that count members in this way call a person's own title and name the addressee.
_COUNTED_BY = frozenset(map(squeezed, ("Postal Greeting", "Email Greeting", "Contact ID", "Sort Name", "Display Name")))
_HOUSE = ("house_number", "street")
_MANY = 8
_NUMBERED = {"address": 6, "own_words": 9, "street": 6, "street2": 5}
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
_LONGEST_SHOWN = 60


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
    others: tuple[Columns, ...] = ()

    def of(self, cells: Sequence[str]) -> Columns:
        """The columns with the places of the first of several addresses that the row has."""
        return next((each for each in (self, *self.others) if each._has_address(cells)), self)

    def _has_address(self, cells: Sequence[str]) -> bool:
        places = [place for name, place in self.places.items() if name.rstrip("0123456789") in ("address", "street")]
        return any(place < len(cells) and cells[place].strip() for place in places)

    def name_of(self, meaning: str) -> str:
        """The column's name as its list has it; ours, where the list has none."""
        place = self.places.get(meaning)
        return shown_name(self.header[place]) if place is not None else NAMES_WE_GIVE.get(meaning, meaning)


def shown_name(name: str) -> str:
    """A column's name as messages repeat it."""
    return visible(name.strip()[:_LONGEST_SHOWN])


def meaning_of(name: str) -> str:
    """What a column of this name holds; nothing, where it is no name that we know."""
    return kind_and_meaning(name, _meaning)[1]


def _meaning(plain: str) -> str:
    if plain in _MEANINGS:
        return _MEANINGS[plain]
    word, number = plain.rstrip("0123456789"), plain[len(plain.rstrip("0123456789")) :]
    meaning = _MEANINGS.get(word, "")
    if not (
        meaning in _NUMBERED and number.isascii() and number.isdigit() and 0 < int(number[:3]) <= _NUMBERED[meaning]
    ):
        return ""
    # Lines below the street: Street 2, or the first supplement.
    if meaning == "street2":
        return f"street{int(number) + 1}"
    return "street" if meaning == "street" and int(number) == 1 else f"{meaning}{int(number)}"


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
        f'the column "{shown_name(short)}" is for no appeal that we know{did_you_mean(called[:_LONGEST_NAME], known)}; '
        f'call it "{NAMES_WE_GIVE["own_words"]}: {next(iter(known), "NAME")}", with the name of its appeal'
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
    found = [kind_and_meaning(name, _meaning) if place >= ignored else ("", "") for place, name in enumerate(header)]
    kinds, meanings = [kind for kind, _ in found], [meaning for _, meaning in found]
    if not any(meanings):
        raise Refused(
            "the first row has no column name that we know; it must name the columns, such as: "
            "name, street, postcode, town, country"
        )
    if not _COUNTED_BY.isdisjoint(plain):
        meanings = ["" if word == "addressees" else word for word in meanings]
    meanings = with_house_number(_second_country(_first_and_last(meanings), plain), plain)
    meanings, astray = _with_words_for(header, meanings, appeals, ignored)
    problems = [*astray, *_twice(header, meanings, kinds), *_missing(set(meanings), country)]
    if problems:
        raise Refused("\n".join(problems))
    first, *others = [_columns(header, plain, places, ignored) for places in _addresses(meanings, kinds, ignored)]
    used = {place for each in (first, *others) for place in each.places.values()}
    unused = [_unused(header, place, first.places) for place in range(ignored, len(header)) if place not in used]
    return replace(first, unused=_shortened(unused), others=tuple(others))


def _columns(header: Sequence[str], plain: Sequence[str], places: Mapping[str, int], ignored: int) -> Columns:
    return Columns(
        header=tuple(header),
        places=places,
        address_lines=_numbered("address", places),
        own_words=_numbered("own_words", places),
        own_words_for={
            appeal: _numbered("own_words", places, f":{appeal}")
            for appeal in dict.fromkeys(name.partition(":")[2] for name in places if ":" in name)
        },
        unused=(),
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


def _shortened(unused: Sequence[str]) -> tuple[str, ...]:
    """The sentences on unused columns, as one where there are many: other programs' lists have dozens."""
    plain = [sentence for sentence in unused if "(" not in sentence and ":" not in sentence]
    if len(plain) <= _MANY:
        return tuple(unused)
    names = ", ".join(re.sub(r"^the column | (?:has no name and )?is not used$", "", sentence) for sentence in plain)
    return (f"columns that are not used: {names}", *(sentence for sentence in unused if sentence not in plain))


def _addresses(meanings: Sequence[str], kinds: Sequence[str], ignored: int) -> list[dict[str, int]]:
    """Where each meaning stands: once for each kind of address that the list has, the best one first."""
    order = sorted(range(ignored, len(meanings)), key=lambda place: RANKS.get(kinds[place], len(RANKS)))
    common: dict[str, int] = {}
    parts: dict[str, dict[str, int]] = {}
    for place in order:
        meaning = meanings[place]
        if _is_address(meaning):
            parts.setdefault(kinds[place], {})[meaning] = place
        elif meaning:
            common.setdefault(meaning, place)
    plain = parts.get("", {})
    groups = []
    for own in parts.values():
        # What only a plain heading gives belongs to every address that has nothing of its own there.
        lent = (
            plain
            if not {"town", "place"} & own.keys()
            else {name: plain[name] for name in ("country",) if name in plain}
        )
        groups.append({**common, **lent, **own})
    return groups or [common]


def _is_address(meaning: str) -> bool:
    return meaning in _ADDRESS or meaning.rstrip("0123456789") in ("address", "street")


def _second_country(meanings: Sequence[str], plain: Sequence[str]) -> list[str]:
    """Beside another column for the country, the Italian `Stato` is a region."""
    is_twice = meanings.count("country") > 1
    return [
        "region" if is_twice and word == "country" and name.endswith("stato") else word
        for word, name in zip(meanings, plain, strict=True)
    ]


def _numbered(meaning: str, places: Mapping[str, int], end: str = "") -> tuple[str, ...]:
    """The meaning's columns in their order: `address`, `address1`, `address2`."""
    return tuple(name for n in ("", *range(1, 10)) if (name := f"{meaning}{n}{end}") in places)


def _first_and_last(meanings: list[str]) -> list[str]:
    """`Name` beside `Vorname` is the last name, `Nombre` beside `Apellidos` the first."""
    has_first, has_last = "first_name" in meanings, "last_name" in meanings
    if has_first == has_last:
        return meanings
    return [("last_name" if has_first else "first_name") if word == "name" else word for word in meanings]


def _twice(header: Sequence[str], meanings: list[str], kinds: list[str]) -> list[str]:
    problems = []
    named = list(zip(header, zip(kinds, meanings, strict=True), strict=True))
    for pair in dict.fromkeys(pair for _, pair in named if pair[1]):
        same = [f'"{shown_name(name)}"' for name, other in named if other == pair]
        if len(same) > 1:
            problems.append(f"the columns {' and '.join(same)} mean the same; keep one of them")
    return problems


def _missing(meanings: set[str], country: str) -> list[str]:
    problems = []
    if not meanings & {"name", "last_name", "initials", "display_name"}:
        problems.append('there is no column for the name; call it "name" (or "initials")')
    has_initials = meanings & {"initials", "sign_as"}
    has_address = meanings & {"address", "address1"} or ("street" in meanings and meanings & {"town", "place"})
    if not has_address and not (has_initials and "town" in meanings):
        problems.append('there is no column for the address; call it "address", or use "street", "postcode" and "town"')
    if "country" not in meanings and not country:
        problems.append('there is no column for the country; call it "country", or give one country for all members')
    return problems


def _unused(header: Sequence[str], place: int, places: Mapping[str, int]) -> str:
    name = shown_name(header[place])
    if not name:
        return f"column {place + 1} has no name and is not used"
    if _meaning(squeezed(name)) == "house_number":
        return f'the column "{name}" is not used: there is no column for the street'
    free = [known for known, meaning in _MEANINGS.items() if meaning not in places]
    near = difflib.get_close_matches(squeezed(name), free, n=1, cutoff=0.75)
    hint = f' (did you mean "{NAMES_WE_GIVE[_MEANINGS[near[0]]]}"?)' if near else ""
    return f'the column "{name}" is not used{hint}'
