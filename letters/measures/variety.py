"""How much letters are like one another: a letter like the prepared one, and those of many people among themselves.

A text is taken as the set of its shingles, runs of five words that follow each other (Andrei Broder, "On the
Resemblance and Containment of Documents", Compression and Complexity of Sequences 1997, pp. 21-29). In scripts that put
no spaces between words, each character is taken for a word. Runs don't reach over the end of a paragraph, so that it
makes no difference in which order paragraphs stand.

A letter is measured by its containment in the prepared text with all its alternatives: which part of the letter's own
shingles is there. Its resemblance (Jaccard's index) would be low for a letter that is copied word for word, as it holds
only some of the alternatives. Two letters are measured by their resemblance, which is the same from either side.
Lists of demands are left out, as every letter has to make them in the same words.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cache
from itertools import combinations

from letters.appeal.appeal import Appeal
from letters.compose import Words, compose, demands_of
from letters.letter import Letter, Paragraph
from letters.supporter import Supporter
from letters.typed import folded

RUN = 5
"""Words, or characters, of a shingle."""
LETTERS = 1000
"""So many letters tell how much those of an appeal are alike."""
TOO_ALIKE = 0.8
"""Above this mean resemblance a reader takes letters for copies of one; our own limit."""
SHORT = 60
"""Shingles of a prepared text beside which own words weigh more."""
MOSTLY_PREPARED = 0.5
"""From this share on, a letter is told how much of it is as prepared."""

Shingle = tuple[str, ...]

# Han, Hiragana, Katakana, Bopomofo, Thai, Lao, Khmer, Myanmar and Tibetan (Unicode, Scripts.txt): their writers put
# spaces between sentences or syllables, if anywhere.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
    "\u0e01-\u0e3a\u0e40-\u0e5b\u0e81-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9fe\uaa60-\uaa7f"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def shingles(text: str) -> frozenset[Shingle]:
    """The text's runs of five words; of a shorter one all its words, and nothing of one that has none.

    Capitals, accents and punctuation make no difference.
    """
    words = _words(text)
    runs = max(len(words) - RUN, 0) + 1
    return frozenset(tuple(words[at : at + RUN]) for at in range(runs)) if words else frozenset()


def containment(text: Set[Shingle], other: Set[Shingle]) -> float:
    """Which part of a text's shingles the other one has too: 0 to 1; 0 of a text without any."""
    return len(text & other) / len(text) if text else 0.0


def resemblance(text: Set[Shingle], other: Set[Shingle]) -> float:
    """How many of the shingles of both texts are in either, of all that there are: 0 to 1; 1 of two without any."""
    both = len(text | other)
    return len(text & other) / both if both else 1.0


def shingles_of(letter: Letter) -> frozenset[Shingle]:
    """The shingles of the letter's paragraphs."""
    texts = (block.text for block in letter.body if isinstance(block, Paragraph))
    return frozenset(run for text in texts for run in shingles(text))


def prepared_share(letter: Letter, appeal: Appeal, supporter: Supporter) -> float:
    """Which part of the letter is as its appeal has prepared it, in whatever choice of points: 0 to 1."""
    language = letter.language_code
    whole = _composed(appeal, letter.addressee, supporter, language, _choices(appeal, language))
    # Demands that somebody has turned into sentences are prepared, too.
    demands = demands_of(appeal, letter.addressee, supporter, language)
    prepared = shingles_of(whole).union(*map(shingles, demands))
    return containment(shingles_of(letter), prepared)


def is_short(appeal: Appeal, key: str, supporter: Supporter, language: str) -> bool:
    """Whether so little is prepared that a few sentences of one's own outweigh it."""
    whole = _composed(appeal, key, supporter, language, _choices(appeal, language))
    return len(shingles_of(whole)) < SHORT


def likeness(
    appeal: Appeal, key: str, supporter: Supporter, *, language: str, seed: int = 1, number: int = LETTERS
) -> float:
    """The mean resemblance of any two of so many letters in which points were ticked at random and nothing added.

    Each point is ticked in half of the letters to the addressee `key`. The same seed gives the same letters, and the
    same mean. `number` is at least 2.
    """
    choices = _choices(appeal, language)
    chance = random.Random(seed)  # noqa: S311 it is to repeat itself, and keeps nothing secret
    ticked = Counter(frozenset(point for point in choices if chance.random() < 0.5) for _ in range(number))
    return _mean(
        {points: shingles_of(_composed(appeal, key, supporter, language, points)) for points in ticked}, ticked
    )


def _mean(sets: Mapping[frozenset[str], Set[Shingle]], counts: Mapping[frozenset[str], int]) -> float:
    """Over all pairs of letters; those with the same points ticked are the same letter."""
    total = sum(counts.values())
    alike: float = sum(count * (count - 1) // 2 for count in counts.values())
    # As bits of a number, half a million pairs take a fraction of a second.
    bits = _as_bits(sets)
    for one, other in combinations(bits, 2):
        both = (bits[one] | bits[other]).bit_count()
        same = (bits[one] & bits[other]).bit_count() / both if both else 1.0
        alike += counts[one] * counts[other] * same
    return alike / (total * (total - 1) // 2)


def _as_bits(sets: Mapping[frozenset[str], Set[Shingle]]) -> dict[frozenset[str], int]:
    place = {run: at for at, run in enumerate(sorted(frozenset().union(*sets.values())))}
    return {name: sum(1 << place[run] for run in runs) for name, runs in sets.items()}


def _composed(appeal: Appeal, key: str, supporter: Supporter, language: str, points: Iterable[str]) -> Letter:
    date = dt.date(2000, 1, 1)  # the body carries no date
    return compose(appeal, key, supporter, Words(points=frozenset(points)), language=language, date=date)


def _choices(appeal: Appeal, language: str) -> tuple[str, ...]:
    return appeal.texts_in(language).letter.choices


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(unicodedata.normalize("NFC", text)).translate(_marks()))


@cache
def _marks() -> dict[int, None]:
    """Marks that stand on letters, and are often left out, as a table that takes them away: Arabic's vowels."""
    return {code: None for code in range(0x300, 0x20000) if unicodedata.category(chr(code)) == "Mn"}
