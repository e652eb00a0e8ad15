"""Words that insult those who are to be moved, by language. Data only.

A word ends where it ends here; `*` stands for any ending. Not in it: what law and reports call by these names
(cruel, inhuman, murder), and words with a harmless meaning that is more usual. Words that insult only those who are
called so stand in deeds.py.
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
