"""The blocks of which an appeal's letter is made."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, Field, Tag, field_validator, model_validator

from letters.appeal.authortext import LOOKS, AuthorText
from letters.errors import nearest_word
from letters.fields import shapes
from letters.fields.text import Key, Text
from letters.yamlfile.validation import Frozen, FrozenMapping, problem


class _Block(Frozen):
    only_to: tuple[Key, ...] = ()
    """keys of the addressees to whom this block goes; leave it out for all"""

    def is_for(self, addressee: str) -> bool:
        """Whether the block belongs into the letter to this addressee."""
        return not self.only_to or addressee in self.only_to


class Paragraph(_Block):
    """A paragraph that every letter has."""

    text: AuthorText
    """the paragraph"""


class Points(_Block):
    """Paragraphs to choose from: the supporter ticks, each choice adds its paragraph."""

    points: Text
    """what the supporter is asked, above the choices"""
    choices: FrozenMapping[Key, AuthorText] = Field(min_length=1, json_schema_extra={"minProperties": 1})
    """a short name for each choice, and the paragraph that it adds"""


class OwnWords(_Block):
    """The place for the supporter's own words."""

    own_words: Text
    """what the supporter is asked to write about"""
    hint: Text | None = None
    """what she could say"""


class Demands(_Block):
    """What the letter asks for: an introduction, and items that survive all editing."""

    demands: AuthorText
    """the introduction, such as `I call on you to`"""
    items: tuple[AuthorText, ...] = Field(min_length=1)
    """what is asked for; introduction and items read as one sentence"""


Block = Paragraph | Points | OwnWords | Demands

_BY_FIELD = {"points": Points, "own_words": OwnWords, "demands": Demands, "text": Paragraph}


_MOST_NAMES = 20
"""Of so many unknown names it is asked which was meant."""


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        if field := next((field for field in _BY_FIELD if field in value), None):
            return _BY_FIELD[field].__name__
        mistyped = (nearest_word(name, _BY_FIELD) for name in islice(value, _MOST_NAMES))
        return next((_BY_FIELD[field].__name__ for field in mistyped if field), None)
    return type(value).__name__ if isinstance(value, _Block) else "Paragraph"


class LetterText(Frozen):
    """The text of the letter, in one language."""

    model_config = ConfigDict(json_schema_extra=shapes.plain_texts_in("body", LOOKS))

    subject: AuthorText | None = None
    """the subject line; a letter of solidarity has none"""
    body: tuple[
        Annotated[
            Annotated[Paragraph, Tag("Paragraph")]
            | Annotated[Points, Tag("Points")]
            | Annotated[OwnWords, Tag("OwnWords")]
            | Annotated[Demands, Tag("Demands")],
            Discriminator(
                _kind,
                custom_error_type="no_block",
                custom_error_message="isn't a block: it has neither points, own_words nor demands; "
                "if it is a paragraph that contains ': ', put it between double quotes",
            ),
        ],
        ...,
    ] = Field(min_length=1)
    """the blocks, in the order in which they are printed"""

    @model_validator(mode="before")
    @classmethod
    def _plain_strings_are_paragraphs(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("body"), list):
            return data
        body = [{"text": block} if isinstance(block, str) else block for block in data["body"]]
        return {**data, "body": body}

    @property
    def choices(self) -> tuple[str, ...]:
        """The name of every choice among the points, in their order."""
        return tuple(choice for block in self.body if isinstance(block, Points) for choice in block.choices)

    @field_validator("body")
    @classmethod
    def _choices_are_unique(cls, body: tuple[Block, ...]) -> tuple[Block, ...]:
        seen: set[str] = set()
        for index, block in enumerate(body):
            for choice in block.choices if isinstance(block, Points) else ():
                if choice in seen:
                    raise problem("A305", "another choice of this letter has the same name", index, "choices", choice)
                seen.add(choice)
        return body
