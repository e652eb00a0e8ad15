"""The model letter: an appeal's letter with places to fill in where a supporter's letter is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.authortext import fill
from letters.appeal.body import Block, Demands, OwnWords, Points
from letters.appeal.body import Paragraph as ParagraphBlock
from letters.compose import demand_list
from letters.edited import parse
from letters.handout.content import Choices, LetterPart, ModelLetter, OwnWordsPlace, Passage
from letters.handout.words import WORDS
from letters.language import LANGUAGES

Values = Mapping[str, Mapping[str, str]]


def model_letter(appeal: Appeal, language: str) -> ModelLetter:
    """The appeal's letter to all of its addressees, with every choice."""
    tongue, text = LANGUAGES[language], appeal.texts_in(language).letter
    readers = tuple(appeal.to.values())
    return ModelLetter(
        subject=tongue.typographic(fill(text.subject, _values(readers, language))) if text.subject else "",
        salutations=_each(readers, [who.salutation[language] for who in readers], language),
        parts=tuple(_part(appeal, block, language) for block in text.body),
        closings=_each(readers, [who.closing.get(language, tongue.closing) for who in readers], language),
    )


def _each(readers: Sequence[Addressee], said: Sequence[str], language: str) -> tuple[tuple[str, str], ...]:
    """What is said to whom; once, and to nobody by name, where it is the same for all."""
    if len(set(said)) == 1:
        return (("", said[0]),)
    return tuple((who.name_in(language), words) for who, words in zip(readers, said, strict=True))


def _part(appeal: Appeal, block: Block, language: str) -> LetterPart:
    tongue, words = LANGUAGES[language], WORDS[language]
    readers = [who for key, who in appeal.to.items() if block.is_for(key)]
    values = _values(readers, language)
    names = tongue.separator.join(who.name_in(language) for who in readers)
    only_to = words.only_to.format(names=names) if len(readers) < len(appeal.to) else ""
    match block:
        case ParagraphBlock():
            return Passage(text=parse(fill(block.text, values), tongue), only_to=only_to)
        case Demands():
            return Passage(text=(demand_list(block, values, tongue),), only_to=only_to)
        case Points():
            choices = tuple(parse(fill(choice, values), tongue) for choice in block.choices.values())
            return Choices(ask=tongue.typographic(block.points), choices=choices, only_to=only_to)
        case OwnWords():
            ask, hint = tongue.typographic(block.own_words), tongue.typographic(block.hint or "")
            return OwnWordsPlace(ask=ask, hint=hint, only_to=only_to)


def _values(readers: Sequence[Addressee], language: str) -> Values:
    """What stands at the names' places: the reader where there is only one, else what is to be filled in."""
    words = WORDS[language]
    name, office = f"[{words.their_name}]", f"[{words.their_office}]"
    if len(readers) == 1:
        name, office = readers[0].name_in(language), readers[0].office or ""
    return {
        "addressee": {"name": name, "office": office},
        "supporter": {
            "name": f"[{words.your_name}]",
            "town": f"[{words.your_town}]",
            "country": f"[{words.your_country}]",
        },
    }
