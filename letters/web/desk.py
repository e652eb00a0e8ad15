"""What every page needs at hand: the appeals, the renderer, the settings and the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from flask import abort, current_app

from letters.appeal import Appeal
from letters.library import Library
from letters.settings import Settings
from letters.shelf import Shelf
from letters.web.renderer import Renderer
from letters.web.stock import SheetStock


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the site was started with."""

    settings: Settings
    shelf: Shelf
    renderer: Renderer
    sheets: SheetStock


def desk() -> Desk:
    """The desk of the running site."""
    return cast(Desk, current_app.extensions["letters"])


def library() -> Library:
    """The appeals as they are now."""
    return desk().shelf.library()


def now() -> dt.datetime:
    """This instant, by the site's clock."""
    return cast(dt.datetime, current_app.config["NOW"]())


def today() -> dt.date:
    """The day it is where the organisation is."""
    return now().astimezone(library().site.zone).date()


def public_appeal(slug: str) -> Appeal:
    """The appeal in this folder, if anybody may see it; else the page that isn't there."""
    appeal = library().appeals.get(slug)
    if appeal is None or not appeal.is_public(now()):
        abort(404)
    return appeal
