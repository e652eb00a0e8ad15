"""What becomes of an organisation's own looks on the pages."""

from __future__ import annotations

from collections.abc import Iterator

from letters.check.version import Advice
from letters.errors import Severity
from letters.fields.colours import DARK, LIGHT, colour, least_contrast
from letters.library.library import Library


def derived_colours(library: Library) -> Iterator[Advice]:
    """A warning for a colour in whose place another one stands, as it can't be read in the light, the dark or both."""
    file = library.folder / "site.yaml"
    source, made = library.sources.get(file), library.site.colour
    given = source.at(("colour",)) if source else None
    if made is None or not isinstance(given, str):
        return
    own = colour(given.strip())
    said = [
        f'"{tone}" on {where} (there {own} has a contrast of {least_contrast(own, grounds):.1f}, and 7 is needed)'
        for tone, where, grounds in ((made.light, "white paper", LIGHT), (made.dark, "dark pages", DARK))
        if tone and tone != own
    ]
    both = f'colour: {{light: "{made.light}", dark: "{made.dark}"}}'
    yield Advice(
        ("colour",),
        "A454",
        f"in its place stands {' and '.join(said)}; write `{both}` to settle it, or put others there",
        file=file,
    )


def bad_logo(library: Library) -> Iterator[Advice]:
    """An error for a logo that can't be shown, although its name and size are fine."""
    if library.site.logo is None:
        return
    # Only a site with a logo waits for Pillow.
    from letters.library.picture import problem_of

    if problem := problem_of(library.folder / library.site.logo):
        yield Advice(("logo",), "A329", problem, severity=Severity.ERROR, file=library.folder / "site.yaml")
