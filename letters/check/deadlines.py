"""How texts set their readers a last day, by language, as patterns of regular expressions. Data only.

The texts are looked at without accents and in small letters, and so are these patterns; so they hold no escapes in
capitals. The names of months and weekdays are CLDR's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What makes a day a last one.

    `until` stands directly before it, but for `between`; `called` names it anywhere before it in its sentence; `after`
    stands directly behind it. `asks` are words of a sentence in which readers are told what to do, `please` those in
    which they are asked to.
    """

    until: str
    called: str
    after: str
    between: str
    asks: str
    please: str
    first: str = "(?!)"
    """The first of a month, as a word."""


CUES: Mapping[str, Cues] = {
    "en": Cues(
        until=r"before|by|until|till|up\s+(?:to|until)|(?:no|not)\s+later\s+than|not\s+after|prior\s+to|ahead\s+of|latest"
        r"|(?:valid|open|welcome|accepted|running|now)\s+through",
        called=r"deadlines?|closing\s+dates?|(?:last|final|latest)\s+(?:day|date)|end\s+date|due(?:\s+date)?|cut-?off(?:\s+date)?"
        r"|expir(?:es?|ed|ing|y|ation)(?:\s+date)?|take\s+action|act\s+now"
        r"|(?:appeal|action|campaign|petition|call)\s+(?:\w+\s+)?(?:ends|closes|runs|is\s+valid|valid)",
        after=r"(?:is|will\s+be|as|being)\s+the\s+(?:deadline|(?:last|final)\s+(?:day|date)|closing\s+date)|at\s+the\s+(?:very\s+)?latest"
        r"|\(?deadline|\(?inclusive",
        between=r"the|on|at|is|of|end|beginning|middle|mid|noon|midnight|day|and\s+including|including|latest|to|has\s+been\s+set"
        r"|thurs|tues|weds|first|second|third|(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
        r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth",
        asks=r"writ\w*|send\w*|act|action|sign\w*|appeals?|e?-?mails?|fax\w*|letters?",
        please=r"please",
        first=r"first",
    ),
    "fr": Cues(
        until=r"avant|jusqu'(?:au|a|en)?|d'ici(?:\s+(?:a|au|la))?|au\s+plus\s+tard|pas\s+(?:plus\s+tard\s+que|apres)|dernier\s+delai",
        called=r"dates?\s+(?:limites?|butoirs?|de\s+cloture|d'echeance|d'expiration)|echeance|dernier(?:e)?\s+(?:jour|date|delai)|delai"
        r"|expir\w+|prend\s+fin|agir|agissez|passez\s+a\s+l'action"
        r"|(?:appel|action|campagne|petition)\s+(?:se\s+termine|est\s+valable|s'acheve|court)",
        after=r"au\s+plus\s+tard|dernier\s+delai|inclus|est\s+la\s+date\s+limite|est\s+le\s+dernier\s+jour|\(?date\s+limite",
        between=r"le|la|au|du|a|de|fin|debut|mi|midi|minuit|l'|est|fixee|les?",
        asks=r"ecri\w*|envo\w*|agi\w*|sign\w*|lettres?|appels?|courriels?",
        please=r"veuillez|s'il\s+vous\s+plait|merci\s+de|priere\s+de",
        first=r"premier",
    ),
    "es": Cues(
        until=r"antes\s+del?|hasta|a\s+mas\s+tardar|no\s+mas\s+tarde\s+del?|previo\s+al?|como\s+(?:muy\s+tarde|maximo)",
        called=r"fechas?\s+(?:limite|tope|de\s+cierre|de\s+vencimiento|de\s+caducidad)|plazos?|ultim[oa]\s+(?:dia|fecha)|venc\w+|expir\w+"
        r"|caduc\w+|actue?n?|actuar|actua|(?:accion|campana|peticion|llamamiento)\s+(?:termina|finaliza|cierra|es\s+valid[oa])",
        after=r"a\s+mas\s+tardar|como\s+(?:muy\s+tarde|maximo|fecha\s+limite)|inclusive|es\s+(?:la\s+fecha\s+limite|el\s+ultimo\s+dia)",
        between=r"el|la|dia|del|de|al|fines|finales|principios|mediados|es|hasta",
        asks=r"escrib\w*|envi\w*|actu\w*|firm\w*|cartas?|llamamientos?|correos?",
        please=r"por\s+favor|rogamos|sirva\w*",
        first=r"primero",
    ),
    "de": Cues(
        until=r"vor|bis|spatestens|nicht\s+(?:spater\s+als|nach)",
        called=r"\w*frist\w*|einsendeschluss|stichtag|letzte[rn]?\s+(?:tag|termin)|\w*ablauf\w*|lauft|endet|aktionsende|schlusstermin"
        r"|abgabetermin|gultig|erlischt|termin",
        after=r"spatestens|ist\s+der\s+letzte\s+tag|endet\s+die\s+(?:frist|aktion)|lauft\s+die\s+(?:frist|aktion)|einschliesslich",
        between=r"zum|dem|den|am|der|des|ende|anfang|mitte|einschliesslich|spatestens|bis|mittag|ist|einschließlich",
        asks=r"schreib\w*|send\w*|schick\w*|handel\w*|unterschreib\w*|briefe?|appell\w*|faxe\w*",
        please=r"bitte",
        first=r"ersten?",
    ),
    "it": Cues(
        until=r"prima\s+(?:del(?:l')?|di)|entro|fino\s+al?(?:l')?|non\s+oltre|non\s+piu\s+tardi\s+d(?:i|el)",
        called=r"scadenz[ae]|termin[ei]|data\s+(?:limite|di\s+chiusura|di\s+scadenza)|ultim[oa]\s+(?:giorno|data)|scad(?:e|ono|ra)|agire|agite"
        r"|(?:appello|azione|campagna|petizione)\s+(?:termina|finisce|e\s+valid[oa])",
        after=r"al\s+piu\s+tardi|e\s+(?:la\s+scadenza|l'ultimo\s+giorno)|compreso",
        between=r"il|l'|lo|la|del|dell'|al|giorno|fine|inizio|meta|e\s+non\s+oltre|di|e",
        asks=r"scriv\w*|invi\w*|agi\w*|firm\w*|letter[ae]|appell\w*|spedi\w*",
        please=r"per\s+favore|si\s+prega|vi\s+preghiamo",
        first=r"primo",
    ),
    "pt": Cues(
        until=r"antes\s+d[eo]|ate|o\s+mais\s+tardar|no\s+maximo|nao\s+depois\s+de|impreterivelmente",
        called=r"prazos?|data[-\s]+(?:limite|de\s+encerramento)|ultim[oa]\s+(?:dia|data)|expira\w*|caduca\w*|vence\w*|encerra\w*|aja|atue"
        r"|(?:apelo|acao|campanha|peticao)\s+(?:termina|e\s+valid[oa])",
        after=r"no\s+maximo|o\s+mais\s+tardar|e\s+(?:o\s+ultimo\s+dia|a\s+data[-\s]+limite)|inclusive",
        between=r"o|a|ao|as|dia|do|de|fim|final|inicio|meados|e|ate",
        asks=r"escrev\w*|envi\w*|aja\w*|agir|assin\w*|cartas?|apelos?|mand\w*",
        please=r"por\s+favor|pedimos|queira\w*",
        first=r"primeiro",
    ),
    "nl": Cues(
        until=r"voor|tot|t/m|uiterlijk|niet\s+(?:later\s+dan|na)|ten\s+laatste",
        called=r"deadline|uiterste\s+(?:datum|dag)|sluitingsdatum|laatste\s+dag|verloopt|vervalt|einddatum|termijn"
        r"|(?:actie|oproep|petitie|campagne)\s+(?:eindigt|loopt|is\s+geldig)",
        after=r"uiterlijk|is\s+de\s+(?:laatste\s+dag|deadline)|ten\s+laatste",
        between=r"de|het|op|eind|begin|half|en\s+met|dag|van|uiterlijk|voor|is",
        asks=r"schrij\w*|stuur\w*|verstuur\w*|verzend\w*|teken\w*|onderteken\w*|brie\w*|actie",
        please=r"a\.?u\.?b|alstublieft|alsjeblieft|gelieve|graag",
        first=r"eerste",
    ),
    "pl": Cues(
        until=r"przed|do|nie\s+później\s+niż|najpóźniej",
        called=r"termin\w*|ostatni(?:ego)?\s+dzień|ostateczn\w+|upływa|wygasa|kończy\s+się|ważn\w+",
        after=r"najpóźniej|to\s+ostatni\s+dzień|włącznie|upływa",
        between=r"dnia|końcem|końca|koniec|połowy|do|na|w|jest|to|dniem",
        asks=r"pis\w*|napisz\w*|wyśl\w*|wysył\w*|podpis\w*|list\w*|apel\w*|działa\w*",
        please=r"prosimy|proszę",
        first=r"pierwszego",
    ),
    "ru": Cues(
        until=r"до|не\s+позднее|не\s+позже|к|прежде|по",
        called=r"срок\w*|крайн\w+|последний\s+день|истека\w+|действ\w+\s+до|заканчива\w+|завершает\w+|дедлайн",
        after=r"включительно|[-–]?\s*последний\s+день|[-–]?\s*крайний\s+срок|истекает",
        between=r"конца|начала|середины|чем|до|день",
        asks=r"пиш\w*|напи\w*|отправ\w*|подпи\w*|письм\w*|обращени\w*|действ\w*",
        please=r"пожалуйста|просим|просьба",
        first=r"первого",
    ),
    "tr": Cues(
        until=r"en\s+geç|en\s+son",
        called=r"son\s+(?:tarih|gün|başvuru\s+tarihi|gönderim\s+tarihi|teslim\s+tarihi)|bitiş\s+tarihi|süre\w*",
        after=r"['’]?\w{0,6}(?:\s+(?:günü|tarihine|tarihinden|akşamına|sonuna))?\s*(?:kadar|önce)|tarihinde\s+(?:sona|doluyor)|son\s+gün",
        between=r"tarih|günü|olarak|tarihi",
        asks=r"yaz\w*|gönder\w*|imza\w*|mektup\w*|harekete",
        please=r"lütfen",
    ),
    "el": Cues(
        until=r"πριν(?:\s+από)?|μέχρι|έως|ως|το\s+αργότερο|όχι\s+αργότερα\s+από",
        called=r"προθεσμία|καταληκτική\s+ημερομηνία|τελευταία\s+(?:ημέρα|μέρα|ημερομηνία)|λήγει|λήξη\w*|ισχύει",
        after=r"το\s+αργότερο|είναι\s+η\s+τελευταία|λήγει",
        between=r"την?|τις|στις|του|των|τα|τέλος|τέλη|από|και|είναι|μέχρι|έως|η",
        asks=r"γράψ\w*|γράφ\w*|στείλ\w*|υπογράψ\w*|επιστολ\w*|δράσ\w*",
        please=r"παρακαλ\w*",
    ),
    "ar": Cues(
        until=r"قبل|حتى|لغاية|(?:إلى|الى)\s+غاية|(?:في\s+)?موعد\s+(?:أقصاه|لا\s+يتجاوز)|بحلول|لا\s+يتجاوز",
        called=r"آخر\s+(?:موعد|يوم|أجل)|الموعد\s+(?:النهائي|الأخير)|[يت]نتهي\w*|المهلة|موعد\s+أقصاه|صالح\w*",
        after=r"كحد\s+أقصى|كموعد\s+(?:أقصى|نهائي)|هو\s+آخر",
        between=r"يوم|تاريخ|نهاية|منتصف|بداية|شهر|هو|في|من|ال(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي|عشرين"
        r"|ثلاثين)|عشرة?|وال(?:عشرين|ثلاثين)",
        asks=r"\w*كتب\w*|\w*كتاب\w*|\w*رسل\w*|\w*رسال\w*|\w*وقع\w*|\w*تحرك\w*",
        please=r"يرجى|الرجاء|نرجو|رجاء",
    ),
    "fa": Cues(
        until=r"تا|(?:پیش|قبل)\s+از|حداکثر|نه\s+دیرتر\s+از",
        called=r"مهلت|آخرین\s+(?:روز|مهلت)|تاریخ\s+انقضا\w*|ضرب‌الاجل|منقضی",
        after=r"آخرین\s+روز|(?:به\s+)?پایان|منقضی",
        between=r"روز|تاریخ|پایان|ماه|اواخر|تا|از",
        asks=r"\w*بنویس\w*|\w*نوشت\w*|\w*فرست\w*|ارسال|امضا\w*|نامه\w*",
        please=r"لطفا\w*|خواهشمند\w*",
    ),
    "zh": Cues(
        until=r"截至|截止[到至于]?|不[迟晚]于|最迟|直?到|至",
        called=r"截止(?:日期|日|时间)?|最后(?:一天|期限|日期)|期限|有效期|限期",
        after=r"(?:[(（][^()（）]{1,3}[)）])?(?:之前|以前|前|截止|为止|到期)",
        between=r"是|为|到|至|于|在|：",
        asks=r"写|寄|发送|签|信",
        please=r"请",
    ),
    "ja": Cues(
        until=r"遅くとも|最終",
        called=r"締め?切り?日?|期限|最終日|期日|有効期限",
        after=r"(?:[(（][^()（）]{1,3}[)）])?(?:まで|迄|以前|より前|前に|が?締め?切り?|必着|が期限|が最終日)",
        between=r"は|が|：|、",
        asks=r"書|送|署名|手紙",
        please=r"ください|下さい|お願い",
    ),
}
