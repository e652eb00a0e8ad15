"""The blocks of which an appeal's letter is made."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from letters.authortext import AuthorText
from letters.fields import Key, Text
from letters.schema import Frozen, FrozenMapping, nearest_word, problem


class _Block(Frozen):
    only_to: tuple[Key, ...] = ()

    def is_for(self, addressee: str) -> bool:
        """Whether the block belongs into the letter to this addressee."""
        return not self.only_to or addressee in self.only_to


class Paragraph(_Block):
    """A paragraph that every letter has."""

    text: AuthorText


class Points(_Block):
    """Paragraphs to choose from: the supporter ticks, each choice adds its paragraph."""

    points: Text
    choices: FrozenMapping[Key, AuthorText] = Field(min_length=1)


class OwnWords(_Block):
    """The place for the supporter's own words."""

    own_words: Text
    hint: Text | None = None


class Demands(_Block):
    """What the letter asks for: an introduction, and items that survive all editing."""

    demands: AuthorText
    items: tuple[AuthorText, ...] = Field(min_length=1)


Block = Paragraph | Points | OwnWords | Demands

_BY_FIELD = {"points": Points, "own_words": OwnWords, "demands": Demands, "text": Paragraph}


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        mistyped = [near for name in value if (near := nearest_word(name, _BY_FIELD))]
        return next((_BY_FIELD[field].__name__ for field in [*(f for f in _BY_FIELD if f in value), *mistyped]), None)
    return type(value).__name__ if isinstance(value, _Block) else "Paragraph"


class LetterText(Frozen):
    """The text of the letter, in one language."""

    subject: AuthorText | None = None
    body: tuple[
        Annotated[
            Annotated[Paragraph, Tag("Paragraph")]
            | Annotated[Points, Tag("Points")]
            | Annotated[OwnWords, Tag("OwnWords")]
            | Annotated[Demands, Tag("Demands")],
            Discriminator(
                _kind,
                custom_error_type="no_block",
                custom_error_message="is no block: it has none of points, own_words and demands; "
                "if it is a paragraph that contains ': ', put it between double quotes",
            ),
        ],
        ...,
    ] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _plain_strings_are_paragraphs(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("body"), list):
            return data
        body = [{"text": block} if isinstance(block, str) else block for block in data["body"]]
        return {**data, "body": body}

    @field_validator("body")
    @classmethod
    def _choices_are_unique(cls, body: tuple[Block, ...]) -> tuple[Block, ...]:
        seen: set[str] = set()
        for index, block in enumerate(body):
            for choice in block.choices if isinstance(block, Points) else ():
                if choice in seen:
                    raise problem("another choice of this letter has the same name", index, "choices", choice)
                seen.add(choice)
        return body
