"""How people demand something, by language, as patterns of regular expressions. Data only.

Only wording that asks the reader to do something of its own: "I call on you to release her". What asks for attention
("I ask for your intervention", "I ask you to act", "I ask you to read what happened to her"), what is polite ("Je vous
prie d'agréer ...") and what is a fact ("you must receive many letters") is left alone: those verbs stand behind `(?!`.
The first verb decides; words that may stand before it are never those that begin it.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words_before(verb: str) -> str:
    """Some words between who is asked and the verb: between commas, or up to six."""
    return rf"(?:(?:,\s+(?!{verb})[^.,;:!?]{{1,80}}){{1,3}},)?(?:\s+(?!{verb})[^\s.;:!?]+){{0,6}}?"


_EN_TO = r"(?:to|because|since|if|whether|what|how|why|when|where|who)\b"
_EN_ATTENTION = (
    r"(?:act|intervene|help|assist|support|consider|look|read|listen|hear|reply|answer|respond|write|inform|tell|remember"
    r"|forget|recall|think|reflect|imagine|understand|know|realise|realize|note|learn|see(?!\s+(?:that|to))|accept"
    r"|receive|believe|trust|be|bear|keep\s+(?:in\s+mind|me|us)|pause|excuse|forgive|explain|join|put\s+yourself|ignore"
    r"|pay\s+attention|turn\s+your|take\s+(?:a|note|into|the\s+time|this|up|an\s+interest)|let\s+(?:me|us)"
    r"|give\s+(?:this|the|your|it|me|us)|send\s+(?:me|us)|contact\s+(?:me|us))\b"
)
_EN_FACTS = (
    r"(?:know|understand|see|hear|be|been|receive|get|have\s+(?:heard|received|seen|been|read|got|learnt|learned|had)|feel"
    r"|find|realise|realize|think|wonder|agree|imagine|remember|never\s+forget|not\s+(?:forget|think|be|feel|believe)"
    r"|also|surely|often|already|consider|read|answer|live|face|carry|care)\b"
)
_FR_VERB = r"(?:de|à|que)\b|d['’]"
_FR_BEFORE = r"(?:(?:bien|ne|pas|jamais|vouloir|la|le|les|y|en|lui|leur)\s+|[ln]['’])*"
_FR_ATTENTION = (
    r"(?:agréer|croire|recevoir|accepter|intervenir|agir|aider|lire|relire|écouter|entendre|répondre|considérer|examiner"
    r"|regarder|voir|noter|oublier|penser|repenser|réfléchir|songer|imaginer|comprendre|savoir|trouver|excuser|pardonner"
    r"|prendre|tenir\s+compte|prêter|porter|accorder|m['’]|me\s|nous\s|vous\s)"
)
_ES_VERB = r"(?:a\s+que|que|a)\b"
_ES_ATTENTION = (
    r"(?:no\s+)?(?:(?:l[aoe]s?|se|os)\s+)?(?:me\s|nos\s|(?:intervenga|actúe|lea|escuche|oiga|considere|examine|responda"
    r"|conteste|acepte|reciba|recuerde|acuerde|olvide|piense|reflexione|imagine|sepa|comprenda|entienda|crea|mire|vea"
    r"|tenga|tome|preste|dedique|disculpe|perdone|ayude|pregunte|ponga\s+en\s+(?:mi|su|nuestro))n?\b"
    r"|(?:intervenir|actuar|leer|escuchar|recordar|pensar|reflexionar|considerar|imaginar|responder|no\s+olvidar)\b)"
)
_FACTS_ES = (
    r"(?!\s+(?:de\s+)?(?:saber|recibir|ser|estar|haber|tener|conocer|recordar|comprender|entender|sentir|pensar)\b)"
)
_DE_VERB = r"\b(?<!ohne )(?<!um )(?<!statt )zu\s+|\bdass\s|\w(?<!ein)(?<!an)(?<!vor)zu(?=\w{1,40}en\b)"
_DE_ATTENTION = (
    r"(?:handeln|helfen|lesen|antworten|bedenken|denken|überdenken|überlegen|hören|erinnern|vergessen|glauben|wissen"
    r"|verstehen|verzeihen|entschuldigen|berücksichtigen|beachten|erwägen|prüfen|sehen|schreiben|beantworten|nehmen)\b"
)
_DE_FACTS = (
    r"(?:bekommen|erhalten|empfangen|kriegen|wissen|verstehen|sein|haben|werden|worden|stolz|fühlen|spüren|denken|kennen"
    r"|glauben|erinnern|vergessen|lesen|hören|sehen)\b"
)
_IT_ATTENTION = (
    r"(?:non\s+)?(?:voler\s+|volere\s+)?(?:\w{2,20}r[mc]i|intervenire|agire|aiutare|leggere|accettare|gradire|ricevere"
    r"|ascoltare|rispondere|considerare|esaminare|ricordare|ricordarsi|dimenticare|dimenticar\w{1,3}|pensare|pensarci"
    r"|riflettere|immaginare|sapere|credere|capire|comprendere|guardare|tenere|prendere|prestare|scusare|perdonare)\b"
)
_PT_ATTENTION = (
    r"(?:(?:não|se|a|o|as|os|lhe)\s+){0,2}(?:me\s|nos\s|(?:intervenha|aja|ajude|leia|ouça|escute|considere|examine|responda"
    r"|aceite|receba|esqueça|lembre|recorde|pense|reflita|imagine|saiba|creia|acredite|compreenda|entenda|olhe|veja|tenha"
    r"|leve|preste|desculpe|perdoe)m?\b)"
)
_NL_ATTENTION = (
    r"(?:handelen|helpen|lezen|antwoorden|beantwoorden|reageren|schrijven|denken|bedenken|overwegen|vergeten|onthouden"
    r"|herinneren|luisteren|horen|geloven|weten|begrijpen|zien|kijken|staan|nemen|aanvaarden|laten\s+weten)\b"
)
_NL_FACTS = r"(?:weten|krijgen|ontvangen|zijn|hebben|voelen|denken|kennen|begrijpen|lezen|horen|zien|worden|beseffen)\b"

DEMANDING: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\b(?:I|we)(?:\s+\w+){0,2}\s+(?:call\s+(?:up)?on|urge|ask|request|beg|implore|exhort|entreat|appeal\s+to)"
        r"\s+(?:you|your\s+\w+|the\s+(?!question|reason|same)\w+)"
        rf"{_words_before(_EN_TO)}\s+to\b(?!\s+{_EN_ATTENTION})",
        r"\b(?:I|we)(?:\s+\w+){0,2}\s+(?:demand|insist)\b",
        r"\byou(?:r\s+\w+)?\s+(?:must|(?<!power you )(?<!chance you )(?<!opportunity you )(?<!authority you )have\s+to"
        rf"|need\s+to|ought\s+to|should)\s+(?!{_EN_FACTS})\w+",
        r"\bplease\s+(?:release|free|stop|drop|end|halt|allow|ensure|make\s+sure|see\s+to\s+it|order|grant|let(?!\s+(?:me|us))|spare"
        r"|investigate|abolish|commute|withdraw|cancel|protect|guarantee|put\s+an\s+end)\b",
        r"(?:^|(?<=[.!?]\s))(?-i:Release|Free|Spare)\s+(?:her|him|them)\b",
    ),
    "fr": (
        r"\b(?:je|nous)\s+vous\s+(?:demand|pri|exhort|appel|somm|conjur|suppli|engag|enjoi|invit)\w*"
        rf"{_words_before(_FR_VERB)}\s+(?:de\s+|d['’]|à\s+|que\s+)(?!{_FR_BEFORE}{_FR_ATTENTION})",
        r"\b(?:j['’]exige|nous\s+exigeons|je\s+réclame|nous\s+réclamons)\b",
        r"\bvous\s+(?:devez|devriez)\s+(?!(?:bien\s+|certainement\s+|sans\s+doute\s+)?"
        r"(?:savoir|comprendre|être|recevoir|avoir|penser|imaginer|connaître|sentir|ressentir|vous\s)\b)\w+",
        r"\bil\s+faut\s+que\s+vous\b(?!\s+(?:sachiez|compreniez)\b)",
        r"\bveuillez\s+(?:libérer|cesser|ordonner|garantir|permettre|mettre\s+fin|abandonner|veiller|faire\s+libérer)\b",
        r"\b(?:libérez|relâchez|graciez)\b",
    ),
    "es": (
        r"\b(?:le|les|lo|la|los|os)\s+(?:pido|pedimos|insto|instamos|ruego|rogamos|solicito|solicitamos|exhorto"
        r"|exhortamos|imploro|imploramos|suplico|suplicamos)(?:\s+a\s+(?:usted(?:es)?|Su\s+\w+|Vuestra\s+\w+))?"
        rf"{_words_before(f'{_ES_VERB}|{_ES_ATTENTION}')}\s+{_ES_VERB}(?!\s+{_ES_ATTENTION})",
        r"\b(?:exijo|exigimos|reclamo|reclamamos)\b",
        r"\b(?:usted(?:es)?\s+deben?|deben?\s+usted(?:es)?|tienen?\s+usted(?:es)?\s+que|usted(?:es)?\s+tienen?\s+que)\b"
        rf"{_FACTS_ES}",
        r"\b(?:libérel[ao]s?|libérenl[ao]s?|liberadl[ao]s?)\b",
    ),
    "de": (
        r"\b(?:(?:ich|wir)\s+(?:bitte|bitten|ersuche|ersuchen|appelliere|appellieren|rufe|rufen|dränge|drängen)"
        r"|(?:bitte|bitten|ersuche|ersuchen|appelliere|appellieren|rufe|rufen)\s+(?:ich|wir))\s+(?:an\s+)?Sie\b"
        rf"(?!\s+(?:\w+\s+)?um\b)(?:(?!{_DE_VERB})[^.;!?]){{0,300}}(?:{_DE_VERB})(?!{_DE_ATTENTION})",
        r"\b(?:ich|wir)\s+(?:fordere|fordern|verlange|verlangen)\b|\b(?:fordere|fordern|verlange|verlangen)\s+(?:ich|wir)\b",
        # In small letters they are somebody else: "sie müssen hungern".
        rf"\b(?-i:Sie)\s+(?:müssen|sollten|haben\s+die\s+Pflicht)\b(?![^.,;:!?]{{0,200}}\b{_DE_FACTS})",
        r"\blassen\s+(?-i:Sie)\s+(?:sie|ihn)\b[^.,;:!?]{0,60}\b(?:frei|gehen)\b",
    ),
    "it": (
        r"\b(?:le|la|vi)\s+(?:chiedo|chiediamo|esorto|esortiamo|prego|preghiamo|invito|invitiamo|imploro|imploriamo"
        r"|sollecito|sollecitiamo)"
        rf"{_words_before(f'(?:di|a|che){chr(92)}b')}\s+(?:di|a|che)\b(?!\s+{_IT_ATTENTION})",
        r"\b(?:esigo|esigiamo|pretendo|pretendiamo)\b",
        # In small letters she is somebody else.
        r"\b(?:(?-i:Lei)\s+deve|voi\s+dovete)\b(?!\s+(?:sapere|ricevere|essere|avere|capire|ricordare|sentire|pensare)\b)",
        r"\b(?:la|lo|li|le)\s+liberi(?:no)?\b|\bliberatel[aoie]\b",
    ),
    "pt": (
        r"\b(?:peço|pedimos|insto|instamos|rogo|rogamos|solicito|solicitamos|apelo|apelamos|suplico)(?:-lhes?|-vos)?"
        r"(?:\s+a\s+Vossa\s+Excelência)?(?!\s+desculpas?\b)"
        rf"{_words_before(f'(?:a{chr(92)}s+que|para{chr(92)}s+que|que){chr(92)}b')}\s+(?:que|a\s+que|para\s+que)\b"
        rf"(?!\s+{_PT_ATTENTION})",
        r"\b(?:exijo|exigimos|reivindico|reivindicamos)\b",
        r"\b(?:o\s+senhor|a\s+senhora|Vossa\s+Excelência)\s+deve\b(?!\s+(?:saber|receber|ser|estar|ter|lembrar|sentir)\b)",
        r"\b(?:libertem?|soltem?)-n?[ao]s?\b",
    ),
    "nl": (
        r"\b(?:ik|wij|we)\s+(?:verzoek|verzoeken|vraag|vragen|roep|roepen|smeek|smeken)\s+u\b"
        r"(?!\s+(?:\w+\s+)?om\s+(?:uw|aandacht|een))"
        rf"(?:(?!\bte\s)[^.;!?]){{0,300}}\bte\s+(?!{_NL_ATTENTION})\w+",
        r"\b(?:ik|wij|we)\s+(?:eis|eisen)\b",
        rf"\bu\s+(?:moet|dient)\b(?![^.,;:!?]{{0,200}}\b{_NL_FACTS})",
        r"\blaat\s+(?:haar|hem|hen)\s+vrij\b",
    ),
    "pl": (
        r"\b(?:żądam|żądamy|wzywam|wzywamy|domagam\s+się|domagamy\s+się)\b",
        r"\bmusi\s+(?:pan|pani)\b(?!\s+(?:wiedzieć|otrzymywać|dostawać|być|mieć|czuć|pamiętać|rozumieć)\b)",
    ),
    "ru": (
        r"\b(?:требую|требуем|настаиваю|настаиваем)\b",
        r"\bпризыва(?:ю|ем)\s+вас\b(?!\s+(?:не\s+забы\w+|прочи\w+|прочесть|помнить|вспомнить|подумать|задуматься|вмешаться"
        r"|ответить|выслушать|поверить|рассмотреть)\b)",
        r"\bвы\s+(?:должны|обязаны)\b(?!\s+(?:знать|получать|быть|понимать|помнить|гордиться|чувствовать|думать)\b)",
    ),
    "tr": (
        r"\btalep\s+edi(?:yorum|yoruz)\b",
        r"(?<!\bbilmek )(?<!\banlamak )(?<!\balıyor olmak )\bzorundasınız\b",
    ),
    "el": (
        r"\b(?:απαιτώ|απαιτούμε)\b",
        r"\bοφείλετε\b(?!\s+να\s+(?:γνωρίζετε|ξέρετε|είστε)\b)",
        r"\bσας\s+καλ(?:ώ|ούμε)\b(?!\s+να\s+(?:διαβάσετε|θυμηθείτε|θυμάστε|μην\s+(?:\w+\s+)?ξεχάσετε|μην\s+ξεχνάτε|σκεφτείτε|παρέμβετε"
        r"|απαντήσετε|ακούσετε|πιστέψετε)\b)",
    ),
    "ar": (
        r"أطالبكم|نطالبكم",
        r"(?:أحثكم|نحثكم|أناشدكم|نناشدكم)(?!\s+(?:على\s+)?(?:التدخل|قراءة|الرد|ألا\s+تنسوا|أن\s+(?:تقرؤوا|تتذكروا|تتدخلوا)))",
        r"يجب عليكم(?!\s+أن\s+(?:تعلموا|تعرفوا))",
    ),
    "fa": (r"مطالبه می‌کنم|مطالبه می‌کنیم|شما باید(?!\s+(?:بدانید|به\s+یاد))",),
    "zh": (
        r"(?:我|我们)(?:强烈)?(?:要求|呼吁|敦促)(?:您|贵)(?!(?:不要|别)?(?:阅读|读|记住|忘记|想|考虑|回复|关注|介入|了解|倾听))",
        r"(?:您|你)必须(?!知道|明白|收到)",
    ),
    "ja": (r"(?:要求します|要求いたします|(?:貴殿|あなた)は[^。]{0,100}しなければなりません)",),
}
