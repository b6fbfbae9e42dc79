"""What a fetch may do, which addresses and responses are refused, and how that is said."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import urllib3

ADRESSE = "Cherchez la bonne adresse sur la page du jeu de données."
PLUS_TARD = "Réessayez plus tard."
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


class TelechargementError(Exception):
    """Why a file could not be fetched, in French with what to do."""


class AbsentError(TelechargementError):
    """There is no such file: the server answered, and said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regles:
    """What a fetch may do; the defaults are those of production.

    `permises` lists the addresses accepted though they are not public (the tests' own server).
    The body counts once decompressed. The resolution of a name has the system's own time limit.
    """

    https_seulement: bool = True
    ports: frozenset[int] = frozenset({80, 443})
    permises: frozenset[str] = frozenset()
    octets_max: int = 100_000_000
    secondes_max: float = 300
    redirections_max: int = 5


PRODUCTION = Regles()
ABSENT = {404, 410}


def verifiee(url: str, regles: Regles) -> SplitResult:
    """Return the parts of an address that may be asked for; raise for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80}.get(parts.scheme, 443)
    except ValueError:
        raise TelechargementError(f"{url} : cette adresse est mal écrite. {ADRESSE}") from None
    host = parts.hostname or ""
    if parts.scheme != "https" and (regles.https_seulement or parts.scheme != "http"):
        fault = "cette adresse ne commence pas par https://"
    elif not host or parts.username is not None or re.search(r"[\x00-\x20\x7f\\]", url):
        fault = "cette adresse est mal écrite"
    elif port not in regles.ports:
        fault = f"le port {port} n’est pas celui d’un site public"
    elif _is_number(host) and not permise(host, regles):
        fault = prive(host)
    else:
        return parts
    raise TelechargementError(f"{url} : {fault}. {ADRESSE}")


def permise(address: str, regles: Regles) -> bool:
    """True if the address is of the public web, or one that the rules name."""
    if address in regles.permises:
        return True
    ip = ipaddress.ip_address(address)
    inner: list[ipaddress.IPv4Address] = []
    if isinstance(ip, ipaddress.IPv6Address):  # an IPv4 address may hide in it
        if ip.ipv4_mapped:
            return permise(str(ip.ipv4_mapped), regles)
        inner += [ip.sixtofour] if ip.sixtofour else []
        inner += [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)] if ip in _NAT64 else []
    return all(one.is_global and not one.is_multicast for one in (ip, *inner))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def prive(address: str) -> str:
    """Say that an address is not of the public web."""
    return f"cette adresse mène à une machine privée ({address}), et non au web public"


def trop_gros(regles: Regles) -> str:
    """Say that a file is above the size that is accepted."""
    return (
        f"ce fichier dépasse {regles.octets_max / 1e6:g} Mo, le maximum accepté. "
        "Vérifiez que l’adresse est bien celle d’une liste de lieux."
    )


def faute(reponse: urllib3.BaseHTTPResponse, regles: Regles) -> str:
    """Return why this response is not the file, "" if it may be."""
    size = reponse.headers.get("Content-Length", "")
    encoding = reponse.headers.get("Content-Encoding", "identity").lower()
    if reponse.status != 200:
        cause, remedy = _statut(reponse.status)
        return f"{cause} (réponse {reponse.status}). {remedy}"
    if encoding not in {"identity", "gzip"}:
        return f"ce fichier arrive sous une forme compressée que l’on ne sait pas lire. {ADRESSE}"
    if size.isdecimal() and (len(size) > 15 or int(size) > regles.octets_max):
        return trop_gros(regles)
    return ""


def _statut(status: int) -> tuple[str, str]:
    if status in ABSENT:
        return "ce fichier n’existe pas ou plus", ADRESSE
    if status in {401, 403, 407}:
        return "ce serveur refuse de donner le fichier", ADRESSE
    if status == 429 or status >= 500:
        return "ce serveur ne peut pas donner le fichier en ce moment", PLUS_TARD
    return "ce serveur fait une réponse inattendue", ADRESSE


def raison(error: urllib3.exceptions.HTTPError) -> str:
    """Say in French why urllib3 gave up."""
    if isinstance(error, urllib3.exceptions.SSLError):
        return (
            f"la connexion n’est pas sûre, car {_certificat(error)}. "
            "Vérifiez l’heure de votre machine ; derrière le filtre d’une organisation, donnez "
            "le certificat de ce filtre dans SSL_CERT_FILE."
        )
    if isinstance(error, urllib3.exceptions.ProxyError):
        return "le proxy refuse la connexion. Vérifiez HTTPS_PROXY et NO_PROXY."
    if isinstance(error, urllib3.exceptions.DecodeError):
        return f"le fichier compressé est abîmé. {PLUS_TARD}"
    return f"la connexion s’est coupée avant la fin du fichier. {PLUS_TARD}"


def _certificat(error: BaseException) -> str:
    found = error.args[0] if error.args else error
    code = int(getattr(found, "verify_code", 0))
    return _CERTIFICATS.get(code, "le serveur ne prouve pas qui il est")


_CERTIFICATS = {
    10: "le certificat du serveur est périmé",
    18: "le serveur a signé lui-même son certificat",
    19: "le certificat du serveur vient d’une autorité inconnue",
    20: "le certificat du serveur vient d’une autorité inconnue",
    62: "le certificat du serveur est celui d’un autre site",
}
"""Codes X509_V_ERR_* of OpenSSL (openssl/x509_vfy.h)."""
