"""An appeal as a sheet that groups hand out: what it says, in any language of letters, without any layout.

`content` is what stands on it, `composing` fills it from an appeal; `words` are the phrases that it says by itself.
This room may import `compose` and `library`.
"""

from letters.handout.composing import hand_out
from letters.handout.content import Handout

__all__ = ["Handout", "hand_out"]
