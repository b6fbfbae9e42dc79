"""Fetching a file, from servers of the test's own that behave as badly as servers can."""

import gzip
import hashlib
import ipaddress
import socket
import ssl
import subprocess
import tracemalloc
from pathlib import Path

import pytest

from annuaire.telechargement import PRODUCTION, Regles, TelechargementError, telecharger
from annuaire.telechargement.regles import permise, verifiee
from serveur_de_test import ICI, Serveur, sans_proxy

AILLEURS = "127.0.0.2"
"""Another address of this machine, that no rule of a test accepts: it stands for a private one."""
CSV = b"id,nom\nfs-1,France services\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n"
ADRESSE = "Cherchez la bonne adresse sur la page du jeu de données."
TARD = "Réessayez plus tard."


def regles(*serveurs: Serveur, **autres) -> Regles:
    return Regles(
        https_seulement=False,
        permises=frozenset({ICI}),
        ports=frozenset(s.port for s in serveurs),
        **autres,
    )


def refus(serveur: Serveur, tmp_path: Path, **autres) -> str:
    """Fetch what must be refused: return why; check that nothing is left, nothing replaced."""
    (tmp_path / "liste.csv").write_bytes(b"avant")

    with pytest.raises(TelechargementError) as refused:
        telecharger(serveur.url(), tmp_path / "liste.csv", regles(serveur, **autres))

    assert [path.name for path in tmp_path.iterdir()] == ["liste.csv"]
    assert (tmp_path / "liste.csv").read_bytes() == b"avant"
    return str(refused.value).removeprefix(f"{serveur.url()} : ")


def test_fetches_a_file_whole(serveur, tmp_path):
    bon = serveur(OK + b"Content-Length: %d\r\n\r\n" % len(CSV) + CSV)

    recu = telecharger(bon.url(), tmp_path / "liste.csv", regles(bon))

    assert [path.name for path in tmp_path.iterdir()] == ["liste.csv"]
    assert (tmp_path / "liste.csv").read_bytes() == CSV
    assert (recu.url, recu.octets) == (bon.url(), len(CSV))
    assert recu.sha256 == hashlib.sha256(CSV).hexdigest()


def test_says_who_asks_and_sends_no_cookie(serveur, tmp_path):
    def avec_biscuit(connexion, path):
        suite = b"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /suite\r\n\r\n"
        connexion.sendall(OK + b"\r\n" + CSV if path == "/suite" else suite)

    bon = serveur(avec_biscuit)

    telecharger(bon.url(), tmp_path / "liste.csv", regles(bon))

    assert len(bon.demandes) == 2
    for demande in bon.demandes:
        assert "User-Agent: fabriques-annuaire (+https://github.com/" in demande
        assert "Accept-Encoding: gzip\r\n" in demande
        assert "cookie" not in demande.lower()


def test_follows_a_redirection_and_says_where_the_file_was(serveur, tmp_path):
    bon = serveur(OK + b"\r\n" + CSV)
    renvoi = serveur(
        f"HTTP/1.1 302 Found\r\nLocation: {bon.url('/20240801/x.csv')}\r\n\r\n".encode()
    )

    recu = telecharger(renvoi.url(), tmp_path / "liste.csv", regles(bon, renvoi))

    assert recu.url == bon.url("/20240801/x.csv")
    assert (tmp_path / "liste.csv").read_bytes() == CSV


@pytest.mark.parametrize(
    "fin", [b"\r\n" + CSV, b"Transfer-Encoding: chunked\r\n\r\n3\r\nid,\r\n0\r\n\r\n"]
)
def test_reads_a_body_whose_length_is_not_told(fin, serveur, tmp_path):
    bon = serveur(OK + fin)

    telecharger(bon.url(), tmp_path / "liste.csv", regles(bon))

    assert (tmp_path / "liste.csv").read_bytes() in {CSV, b"id,"}


def test_unpacks_a_compressed_body(serveur, tmp_path):
    packed = gzip.compress(CSV * 10_000)
    bon = serveur(
        OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    )

    recu = telecharger(bon.url(), tmp_path / "liste.csv", regles(bon))

    assert (tmp_path / "liste.csv").read_bytes() == CSV * 10_000
    assert recu.octets == len(CSV) * 10_000


@pytest.mark.parametrize(
    ("statut", "dit"),
    [
        ("404 Not Found", f"ce fichier n’existe pas ou plus (réponse 404). {ADRESSE}"),
        ("403 Forbidden", f"ce serveur refuse de donner le fichier (réponse 403). {ADRESSE}"),
        (
            "500 Oops",
            f"ce serveur ne peut pas donner le fichier en ce moment (réponse 500). {TARD}",
        ),
        (
            "429 Slow",
            f"ce serveur ne peut pas donner le fichier en ce moment (réponse 429). {TARD}",
        ),
        ("204 Empty", f"ce serveur fait une réponse inattendue (réponse 204). {ADRESSE}"),
        ("206 Part", f"ce serveur fait une réponse inattendue (réponse 206). {ADRESSE}"),
    ],
)
def test_says_what_the_server_answered(statut, dit, serveur, tmp_path):
    assert refus(serveur(f"HTTP/1.1 {statut}\r\n\r\nnon".encode()), tmp_path) == dit


def test_refuses_a_redirection_to_a_private_address(serveur, tmp_path):
    vise = serveur(OK + b"\r\n" + CSV)
    prive = f"http://{AILLEURS}:{vise.port}/"
    renvoi = serveur(f"HTTP/1.1 302 Found\r\nLocation: {prive}\r\n\r\n".encode())

    with pytest.raises(TelechargementError) as refused:
        telecharger(renvoi.url(), tmp_path / "liste.csv", regles(renvoi, vise))

    assert str(refused.value) == (
        f"{prive} : cette adresse mène à une machine privée ({AILLEURS}), "
        f"et non au web public. {ADRESSE}"
    )
    assert vise.demandes == []
    assert list(tmp_path.iterdir()) == []


def test_refuses_a_name_that_resolves_to_a_private_address(serveur, tmp_path):
    vise = serveur(OK + b"\r\n" + CSV)
    rien = Regles(https_seulement=False, ports=frozenset({vise.port}))

    with pytest.raises(TelechargementError, match=r"localhost : .* machine privée \((127|::1)"):
        telecharger(f"http://localhost:{vise.port}/", tmp_path / "liste.csv", rien)

    assert vise.demandes == []


@pytest.mark.parametrize(
    ("vers", "dit"),
    [
        ("ftp://data.gouv.fr/a.csv", "cette adresse ne commence pas par https://"),
        ("file:///etc/passwd", "cette adresse ne commence pas par https://"),
        ("http://data.gouv.fr:22/", "le port 22 n’est pas celui d’un site public"),
        ("http://moi:secret@data.gouv.fr/", "cette adresse est mal écrite"),
        ("http://data gouv.fr/", "cette adresse est mal écrite"),
        ("http://[::1/", "cette adresse est mal écrite"),
    ],
)
def test_checks_each_redirection_as_the_first_address(vers, dit, serveur, tmp_path):
    renvoi = serveur(f"HTTP/1.1 301 Moved\r\nLocation: {vers}\r\n\r\n".encode())

    with pytest.raises(TelechargementError) as refused:
        telecharger(renvoi.url(), tmp_path / "liste.csv", regles(renvoi))

    assert str(refused.value) == f"{vers} : {dit}. {ADRESSE}"


@pytest.mark.parametrize("renvoi", ["/liste.csv", "", "{}x"])
def test_leaves_a_loop_of_redirections(renvoi, serveur, tmp_path):
    def plus_loin(connexion, path):
        vers = renvoi.format(path)
        connexion.sendall(f"HTTP/1.1 302 Found\r\nLocation: {vers}\r\n\r\n".encode())

    boucle = serveur(plus_loin)

    assert refus(boucle, tmp_path) == (
        f"ce serveur renvoie d’adresse en adresse sans donner le fichier. {ADRESSE}"
    )
    assert len(boucle.demandes) <= 6


@pytest.mark.parametrize(
    "debut",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Lent: ",
        OK + b"\r\n",
        OK + b"Content-Length: 1000\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n1000\r\n",
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(CSV)[:12],
    ],
    ids=["silence", "en-tête", "corps", "corps annoncé", "morceaux", "compressé"],
)
def test_leaves_a_server_that_never_ends(debut, serveur, tmp_path):
    def goutte_a_goutte(connexion, _):
        connexion.sendall(debut)
        while not lent.attendre(0.05):
            connexion.sendall(b"a")

    lent = serveur(goutte_a_goutte)

    assert refus(lent, tmp_path, secondes_max=0.5) == (
        "le fichier n’est pas arrivé en 0.5 secondes. Réessayez plus tard."
    )


def test_leaves_a_negotiation_that_never_ends(serveur, tmp_path):
    """A TLS server that says nothing: what listens there speaks no TLS at all."""
    muet = serveur(lambda *_: muet.attendre(60))

    with pytest.raises(TelechargementError, match=r"n’est pas arrivé en 0\.5 secondes"):
        telecharger(
            muet.url().replace("http:", "https:"),
            tmp_path / "liste.csv",
            regles(muet, secondes_max=0.5),
        )


def test_leaves_a_body_without_end(serveur, tmp_path):
    def sans_fin(connexion, _):
        connexion.sendall(OK + b"\r\n")
        while True:
            connexion.sendall(CSV * 1000)

    assert refus(serveur(sans_fin), tmp_path, octets_max=1_000_000) == (
        "ce fichier dépasse 1 Mo, le maximum accepté. "
        "Vérifiez que l’adresse est bien celle d’une liste de lieux."
    )


def test_refuses_at_once_a_file_that_says_it_is_too_big(serveur, tmp_path):
    def gros(connexion, _):
        connexion.sendall(OK + b"Content-Length: 2000000\r\n\r\n")
        trop.attendre(60)  # not one byte of the body comes

    trop = serveur(gros)

    assert refus(trop, tmp_path, octets_max=1_000_000).startswith("ce fichier dépasse 1 Mo")


def test_stops_a_compressed_bomb_without_unpacking_it(serveur, tmp_path):
    bomb = gzip.compress(bytes(200_000_000))
    piege = serveur(OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb)
    assert len(bomb) < 300_000

    tracemalloc.start()
    try:
        dit = refus(piege, tmp_path, octets_max=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert dit.startswith("ce fichier dépasse 1 Mo")
    assert peak < 10_000_000


@pytest.mark.parametrize("encodage", ["br", "zstd", "deflate", "gzip, gzip"])
def test_refuses_a_compression_that_was_not_asked_for(encodage, serveur, tmp_path):
    autre = serveur(OK + f"Content-Encoding: {encodage}\r\n\r\nabc".encode())

    assert refus(autre, tmp_path) == (
        f"ce fichier arrive sous une forme compressée que l’on ne sait pas lire. {ADRESSE}"
    )


def test_refuses_a_compressed_body_that_is_broken(serveur, tmp_path):
    casse = serveur(OK + b"Content-Encoding: gzip\r\n\r\n" + CSV)

    assert refus(casse, tmp_path) == "le fichier compressé est abîmé. Réessayez plus tard."


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><p>", b"\xef\xbb\xbf\n <HTML lang=fr>"])
def test_refuses_a_web_page(page, serveur, tmp_path):
    assert refus(serveur(OK + b"\r\n" + page), tmp_path) == (
        f"c’est une page web, et non un fichier de données. {ADRESSE}"
    )


def test_refuses_an_empty_file(serveur, tmp_path):
    assert refus(serveur(OK + b"Content-Length: 0\r\n\r\n"), tmp_path) == (
        "le fichier est vide. Réessayez plus tard."
    )


@pytest.mark.parametrize(
    "debut",
    [b"", b"bonjour\r\n", OK + b"Content-Length: 1000\r\n\r\n" + CSV,
     OK + b"Transfer-Encoding: chunked\r\n\r\n1000\r\n" + CSV],
    ids=["rien", "pas du web", "corps annoncé", "morceaux"],
)  # fmt: skip
def test_refuses_a_file_that_is_cut(debut, serveur, tmp_path):
    assert refus(serveur(debut), tmp_path) == (
        "la connexion s’est coupée avant la fin du fichier. Réessayez plus tard."
    )


def test_says_that_a_connection_is_reset(serveur, tmp_path):
    def raccrocher(connexion, _):
        connexion.sendall(OK + b"Content-Length: 1000\r\n\r\n" + CSV)
        connexion.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    assert refus(serveur(raccrocher), tmp_path) == (
        "la connexion s’est coupée avant la fin du fichier. Réessayez plus tard."
    )


def test_says_that_nobody_answers(serveur, tmp_path):
    with socket.create_server((ICI, 0)) as pris:
        port = pris.getsockname()[1]
    ici = Regles(https_seulement=False, permises=frozenset({ICI}), ports=frozenset({port}))

    with pytest.raises(TelechargementError) as refused:
        telecharger(f"http://{ICI}:{port}/", tmp_path / "liste.csv", ici)

    assert str(refused.value) == f"{ICI} : ce site ne répond pas. Réessayez plus tard."


@pytest.mark.parametrize("nom", ["site-absent.invalid", f"{'a' * 70}.fr"])
def test_says_that_a_site_cannot_be_found(nom, tmp_path, monkeypatch):
    sans_proxy(monkeypatch)

    with pytest.raises(TelechargementError) as refused:
        telecharger(f"https://{nom}/", tmp_path / "liste.csv")

    assert str(refused.value) == (
        f"{nom} : ce site est introuvable. Vérifiez l’adresse et votre connexion."
    )


@pytest.fixture(scope="module")
def certificat(tmp_path_factory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that the machine signed itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=essai", "-addext", f"subjectAltName=IP:{ICI}",
         "-keyout", folder / "cle.pem", "-out", folder / "certificat.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "certificat.pem", folder / "cle.pem"


@pytest.fixture
def en_tls(serveur, certificat) -> Serveur:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificat)
    return serveur(OK + b"Content-Length: %d\r\n\r\n" % len(CSV) + CSV, context)


def test_refuses_a_certificate_that_nobody_vouches_for(en_tls, tmp_path):
    assert refus(en_tls, tmp_path) == (
        "la connexion n’est pas sûre, car le serveur a signé lui-même son certificat. "
        "Vérifiez l’heure de votre machine ; derrière le filtre d’une organisation, donnez le "
        "certificat de ce filtre dans SSL_CERT_FILE."
    )
    assert en_tls.demandes == []


def test_trusts_the_certificates_of_ssl_cert_file(en_tls, certificat, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificat[0]))

    telecharger(en_tls.url(), tmp_path / "liste.csv", regles(en_tls))

    assert (tmp_path / "liste.csv").read_bytes() == CSV


def test_refuses_a_certificate_of_another_site(en_tls, certificat, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificat[0]))

    with pytest.raises(TelechargementError, match="certificat du serveur est celui d’un autre"):
        telecharger(
            f"https://localhost:{en_tls.port}/",
            tmp_path / "liste.csv",
            Regles(permises=frozenset({ICI, "::1"}), ports=frozenset({en_tls.port})),
        )


def test_production_asks_only_the_public_web_over_tls():
    for url in ("http://www.data.gouv.fr/", "https://www.data.gouv.fr:8443/", "https://10.0.0.1/"):
        with pytest.raises(TelechargementError):
            verifiee(url, PRODUCTION)
    assert verifiee("https://www.data.gouv.fr/", PRODUCTION).hostname == "www.data.gouv.fr"
    assert PRODUCTION.permises == frozenset()


@pytest.mark.parametrize(
    "prive",
    ["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
     "192.168.1.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
     "fd00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
     "2002:7f00:1::"],
)  # fmt: skip
def test_knows_a_private_address_under_any_disguise(prive):
    assert not permise(prive, PRODUCTION)


@pytest.mark.parametrize(
    "public", ["37.59.183.73", "2001:41d0:1:2::3", "::ffff:37.59.183.73", "64:ff9b::253b:b749"]
)
def test_knows_a_public_address(public):
    assert ipaddress.ip_address(public)
    assert permise(public, PRODUCTION)


def test_goes_through_the_proxy_of_the_environment(serveur, tmp_path, monkeypatch):
    proxy = serveur(OK + b"\r\n" + CSV)
    monkeypatch.setenv("http_proxy", f"http://moi:mot%20de%20passe@{ICI}:{proxy.port}")

    telecharger(
        "http://www.data.gouv.fr/liste.csv",
        tmp_path / "liste.csv",
        Regles(https_seulement=False),  # the address of the proxy is no business of the rules
    )

    (demande,) = proxy.demandes
    assert demande.startswith("GET http://www.data.gouv.fr/liste.csv HTTP/1.1\r\n")
    assert "roxy-" in demande
    assert "Basic bW9pOm1vdCBkZSBwYXNzZQ==" in demande


def test_asks_a_proxy_for_a_tunnel_and_says_that_it_refuses(serveur, tmp_path, monkeypatch):
    proxy = serveur(b"HTTP/1.1 403 Forbidden\r\n\r\n")
    monkeypatch.setenv("https_proxy", f"{ICI}:{proxy.port}")

    with pytest.raises(TelechargementError) as refused:
        telecharger("https://www.data.gouv.fr/liste.csv", tmp_path / "liste.csv")

    assert proxy.demandes[0].startswith("CONNECT www.data.gouv.fr:443 HTTP/1.")
    assert str(refused.value) == (
        "https://www.data.gouv.fr/liste.csv : le proxy refuse la connexion. "
        "Vérifiez HTTPS_PROXY et NO_PROXY."
    )


def test_says_that_a_kind_of_proxy_is_unknown(tmp_path, monkeypatch):
    sans_proxy(monkeypatch)
    monkeypatch.setenv("all_proxy", "socks5://proxy.exemple.fr:1080")

    with pytest.raises(TelechargementError, match=r"Le proxy socks5://proxy\.exemple\.fr n’est"):
        telecharger("https://www.data.gouv.fr/liste.csv", tmp_path / "liste.csv")
