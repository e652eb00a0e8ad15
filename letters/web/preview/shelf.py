"""The appeals as the public would see them if the one in preview were published now."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from letters.appeal import Appeal, Status
from letters.errors import Finding
from letters.library import Library
from letters.shelf import Shelf


class PreviewShelf(Shelf):
    """A folder of appeals in which one is shown although it is a draft, has an embargo, or is broken just now.

    While its files have errors, the last version that had none stays to be seen. It looks for changes when it is told
    to, once for each page.
    """

    def __init__(self, folder: Path, slug: str) -> None:
        self.slug, self.folder = slug, folder
        self._last: Appeal | None = None
        super().__init__(folder, look_every=math.inf)

    def tell(self, findings: Sequence[Finding]) -> None:
        """Say nothing: the preview shows them."""

    def library(self) -> Library:
        """What the folder holds now, with the appeal as if it were published."""
        library = self.as_written()
        if self._last is None:
            return library
        return replace(library, appeals=MappingProxyType({**library.appeals, self.slug: published(self._last)}))

    def as_written(self) -> Library:
        """What the folder holds now, and nothing else."""
        library = super().library()
        self._last = library.appeals.get(self.slug, self._last)
        return library

    def appeal(self) -> Appeal | None:
        """The appeal as its authors have written it, or its last version without errors; None: there was none yet."""
        self.as_written()
        return self._last


def published(appeal: Appeal) -> Appeal:
    """The appeal as it will be once everybody may see it. One that is stopped stays so."""
    status = Status.OPEN if appeal.facts.status is Status.DRAFT else appeal.facts.status
    return replace(appeal, facts=appeal.facts.model_copy(update={"status": status, "embargo": None}))
