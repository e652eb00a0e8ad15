"""Demands as a report words them ("Urging the authorities to ..."), by language; a letter speaks to its reader.

A text that tells what writers are to urge stands in the form that follows such a list in its language: a participle or
gerund, or a noun for the demand. In a letter the same words make "I call on you to urging the authorities".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from textwrap import shorten

from letters.appeal.body import Demands, LetterText
from letters.yamlfile.source import KeyPath

_SHOWN = 60
"""So many signs of an introduction or a demand are quoted."""
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a language words it, as patterns.

    `urging` are the participles and nouns of those who demand, wherever a demand begins with them. `any` are all
    participles, which are wrong only behind an introduction that `waits` for another form of the verb. `before` may
    stand in front of either; `meanwhile` begins a clause that ends with a comma, and the demand follows. `at_end`: what
    the demand ends with, in languages whose verb comes last.
    """

    urging: str
    any: str = _NEVER
    waits: str = _NEVER
    before: str = _NEVER
    meanwhile: str = _NEVER
    at_end: str = _NEVER


_FORMS: Mapping[str, _Form] = {
    "en": _Form(
        urging=r"urging|calling\s+(?:up)?on|calling\s+for|calling|asking|demanding|requesting|expressing|reminding"
        r"|insisting|appealing|exhorting|imploring|beseeching|entreating|petitioning|pleading|reiterating|begging"
        r"|(?:encouraging|inviting|pressing|lobbying)\s+(?:the\s+)?(?:\w+\s+)?(?:authorities|government|officials|them)",
        any=r"(?!(?:bring|sing|ring|cling|fling|sling|sting|string|swing|wring|spring|nothing|anything|everything"
        r"|something|pending|during|notwithstanding|according|regarding|concerning|following|including|king|evening"
        r"|morning|being)\b)[a-z]{2,}ing",
        waits=r"to|should|must|please",
        before=r"and|also|as\s+well\s+as|further(?:more)?|again|in\s+addition|or|once\s+more|[a-z]{2,}ly",
        meanwhile=r"pending|until|till|in\s+the\s+meantime|meanwhile|while|whilst|as|given|considering|since|if|unless"
        r"|without|with|in\s+view\s+of|in\s+light\s+of|awaiting|in\s+addition|after|before|during",
    ),
    "fr": _Form(
        urging=r"(?:en\s+)?(?:(?:leur|lui|les?|la|vous)\s+|l['’])?(?:exhortant|demandant|appelant|priant|exigeant"
        r"|réclamant|pressant|invitant|engageant|enjoignant|sommant|suppliant|implorant|conjurant|insistant|rappelant"
        r"|exprimant|soulignant|déplorant|condamnant|sollicitant|encourageant|recommandant|faisant\s+part"
        r"|lançant\s+un\s+appel|attirant\s+l['’]attention|plaidant)",
        any=r"(?!(?:avant|durant|pendant|quant|devant|suivant|maintenant|autant|tant|nonobstant|moyennant|concernant"
        r"|étant|enfant|attendant)\b)\w{2,}ant|en\s+(?!(?:avant|attendant)\b)\w{2,}ant",
        waits=r"de|d['’]|à",
        before=r"et|aussi|en\s+outre|de\s+plus|enfin|ainsi\s+que|\w{3,}ment",
        meanwhile=r"en\s+attendant|dans\s+l['’](?:attente|intervalle)|jusqu['’]à|tant\s+que|d['’]ici|entre-temps|tout"
        r"|compte\s+tenu|vu",
    ),
    "es": _Form(
        urging=r"(?:inst|exhort|solicit|rog|llam|reclam|expres|record|reiter|subray|conden|suplic|invit|apel|demand"
        r"|manifest|señal|anim|implor|conmin)(?:ando|ándo(?:les?|los?|las?))"
        r"|(?:urg|ped|pid|exig|insist|requir)(?:iendo|iéndo(?:les?|los?|las?))"
        r"|hac(?:iendo|iéndoles?)\s+un\s+llama(?:miento|do)",
        any=r"(?!(?:cuando|mando|comando|bando|contrabando|estando|siendo)\b)\w{2,}(?:ando|iendo|yendo|(?:ándo|iéndo|yéndo)\w{2,6})",
        waits=r"que|a|de",
        before=r"y|e|también|además|asimismo|por\s+último|así\s+como|\w{3,}mente",
        meanwhile=r"mientras|hasta|a\s+la\s+espera|en\s+espera|entretanto|en\s+tanto|dado|habida\s+cuenta|teniendo",
    ),
    "de": _Form(
        urging=r"(?:verbunden\s+)?mit\s+(?:der|dem|einer|einem)\s+(?:\w+en\s+)?(?:aufforderung|bitte|forderung|appell"
        r"|aufruf|ersuchen|verlangen|hinweis|ausdruck)|unter\s+(?:\w+\s+)?(?:hinweis|aufforderung|berufung)|auffordernd|fordernd|bittend|verlangend"
        r"|appellierend|ersuchend|drängend|mahnend|erinnernd|ermahnend|anmahnend|flehend"
        r"|(?:die|den|das)\s+(?:\w+\s+){1,4}?(?:auffordernd|bittend|ersuchend|drängend)|in\s+der\s+forderung",
        at_end=r"(?:(?:auf)?fordernd|verlangend|bittend|ersuchend|drängend|appellierend|(?:an|er)?mahnend)",
        before=r"und|auch|außerdem|ferner|zudem|dringend|nachdrücklich|höflich|sowie|eindringlich|verbunden",
        meanwhile=r"bis|solange|in\s+der\s+zwischenzeit|einstweilen|inzwischen|angesichts|während|vorbehaltlich",
    ),
    "it": _Form(
        urging=r"(?:sollecitand|chiedend|esortand|invitand|esigend|pretendend|ricordand|esprimend|rivolgend|domandand"
        r"|implorand|supplicand|pregand|insistend|ribadend|sottolineand|condannand|incoraggiand|reclamand|facend"
        r"|appelland|richiedend|lanciand)o(?:l[aoie]|gli|ne|si|vi)?",
        any=r"(?!(?:quando|comando|mando|contrabbando|stando|essendo)\b)\w{2,}(?:ando|endo)",
        waits=r"di|a|che|ad",
        before=r"ed?|inoltre|anche|altresì|infine|nonché|\w{3,}mente",
        meanwhile=r"in\s+attesa|fino|finché|nel\s+frattempo|intanto|mentre|nell['’]attesa|considerat[oae]|dat[oae]",
    ),
    "pt": _Form(
        urging=r"(?:instand|pedind|exigind|solicitand|exortand|apeland|exprimind|expressand|lembrand|recordand|rogand"
        r"|suplicand|implorand|insistind|reiterand|sublinhand|reclamand|chamand|urgind|condenand|convidand|requerend"
        r"|incentivand|demandand|fazend)o(?:-[oa]s?|-lhes?)?"
        r"|a\s+(?:pedir|exortar|instar|apelar|exigir|solicitar|chamar|rogar|urgir)(?:-lhes?)?",
        any=r"(?!(?:quando|mando|comando|bando|estando|sendo|lindo|vindo|segundo)\b)\w{2,}(?:ando|endo|indo)",
        waits=r"que|a|para|de",
        before=r"e|também|além\s+disso|ainda|por\s+fim|bem\s+como|\w{3,}mente",
        meanwhile=r"enquanto|até|à\s+espera|na\s+pendência|entretanto|dad[oa]|tendo",
    ),
    "nl": _Form(
        urging=r"met\s+(?:het|de|een)\s+(?:\w+\s+)?(?:verzoek|oproep|eis|vraag|aansporing)|verzoekende?|oproepende?|eisende?"
        r"|vragende?|smekende?|(?:er\s*op\s+)?aandringende?|(?:erop|daarop)\s+aandringende?|aansporende?|manende?"
        r"|herinnerende?|onder\s+verwijzing|(?:de|het)\s+(?:\w+\s+){1,3}?(?:verzoekende?|oproepende?|aansporende?)",
        before=r"en|ook|bovendien|tevens|dringend|met\s+klem|verder|alsmede",
        meanwhile=r"in\s+afwachting|totdat|tot|zolang|intussen|ondertussen|gezien|terwijl",
    ),
    "pl": _Form(
        urging=r"wzywając|apelując|prosząc|żądając|domagając|nawołując|nalegając|wyrażając|przypominając|zwracając"
        r"|ponaglając|zachęcając|błagając|podkreślając|wnosząc|postulując|z\s+(?:wezwaniem|apelem|prośbą|żądaniem)",
        any=r"\w{2,}ąc",
        waits=r"o|aby|by|do",
        before=r"i|oraz|także|również|ponadto|pilnie|stanowczo|uprzejmie",
        meanwhile=r"do\s+czasu|dopóki|w\s+oczekiwaniu|tymczasem|zanim|oczekując",
    ),
    "ru": _Form(
        urging=r"призывая|требуя|прося|настаивая|обращаясь|выражая|напоминая|умоляя|побуждая|взывая|настоятельно\s+прося"
        r"|подч[её]ркивая|осуждая|ходатайствуя|добиваясь|с\s+(?:призывом|просьбой|требованием|настоятельной)",
        before=r"и|а|также|настоятельно|убедительно|решительно|вновь|кроме\s+того|уважительно",
        meanwhile=r"до|пока|в\s+ожидании|тем\s+временем|ожидая|впредь",
    ),
    "tr": _Form(
        urging=r"(?:yetkilileri|makamları|hükümeti)\s[^.]{0,120}?(?:çağırarak|davet\s+ederek)",
        at_end=r"(?:çağrı(?:sın)?da|talebinde|ricasında)\s+bulunarak|(?:talep|rica|ısrar|davet|teşvik)\s+ederek|isteyerek"
        r"|çağırarak|çağrı\s+yaparak|yalvararak|hatırlatarak|vurgulayarak",
    ),
    "el": _Form(
        urging=r"(?:(?:καλ|ζητ|απαιτ|παρακαλ|προσκαλ)ώντ|(?:παροτρύν|προτρέπ|εκφράζ|υπενθυμίζ|εκλιπαρ|πιέζ|απευθύν|επιμέν"
        r"|τονίζ|καταδικάζ|ικετεύ)οντ)[αά]ς(?:\s+τ(?:ους|ις|ην|ον))?|κάνοντας\s+έκκληση",
        any=r"(?:μη\s+)?\w{2,}(?:ώντ|οντ)[αά]ς",
        waits=r"να",
        before=r"και|επίσης|επιπλέον|επειγόντως|ακόμη|με\s+σεβασμό",
        meanwhile=r"εν\s+αναμονή|μέχρι|έως|ώσπου|στο\s+μεταξύ|όσο|ενόψει",
    ),
    "ar": _Form(
        urging=r"(?:و)?(?:مطالب|مناشد|حاثّ|حاث|ملتمس|راجي|محثّ|مشدد|مشدّد|مذكّر|مذكر)(?:ا|اً|ًا|ين|ةً|ة)?"
        r"(?=\s)|(?:و)?(?:داعي|داع)(?:ا|اً|ًا|ين|ةً|ة)?(?=\s)|(?:و)?مع\s+(?:المطالبة|مطالبة|دعوة|الدعوة|مناشدة|حث|حثّ|الحث)",
        meanwhile=r"ريثما|إلى\s+حين|حتى|في\s+انتظار|وإلى\s+أن|بانتظار",
    ),
    "fa": _Form(
        urging=r"(?:و\s+)?(?:با|ضمن|همراه\s+با)\s+(?:درخواست|تأکید|تاکید|مطالبه|فراخواندن|دعوت|اصرار|ابراز|یادآوری|محکوم)"
        r"|درخواست‌کنان|خواستار(?=\s)",
        meanwhile=r"تا\s+زمان|تا\s+هنگام|در\s+انتظار",
    ),
    "zh": _Form(
        urging=r"(?:并|同时|强烈|紧急|我们)*(?:敦促|促请)(?:有关|中国|相关|地方|该国)*(?:当局|政府|部门|方面)"
        r"|(?:并|同时|强烈|紧急)*(?:呼吁|要求)(?:有关|中国|相关|地方|该国)*(?:当局|政府|部门|方面)"
        r"|在(?:敦促|呼吁|要求|促请)[^。；]{0,60}的同时|并(?:敦促|呼吁|要求|促请)",
        meanwhile=r"在[^，。；]{0,30}(?:之前|前|期间|的同时)|同时",
    ),
    "ja": _Form(
        urging=_NEVER,
        at_end=r"(?:求め|要請し|訴え|促し|要求し|呼びかけ)(?:て|つつ|ながら|、)?",
    ),
}


def report_words(demand: str, language: str, introduction: str = "") -> str:
    """The words by which a demand, or an introduction, is that of a report; else nothing.

    `introduction` is what the demand goes on from.
    """
    patterns = _patterns(language)
    text = demand.strip().lstrip("-–—•*·\"'“„«‘「([ ")
    match = patterns.begins.match(text) or patterns.meanwhile.match(text) or patterns.ends.search(text)
    if match is None and introduction and patterns.waits.search(introduction.strip().rstrip(":： \u00a0\u202f…")):
        match = patterns.participle.match(text)
    return " ".join(match["words"].split()) if match else ""


def reported(letter: LetterText, language: str) -> Iterator[tuple[KeyPath, str, str]]:
    """Each introduction and demand in the words of a report: where it stands in its file, what to do, the words."""
    for index, block in enumerate(letter.body):
        path: KeyPath = ("letter", "body", index)
        if not isinstance(block, Demands):
            continue
        for place, text, introduction in (
            ((*path, "demands"), block.demands, ""),
            *(((*path, "items", number), item, block.demands) for number, item in enumerate(block.items)),
        ):
            message, words = wrong_form(text, language, introduction)
            if message:
                yield place, message, words


def wrong_form(demand: str, language: str, introduction: str = "") -> tuple[str, str]:
    """What is wrong with a demand, or with an introduction where none is given, and the words; or nothing of both."""
    words = report_words(demand, language, introduction)
    if not words:
        return "", ""
    begins = " ".join(demand.split()).startswith(words)
    # In English the participle says it all; elsewhere it may be the second word, or a noun behind an article.
    shown = words.split()[0] if language == "en" and begins else words
    said = f"{'begins with' if begins else 'says'} {shown!r}"
    return f"{said}{_goes_on(introduction, demand) if introduction else ASKS}", words


ASKS = ': a letter says "I urge you to"'
_ASKED = re.compile(r"[^.;:!?]{1,200}?\sto\s+(\S.*)", re.DOTALL)
"""A report's demand, and behind the first `to` what is asked for."""


def _goes_on(introduction: str, demand: str) -> str:
    before = shorten(introduction, _SHOWN, placeholder=" ...")
    message = f', as a report does: it goes on from "{before}", so begin with the verb'
    asked = _ASKED.match(demand)
    return f'{message}: "{shorten(asked[1], _SHOWN, placeholder=" ...")}"' if asked else message


@dataclass(frozen=True, slots=True)
class _Patterns:
    begins: re.Pattern[str]
    meanwhile: re.Pattern[str]
    participle: re.Pattern[str]
    waits: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    form = _FORMS[language]
    # Chinese has no spaces between words, and Arabic looks ahead by itself.
    end = "" if language in ("zh", "ja", "ar", "fa") else r"(?!\w)"
    urging = rf"(?:(?:{form.before})[\s,]+){{0,2}}(?P<words>(?:{form.urging}){end})"
    any_ = rf"(?:(?:{form.before})[\s,]+){{0,2}}(?P<words>(?:{form.any})(?!\w))"
    return _Patterns(
        begins=re.compile(urging, re.IGNORECASE),
        meanwhile=re.compile(rf"(?:{form.meanwhile})(?!\w)[^,،，;.]{{0,120}}[,،，]\s*{urging}", re.IGNORECASE),
        participle=re.compile(any_, re.IGNORECASE),
        waits=re.compile(rf"(?:^|[\s,])(?:{form.waits})$", re.IGNORECASE),
        ends=re.compile(rf"(?P<words>{form.at_end})[\s.;、。；]*$", re.IGNORECASE),
    )
