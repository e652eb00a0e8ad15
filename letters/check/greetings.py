"""How letters begin and end, by language, as patterns of regular expressions. Data only."""

from __future__ import annotations

from collections.abc import Mapping

BEGINNINGS: Mapping[str, str] = {
    "en": r"dear\b",
    "fr": r"ch(?:er|ère)s?\b",
    "es": r"(?:muy\s+)?(?:estimad|excelentísim|distinguid|respetad)[oa]s?\b",
    "de": r"(?:sehr\s+)?(?:ge|ver|hochver)ehrte[rns]?\b",
    "it": r"egregi[oae]?\b|gentil(?:e|i|issim[oa])\b|illustrissim[oa]\b",
    "pt": r"(?:excelentíssim|prezad|ilustríssim)[oa]s?\b|exm[oa]s?\b",
    "nl": r"(?:hoog)?geachte\b",
    "pl": r"(?:wielce\s+)?szanown\w{1,4}\b",
    "ru": r"(?:глубоко|много)?уважаем\w{2,3}\b",
    "el": r"αξιότιμ\w{1,3}\b|εξοχότατ\w{1,3}\b|αγαπητ\w{1,3}\b",
    "zh": r"(?:尊敬的|敬爱的|亲爱的)(?=[^，。：\n]{0,20}：)",
    "ja": r"拝啓|謹啓|前略",
}
"""What a salutation begins with; a comma or colon follows, and perhaps the letter on the same line."""

TITLES: Mapping[str, str] = {
    "en": r"(?:sir|madam|mr|mrs|ms|(?:your\s+(?:royal\s+)?)?(?:excellency|majesty|highness)|to\s+whom|honou?rable)\b",
    "fr": r"(?:monsieur|madame|messieurs|mesdames|monseigneur|maître|(?:votre\s+)?excellence)\b",
    "es": r"(?:señor(?:a|es|as)?|querid[oa]s?|(?:su\s+)?excelencia)\b",
    "de": r"(?:liebe[rs]?|guten\s+tag|herr|frau|(?:eure\s+)?exzellenz)\b",
    "it": r"(?:signor[ea]?|onorevole|spettabile|car[oa]|(?:vostra\s+)?eccellenza)\b",
    "pt": r"(?:senhor(?:a|es|as)?|vossa\s+excelência|car[oa]s?)\b",
    "nl": r"(?:beste|mijnheer|mevrouw|excellentie|edelachtbare)\b",
    "pl": r"(?:pani[e]?|panowie|drog[ai]|(?:wasza\s+)?ekscelencjo)\b",
    "ru": r"(?:дорог\w{2}|господин|госпожа|ваше\s+превосходительство)\b",
    "tr": r"(?:sayın|saygıdeğer|değerli|ekselansları)\b",
    "el": r"κύρι[εα]\b|κυρία\b",
    "ar": r"(?:السيدة?|سعادة|معالي|فخامة|سيادة|دولة|حضرة|عزيزي|عزيزتي|تحية\s+طيبة)\b",
    "fa": r"(?:آقای|خانم|حضرت|جناب|عالیجناب|با\s+سلام)\b",
    "zh": r"尊敬的|敬爱的|亲爱的|阁下",
    "ja": r"親愛なる",
}
"""What begins a salutation only where a whole line is one: a sentence may begin so as well."""

ENDINGS: Mapping[str, str] = {
    "en": r"yours\s+(?:very\s+)?(?:sincerely|faithfully|truly|respectfully)|(?:sincerely|respectfully)(?:\s+yours)?"
    r"|(?:with\s+)?(?:kind|best|warm)(?:est)?\s+(?:regards|wishes)",
    "fr": r"cordialement|respectueusement|(?:mes\s+)?(?:sincères|respectueuses|meilleures)\s+salutations"
    r"|(?:veuillez|nous\s+vous\s+prions|je\s+vous\s+prie)\b[^.!?\n]{0,80}\b(?:agréer|recevoir)\b[^.!?\n]{0,200}",
    "es": r"(?:(?:le|les)\s+saluda[mn]?o?s?\s+)?(?:muy\s+)?(?:atentamente|cordialmente|respetuosamente)"
    r"|(?:un\s+)?(?:cordial|atento)\s+saludo|saludos\s+cordiales",
    "de": r"mit\s+(?:\w+en\s+)?(?:freundlichen|besten|herzlichen)\s+grü(?:ß|ss)en|hochachtungsvoll"
    r"|freundliche\s+grü(?:ß|ss)e|mit\s+(?:freundlichem\s+gru(?:ß|ss)|vorzüglicher\s+hochachtung)",
    "it": r"(?:cordiali|distinti|i\s+miei\s+migliori)\s+saluti|cordialmente|con\s+osservanza|in\s+fede",
    "pt": r"atenciosamente|cordialmente|respeitosamente|com\s+os\s+(?:melhores|meus)\s+cumprimentos",
    "nl": r"hoogachtend|met\s+(?:vriendelijke|hartelijke)\s+groet(?:en)?|met\s+(?:de\s+)?(?:meeste\s+)?hoogachting",
    "pl": r"z\s+(?:wyrazami\s+szacunku|poważaniem|uszanowaniem)|łączę\s+wyrazy\s+szacunku",
    "ru": r"с\s+(?:глубоким\s+|искренним\s+)?уважением|искренне\s+ваш\w?",
    "tr": r"(?:en\s+derin\s+)?saygılarım(?:ız)?la",
    "el": r"με\s+(?:εκτίμηση|τιμή|σεβασμό)",
    "ar": r"و?تفضلوا\s+بقبول|مع\s+(?:فائق|خالص)\s+(?:الاحترام|التقدير|التحية)|مع\s+الاحترام",
    "fa": r"با\s+(?:احترام|تقدیم\s+احترام)",
    "zh": r"此致|敬礼|敬上",
    "ja": r"敬具|謹白|草々",
}
"""How a letter closes; the name may follow."""
