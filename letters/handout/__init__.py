"""An appeal as a sheet that groups hand out: what it says, in any language of letters, without any layout.

`content` is what stands on it, `composing` fills it from an appeal, with `letter` for the model letter and
`recipients` for who is written to; `words` are the phrases that it says by itself.
"""

from letters.handout.composing import hand_out
from letters.handout.content import Handout

__all__ = ["Handout", "hand_out"]
