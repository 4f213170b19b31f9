"""Style sheets, scripts and pictures of the interface: named by their content, sent compressed.

Pages themselves are not compressed: they hold tokens beside what readers typed, and the length of
a compressed page could give them away (CVE-2013-3587).
"""

import gzip
import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, request, url_for

SQUEEZED = frozenset({"text/css", "text/javascript", "image/svg+xml"})


def init_app(app: Flask) -> None:
    """Give templates the addresses of static files, and send these compressed to who takes it."""

    @lru_cache(maxsize=256)
    def squeezed(name: str, _changed: int) -> bytes:
        return gzip.compress(path_of(app, name).read_bytes(), mtime=0)

    @app.context_processor
    def addresses() -> dict[str, object]:
        return {"static_url": lambda name: url_for("static", filename=name, v=version(app, name))}

    @app.after_request
    def squeeze(response: Response) -> Response:
        whole = response.status_code == HTTPStatus.OK and response.mimetype in SQUEEZED
        if request.endpoint != "static" or not whole:
            return response
        response.vary.add("Accept-Encoding")
        if request.accept_encodings.quality("gzip"):
            name = (request.view_args or {})["filename"]
            response.close()  # the file that is not sent
            response.direct_passthrough = False
            response.set_data(squeezed(name, path_of(app, name).stat().st_mtime_ns))
            response.content_encoding = "gzip"
        return response


def path_of(app: Flask, name: str) -> Path:
    """Return the file behind the address of a static file."""
    return Path(str(app.static_folder)) / name


@lru_cache(maxsize=256)
def version(app: Flask, name: str) -> str:
    """Return what names the content of a static file."""
    return hashlib.sha256(path_of(app, name).read_bytes()).hexdigest()[:12]


def is_versioned(app: Flask) -> bool:
    """Tell whether a static file was asked for under the name of its present content."""
    return request.args.get("v") == version(app, (request.view_args or {})["filename"])
