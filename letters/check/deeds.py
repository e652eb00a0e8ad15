"""Words that name people by what they did, by language: an insult only where the reader is called so. Data only.

"The murderer of her son was never tried" and "the crimes of the Nazis" are facts; "you are a murderer" is none.
"""

from __future__ import annotations

from collections.abc import Mapping

DEEDS: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("murderous", "murderer", "murderers", "butcher", "butchers", "fascist", "fascists", "nazi", "nazis"),
        *("gangster", "gangsters"),
    ),
    "fr": (
        *("assassin", "assassins", "bourreau", "bourreaux", "boucher", "bouchers", "fasciste*", "nazi", "nazis"),
        *("meurtrier*",),
    ),
    "es": ("asesino", "asesinos", "asesina", "carnicero*", "verdugo*", "fascista*", "nazi", "nazis"),
    "de": ("mörder", "mörderin", "mördern", "mörderisch*", "schlächter*", "henker*", "faschist*", "nazi", "nazis"),
    "it": ("assassino", "assassini", "macellaio", "macellai", "boia", "fascista*", "fascisti", "nazista*", "nazisti"),
    "pt": ("assassino", "assassinos", "carniceiro*", "carrasco*", "fascista*", "nazi", "nazis", "nazista*"),
    "nl": ("moordenaar", "moordenaars", "slager", "slagers", "beul", "beulen", "fascist*", "nazi", "nazi's"),
    "pl": ("morderca", "mordercy", "mordercami", "rzeźnik*", "oprawc*", "faszyst*", "nazist*"),
    "ru": ("убийца", "убийцы", "палач*", "мясник*", "фашист*", "нацист*"),
    "tr": ("katil", "katiller", "faşist*"),
    "el": ("δολοφόνος", "δολοφόνοι", "χασάπη*", "φασίστ*"),
    "ar": ("سفاح", "جزار", "قتلة"),
    "fa": ("جلاد*",),
    "zh": ("刽子手", "屠夫", "凶手", "纳粹", "法西斯"),
    "ja": ("人殺し", "殺人者", "虐殺者"),
}

_SOME = r"(?:\w+\s+){0,3}"
_ONE = r"(?:\w+\s+)?"

CALLED: Mapping[str, str] = {
    "en": rf"\byou(?:\s+(?:are|were|have\s+been)|['’]re)\s+{_SOME}|\byou\s+(?:(?!an?\b|the\b|that\b|how\b)\w+\s+)?"
    rf"|\byour\s+{_ONE}|\byour\s+\w+\s+(?:is|are)\s+{_SOME}",
    "fr": rf"\bvous\s+(?:êtes|étiez)\s+{_SOME}(?:d['’])?|\bvous,?\s+(?:les\s+)?|\bvo(?:tre|s)\s+{_ONE}"
    rf"|\bvo(?:tre|s)\s+\w+\s+(?:est|sont)\s+{_SOME}",
    "es": rf"\b(?:ustedes|vosotros)\s+(?:son\s+|sois\s+)?{_SOME}|\busted\s+es\s+{_SOME}|\bes\s+usted\s+{_SOME}"
    rf"|\bson\s+ustedes\s+{_SOME}|\bvuestr[oa]s?\s+{_ONE}",
    # In small letters, or where a sentence begins, it may be somebody else: "Ihre Mörder wurden nie gefasst".
    "de": rf"\b(?-i:Sie)\s+(?:(?:sind|waren)\s+{_SOME})?|\b(?:sind|waren)\s+(?-i:Sie)\s+{_SOME}"
    rf"|(?<=[\w,]\s)(?-i:Ihr(?:e[mnrs]?)?)\s+{_ONE}",
    "it": rf"\b(?:Lei\s+è|siete)\s+{_SOME}|\bvoi\s+|\bvostr[oaei]\s+{_ONE}",
    "pt": rf"\b(?:o\s+senhor|a\s+senhora|você|Vossa\s+Excelência)\s+é\s+{_SOME}|\b(?:vocês|os\s+senhores)\s+(?:são\s+)?"
    rf"{_SOME}|\bvoss[oa]s?\s+{_ONE}",
    "nl": rf"\bu\s+bent\s+{_SOME}|\bbent\s+u\s+{_SOME}|\bjullie\s+(?:zijn\s+)?{_ONE}|\buw\s+{_ONE}",
    "pl": rf"\b(?:pan|pani)\s+jest\s+{_SOME}|\bjest\s+(?:pan|pani)\s+{_SOME}|\bjesteście\s+{_SOME}"
    rf"|\bwas[zi]\w*\s+{_ONE}",
    "ru": rf"\bвы\s*(?:[-–—]\s*)?{_ONE}|\bваш\w*\s+{_ONE}",
    "tr": rf"\bsiz\w*\s+{_SOME}",
    "el": rf"\bείστε\s+{_SOME}|\bεσείς\s+{_ONE}",
    "ar": r"(?:أنتم|أنت|إنكم|أيها|يا)\s+",
    "fa": rf"شما\s+{_SOME}|\bای\s+",
    "zh": r"(?:您|你)们?(?:就)?(?:是|这个|这些)[^，。]{0,4}",
    "ja": r"(?:あなた|貴方|貴殿)(?:たち|方)?(?:は|が|こそ)",
}
"""What stands before such a word where the reader is called so."""
