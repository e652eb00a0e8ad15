"""The preview's server: this process itself, with a thread for each request, and a log that says nothing."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.serving import WSGIRequestHandler, make_server

from letters.settings import Settings
from letters.web.preview import create_preview
from letters.web.preview.access import ENTRANCE, Access


class _Quiet(WSGIRequestHandler):
    """Writes nothing down: what is in a preview's requests is nobody else's business."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


def serve(settings: Settings, slug: str, host: str, port: int, started: Callable[[str, Access], None]) -> None:
    """Serve the preview until Ctrl-C; `started` gets the address of its entrance, and the access, once it answers."""
    app = create_preview(settings, slug)
    try:
        server = make_server(host, port, app, threaded=True, request_handler=_Quiet)
        started(f"http://{host}:{server.server_port}{ENTRANCE}", app.extensions["preview"].access)
        server.serve_forever()
    finally:
        app.extensions["preview"].watch.close()
        app.extensions["letters"].renderer.close()
