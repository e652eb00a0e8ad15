"""What the production server calls in each of its processes."""

from __future__ import annotations

import os

from flask import Flask

from letters.settings import settings_from
from letters.web import create_app


def application() -> Flask:
    """The site with the settings of this process's environment."""
    return create_app(settings_from(os.environ))
