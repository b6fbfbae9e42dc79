"""`serve`: the site on this machine, read again as soon as something of it is saved."""

import argparse
import mimetypes
import os
import runpy
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from jinja2 import TemplateError
from markupsafe import Markup

from annuaire.apercu import Apercu, CodeChangeError
from annuaire.chantier import SiteRefuseError
from annuaire.commandes import MAUVAIS_USAGE, OK
from annuaire.problems import sur_une_ligne

PROJET = Path(__file__).parents[3]
MEMOIRE = PROJET / ".cache/apercu/fiches.json"
ADRESSE = "127.0.0.1"
PAUSE = 1.0
"""Seconds between two looks at the files, at least."""
TYPES = {
    ".atom": "application/atom+xml",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".webp": "image/webp",
}
_FAUTES = Markup("""<!DOCTYPE html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2">
<title>À corriger</title>
<style>body{{font:1.1rem/1.6 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}}</style>
<h1>À corriger</h1>
<ul>{}</ul>
<p>Cette page se recharge toute seule. Le site revient dès que le fichier corrigé est enregistré.</p>
</html>
""")


class Reponse(NamedTuple):
    """What a request is answered."""

    statut: HTTPStatus
    genre: str = "text/html; charset=utf-8"
    corps: bytes = b""
    vers: str = ""


class Serveur:
    """A site in memory, one request at a time."""

    def __init__(self, apercu: Apercu) -> None:
        """Answer from what was read."""
        self._apercu, self._seul = apercu, threading.Lock()
        self._vu = time.monotonic()

    def repondre(self, adresse: str) -> Reponse:
        """Answer an address: a page is always that of the files as they are now."""
        path = unquote(urlsplit(adresse).path).lstrip("/")
        fichier = f"{path}index.html" if not path or path.endswith("/") else path
        with self._seul:
            if fichier.endswith(".html"):
                self._relire()
            refus = self._apercu.refus
            if refus is not None:
                return Reponse(HTTPStatus.INTERNAL_SERVER_ERROR, corps=_fautes(_dites(refus)))
            try:
                return self._trouver(path, fichier)
            except Exception as error:  # noqa: BLE001 - one page that fails must not stop the others
                traceback.print_exc()
                what = (
                    "Le gabarit de cette page" if isinstance(error, TemplateError) else "Cette page"
                )
                said = [f"{what} a une faute : {error}"]
                return Reponse(HTTPStatus.INTERNAL_SERVER_ERROR, corps=_fautes(said))

    def _trouver(self, path: str, fichier: str) -> Reponse:
        data = self._apercu.octets(fichier)
        if data is not None:
            return Reponse(HTTPStatus.OK, _genre(fichier), data)
        if not Path(path).suffix and self._apercu.octets(f"{path}/index.html") is not None:
            return Reponse(HTTPStatus.FOUND, vers=f"/{quote(path)}/")
        return Reponse(HTTPStatus.NOT_FOUND, corps=self._apercu.octets("404.html") or b"")

    def surveiller(self) -> None:
        """Read again what is saved, for ever, and say that a page may be loaded again."""
        while True:
            start = time.monotonic()
            with self._seul:
                self._relire()
            time.sleep(max(PAUSE, 10 * (time.monotonic() - start)))

    def _relire(self) -> None:
        start = time.monotonic()
        try:
            changed = self._apercu.a_jour()
        except CodeChangeError:
            print("Le code du site a changé : l’aperçu repart.", flush=True)
            os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - ourselves, as we were started
        if not changed:
            return
        spent = f"{time.monotonic() - start:.1f}".replace(".", ",")
        refus = self._apercu.refus
        said = f"Relu en {spent} s : rechargez la page." if refus is None else str(refus)
        print(said, flush=True)


def serve(args: argparse.Namespace) -> int:
    """Show the site of a content until Ctrl+C."""
    settings = runpy.run_path(str(PROJET / "pelicanconf.py"))
    MEMOIRE.parent.mkdir(parents=True, exist_ok=True)
    try:
        handler = type("Site", (_Requete,), {})
        server = ThreadingHTTPServer((ADRESSE, args.port), handler)
    except OSError as error:
        print(
            f"Le port {args.port} est déjà pris ({error.strerror}) : arrêtez l’autre aperçu,"
            f" ou prenez-en un autre (exemple : make serve PORT={args.port + 1}).",
            file=sys.stderr,
        )
        return MAUVAIS_USAGE
    print("Lecture des fiches…", flush=True)
    site = Serveur(Apercu(args.contenu.resolve(), PROJET, settings, MEMOIRE))
    handler.site = site  # type: ignore[attr-defined]
    threading.Thread(target=site.surveiller, daemon=True).start()
    print(f"Le site : http://localhost:{server.server_port}/ (Ctrl+C pour arrêter)")
    print("Enregistrez une fiche, puis rechargez la page.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nAperçu arrêté.")
    return OK


class _Requete(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    site: Serveur

    def do_GET(self) -> None:
        found = self.site.repondre(self.path)
        self.send_response(found.statut)
        self.send_header("Content-Type", found.genre)
        self.send_header("Content-Length", str(len(found.corps)))
        self.send_header("Cache-Control", "no-store")
        if found.vers:
            self.send_header("Location", found.vers)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.corps)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, *args: object) -> None:
        """Say nothing: only what was read again is worth a line."""


def _dites(refus: Exception) -> Iterable[str]:
    if isinstance(refus, SiteRefuseError) and refus.problemes:
        for problem in refus.problemes:
            champ = f"{problem.champ} : " if problem.champ else ""
            yield f"{problem.path}, ligne {problem.line} — {champ}{problem.phrase}"
        return
    yield str(refus)


def _fautes(said: Iterable[str]) -> bytes:
    rows = (Markup("<li>{}</li>\n").format(sur_une_ligne(one)) for one in said)
    return _FAUTES.format(Markup("").join(rows)).encode()


def _genre(fichier: str) -> str:
    suffix = Path(fichier).suffix
    kind = TYPES.get(suffix) or mimetypes.guess_type(fichier)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    return f"{kind}; charset=utf-8" if text else kind
