"""Phrases of letters and sheets in four languages, as data: how they begin and end, and how they ask for something.

All of it is compared without case and accents, with plain apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language's.

    `salutation` begins a letter's first line, `closing` its last. `asking` is a sentence's beginning that asks for
    something, up to what is asked; `participle` an item of the older form that a letter can't say so; `safe` one
    whose rest, `what`, can follow `introduction`, unless a word in it, `unsafe`, may mean the authorities. `common`
    words tell the languages apart. `write_in` asks to write in the languages that take the place of `{}`.
    """

    salutation: str
    closing: str
    asking: str
    participle: str
    introduction: str
    own_words: str
    hint: str
    write_in: str
    common: frozenset[str]
    safe: str = ""
    unsafe: str = ""


_WHOM_EN = r"(?:them|you|the (?:[a-z]+ ){0,2}authorities)"
_WHOM_FR = r"les autorites(?: [a-z]+)?"
_WHOM_ES = r"a las autoridades(?: [a-z]+)?"

PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        salutation=r"dear|your (?:royal )?(?:excellency|excellencies|honou?r|majesty|highness|eminence)|"
        r"(?:the )?(?:right )?honou?rable|excellenc(?:y|ies)|respected|esteemed|to whom it may concern|honou?red|"
        r"mr\.? (?:president|prime minister|minister|secretary[- ]general|ambassador|governor|chair(?:man|person)?)|"
        r"mrs?\.? president|madam (?:president|minister|prime minister)|sirs?|madam|gentlemen|greetings",
        closing=r"yours (?:very )?(?:sincerely|faithfully|truly|respectfully|in hope)|yours|sincerely(?: yours)?|"
        r"(?:very )?respectfully(?: yours)?(?=\s*,|\s*$)|respectfully submitted|with (?:kind|best|respectful"
        r"|great|deep|warm)"
        r" (?:regards|respect|wishes)|(?:kind|best|warm) (?:regards|wishes)|in solidarity|with respect|faithfully|"
        r"with (?:all )?(?:due )?respect,|with gratitude,|in hope,|in friendship",
        asking=r"(?:i|we)(?: (?:therefore|also|hereby|respectfully|strongly|urgently))*"
        r" (?:urge|call on|call upon|ask|appeal to|request|implore|demand that) you(?: (?:therefore|now))?"
        r"(?: (?:once more|again|urgently))? to",
        participle=r"(?:urg|call|ask|demand|request|express|remind|insist|appeal|press|not|welcom|stat|explain)ing\b",
        safe=rf"(?:(?:urg|ask|request)ing|calling (?:up)?on|appealing to|pressing) {_WHOM_EN} to (?P<what>[a-z].*)",
        unsafe=r"\b(?:they|them|their|theirs|themselves)\b",
        introduction="I call on you to",
        own_words="Why does this matter to you?",
        hint="Your work or studies, where you live, a link to the country.",
        write_in="Write in {}.",
        common=frozenset("the of and to in is for that was with on by he she they his her has been".split()),
    ),
    "fr": Phrases(
        salutation=r"monsieur|madame|mesdames|messieurs|(?:votre |son )?excellence|excellences"
        r"|monseigneur|(?:votre )?majeste|"
        r"chere?s?|maitre|altesse|m\. le (?:president|ministre|procureur)",
        closing=r"veuillez (?:agreer|recevoir|croire|trouver)|je vous prie (?:d'agreer|de (?:croire"
        r"|recevoir|bien vouloir agreer))|"
        r"dans l'attente|avec mes (?:salutations|respectueuses)|respectueusement|sinceres salutations|cordialement|"
        r"recevez|je vous prie,? [^.]{0,60}d'agreer|agreez|salutations (?:distinguees|respectueuses)",
        asking=r"(?:(?:par consequent|c'est pourquoi|aussi|en consequence),? )?"
        r"je vous (?:prie|demande|exhorte|appelle|invite|engage)"
        r"(?: donc| par consequent| instamment| respectueusement)* (?:de|a|d')",
        participle=r"(?:en )?(?:exhort|appel|demand|pri|engag|rappel|exprim|insist|soulign)(?:ant|l?ez|ez)\b",
        safe=rf"(?:en )?(?:exhort|appel)(?:ant|lant|lez|ez) {_WHOM_FR} a (?P<what>[a-z].*)",
        unsafe=r"\b(?:ils|elles|leur|leurs|eux)\b",
        introduction="Je vous appelle à",
        own_words="Pourquoi cette affaire compte-t-elle pour vous ?",
        hint="Votre travail ou vos études, l’endroit où vous vivez, un lien avec le pays.",
        write_in="Écrivez en {}.",
        common=frozenset("le la les des du et est une un pour dans que qui par sur avec aux été son sa".split()),
    ),
    "es": Phrases(
        salutation=r"senor|senora|senores|senor(?:a)? president[ea]|excelentisim[oa]|excelencia|su "
        r"excelencia|vuestra excelencia|"
        r"estimad[oa]s?|distinguid[oa]s?|senoria|majestad|respetad[oa]s?|apreciad[oa]s?|a quien corresponda|muy senor",
        closing=r"(?:muy )?atentamente|le saluda|saludos|cordialmente|respetuosamente|sin otro particular|reciban?|"
        r"en solidaridad|se despide|sinceramente|quedo a la espera|con (?:el )?(?:debido )?respeto,"
        r"|un (?:cordial )?saludo",
        asking=r"(?:por (?:todo )?ello,? |por eso,? |por tanto,? )?(?:le|les|lo|la)"
        r" (?:insto|pido|ruego|solicito|exhorto)(?: (?:encarecidamente|por tanto|respetuosamente))? (?:a que|a|que)",
        participle=r"(?:inst|pid|exhort|solicit|expres|record|exig|reclam|rog)[aáie]+ndo",
        safe=rf"(?:instando|exhortando) {_WHOM_ES} a (?P<what>[a-z]+(?:ar|er|ir)(?:l[oae]s?)?\b.*)",
        unsafe=r"\b(?:ellos|ellas|su|sus|les)\b",
        introduction="Le insto a",
        own_words="¿Por qué le importa este caso?",
        hint="Su trabajo o sus estudios, el lugar donde vive, un vínculo con el país.",
        write_in="Escriba en {}.",
        common=frozenset("el la los las del y es una un para en que por con su sus ha fue se como".split()),
    ),
    "de": Phrases(
        salutation=r"sehr geehrte[rs]?|sehr verehrte[rs]?|(?:hoch)?verehrte[rs]?|geehrte[rs]?"
        r"|exzellenz|eure exzellenz|ihre exzellenz|"
        r"(?:eure )?majestat|(?:eure )?(?:konigliche )?hoheit|werte[rs]? ",
        closing=r"(?:mit )?(?:freundlich|best|solidarisch|herzlich|vorzuglich|respektvoll)\w* "
        r"(?:gru(?:ss|ß)en?|empfehlungen)|"
        r"hochachtungsvoll|mit (?:vorzuglicher )?hochachtung|in solidaritat",
        asking=r"(?:daher |deshalb |darum )?(?:ich )?(?:bitte|fordere|ersuche|appelliere an)(?: ich)? sie"
        r"(?: (?:daher|deshalb|hiermit|eindringlich|nachdrucklich|hoflich|dringend))*(?: auf| darum)?(?=[,:])",
        participle=r"(?:fordern|drangen|bitten|ersuchen|verlangen|erinnern) sie (?:die|den|das)\b",
        introduction="Ich bitte Sie um Folgendes",
        own_words="Warum geht Ihnen dieser Fall nahe?",
        hint="Ihre Arbeit oder Ihr Studium, wo Sie leben, eine Verbindung zu dem Land.",
        write_in="Schreiben Sie auf {}.",
        common=frozenset("der die das und ist ein eine für von zu den mit auf dem sie er nicht wird wurde im".split()),
    ),
    # Recognised as such; what such a sheet asks for stays as it is.
    "zh": Phrases(
        salutation="尊敬的|敬爱的",
        closing="此致|敬礼",
        asking=r"(?!)",
        participle=r"(?!)",
        introduction="我请求您",
        own_words="您为什么关心此事？",
        hint="您的工作或学业、您居住的地方、您与该国的联系。",
        write_in="请用{}写信。",
        common=frozenset(),
    ),
    "ar": Phrases(
        salutation="سيادة|السيد|معالي|فخامة",
        closing="وتفضلوا|مع فائق",
        asking=r"(?!)",
        participle=r"(?!)",
        introduction="أدعوكم إلى",
        own_words="لماذا تهمّك هذه القضية؟",
        hint="عملك أو دراستك، أين تعيش، صلة لك بالبلد.",
        write_in="اكتب باللغة {}.",
        common=frozenset(),
    ),
}

_ELSEWHERE = r"尊敬的|敬爱的|致[^。]{1,30}[：:]$|سيادة|السيد|معالي|فخامة|صاحب|جلالة"
_CLOSING_ELSEWHERE = r"此致|敬礼|顺致|谨启|وتفضلوا|مع (?:فائق )?(?:الاحترام|خالص)|وتقبلوا|تفضلوا|ولكم جزيل"
ANY_SALUTATION = re.compile("|".join(rf"(?:{phrases.salutation})\b" for phrases in PHRASES.values()) + "|" + _ELSEWHERE)
ANY_CLOSING = re.compile(
    "|".join(rf"(?:{phrases.closing})(?!\w)" for phrases in PHRASES.values()) + "|" + _CLOSING_ELSEWHERE
)
ANY_PARTICIPLE = re.compile("|".join(f"(?:{phrases.participle})" for phrases in PHRASES.values()))
DIPLOMATS = re.compile(
    r"diplomatic (?:representatives?|representations?|missions?)|ambassadors? (?:in|to) your (?:own )?country"
    r"|(?:representants?|representations?|missions?) diplomatiques?"
    r"|(?:representantes|misiones) diplomatic[ao]s|representacion diplomatica"
    r"|diplomatische[nr]? (?:vertretung(?:en)?|vertreter(?:n|innen)?|mission(?:en)?)"
)
"""Those in the reader's own country, whoever they are."""
EMBASSY = re.compile(r"\b(?:embassy|embassies|ambassades?|embajadas?|botschaft(?:en)?)\b")
UPDATE = re.compile(
    r"(?:first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd|th)) update (?:of|to|on) (?P<en>ua:? ?\d{1,3}/\d{2,4})"
    r"|(?:premiere|deuxieme|troisieme|quatrieme) mise a jour (?:de|concernant) l'(?P<fr>au:? ?\d{1,3}/\d{2,4})"
    r"|(?:primera|segunda|tercera|cuarta) actualizacion de (?:la )?(?P<es>au:? ?\d{1,3}/\d{2,4})"
    r"|(?:erste|zweite|dritte|vierte) (?:aktualisierung|information) (?:der|zur|zu) (?P<de>ua:?-? ?\d{1,3}/\d{2,4})"
)
"""That the sheet goes on with a case, and the number of the document that began it."""
