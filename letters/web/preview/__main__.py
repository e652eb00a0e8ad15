"""What `letters preview` starts in its own place: python -m letters.web.preview SLUG PORT [open]"""

from __future__ import annotations

import os
import sys
import webbrowser

from letters.settings import settings_from
from letters.web.preview.server import serve

HOST = "127.0.0.1"


def main(slug: str, port: str, *wishes: str) -> None:
    """Serve the preview with the settings of this process's environment until Ctrl-C."""

    def started(address: str) -> None:
        print(f"The preview of {slug} is at {address} (Ctrl-C ends it)", flush=True)
        if "open" in wishes:
            webbrowser.open(address)

    try:
        serve(settings_from(os.environ), slug, HOST, int(port), started)
    except KeyboardInterrupt:
        print()


# Its renderer's process imports this module too.
if __name__ == "__main__":
    main(*sys.argv[1:])
