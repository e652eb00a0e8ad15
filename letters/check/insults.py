"""Words that insult those who are to be moved, by language. Data only.

A word ends where it ends here; `*` stands for any ending. Not in it: what law and reports call by these names
(cruel, inhuman, murder), and words with a harmless meaning that is more usual.
"""

from __future__ import annotations

from collections.abc import Mapping

INSULTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("criminal regime", "murderous", "your regime", "brutal regime", "thug", "thugs", "murderer", "murderers"),
        *("dictator", "dictators", "butcher", "butchers", "tyrant", "tyrants", "despot", "despots", "henchmen"),
        *("shame on you", "you should be ashamed", "evil", "barbaric", "barbarian", "barbarians", "bloodthirsty"),
        *("fascist", "fascists", "nazi", "nazis", "monster", "monsters", "savages", "scum", "liar", "liars"),
        *("coward", "cowards", "cowardly", "despicable", "disgusting", "idiot", "idiots", "kangaroo court"),
        *("blood on your hands", "gangster", "gangsters", "terrorist state"),
    ),
    "fr": (
        *("régime criminel", "régime assassin", "régime sanguinaire", "assassin", "assassins", "bourreau", "bourreaux"),
        *("dictateur*", "boucher", "bouchers", "tyran", "tyrans", "despote*", "voyou", "voyous", "honte à vous"),
        *("vous devriez avoir honte", "barbare", "barbares", "barbarie", "fasciste*", "nazi", "nazis", "monstre"),
        *("monstres", "racaille", "menteur", "menteurs", "sanguinaire*", "ignoble*", "diabolique*", "imbécile*"),
        *("crapule*", "sang sur les mains"),
    ),
    "es": (
        *("régimen criminal", "régimen asesino", "asesino", "asesinos", "matón", "matones", "dictador", "dictadores"),
        *("carnicero*", "verdugo*", "tirano", "tiranos", "déspota*", "qué vergüenza", "debería darle vergüenza"),
        *("debería avergonzarse", "bárbaro*", "bárbara*", "barbarie", "fascista*", "nazi", "nazis", "monstruo"),
        *("monstruos", "escoria", "mentiroso*", "cobarde*", "sanguinario*", "malvado*", "idiota*", "canalla*"),
        *("manos manchadas de sangre",),
    ),
    "de": (
        *("verbrecherregime*", "verbrecherisches regime", "mörderregime", "terrorregime", "mörder", "mörderbande"),
        *("mördern", "diktator", "diktators", "diktatoren", "schlächter*", "henker*", "tyrann", "tyrannen"),
        *("despot", "despoten", "schergen", "schande über sie", "schämen sie sich", "barbarisch*", "barbaren"),
        *("faschist*", "nazi", "nazis", "unmensch", "unmenschen", "bestie*", "abschaum", "lügner*", "feigling*"),
        *("schurke*", "idiot", "idioten", "blutrünstig*", "blut an ihren händen"),
    ),
    "it": (
        *("regime criminale", "regime assassino", "assassino", "assassini", "dittatore", "dittatori", "macellaio"),
        *("macellai", "boia", "tiranno", "tiranni", "despota", "despoti", "si vergogni", "vergognatevi", "barbaro"),
        *("barbari", "barbarie", "fascista*", "fascisti", "nazista*", "nazisti", "mostro", "mostri", "feccia"),
        *("bugiardo", "bugiardi", "vigliacco", "vigliacchi", "sanguinario", "sanguinari", "malvagio", "malvagi"),
    ),
    "pt": (
        *("regime criminoso", "regime assassino", "assassino", "assassinos", "ditador", "ditadores", "carniceiro*"),
        *("carrasco*", "tirano", "tiranos", "déspota*", "tenha vergonha", "bárbaro*", "barbárie", "fascista*"),
        *("nazi", "nazis", "nazista*", "monstro", "monstros", "escória", "mentiroso*", "covarde*", "cobarde*"),
        *("sanguinário*", "malvado*", "sangue nas mãos"),
    ),
    "nl": (
        *("misdadig regime", "moordenaar", "moordenaars", "dictator", "dictators", "slager", "slagers", "beul"),
        *("beulen", "tiran", "tirannen", "despoot", "schaam u", "barbaars*", "barbaren", "fascist*", "nazi", "nazi's"),
        *("monster", "monsters", "tuig", "leugenaar*", "lafaard*", "schurk*", "bloeddorstig*", "bloed aan uw handen"),
    ),
    "pl": (
        *("zbrodniczy reżim", "morderca", "mordercy", "mordercami", "dyktator*", "rzeźnik*", "oprawc*", "tyran*"),
        *("wstydźcie się", "barbarzyń*", "faszyst*", "nazist*", "bandyt*", "kłamc*", "łajdak*", "tchórz*"),
    ),
    "ru": (
        *("преступный режим", "преступного режима", "кровавый режим", "убийца", "убийцы", "диктатор*", "палач*"),
        *("мясник*", "тиран*", "деспот*", "позор вам", "варвар*", "фашист*", "нацист*", "подонк*", "подонок"),
        *("лжец*", "негодя*", "мерзав*", "кровожадн*"),
    ),
    "tr": ("katil", "katiller", "diktatör*", "zalim*", "tiran*", "barbar*", "faşist*", "utanın", "yalancı*"),
    "el": ("δικτάτορ*", "δολοφόνος", "δολοφόνοι", "χασάπη*", "τύρανν*", "βάρβαρ*", "φασίστ*", "ντροπή σας", "τέρατα"),
    "ar": ("ديكتاتور*", "طاغية", "طغاة", "سفاح", "جزار", "عار عليكم", "همجي*", "برابرة", "قتلة", "نظام مجرم"),
    "fa": ("دیکتاتور*", "جلاد*", "خونخوار*", "شرم بر شما", "وحشی*", "رژیم جنایتکار"),
    "zh": (
        *("独裁者", "暴君", "刽子手", "屠夫", "凶手", "野蛮", "邪恶", "可耻", "无耻", "流氓政权", "犯罪政权"),
        *("纳粹", "法西斯", "畜生", "骗子"),
    ),
    "ja": ("独裁者", "人殺し", "殺人者", "虐殺者", "暴君", "野蛮", "邪悪", "恥を知れ", "ならず者", "犯罪政権"),
}
