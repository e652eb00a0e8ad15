"""An appeal's texts, language by language: its own, and a translation's with the appeal's where it has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letters.appeal import Texts
from letters.appealfile import AppealFile
from letters.translationfile import Translation


def own_texts(facts: AppealFile) -> Texts:
    """What the appeal says in its own language."""
    return Texts(
        title=facts.title,
        summary=facts.summary,
        about=tuple(person.about for person in facts.people),
        letter=facts.letter,
        background=facts.background,
        rules=facts.rules,
        outcome=facts.outcome,
        photo=facts.photo.alt if facts.photo else None,
        news=tuple(document.news for document in facts.earlier),
    )


def translated(translation: Translation, facts: AppealFile) -> Texts:
    """What the translation says, and in the appeal's own language what it does not say."""
    own = own_texts(facts)
    about = _in_order([person.about for person in translation.people], len(own.about))
    news = _in_order([document.news for document in translation.earlier], len(own.news))
    photo = translation.photo.alt if translation.photo else None
    pairs = {
        "background": (translation.background, own.background),
        "rules": (translation.rules, own.rules),
        "outcome": (translation.outcome, own.outcome),
        "photo": (photo, own.photo),
        **{f"people[{index}]": pair for index, pair in enumerate(zip(about, own.about, strict=True))},
        **{f"earlier[{index}]": pair for index, pair in enumerate(zip(news, own.news, strict=True))},
    }
    return Texts(
        title=translation.title,
        summary=translation.summary,
        about=tuple(_filled(about, own.about)),
        letter=translation.letter,
        background=translation.background or own.background,
        rules=translation.rules or own.rules,
        outcome=translation.outcome or own.outcome,
        photo=photo or own.photo,
        news=tuple(_filled(news, own.news)),
        untranslated=frozenset(name for name, (ours, theirs) in pairs.items() if theirs and not ours),
    )


def _in_order(texts: Sequence[str | None], number: int) -> list[str | None]:
    """As many texts as the appeal has, with gaps at the end where the translation has fewer."""
    return [*texts, *[None] * number][:number]


def _filled(ours: Sequence[str | None], own: Sequence[str | None]) -> Iterator[str | None]:
    yield from (text or theirs for text, theirs in zip(ours, own, strict=True))
