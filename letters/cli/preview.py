"""`letters preview`: what it needs is checked, then the preview takes this process's place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from letters.cli.serve import refuse_busy_port
from letters.errors import Refused, did_you_mean
from letters.library.library import read
from letters.library.notices import KINDS, notice_file
from letters.settings import LOCAL_HOST, settings_from

PORTS = range(8010, 8030)


def preview(*, appeals: str, appeal: str, port: int | None, show: bool) -> None:
    """Replace this process by the preview of an appeal. Raises LettersError where it could not run."""
    folder, slug = _place(appeals, appeal)
    environment = {**os.environ, **({"LETTERS_APPEALS": str(folder)} if folder else {})}
    settings = settings_from(environment)
    _refuse_unknown(settings.appeals, slug)
    free = _free_port() if port is None else port
    refuse_busy_port(LOCAL_HOST, free)
    # -P: nothing in the folder where the author stands is taken for a part of the program.
    command = ["-P", "-m", "letters.web.preview", slug, str(free), *(["open"] if show else [])]
    # The preview takes this process's place, so that Ctrl-C reaches it.
    os.execve(sys.executable, [sys.executable, *command], environment)  # noqa: S606 the words are all our own


def _place(appeals: str, name: str) -> tuple[Path | None, str]:
    """The folder of appeals, if it is named, and the appeal's name in it; `name` may be a path to the appeal."""
    path = Path(name).absolute()
    path = path.parent if path.is_file() else path
    is_one = (path / "appeal.yaml").is_file() or notice_file(path) is not None
    if not appeals and is_one and (path.parent / "site.yaml").is_file():
        return path.parent, path.name
    return Path(appeals).absolute() if appeals else None, name.rstrip("/")


def _refuse_unknown(folder: Path, slug: str) -> None:
    """Raises LettersError for a folder that no site can be made from, and for a name that it doesn't have.

    An appeal that is broken is what a preview is good for.
    """
    read(folder)
    known = [path.parent.name for kind in ("appeal", *KINDS) for path in folder.glob(f"*/{kind}.yaml")]
    if slug not in known:
        raise Refused(f"there is no appeal {slug!r}{did_you_mean(slug, known)}; `letters list` shows them")


def _free_port() -> int:
    for port in PORTS:
        try:
            refuse_busy_port(LOCAL_HOST, port)
        except Refused:
            continue
        return port
    raise Refused(f"all ports from {PORTS[0]} to {PORTS[-1]} are in use; choose another with --port")
