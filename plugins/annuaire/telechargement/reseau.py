"""The connections of a fetch: only to addresses that its rules accept, cut when time is over."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from annuaire.telechargement.regles import (
    ADRESSE,
    PLUS_TARD,
    Regles,
    TelechargementError,
    permise,
    prive,
)

NOM = "fabriques-annuaire (+https://github.com/fabriques/fabriques)"
"""How the project introduces itself to the servers that it reads."""


class Garde:
    """The bounds of one fetch: its rules, and the clock that cuts whatever is still open.

    A timeout of a socket bounds one reading only: a server that sends a byte a second, in a
    header or in the body, would never meet it.
    """

    def __init__(self, regles: Regles) -> None:
        """Take the rules; the clock starts with the `with` block."""
        self.regles = regles
        self._end = time.monotonic() + regles.secondes_max
        self._timer = threading.Timer(regles.secondes_max, self._cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._over = False
        self._twin: socket.socket | None = None

    def __enter__(self) -> Self:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop the clock."""
        self._timer.cancel()
        self._keep(None)

    def reste(self) -> float:
        """Return the seconds left, never quite none: a timeout of 0 means none at all."""
        return max(self._end - time.monotonic(), 0.01)

    def verifier(self, quoi: str) -> None:
        """Raise if time is over."""
        if self._over or time.monotonic() > self._end:
            raise TelechargementError(
                f"{quoi} : le fichier n’est pas arrivé en {self.regles.secondes_max:g} secondes. "
                + PLUS_TARD
            )

    def connecter(self, host: str, port: int, *, controle: bool) -> socket.socket:
        """Connect to a name that may have several addresses; never to one that is not public.

        The address that is checked is the very one connected to: no second resolution of the
        name, that could answer otherwise, stands between the two.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise TelechargementError(
                f"{host} : ce site est introuvable. Vérifiez l’adresse et votre connexion."
            ) from None
        refused = ""
        for family, kind, protocol, _, place in found:
            address = str(place[0])
            if controle and not permise(address, self.regles):
                refused = f"{host} : {prive(address)}. {ADRESSE}"
                continue
            self.verifier(host)
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(self.reste())
            try:
                sock.connect(place)
            except OSError:
                sock.close()
            else:
                self._keep(sock)
                return sock
        self.verifier(host)
        raise TelechargementError(refused or f"{host} : ce site ne répond pas. {PLUS_TARD}")

    def _keep(self, sock: socket.socket | None) -> None:
        # A twin, because TLS takes the socket itself away: to shut one is to cut both.
        with self._lock:
            if self._twin:
                self._twin.close()
            self._twin = sock.dup() if sock else None
        if self._over:
            self._cut()

    def _cut(self) -> None:
        self._over = True
        with self._lock, suppress(OSError):
            if self._twin:
                self._twin.shutdown(socket.SHUT_RDWR)


def demander(parts: SplitResult, garde: Garde) -> urllib3.BaseHTTPResponse:
    """Ask for an address, its body still to be read; no redirection is followed."""
    garde.verifier(parts.geturl())
    context = ssl.create_default_context()
    proxy = _proxy(parts)
    manager = (
        urllib3.ProxyManager(proxy, proxy_headers=_proxy_headers(proxy), ssl_context=context)
        if proxy
        else urllib3.PoolManager(ssl_context=context)
    )
    manager.pool_classes_by_scheme = _pools(garde, controle=not proxy)
    return manager.request(
        "GET",
        parts._replace(fragment="").geturl(),
        headers={
            "User-Agent": NOM,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        },
        redirect=False,
        retries=False,
        preload_content=False,
        timeout=garde.reste(),
    )


def _pools(garde: Garde, *, controle: bool) -> dict[str, type[urllib3.HTTPConnectionPool]]:
    """Make urllib3's pools, whose connections `garde` opens."""

    class Http(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return garde.connecter(self.host, self.port or 80, controle=controle)

    class Https(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return garde.connecter(self.host, self.port or 443, controle=controle)

    class Pool(urllib3.HTTPConnectionPool):
        ConnectionCls = Http

    class PoolTls(urllib3.HTTPSConnectionPool):
        ConnectionCls = Https

    return {"http": Pool, "https": PoolTls}


def _proxy(parts: SplitResult) -> str:
    """Return the proxy that the environment names for an address, "" for none."""
    if proxy_bypass(parts.hostname or ""):
        return ""
    found = getproxies()
    proxy = found.get(parts.scheme) or found.get("all") or ""
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def _proxy_headers(proxy: str) -> dict[str, str]:
    parts = urlsplit(proxy)
    if parts.scheme not in {"http", "https"}:
        raise TelechargementError(
            f"Le proxy {parts.scheme}://{parts.hostname} n’est pas d’une sorte connue. "
            "Donnez dans HTTPS_PROXY une adresse qui commence par http:// ou https://."
        )
    if not parts.username:
        return {}
    user, password = unquote(parts.username), unquote(parts.password or "")
    return dict(urllib3.util.make_headers(proxy_basic_auth=f"{user}:{password}"))
