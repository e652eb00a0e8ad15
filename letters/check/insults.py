"""Words that insult those who are to be moved, by language. Data only.

A word ends where it ends here; `*` stands for any ending. Not in `INSULTS`: what law and reports call by these names
(cruel, inhuman, murder), and words with a harmless meaning that is more usual. `DEEDS` name people by what they did,
and insult only where the reader is called so: "the murderer of her son was never tried" and "the crimes of the Nazis"
are facts, "you are a murderer" is none.
"""

from __future__ import annotations

from collections.abc import Mapping

INSULTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("criminal regime", "your regime", "brutal regime", "thug", "thugs"),
        *("dictator", "dictators", "tyrant", "tyrants", "despot", "despots", "henchmen"),
        *("shame on you", "you should be ashamed", "evil", "barbaric", "barbarian", "barbarians", "bloodthirsty"),
        *("monster", "monsters", "savages", "scum", "liar", "liars"),
        *("coward", "cowards", "cowardly", "despicable", "disgusting", "idiot", "idiots", "kangaroo court"),
        *("blood on your hands", "terrorist state"),
    ),
    "fr": (
        *("régime criminel", "régime assassin", "régime sanguinaire"),
        *("dictateur*", "tyran", "tyrans", "despote*", "voyou", "voyous", "honte à vous"),
        *("vous devriez avoir honte", "barbare", "barbares", "barbarie", "monstre"),
        *("monstres", "racaille", "menteur", "menteurs", "sanguinaire*", "ignoble*", "diabolique*", "imbécile*"),
        *("crapule*", "sang sur les mains"),
    ),
    "es": (
        *("régimen criminal", "régimen asesino", "matón", "matones", "dictador", "dictadores"),
        *("tirano", "tiranos", "déspota*", "qué vergüenza", "debería darle vergüenza"),
        *("debería avergonzarse", "bárbaro*", "bárbara*", "barbarie", "monstruo"),
        *("monstruos", "escoria", "mentiroso*", "cobarde*", "sanguinario*", "malvado*", "idiota*", "canalla*"),
        *("manos manchadas de sangre",),
    ),
    "de": (
        *("verbrecherregime*", "verbrecherisches regime", "mörderregime", "terrorregime", "mörderbande"),
        *("diktator", "diktators", "diktatoren", "tyrann", "tyrannen"),
        *("despot", "despoten", "schergen", "schande über sie", "schämen sie sich", "barbarisch*", "barbaren"),
        *("unmensch", "unmenschen", "bestie*", "abschaum", "lügner*", "feigling*"),
        *("schurke*", "idiot", "idioten", "blutrünstig*", "blut an ihren händen"),
    ),
    "it": (
        *("regime criminale", "regime assassino", "dittatore", "dittatori"),
        *("tiranno", "tiranni", "despota", "despoti", "si vergogni", "vergognatevi", "barbaro"),
        *("barbari", "barbarie", "mostro", "mostri", "feccia"),
        *("bugiardo", "bugiardi", "vigliacco", "vigliacchi", "sanguinario", "sanguinari", "malvagio", "malvagi"),
    ),
    "pt": (
        *("regime criminoso", "regime assassino", "ditador", "ditadores"),
        *("tirano", "tiranos", "déspota*", "tenha vergonha", "bárbaro*", "barbárie"),
        *("monstro", "monstros", "escória", "mentiroso*", "covarde*", "cobarde*"),
        *("sanguinário*", "malvado*", "sangue nas mãos"),
    ),
    "nl": (
        *("misdadig regime", "dictator", "dictators"),
        *("tiran", "tirannen", "despoot", "schaam u", "barbaars*", "barbaren"),
        *("monster", "monsters", "tuig", "leugenaar*", "lafaard*", "schurk*", "bloeddorstig*", "bloed aan uw handen"),
    ),
    "pl": (
        *("zbrodniczy reżim", "dyktator*", "tyran*"),
        *("wstydźcie się", "barbarzyń*", "bandyt*", "kłamc*", "łajdak*", "tchórz*"),
    ),
    "ru": (
        *("преступный режим", "преступного режима", "кровавый режим", "диктатор*"),
        *("тиран*", "деспот*", "позор вам", "варвар*", "подонк*", "подонок"),
        *("лжец*", "негодя*", "мерзав*", "кровожадн*"),
    ),
    "tr": ("diktatör*", "zalim*", "tiran*", "barbar*", "utanın", "yalancı*"),
    "el": ("δικτάτορ*", "τύρανν*", "βάρβαρ*", "ντροπή σας", "τέρατα"),
    "ar": ("ديكتاتور*", "طاغية", "طغاة", "عار عليكم", "همجي*", "برابرة", "نظام مجرم"),
    "fa": ("دیکتاتور*", "خونخوار*", "شرم بر شما", "وحشی*", "رژیم جنایتکار"),
    "zh": (
        *("独裁者", "暴君", "野蛮", "邪恶", "可耻", "无耻", "流氓政权", "犯罪政权"),
        *("畜生", "骗子"),
    ),
    "ja": ("独裁者", "暴君", "野蛮", "邪悪", "恥を知れ", "ならず者", "犯罪政権"),
}


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
