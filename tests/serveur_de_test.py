"""A server of the test's own, in a thread, that behaves as badly as servers can."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

ICI = "127.0.0.1"

Reponse = Callable[[socket.socket, str], None]
"""What a server does of a connection, once it has read the path that is asked for."""


class Serveur:
    """A server in a thread: it writes what a function says, byte for byte, then hangs up."""

    def __init__(self, reponse: Reponse, contexte: ssl.SSLContext | None = None) -> None:
        self._reponse, self._contexte = reponse, contexte
        self._socket = socket.create_server((ICI, 0))
        self.port = self._socket.getsockname()[1]
        self.demandes: list[str] = []
        self._fini = threading.Event()
        self._thread = threading.Thread(target=self._servir)
        self._thread.start()

    def url(self, path: str = "/liste.csv") -> str:
        return f"{'https' if self._contexte else 'http'}://{ICI}:{self.port}{path}"

    def fermer(self) -> None:
        self._fini.set()
        with suppress(OSError), socket.create_connection((ICI, self.port)):
            pass  # wakes accept()
        self._thread.join()
        self._socket.close()

    def _servir(self) -> None:
        while not self._fini.is_set():
            connexion, _ = self._socket.accept()
            with connexion, suppress(OSError):
                if self._fini.is_set():
                    return
                if self._contexte:
                    connexion = self._contexte.wrap_socket(connexion, server_side=True)
                with connexion:
                    demande = b""
                    while b"\r\n\r\n" not in demande:
                        demande += connexion.recv(4096) or b"\r\n\r\n"
                    self.demandes.append(demande.decode("latin-1"))
                    path = [*demande.split(), b"", b""][1].decode("latin-1")
                    self._reponse(connexion, path)

    def attendre(self, secondes: float) -> bool:
        """Wait as a slow server does; true once the test is over."""
        return self._fini.wait(secondes)


@contextmanager
def serveurs() -> Iterator[Callable[..., Serveur]]:
    """Start servers, each of which writes given bytes or does what a function says."""
    lances: list[Serveur] = []

    def lancer(reponse: Reponse | bytes, contexte: ssl.SSLContext | None = None) -> Serveur:
        dite = reponse if callable(reponse) else lambda connexion, _: connexion.sendall(reponse)
        lances.append(Serveur(dite, contexte))
        return lances[-1]

    try:
        yield lancer
    finally:
        for lance in lances:
            lance.fermer()


def sans_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the proxy of the machine that runs the tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
