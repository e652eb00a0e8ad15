"""The number of a group's letters to one appeal, under which it reports how many were posted: `D3X0-68DC-DE93`.

It tells the appeal and the pack apart, and says by which channel the letters go and how many were printed, so that
whoever has nothing but the tally can report them. A number of a sheet of signatures is never taken for one, nor is one
with a wrong character or two that have changed places (`signing.checked`).
"""

from __future__ import annotations

from dataclasses import dataclass

from letters.channel import Channel
from letters.errors import Refused, gettext_noop
from letters.signing.checked import MODULUS, check_sign, read, signs_for, strange_sign, total, typed_signs, written

_APPEAL, _COUNT, _PACK, _GROUP = 3, 3, 5, 4  # characters
_LENGTH = _APPEAL + _COUNT + _PACK + 1
_SUM, _SHEETS = 2, 1
_CHANNELS = tuple(Channel)
MAX_LETTERS = MODULUS**_COUNT // len(_CHANNELS) - 1
"""A pack of more letters doesn't say how many."""

WRONG_LENGTH = gettext_noop("The number of a pack has {length} characters, such as {example}. This one has {found}.")
STRANGE = gettext_noop("No pack has the character {sign} in its number. Please look at it once more.")
OF_A_SHEET = gettext_noop("This is the number of a sheet of signatures, not of a pack of letters.")
MISREAD = gettext_noop(
    "This is no pack's number: a character is wrong, or two have changed places. Please look at it once more."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNumber:
    """The letters of a pack to one appeal: characters that stand for the two; 0 letters: they are too many to say."""

    appeal: str
    channel: Channel
    letters: int
    pack: str

    def __str__(self) -> str:
        count = written(self.letters * len(_CHANNELS) + _CHANNELS.index(self.channel), _COUNT)
        body = self.appeal + count + self.pack
        whole = body + check_sign(body, _SUM)
        return "-".join(whole[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))

    def is_of(self, appeal: str) -> bool:
        """Whether these are letters to the appeal with that slug."""
        return self.appeal == signs_for(appeal, _APPEAL)


def pack_number(appeal: str, channel: Channel, letters: int, pack: str) -> PackNumber:
    """The number of so many letters to the appeal with that slug, in the pack that `pack` stands for.

    The same letters always have the same number.
    """
    said = letters if letters <= MAX_LETTERS else 0
    return PackNumber(
        appeal=signs_for(appeal, _APPEAL), channel=channel, letters=said, pack=signs_for(f"{appeal}\0{pack}", _PACK)
    )


def parse_pack_number(text: str) -> PackNumber:
    """The letters that a typed number stands for, in small letters or capitals, with hyphens or without.

    Raises Refused for what is no number of a pack, or has been misread.
    """
    signs = typed_signs(text)
    if len(signs) != _LENGTH:
        raise Refused(WRONG_LENGTH, length=_LENGTH, example="D3X0-68DC-DE93", found=len(signs))
    if strange := strange_sign(signs):
        raise Refused(STRANGE, sign=strange)
    if total(signs) != _SUM:
        raise Refused(OF_A_SHEET if total(signs) == _SHEETS else MISREAD)
    number = read(signs[_APPEAL : _APPEAL + _COUNT])
    letters, channel = divmod(number, len(_CHANNELS))
    return PackNumber(
        appeal=signs[:_APPEAL], channel=_CHANNELS[channel], letters=letters, pack=signs[_APPEAL + _COUNT : -1]
    )
