"""The blocks of which an appeal's letter is made."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, model_validator

from letters.authortext import AuthorText
from letters.fields import Key, Text
from letters.schema import Frozen


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
    choices: dict[Key, AuthorText] = Field(min_length=1)


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


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return next((kind.__name__ for field, kind in _BY_FIELD.items() if field in value), "Paragraph")
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
            Discriminator(_kind),
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

    @model_validator(mode="after")
    def _choices_are_unique(self) -> Self:
        ids = [choice for block in self.body if isinstance(block, Points) for choice in block.choices]
        twice = sorted({choice for choice in ids if ids.count(choice) > 1})
        if twice:
            raise ValueError(f"two choices have the same name: {', '.join(twice)}")
        return self
