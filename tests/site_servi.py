"""A folder as GitHub Pages serves it: compressed, the connection kept, under a path of its own."""

import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSES = ("text/", "application/json", "application/xml", "image/svg+xml")
TYPES = {".js": "text/javascript", ".geojson": "application/json", ".webp": "image/webp"}


def prefixe(site: Path) -> str:
    """Return the path that a site was built for, `/annuaire/` say: its 404 page names it."""
    found = re.search(r'href="([^"]*)theme/site\.css"', (site / "404.html").read_text("utf-8"))
    if found is None:
        raise ValueError(
            f"{site}/404.html n’a pas de feuille de style : ce n’est pas un site construit"
        )
    return found[1]


def fichier(site: Path, racine: str, demande: str) -> Path | None:
    """Return the file of a requested address, None when there is none."""
    path = unquote(urlsplit(demande).path)
    if not path.startswith(racine):
        return None
    found = (site / path.removeprefix(racine)).resolve()
    if path.endswith("/"):
        found /= "index.html"
    return found if found.is_relative_to(site.resolve()) and found.is_file() else None


def genre(path: Path) -> str:
    """Return the content type of a file."""
    known = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    known = known or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith(COMPRESSES) else known


@cache
def corps(path: Path, comprime: bool) -> bytes:
    """Return the bytes of a file, compressed as Pages does."""
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if comprime else data


class _Reponse(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps the connection, as any host does
    disable_nagle_algorithm = True  # else the body waits 40 ms for the header's receipt
    wbufsize = -1
    site: Path
    racine: str

    def do_GET(self) -> None:
        found = fichier(self.site, self.racine, self.path)
        path = found or self.site / "404.html"
        kind = genre(path)
        compress = kind.startswith(COMPRESSES) and "gzip" in self.headers.get("Accept-Encoding", "")
        data = corps(path, compress) if path.is_file() else b""
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if compress:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Serveur(ThreadingHTTPServer):
    request_queue_size = 128
    """A browser opens six connections at once: Python's five are lost where the machine is busy."""


@contextmanager
def servi(folder: Path, racine: str = "/") -> Iterator[str]:
    """Serve a folder under a path; its address ends in a slash."""
    handler = type("Reponse", (_Reponse,), {"site": folder, "racine": racine})
    server = _Serveur(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{racine}"
    finally:
        server.shutdown()
        server.server_close()
