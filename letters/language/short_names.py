"""Short names of territories that CLDR's usual names describe: `Hong Kong` for `Hong Kong SAR China`.

They go on an envelope's last line, as the Universal Postal Union lists them. Babel leaves CLDR's short names out, so
those of the languages in which a country's line can be stand here.
Source: CLDR 47, localeDisplayNames, territories with alt="short".
"""

from __future__ import annotations

import re

_SHORTENED = ("HK", "MO", "PS")
"""In the table's order."""
_IN_BRACKETS = ("MM",)
"""Whose older name stands in brackets behind the one in use."""

_NAMES = {
    "am": "ሆንግ ኮንግ|ማካኦ|ፍልስጥኤም",
    "ar": "هونغ كونغ|مكاو|فلسطين",
    "az": "Honq Konq|Makao|Fələstin",
    "az_Cyrl": "Һонг Конг|Макао|",
    "be": "Ганконг|Макаа|Палесціна",
    "bg": "Хонконг|Макао|Палестина",
    "bn": "হংকং|ম্যাকাও|ফিলিস্তিন",
    "bs": "Hong Kong|Makao|Palestina",
    "bs_Cyrl": "Хонг Конг|Макао|Палестина",
    "ca": "Hong Kong|Macau|Palestina",
    "cs": "Hongkong|Macao|Palestina",
    "da": "Hongkong|Macao|Palæstina",
    "de": "Hongkong|Macau|Palästina",
    "dz": "ཧོང་ཀོང|མཀ་ཨའུ|",
    "el": "Χονγκ Κονγκ|Μακάο|Παλαιστίνη",
    "en": "Hong Kong|Macao|Palestine",
    "es": "Hong Kong|Macao|Palestina",
    "et": "Hongkong|Macau|Palestiina",
    "fa": "هنگ‌کنگ|ماکائو|فلسطین",
    "fi": "Hongkong|Macao|Palestiina",
    "fil": "Hong Kong|Macau|Palestine",
    "fo": "Hong Kong|Makao|Palestina",
    "fr": "Hong Kong|Macao|Palestine",
    "ga": "Hong Cong|Macao|an Phalaistín",
    "gsw": "Hongkong|Macao|",
    "he": "הונג קונג|מקאו|פלסטין",
    "hi": "हाँग काँग|मकाऊ|फ़िलिस्तीन",
    "hr": "Hong Kong|Makao|Palestina",
    "ht": "Hong Kong|Macao|Palestine",
    "hu": "Hongkong|Makaó|Palesztina",
    "hy": "Հոնկոնգ|Մակաո|Պաղեստին",
    "id": "Hong Kong|Makau|Palestina",
    "is": "Hong Kong|Makaó|Palestína",
    "it": "Hong Kong|Macao|Palestina",
    "ja": "香港|マカオ|パレスチナ",
    "ka": "ჰონკონგი|მაკაო|პალესტინა",
    "kk": "Сянган|Макао|Палестина",
    "km": "ហុងកុង|ម៉ាកាវ|ប៉ាឡេស្ទីន",
    "ko": "홍콩|마카오|팔레스타인",
    "ky": "Гонконг|Макао|Палестина",
    "lb": "Hong Kong|Macau|Palestina",
    "lo": "ຮົງກົງ|ມາກາວ|ປາເລດສະຕິນ",
    "lt": "Honkongas|Makao|Palestina",
    "lv": "Honkonga|Makao|Palestīna",
    "mi": "Hongipua|Makau|Parihitini",
    "mk": "Хонгконг|Макао|Палестина",
    "mn": "Хонг Конг|Макао|Палестин",
    "ms": "Hong Kong|Macau|Palestin",
    "mt": "Hong Kong|il-Macao|il-Palestina",
    "my": "ဟောင်ကောင်|မကာအို|ပါလက်စတိုင်း",
    "nb": "Hongkong|Macao|Palestina",
    "ne": "हङकङ|मकाउ|प्‍यालेस्टाइन",
    "nl": "Hongkong|Macau|Palestina",
    "nn": "Hongkong|Macao|Palestina",
    "no": "Hongkong|Macao|Palestina",
    "pl": "Hongkong|Makau|Palestyna",
    "ps": "هانګ کانګ|مکاو|فلسطين",
    "pt": "Hong Kong|Macau|Palestina",
    "qu": "Hong Kong|Macao|Palestina",
    "ro": "Hong Kong|Macao|Palestina",
    "ru": "Гонконг|Макао|Палестина",
    "si": "හොංකොං|මකාවු|පලස්තීනය",
    "sk": "Hongkong|Macao|Palestínska samospráva",
    "sl": "Hongkong|Macao|Palestina",
    "so": "||Falastiin",
    "sq": "Hong-Kong|Makao|Palestinë",
    "sr": "Хонгконг|Макао|Палестина",
    "sr_Latn": "Hongkong|Makao|Palestina",
    "sv": "Hongkong|Macao|Palestina",
    "sw": "Hong Kong|Makau|Palestina",
    "ta": "ஹாங்காங்|மகாவ்|பாலஸ்தீனம்",
    "tg": "Ҳонконг|Макао|Фаластин",
    "th": "ฮ่องกง|มาเก๊า|ปาเลสไตน์",
    "ti": "ሆንግ ኮንግ|ማካው|ፍልስጤም",
    "tk": "Gonkong|Makao|Palestina",
    "to": "Hongi Kongi|Makau|Palesitaine",
    "tr": "Hong Kong|Makao|Filistin",
    "uk": "Гонконг|Макао|Палестина",
    "ur": "ہانگ کانگ|مکاؤ|فلسطین",
    "uz": "Gonkong|Makao|Falastin",
    "uz_Cyrl": "Гонконг|Макао|Фаластин",
    "vi": "Hồng Kông|Macao|Palestine",
    "wo": "||Palestine",
    "yo": "Hong Kong|Màkáò|Palẹsítínì",
    "yue": "香港|澳門|巴勒斯坦",
    "zh": "香港|澳门|巴勒斯坦",
    "zh_Hant": "香港|澳門|巴勒斯坦",
}


def short_name(code: str, name: str, locale: str) -> str:
    """The territory's short name in a locale in which CLDR calls it `name`; that name where it has no short one."""
    if code in _SHORTENED and (names := _NAMES.get(locale) or _NAMES.get(locale.partition("_")[0])):
        name = names.split("|")[_SHORTENED.index(code)] or name
    if code in _IN_BRACKETS:
        name = re.sub(r"\s*[(（].*[)）]", "", name)
    # A capital that tells two states apart belongs to the name: Congo-Kinshasa.
    return name.replace(" - ", "-")
