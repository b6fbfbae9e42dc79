"""A file of the public web → a local file: bounded in size and time, never a private address.

TLS is verified with the certificates of the system (SSL_CERT_FILE and SSL_CERT_DIR are obeyed).
HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed too: behind a proxy it is the proxy that resolves
names, so there only an address written as a number is refused for being private.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO
from urllib.parse import urljoin

import urllib3

from annuaire.telechargement import regles as _regles
from annuaire.telechargement.regles import (
    ADRESSE,
    PLUS_TARD,
    PRODUCTION,
    AbsentError,
    Regles,
    TelechargementError,
    verifiee,
)
from annuaire.telechargement.reseau import Garde, demander

__all__ = ["PRODUCTION", "AbsentError", "Recu", "Regles", "TelechargementError", "telecharger"]

_REDIRECTIONS = {301, 302, 303, 307, 308}
_TRANCHE = 65_536  # bytes read at once, compressed or not


@dataclass(frozen=True, slots=True)
class Recu:
    """What was fetched: where from in the end, its size in bytes, its sha256.

    `modifie_le` is the day that the server says the file was changed on, if it says one.
    """

    url: str
    octets: int
    sha256: str
    modifie_le: date | None = None


def telecharger(url: str, vers: Path, regles: Regles = PRODUCTION) -> Recu:
    """Fetch `url` into the file `vers`, which appears only when whole.

    Raises TelechargementError, in French with what to do; `vers` is then as it was.
    """
    with Garde(regles) as garde, _partiel(vers) as flux:
        try:
            found, reponse = _reponse(url, garde)
            try:
                octets, sha256 = _recopier(reponse, flux, found, garde)
            finally:
                reponse.close()
        except urllib3.exceptions.HTTPError as error:
            garde.verifier(url)  # the deadline cuts the connection, whatever then breaks
            raise TelechargementError(f"{url} : {_regles.raison(error)}") from None
        flux.close()
        Path(flux.name).replace(vers)
    return Recu(found, octets, sha256, _modifie_le(reponse.headers.get("Last-Modified", "")))


@contextmanager
def _partiel(vers: Path) -> Iterator[IO[bytes]]:
    """Give a file beside `vers` to write in; whatever happens, nothing of it stays."""
    number, name = tempfile.mkstemp(prefix=f".{vers.name}.", suffix=".partiel", dir=vers.parent)
    os.close(number)
    try:
        with Path(name).open("w+b") as flux:
            yield flux
    finally:
        Path(name).unlink(missing_ok=True)


def _reponse(url: str, garde: Garde) -> tuple[str, urllib3.BaseHTTPResponse]:
    """Follow the redirections from `url`, each checked as the first address is."""
    seen: list[str] = []
    while True:
        parts = verifiee(url, garde.regles)
        seen.append(url)
        reponse = demander(parts, garde)
        if reponse.status not in _REDIRECTIONS:
            break
        reponse.close()
        url = _suite(url, reponse.headers.get("Location") or "")
        if url in seen or len(seen) > garde.regles.redirections_max:
            raise TelechargementError(
                f"{seen[0]} : ce serveur renvoie d’adresse en adresse sans donner le fichier. "
                + ADRESSE
            )
    fault = _regles.faute(reponse, garde.regles)
    if fault:
        reponse.close()
        kind = AbsentError if reponse.status in _regles.ABSENT else TelechargementError
        raise kind(f"{url} : {fault}")
    return url, reponse


def _modifie_le(entete: str) -> date | None:
    try:
        return parsedate_to_datetime(entete).date()
    except ValueError:
        return None


def _suite(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return location  # refused for what it is


def _recopier(
    reponse: urllib3.BaseHTTPResponse, flux: IO[bytes], url: str, garde: Garde
) -> tuple[int, str]:
    """Write the body as it comes; return its size and sha256."""
    octets, sha256 = 0, hashlib.sha256()
    # read1: one reading of the network at most, so that the clock is looked at after each.
    while part := reponse.read1(_TRANCHE, decode_content=True):
        garde.verifier(url)
        octets += len(part)
        if octets > garde.regles.octets_max:
            raise TelechargementError(f"{url} : {_regles.trop_gros(garde.regles)}")
        sha256.update(part)
        flux.write(part)
    garde.verifier(url)  # cut by the deadline, a body looks like one that ends
    if not octets:
        raise TelechargementError(f"{url} : le fichier est vide. {PLUS_TARD}")
    flux.seek(0)
    if re.match(rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype html|html)", flux.read(512)):
        raise TelechargementError(
            f"{url} : c’est une page web, et non un fichier de données. {ADRESSE}"
        )
    return octets, sha256.hexdigest()
