"""The site held in memory: the very bytes of a build, whatever is changed meanwhile."""

import runpy
import shutil
import threading
import urllib.error
import urllib.request
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from annuaire import entrees
from annuaire.apercu import Apercu
from annuaire.commandes.serveur import ADRESSE, Serveur, _Requete
from annuaire.manifeste import MARQUE
from annuaire.memoire import MemoireVive
from annuaire_de_test import PETIT
from construction import PROJET, SITEURL
from git_de_test import depot, valider
from test_reconstruction import Essai

GRAINES = 2
FICHE = "lieux/19-correze/bus-numerique-tulle.md"


def apercu(content: Path, folder: Path, **reglages: object) -> Apercu:
    settings = runpy.run_path(str(PROJET / "pelicanconf.py")) | reglages
    return Apercu(content, PROJET, settings, folder / "fiches.json")


def fichiers(output: Path) -> dict[str, bytes]:
    """Every file of a built site, the one by which its folder is known apart."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != MARQUE
    }


def montre(found: Apercu, paths: dict[str, bytes]) -> dict[str, bytes | None]:
    assert found.refus is None
    return {path: found.octets(path) for path in paths}


@pytest.fixture
def petit(tmp_path: Path) -> Path:
    """A copy of the small tree."""
    shutil.copytree(PETIT, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def serveur(petit: Path, tmp_path: Path) -> Serveur:
    return Serveur(apercu(petit, tmp_path))


@pytest.mark.parametrize("graine", range(GRAINES))
def test_after_any_changes_it_shows_the_bytes_of_a_clean_build(graine: int, tmp_path: Path):
    essai = Essai(tmp_path, 100 + graine)
    found = apercu(essai.content, tmp_path, THEME=str(essai.theme), **essai.reglages)
    assert found.octets("index.html")
    changes = [c for c in Essai.CHANGER if c not in {Essai.reglage, Essai.abimer}]
    for turn in range(2):
        for change in essai.chance.choices(changes, k=3):
            change(essai)
        assert found.a_jour()
        essai.construire(tmp_path / f"propre-{turn}")
        built = fichiers(tmp_path / f"propre-{turn}")

        assert montre(found, built) == built


def test_it_shows_each_file_of_the_small_tree_and_no_other(petit: Path, tmp_path: Path):
    essai = Essai(tmp_path / "essai", 1)
    essai.content, essai.reglages = petit, {}
    essai.construire(tmp_path / "site")
    built = fichiers(tmp_path / "site")
    found = apercu(petit, tmp_path, THEME=str(essai.theme))

    assert montre(found, built) == built
    assert found.vue._pages.keys() <= built.keys()
    assert found.vue._fichiers.keys() <= built.keys()
    assert len(built) > 7000
    for absent in ("lieux/nulle-part/index.html", "donnees/rien.csv", "favicon.ico", "../Makefile"):
        assert found.octets(absent) is None


def test_it_shows_the_bytes_of_our_own_site(site: Path, tmp_path: Path):
    built = fichiers(site)
    some = {path: built[path] for path in sorted(built)[::9]}
    found = apercu(PROJET / "content", tmp_path, SITEURL=SITEURL)

    assert montre(found, some) == some
    assert len(some) > 1000


def test_each_family_makes_only_files_that_look_like_its_own(tmp_path: Path):
    content = depot(tmp_path / "depot") / "content"
    shutil.copytree(PETIT, content)
    valider(content, "2026-01-05")  # with a history and an address, there are feeds
    found = apercu(content, tmp_path, SITEURL=SITEURL)
    assert found.octets("changements.atom")
    for famille in found.vue._familles:
        paths = [path for path, _ in famille.faire()]
        assert [path for path in paths if not famille.a(path)] == []


def test_nothing_changed_reads_nothing(petit: Path, tmp_path: Path):
    found = apercu(petit, tmp_path)
    before = found.vue

    assert not found.a_jour()
    assert found.vue is before


def test_one_entry_saved_reads_one_entry(
    petit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    found = apercu(petit, tmp_path)
    read: list[str] = []
    une = MemoireVive.__mro__[1]._une
    monkeypatch.setattr(
        MemoireVive.__mro__[1], "_une", lambda self, path: read.append(path.name) or une(self, path)
    )
    path = petit / FICHE
    path.write_text(path.read_text(encoding="utf-8") + "\nUne phrase.\n", encoding="utf-8")

    assert found.a_jour()
    assert read == ["bus-numerique-tulle.md"]
    assert b"Une phrase." in (found.octets("lieux/bus-numerique-tulle/index.html") or b"")


def test_what_was_read_once_is_remembered_by_the_next_preview(petit: Path, tmp_path: Path):
    first = apercu(petit, tmp_path)
    second = apercu(petit, tmp_path)

    assert first._memoire.rappelees == 0
    assert second._memoire.rappelees == len(list((petit / "lieux").rglob("*.md"))) - len(
        list((petit / "lieux").rglob("README.md"))
    )


def test_a_faulty_entry_is_shown_as_a_page_that_says_what_to_do(serveur: Serveur, petit: Path):
    path = petit / FICHE
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace('code_insee: "19272"', 'code_insee: "1927"'), encoding="utf-8")

    refused = serveur.repondre("/lieux/bus-numerique-tulle/")
    shown = refused.corps.decode()

    assert refused.statut == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "<h1>À corriger</h1>" in shown
    assert f"{path}, ligne " in shown
    assert "code_insee : " in shown
    assert serveur.repondre("/donnees/lieux.csv").corps == refused.corps

    path.write_text(good, encoding="utf-8")

    assert serveur.repondre("/lieux/bus-numerique-tulle/").statut == HTTPStatus.OK


def test_a_fault_that_two_entries_make_together_is_told_with_its_line(
    serveur: Serveur, petit: Path
):
    path = petit / FICHE
    copy = path.with_name("copie-tulle.md")
    shutil.copy(path, copy)

    shown = serveur.repondre("/").corps.decode()
    line = next(
        n
        for n, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if text.startswith("id:")
    )

    assert f"{path}, ligne {line} — id : " in shown
    assert f"{copy}, ligne {line} — id : " in shown
    copy.unlink()
    assert serveur.repondre("/").statut == HTTPStatus.OK


def test_a_faulty_template_is_named_and_forgotten_once_mended(petit: Path, tmp_path: Path, capfd):
    shutil.copytree(PROJET / "theme", tmp_path / "theme")
    serveur = Serveur(apercu(petit, tmp_path, THEME=str(tmp_path / "theme")))
    path = tmp_path / "theme/templates/pages/regions.html"
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "{% endfor %}", encoding="utf-8")

    assert "Le gabarit de cette page a une faute" in serveur.repondre("/regions/").corps.decode()

    path.write_text(good, encoding="utf-8")
    assert serveur.repondre("/regions/").statut == HTTPStatus.OK


def test_addresses_answer_as_a_host_does(serveur: Serveur):
    slash = serveur.repondre("/regions")
    absent = serveur.repondre("/nulle-part/")

    assert (slash.statut, slash.vers) == (HTTPStatus.FOUND, "/regions/")
    assert (absent.statut, b"<html" in absent.corps) == (HTTPStatus.NOT_FOUND, True)
    assert serveur.repondre("/donnees/lieux.csv?x=1").genre == "text/csv; charset=utf-8"
    assert serveur.repondre("/donnees/lieux.geojson").genre == (
        "application/geo+json; charset=utf-8"
    )


def test_a_browser_is_answered(serveur: Serveur):
    handler = type("Site", (_Requete,), {"site": serveur})
    with ThreadingHTTPServer((ADRESSE, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://{ADRESSE}:{server.server_port}"
        with urllib.request.urlopen(f"{root}/regions") as page:
            assert page.url == f"{root}/regions/"
            assert page.headers["Cache-Control"] == "no-store"
            assert page.read() == serveur.repondre("/regions/").corps
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(f"{root}/rien/")
        assert error.value.code == HTTPStatus.NOT_FOUND
        server.shutdown()


def test_another_day_is_read_as_such(petit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = apercu(petit, tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795392000 + 400 * 86_400))

    assert found.a_jour()
    assert str(entrees.instant(petit)) == found._instant


def test_what_nobody_foresaw_is_shown_and_never_the_site_of_before(petit: Path, tmp_path: Path):
    serveur = Serveur(apercu(petit, tmp_path))
    broken = pytest.MonkeyPatch()
    broken.setattr("annuaire.chantier.annuaire.build", lambda *_, **__: 1 // 0)
    (petit / FICHE).touch()
    assert b"division" in serveur.repondre("/").corps
    assert b"division" in serveur.repondre("/").corps

    broken.undo()
    path = petit / FICHE
    path.write_text(path.read_text(encoding="utf-8") + "\nUne phrase.\n", encoding="utf-8")

    assert serveur.repondre("/").statut == HTTPStatus.OK


def test_a_list_of_neighbourhoods_that_changes_is_read_again(petit: Path, tmp_path: Path):
    listed = tmp_path / "qpv.csv"
    head = "code_qp,nom_qp,code_insee,commune,departement,region\n"
    head += "QN02901M,Kerandon,29039,Concarneau,29,53\n"
    listed.write_text(head, encoding="utf-8")
    found = apercu(petit, tmp_path, QPV="qpv.csv", SOURCES_DEPUIS=str(tmp_path))
    before = found.octets("atlas/index.html")

    row = "QN09001M,Les Glacis,90010,Belfort,90,27\n"
    listed.write_text(head + row, encoding="utf-8")

    assert found.a_jour()
    assert found.refus is None
    after = found.octets("atlas/index.html")
    assert after.count(b"Belfort") > before.count(b"Belfort")
