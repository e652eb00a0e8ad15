"""How a letter reads: how long it is, how long somebody needs for it, and which of its sentences is the longest.

Rates: Susanne Trauzettel-Klosinski, Klaus Dietz and the IReST Study Group, "Standardized Assessment of Reading
Performance: The New International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science 53 (2012),
5452-5461, doi:10.1167/iovs.11-8284: means of healthy readers of 18 to 35 years, who read aloud, as one reads a letter
that matters. Greek and Persian were not studied; for them the mean of the study's seventeen languages is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from letters.language.sentences import counts_signs, length, sentences
from letters.letter import Letter, Paragraph

WORDS_PER_MINUTE = {
    **{"en": 228, "es": 218, "nl": 202, "fr": 195, "it": 188, "ru": 184, "pt": 181, "de": 179, "pl": 166, "tr": 166},
    "ar": 138,
}
SIGNS_PER_MINUTE = {"zh": 255, "ja": 357}
MEAN_OF_THE_STUDY = 184
"""Words a minute, for languages that were not studied."""
MAX_WORDS = 40
"""Longer sentences are hard to follow; our own limit."""
MAX_SIGNS = 120
"""The same for Chinese and Japanese, in letters and digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a letter reads. Lengths are in words, or in signs for Chinese and Japanese, which `unit` says."""

    length: int
    unit: str
    seconds: int
    longest: str
    longest_length: int

    @property
    def time(self) -> str:
        """The seconds as people say them: `1 min 25 s`."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def reading(letter: Letter) -> Reading:
    """How this letter reads, from its subject to its closing; each demand counts as a sentence of its own."""
    language = letter.language_code
    texts = [letter.subject, letter.salutation, *_body(letter), letter.closing]
    total = sum(length(text, language) for text in texts)
    longest = max((s for text in _body(letter) for s in sentences(text, language)), key=lambda s: length(s, language))
    return Reading(
        length=total,
        unit=unit(language),
        seconds=round(total * 60 / rate(language)),
        longest=longest,
        longest_length=length(longest, language),
    )


def rate(language: str) -> int:
    """How many words, or signs, of this language are read in a minute."""
    return (WORDS_PER_MINUTE | SIGNS_PER_MINUTE).get(language, MEAN_OF_THE_STUDY)


def unit(language: str) -> str:
    """What texts of this language are counted in: `words` or `characters`."""
    return "characters" if counts_signs(language) else "words"


def too_long(text: str, language: str) -> list[tuple[str, int]]:
    """The sentences of a text that are hard to follow, each with its length."""
    limit = MAX_SIGNS if counts_signs(language) else MAX_WORDS
    lengths = [(sentence, length(sentence, language)) for sentence in sentences(text, language)]
    return [(sentence, words) for sentence, words in lengths if words > limit]


def _body(letter: Letter) -> list[str]:
    texts: list[str] = []
    for block in letter.body:
        texts += [block.text] if isinstance(block, Paragraph) else [block.introduction, *block.items]
    return [text for text in texts if text]
