"""A name's initials: without titles, particles and what follows a name.

The tables hold words that are no names themselves; a word that can be both (Major, Don, King) counts as a name.
"""

from __future__ import annotations

import re
import unicodedata

_MOST = 4
_TITLES = frozenset(
    # English, and what other languages share with it
    "the rt dr drs prof professor doctor mr mrs ms miss mx sir dame lady lord hon honourable honorable rev revd"
    " reverend rabbi imam sheikh shaikh sister gen col lt sgt capt maj cpl ing eng arch"
    # French, Spanish, Portuguese, Italian
    " mme mlle mgr maître pr vve monsieur madame mademoiselle sr sra srta señor señora señorita dña dra profa lic exmo"
    " exma senhor senhora sig sigra signor signora signorina dott dottore dottssa dottoressa profssa professore"
    " professoressa avv rag geom"
    # German, Dutch, the Nordic languages
    " herr frau hr fr mag dipl dhr mw mevr mevrouw meneer ir mr"
    # Polish, Czech, Slovak, Hungarian
    " pan pani inż hab mgr bc mudr judr phdr rndr mvdr thdr paeddr ing doc"
    # Russian, Greek, Turkish
    " г-н г-жа господин госпожа проф к-т д-р κ κα κος δρ καθ sayın bay bayan av doç".split()
)
_DEGREES = (
    "ba bsc beng ma msc meng mba mphil phd dphil md llb llm jd edd ded dsc csc drsc bed med rn cpa frs obe mbe cbe"
    " kc qc"
    " esq mp mep msp mla mpp mdb mdl mdep mdnr mdbb sj op osb ofm fh"
).split()
_SUFFIXES = frozenset(("jr jnr sr snr jun sen junior senior ii iii iv filho neto " + " ".join(_DEGREES)).split())
# What reads like a name unless it is written as a degree is.
_ONLY_IN_CAPITALS = frozenset("ma med op fh ba sen sr jun junior senior filho neto".split())
_PARTS = re.compile(r"[-‐‑\s]+")
_ARTICLES = frozenset("al el".split())


def initials_of(name: str) -> str:
    """`A. B.` for Dr. Ada Byron, PhD; nothing where a name's script has no initials."""
    words = _without_suffixes(_without_titles(name))
    parts = [part for word in words for part in _parts(word)]
    letters = [letter for part in _without_particles(parts) if (letter := _first_letter(part))]
    if not all(letter.upper() != letter.lower() for letter in letters):
        return ""
    return " ".join(f"{_capital(letter)}." for letter in letters[:_MOST])


def _without_titles(name: str) -> list[str]:
    """The words from the first that is no title: Prof. Dr. h. c. Dipl.-Ing. Maya Lind."""
    before, comma, after = name.partition(",")
    words = before.split()
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
        # What a title is in: med., phil., rer. nat., h. c.
        while len(words) > 1 and words[0].endswith(".") and words[0][0].islower():
            words = words[1:]
    return [*words, *(["," + after] if comma else [])]


def _is_title(word: str) -> bool:
    # An initial isn't Monsieur: M. Lind.
    parts = [part for part in re.split(r"[.\-‐‑]", word.casefold()) if part]
    joined = "".join(parts)
    titles = joined in _TITLES or word.casefold().rstrip(".") in _TITLES
    return len(joined) > 1 and (titles or (len(parts) > 1 and all(part in _TITLES for part in parts)))


def _without_suffixes(words: list[str]) -> list[str]:
    """The words before Jr., III, PhD, and before a comma that only such words follow."""
    if words and words[-1].startswith(","):
        after = words.pop()[1:].replace(",", " ").split()
        words += [word for word in after if not _is_suffix(word, behind_comma=True)]
    while len(words) > 1 and _is_suffix(words[-1], behind_comma=len(words) > 2):
        words = words[:-1]
    return words


def _is_suffix(word: str, *, behind_comma: bool) -> bool:
    plain = word.replace(".", "")
    if plain.casefold() not in _SUFFIXES:
        return False
    if plain.casefold() in _ONLY_IN_CAPITALS:
        return word.endswith(".") or (behind_comma and plain.isupper())
    # Iv is a name, IV a number; without a dot a suffix has a capital.
    return plain[:1].isupper() and (plain.isupper() or plain.casefold() not in ("ii", "iii", "iv"))


def _parts(word: str) -> list[str]:
    """The parts of a double name; the article of an Arabic one belongs to what follows it."""
    parts = [part for part in _PARTS.split(word) if part]
    return [part for part in parts[:-1] if part.casefold() not in _ARTICLES] + parts[-1:]


def _without_particles(parts: list[str]) -> list[str]:
    """The parts without wa, van, de, bin: in small letters, before another and among capitals."""
    if not any(part[0].isupper() for part in parts):
        return parts
    return [part for part in parts[:-1] if any(sign.isupper() for sign in part)] + parts[-1:]


def _first_letter(part: str) -> str:
    """The letter that stands for the part: d'Angelo has its capital inside; the Dutch IJ is one letter."""
    if part.startswith("IJ") and not part.isupper():
        return "IJ"
    letters = [sign for sign in part if sign.isalpha()]
    elided = re.match(r"[^\W\d_]{1,2}['’](?=[^\W\d_])", part)
    capital = next((sign for sign in letters if sign.isupper()), "") if elided and part[0].islower() else ""
    return capital or (letters[0] if letters else "")


def _capital(letter: str) -> str:
    # Georgian has capitals in Unicode, but writes names without them; ß has none of one sign.
    if "GEORGIAN" in unicodedata.name(letter[0], "") or len(letter.upper()) > len(letter):
        return letter
    return letter.upper()
