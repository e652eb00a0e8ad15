"""Sentences of a letter that are too long to follow."""

from __future__ import annotations

from collections.abc import Iterator

from letters.check.version import Version
from letters.errors import Finding
from letters.readability import MAX_SIGNS, MAX_WORDS, too_long, unit
from letters.sentences import counts_signs, length


def long_sentences(version: Version) -> Iterator[Finding]:
    """A warning for each sentence of the letter that is over the limit."""
    limit = MAX_SIGNS if counts_signs(version.language) else MAX_WORDS
    for path, text in version.passages():
        # The quick way out: most texts are shorter than one long sentence.
        if length(text, version.language) <= limit:
            continue
        for sentence, size in too_long(text, version.language):
            start = " ".join(sentence.split()[:5])[:30]
            words = f"{size} {unit(version.language)}"
            message = f'the sentence "{start} ..." has {words}; {limit} are as much as people follow: make two of it'
            yield version.warning(path, "A409", message, start)
