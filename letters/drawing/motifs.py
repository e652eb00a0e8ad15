"""What is drawn: for each topic a few planes of folded paper, on a page of 600 by 400, lit from the upper left.

A plane says what it is, not its colour: `far` and `near` are ground and what stands on it, `paper` and `shade` the two
sides of a folded sheet, `ink` what is dark, `light` the one warm thing in the picture, `glow` what it falls on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

WIDTH, HEIGHT = 600, 400


@dataclass(frozen=True, slots=True)
class Plane:
    """One plane: its role, its outline as SVG's path data, and the width of its line where it is only a line."""

    role: str
    outline: str
    line: float = 0


def _disc(x: float, y: float, radius: float) -> str:
    around = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:g} {y:g}{around} {2 * radius:g} 0{around}-{2 * radius:g} 0z"


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:g} {y:g}h{width:g}v{height:g}h-{width:g}z"


def _planes(*planes: tuple[str, str] | tuple[str, str, float]) -> tuple[Plane, ...]:
    return tuple(Plane(*plane) for plane in planes)


_FLOOR = ("far", "M0 318H600V400H0z")

_WINDOW = _planes(
    _FLOOR,
    ("glow", "M400 62L492 62 330 400H96z"),
    ("paper", _box(400, 62, 92, 110)),
    ("light", "M400 172V128L492 96V172z"),
    *(("deep", _box(x, 56, 9, 122)) for x in (420, 442, 464)),
    ("paper", "M182 338l92-12 26 30-98 14z"),
    ("shade", "M182 338l92-12-36 26z"),
)
_DOOR = _planes(
    _FLOOR,
    ("glow", "M262 318H382L520 400H204z"),
    ("light", _box(262, 76, 120, 242)),
    ("paper", "M322 76H382V318H262V250z"),
    ("near", "M262 76L196 50V356L262 318z"),
    ("deep", _disc(208, 208, 6)),
    ("paper", "M330 346l74-6 34 26-82 8z"),
    ("shade", "M330 346l74-6-26 20z"),
)
_DAWN = _planes(
    ("light", _disc(320, 236, 84)),
    ("near", "M0 246L120 196 236 252 372 208 484 258 600 214V400H0z"),
    ("far", "M0 318L150 252 300 330 470 268 600 316V400H0z"),
    ("paper", "M150 252L300 330 150 400H0V318z"),
    ("shade", "M150 252L300 330 150 400z"),
    ("paper", "M176 116l44 10 14-26 6 32 40 8-46 10z"),
    ("shade", "M220 126l14-26 6 32z"),
)
_BIRD = _planes(
    ("glow", "M0 0H230L600 400H250z"),
    ("shade", "M322 214L452 66 396 214z"),
    ("paper", "M322 214L236 50 396 190z"),
    ("paper", "M92 282L322 214 420 222 330 290z"),
    ("shade", "M92 282L330 290 322 214z"),
    ("paper", "M396 190L420 222 330 290 452 210z"),
    ("light", "M452 210L490 216 440 222z"),
    ("ink", _disc(428, 206, 4)),
)
_PAGES = _planes(
    ("shade", "M262 58L462 90 414 376 214 344z"),
    ("paper", "M170 50H392V350H170z"),
    ("shade", "M352 50L392 90H352z"),
    *(("ink", _box(200, y, width, 15)) for y, width in ((112, 162), (142, 120), (202, 162), (232, 140), (292, 96))),
    ("light", _box(200, 172, 162, 15)),
    ("glow", _box(200, 262, 162, 15)),
)
_SCALES = _planes(
    ("far", "M0 336H600V400H0z"),
    ("paper", "M292 76h16v252h44v16H248v-16h44z"),
    ("shade", "M300 76h8v252h44v16h-52z"),
    ("paper", "M122 138L476 98 478 112 124 152z"),
    ("paper", "M130 150L86 250M130 150L174 250M470 112L426 212M470 112L514 212", 3),
    ("near", "M70 250H190C184 286 160 296 130 296S76 286 70 250z"),
    ("near", "M410 212H530C524 248 500 258 470 258S416 248 410 212z"),
    ("paper", "M88 198H172V250H88z"),
    ("shade", "M88 198L130 228 172 198z"),
    ("light", _disc(300, 70, 16)),
)
_LENS = _planes(
    ("far", _disc(300, 200, 182)),
    ("near", _disc(300, 200, 142)),
    ("paper", _disc(300, 200, 104)),
    ("shade", "M300 96a104 104 0 0 1 0 208z"),
    ("ink", _disc(300, 200, 62)),
    ("light", _disc(276, 176, 16)),
    ("paper", "M300 0V18M300 382V400M0 200H118M482 200H600", 4),
)
_ARCHES = _planes(
    ("far", "M120 400V220a180 180 0 0 1 360 0V400z"),
    ("near", "M168 400V222a132 132 0 0 1 264 0V400z"),
    ("paper", "M216 400V226a84 84 0 0 1 168 0V400z"),
    ("shade", "M300 142a84 84 0 0 1 84 84V400H300z"),
    ("light", "M258 400V232a42 42 0 0 1 84 0V400z"),
    ("glow", "M0 400L258 400 342 400 600 400V386H0z"),
)
_BOAT = _planes(
    ("light", _disc(448, 112, 40)),
    ("near", "M0 268Q75 246 150 268T300 268 450 268 600 268V400H0z"),
    ("paper", "M300 92V264H206z"),
    ("shade", "M300 92L394 264H300z"),
    ("paper", "M132 232L232 256H368L468 232 398 318H202z"),
    ("shade", "M300 256H368L468 232 398 318H300z"),
    ("far", "M0 306Q75 284 150 306T300 306 450 306 600 306V400H0z"),
    ("deep", "M0 350Q75 328 150 350T300 350 450 350 600 350V400H0z"),
)
_LEAF = _planes(
    ("far", "M0 330Q150 286 300 322T600 312V400H0z"),
    ("paper", "M300 330C176 276 170 130 300 44z"),
    ("shade", "M300 330C424 276 430 130 300 44z"),
    (
        "near",
        "M300 366V96M300 290L236 226M300 290L364 226M300 232L246 178M300 232L354 178M300 174L262 136M300 174L338 136",
        5,
    ),
    ("light", _disc(474, 96, 34)),
)
_KITE = _planes(
    ("glow", "M0 0H180L480 400H220z"),
    ("paper", "M336 46L252 130 336 258z"),
    ("shade", "M336 46L430 116 336 258z"),
    ("light", "M252 130L336 150 336 258z"),
    ("near", "M430 116L336 150 336 258z"),
    ("paper", "M336 258C330 310 280 290 250 330S190 360 132 400", 3),
    ("paper", "M292 296l-22-2 12 22zM292 296l20 10-4-24zM218 346l-20-8 6 24zM218 346l18 14 2-24z"),
)
_ONE_OF_MANY = _planes(
    *(
        (("near", _box(48 + 104 * column, 46 + 84 * row, 84, 58)))
        for row in range(4)
        for column in range(5)
        if (row, column) != (1, 3)
    ),
    *(
        (("far", f"M{48 + 104 * column} {46 + 84 * row}l42 34 42-34z"))
        for row in range(4)
        for column in range(5)
        if (row, column) != (1, 3)
    ),
    ("paper", "M346 128L452 106 468 182 362 204z"),
    ("shade", "M346 128L414 160 452 106z"),
    ("light", _disc(414, 158, 12)),
)
_ROOFS = _planes(
    ("light", _disc(132, 96, 44)),
    ("far", "M60 400V210L160 150V210L260 150V210L360 150V210L460 150V400z"),
    ("paper", "M160 150V210L70 204zM260 150V210L170 204zM360 150V210L270 204zM460 150V210L370 204z"),
    ("near", "M460 400V60H520V400z"),
    *(("deep", _box(x, 262, 44, 58)) for x in (92, 184, 368)),
    ("light", _box(276, 262, 44, 58)),
    ("glow", "M276 320H320L372 400H232z"),
)
_TOWERS = _planes(
    ("far", "M40 400V150H170V400z"),
    ("near", "M150 400V70H300V400z"),
    ("paper", "M280 400V120L440 84V400z"),
    ("shade", "M440 84L500 124V400H440z"),
    ("far", "M480 400V210H580V400z"),
    *(
        ("shade", _box(304 + 32 * column, 158 + 44 * row, 18, 24))
        for row in range(5)
        for column in range(4)
        if (row, column) != (2, 1)
    ),
    ("light", _box(336, 246, 18, 24)),
)
_VOICES = _planes(
    ("near", "M322 60H548V220H432L398 262V220H322z"),
    ("paper", "M70 112H356V282H196L148 338V282H70z"),
    ("shade", "M70 282L356 112V282H196L148 338V282z"),
    ("light", "M112 164H250V178H112z"),
    ("near", "M112 200H310V214H112zM112 236H216V250H112z"),
)
_BARRIER = _planes(
    ("far", "M0 236H600V400H0z"),
    ("near", "M276 236H324L470 400H130z"),
    ("paper", "M296 256h8l4 26h-16zM290 304h20l8 38h-36zM278 366h44l8 34h-60z"),
    ("deep", _box(96, 190, 36, 150)),
    ("paper", "M104 196L470 44 478 64 112 216z"),
    ("ink", "M178 165l40-17 8 20-40 17zM262 130l40-16 8 20-40 16zM346 96l40-17 8 20-40 17z"),
    ("light", _disc(466, 60, 17)),
)
_LIGHTHOUSE = _planes(
    ("glow", "M300 108L600 20V170zM300 108L0 40V150z"),
    ("far", "M0 320Q150 296 300 320T600 320V400H0z"),
    ("paper", "M266 136H300V330H246z"),
    ("shade", "M300 136H334L354 330H300z"),
    ("near", "M260 198L340 198 345 240H255z"),
    ("light", _box(274, 88, 52, 48)),
    ("paper", "M258 88L300 52 342 88z"),
    ("near", "M200 400Q230 322 300 322T400 400z"),
)
_GLASS = _planes(
    ("far", "M0 300H600V400H0z"),
    ("glow", "M180 60L262 60 470 400H250z"),
    ("near", "M228 96H372L352 336H248z"),
    ("paper", "M240 206H364L352 336H248z"),
    ("shade", "M300 206H364L352 336H300z"),
    ("glow", "M240 206Q270 194 302 206T364 206L362 222H241z"),
    ("paper", "M228 96L248 336H352L372 96", 5),
)
_RUIN = _planes(
    ("light", _disc(420, 150, 58)),
    ("near", "M330 400V196L366 214 392 176 420 230 462 206 488 262 520 244V400z"),
    ("paper", "M90 400V132L210 62 258 90 236 124 274 150 250 196 296 226 276 268 330 312V400z"),
    ("shade", "M210 62L258 90 236 124 274 150 250 196 296 226 276 268 330 312V400H210z"),
    *(("deep", _box(x, y, 34, 46)) for x, y in ((116, 166), (116, 252), (226, 252))),
    ("light", _box(162, 166, 30, 46)),
    ("far", "M0 400L40 352 110 366 190 338 270 372 352 346 440 376 520 352 600 384V400z"),
)
_ENVELOPE = _planes(
    ("glow", "M130 0H470L400 190H200z"),
    ("near", "M150 190L300 84 450 190z"),
    ("paper", _box(196, 84, 208, 210)),
    ("light", _box(226, 118, 148, 12)),
    ("shade", "M226 146h148v10H226zM226 170h110v10H226z"),
    ("paper", "M150 190L300 290 450 190V344H150z"),
    ("shade", "M150 344L264 266 300 290 336 266 450 344z"),
)
_SIGNATURES = _planes(
    ("shade", "M196 66L424 44 452 340 224 362z"),
    ("paper", "M174 48H404V352H174z"),
    ("shade", "M202 80h174v9H202zM202 100h174v9H202zM202 120h130v9H202z"),
    ("ink", "M206 190c14-24 22-24 18-4s14 16 22-2 16 18 28 4 24-8 34-2", 4),
    ("ink", "M206 236c10-8 14-30 20-14s-4 24 10 16 16-12 24-2 26 6 46-6", 4),
    ("light", "M206 284c16-26 20-18 18 2s18 4 26-8 10 12 24 6 20-10 44-2", 5),
    ("near", "M202 204H376M202 250H376M202 298H376", 2),
)
_FLOWER = _planes(
    ("glow", "M0 0H170L420 400H110z"),
    ("paper", "M300 330V176", 6),
    ("paper", "M300 176L262 96 300 120z"),
    ("shade", "M300 176L338 96 300 120z"),
    ("light", "M300 176L222 132 262 96zM300 176L378 132 338 96z"),
    ("near", "M300 286C250 290 226 262 220 232 262 232 292 250 300 286z"),
    ("near", "M300 262C346 262 366 238 372 212 334 212 306 230 300 262z"),
    ("paper", "M174 270L300 340 426 270V380H174z"),
    ("shade", "M174 380L300 310 426 380z"),
)

BY_KIND: Mapping[str, tuple[Plane, ...]] = MappingProxyType(
    {"appeal": _ENVELOPE, "open-letter": _SIGNATURES, "solidarity": _FLOWER, "news": _PAGES, "event": _VOICES}
)
"""What stands for a case that names no topic."""

BY_TOPIC: Mapping[str, tuple[Plane, ...]] = MappingProxyType(
    {
        "arbitrary-detention": _WINDOW,
        "business": _TOWERS,
        "children": _KITE,
        "death-penalty": _DAWN,
        "disappearance": _DOOR,
        "discrimination": _ONE_OF_MANY,
        "environment": _LEAF,
        "freedom-of-assembly": _VOICES,
        "freedom-of-expression": _BIRD,
        "freedom-of-religion": _ARCHES,
        "health-in-detention": _GLASS,
        "human-rights-defenders": _LIGHTHOUSE,
        "indigenous-peoples": _LEAF,
        "journalists": _PAGES,
        "lawyers": _SCALES,
        "lgbti": _KITE,
        "minorities": _ONE_OF_MANY,
        "police": _BARRIER,
        "refugees": _BOAT,
        "surveillance": _LENS,
        "torture": _WINDOW,
        "unfair-trial": _SCALES,
        "war": _RUIN,
        "women": _VOICES,
        "workers": _ROOFS,
    }
)
