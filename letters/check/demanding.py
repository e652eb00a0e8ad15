"""How people demand something, by language, as patterns of regular expressions. Data only.

Only wording that asks the reader to do something of its own: "I call on you to release her". What asks for attention
("I ask for your intervention", "I ask you to act", "I would be grateful for a reply") is in every letter, and is left
alone: those verbs stand behind `(?!`.
"""

from __future__ import annotations

from collections.abc import Mapping

_SOME_WORDS = r"(?:,[^.;:!?]{1,80},)?(?:\s+[^\s.;:!?]+){0,6}?"

DEMANDING: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\b(?:I|we)(?:\s+\w+){0,2}\s+(?:call\s+(?:up)?on|urge|ask|request|beg|implore|exhort|entreat|appeal\s+to)"
        rf"\s+(?:you|your\s+\w+|the\s+\w+){_SOME_WORDS}\s+to\b"
        r"(?!\s+(?:act|intervene|help|consider|look|read|listen|hear|reply|answer|respond|write|inform|tell|remember"
        r"|think|imagine|understand|know|see(?!\s+(?:that|to))|accept|believe|give\s+(?:this|the|your|it))\b)",
        r"\b(?:I|we)(?:\s+\w+){0,2}\s+(?:demand|insist)\b",
        r"\byou(?:r\s+\w+)?\s+(?:must|have\s+to|need\s+to|ought\s+to|should)\s+(?!know|understand|see|be\s+aware|hear)\w+",
        r"\bplease\s+(?:release|free|stop|drop|end|halt|allow|ensure|make\s+sure|see\s+to\s+it|order|grant|let(?!\s+(?:me|us))|spare"
        r"|investigate|abolish|commute|withdraw|cancel|protect|guarantee|put\s+an\s+end)\b",
    ),
    "fr": (
        r"\b(?:je|nous)\s+vous\s+(?:demand|pri|exhort|appel|somm|conjur|suppli|engag|enjoi|invit)\w*"
        rf"{_SOME_WORDS}\s+(?:de\s+|d['’]|à\s+|que\s+)"
        r"(?!(?:bien\s+vouloir\s+)?(?:agréer|croire|recevoir|accepter|intervenir|agir|lire|écouter|répondre|considérer"
        r"|examiner|m['’]|nous\s+|vous\s+|ne\s+pas\s+oublier))",
        r"\b(?:j['’]exige|nous\s+exigeons|je\s+réclame|nous\s+réclamons)\b",
        r"\bvous\s+(?:devez|devriez)\s+(?!savoir|comprendre)\w+|\bil\s+faut\s+que\s+vous\b",
        r"\bveuillez\s+(?:libérer|cesser|ordonner|garantir|permettre|mettre\s+fin|abandonner|veiller|faire\s+libérer)\b",
    ),
    "es": (
        r"\b(?:le|les|lo|la|los|os)\s+(?:pido|pedimos|insto|instamos|ruego|rogamos|solicito|solicitamos|exhorto"
        rf"|exhortamos|imploro|imploramos|suplico|suplicamos){_SOME_WORDS}\s+(?:a\s+que|que|a)\b"
        r"(?!\s+(?:intervenga|actúe|lea|escuche|considere|responda|acepte|reciba|intervenir|actuar)\b)",
        r"\b(?:exijo|exigimos|reclamo|reclamamos)\b",
        r"\b(?:usted(?:es)?\s+deben?|deben?\s+usted(?:es)?|tienen?\s+usted(?:es)?\s+que|usted(?:es)?\s+tienen?\s+que)\b",
    ),
    "de": (
        r"\b(?:(?:ich|wir)\s+(?:bitte|bitten|ersuche|ersuchen|appelliere|appellieren|rufe|rufen|dränge|drängen)"
        r"|(?:bitte|bitten|ersuche|ersuchen|appelliere|appellieren|rufe|rufen)\s+(?:ich|wir))\s+(?:an\s+)?Sie\b"
        r"(?!\s+(?:\w+\s+)?um\b)[^.;!?]{0,300}?(?:\b(?:zu\s+|dass\s)|\w(?<!ein)(?<!an)zu(?=\w{1,40}en\b))"
        r"(?!handeln|helfen|lesen|antworten|bedenken|hören)",
        r"\b(?:ich|wir)\s+(?:fordere|fordern|verlange|verlangen)\b|\b(?:fordere|fordern|verlange|verlangen)\s+(?:ich|wir)\b",
        r"\bSie\s+(?:müssen|sollten|haben\s+die\s+Pflicht)\b(?!\s+wissen)",
    ),
    "it": (
        r"\b(?:le|la|vi)\s+(?:chiedo|chiediamo|esorto|esortiamo|prego|preghiamo|invito|invitiamo|imploro|imploriamo"
        rf"|sollecito|sollecitiamo){_SOME_WORDS}\s+(?:di|a|che)\b(?!\s+(?:intervenire|agire|leggere|accettare)\b)",
        r"\b(?:esigo|esigiamo|pretendo|pretendiamo)\b|\b(?:lei\s+deve|voi\s+dovete)\b",
    ),
    "pt": (
        r"\b(?:peço|pedimos|insto|instamos|rogo|rogamos|solicito|solicitamos|apelo|apelamos|suplico)(?:-lhes?|-vos)?"
        rf"(?:\s+a\s+Vossa\s+Excelência)?{_SOME_WORDS}\s+(?:que|a\s+que|para\s+que)\b(?!\s+(?:intervenha|aja|leia)\b)",
        r"\b(?:exijo|exigimos|reivindico|reivindicamos)\b|\b(?:o\s+senhor|a\s+senhora|Vossa\s+Excelência)\s+deve\b",
    ),
    "nl": (
        r"\b(?:ik|wij|we)\s+(?:verzoek|verzoeken|vraag|vragen|roep|roepen|smeek|smeken)\s+u\b"
        r"(?!\s+(?:\w+\s+)?om\s+(?:uw|aandacht|een))[^.;!?]{0,300}?\bte\s+(?!handelen|helpen|lezen|antwoorden)\w+",
        r"\b(?:ik|wij|we)\s+(?:eis|eisen)\b|\bu\s+(?:moet|dient)\b(?!\s+weten)",
    ),
    "pl": (r"\b(?:żądam|żądamy|wzywam|wzywamy|domagam\s+się|domagamy\s+się)\b|\bmusi\s+(?:pan|pani)\b",),
    "ru": (r"\b(?:требую|требуем|настаиваю|настаиваем)\b|\bпризыва(?:ю|ем)\s+вас\b|\bвы\s+(?:должны|обязаны)\b",),
    "tr": (r"\b(?:talep\s+edi(?:yorum|yoruz)|zorundasınız)\b",),
    "el": (r"\b(?:απαιτώ|απαιτούμε|οφείλετε)\b|\bσας\s+καλ(?:ώ|ούμε)\b",),
    "ar": (r"(?:أطالبكم|نطالبكم|أحثكم|نحثكم|أناشدكم|نناشدكم|يجب عليكم)",),
    "fa": (r"(?:مطالبه می‌کنم|مطالبه می‌کنیم|شما باید)",),
    "zh": (r"(?:我|我们)(?:强烈)?(?:要求|呼吁|敦促)(?:您|贵)|(?:您|你)必须",),
    "ja": (r"(?:要求します|要求いたします|(?:貴殿|あなた)は[^。]{0,100}しなければなりません)",),
}
