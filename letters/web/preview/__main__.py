"""What `letters preview` starts in its own place: python -m letters.web.preview SLUG PORT [open]"""

from __future__ import annotations

import os
import sys
import webbrowser

from letters import bounded
from letters.settings import LOCAL_HOST, settings_from
from letters.web.preview.access import Access
from letters.web.preview.server import serve


def main(slug: str, port: str, *wishes: str) -> None:
    """Serve the preview with the settings of this process's environment until Ctrl-C."""
    bounded.leave_no_core()

    def started(entrance: str, access: Access) -> None:
        print(f"The preview of {slug} is at {entrance}{access.key} (Ctrl-C ends it)", flush=True)
        if "open" in wishes:
            webbrowser.open(f"{entrance}{access.once()}")

    try:
        serve(settings_from(os.environ), slug, LOCAL_HOST, int(port), started)
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main(*sys.argv[1:])
