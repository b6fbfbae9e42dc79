"""`python -m annuaire adresses`: what a published site answers at joins the record of the content."""

import argparse

import pytest

from annuaire import __main__ as cli
from annuaire import registre
from annuaire.commandes import adresses
from annuaire.registre import Adresse
from annuaire.telechargement import Regles
from serveur_de_test import ICI

EN_TETE = "adresse,ids,nom,communes,origine,remplace_par\n"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def ecrit(folder, *found):
    folder.mkdir(exist_ok=True)
    text = registre.texte({one.adresse: one for one in found})
    (folder / "adresses.csv").write_text(text, encoding="utf-8")
    return folder


def en_ligne(content, serveur):
    """Run the command on a site that a server of the test publishes."""
    regles = Regles(
        https_seulement=False, permises=frozenset({ICI}), ports=frozenset({serveur.port})
    )
    site = serveur.url().rpartition("/")[0]
    return adresses.retenir(argparse.Namespace(contenu=content, site=site), regles), site


def reponse(statut, corps=""):
    data = corps.encode()
    return f"HTTP/1.1 {statut}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def test_the_addresses_of_a_built_site_join_those_of_the_content(content, tmp_path, capsys):
    ecrit(content, Adresse("cp/23500/"), Adresse("lieux/a/", ("a",), "Avant", ("23079",)))
    site = ecrit(
        tmp_path / "output",
        Adresse("lieux/a/", ("b",), "Après", ("23079",)),
        Adresse("lieux/b/", ("c",), "Autre", ("23079",)),
    )

    assert cli.main(["adresses", str(content), "--site", str(site)]) == cli.OK

    assert (content / "adresses.csv").read_text(encoding="utf-8") == (
        f"{EN_TETE}cp/23500/,,,,,\nlieux/a/,b a,Après,23079,,\nlieux/b/,c,Autre,23079,,\n"
    )
    assert capsys.readouterr().out == (
        f"{content / 'adresses.csv'} : 3 adresses, dont 1 nouvelle.\n"
    )
    assert [path.name for path in content.iterdir()] == ["adresses.csv"]


def test_those_of_a_site_online_too(content, serveur):
    code, _ = en_ligne(content, serveur(reponse("200 OK", f"{EN_TETE}cp/23500/,,,,,\n")))

    assert code == cli.OK
    assert (content / "adresses.csv").read_text(encoding="utf-8") == f"{EN_TETE}cp/23500/,,,,,\n"


def test_a_site_online_for_the_first_time_has_nothing_to_retain(content, serveur, capsys):
    code, site = en_ligne(content, serveur(reponse("404 Not Found")))

    assert code == cli.OK
    assert capsys.readouterr().err == (
        f"{site}/adresses.csv n’existe pas encore : rien à retenir.\n"
    )
    assert list(content.iterdir()) == []


def test_a_site_that_does_not_answer_stops_what_would_forget_its_addresses(
    content, serveur, capsys
):
    ecrit(content, Adresse("cp/23500/"))
    before = (content / "adresses.csv").read_bytes()

    code, site = en_ligne(content, serveur(reponse("503 Service Unavailable")))

    assert code == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err.startswith(
        f"{site}/adresses.csv : ce serveur ne peut pas donner le fichier en ce moment"
    )
    assert (content / "adresses.csv").read_bytes() == before


@pytest.mark.parametrize("fautif", ["content", "output"])
def test_a_record_with_a_fault_changes_nothing(content, tmp_path, capsys, fautif):
    ecrit(content, Adresse("cp/23500/"))
    site = ecrit(tmp_path / "output", Adresse("cp/23000/"))
    path = tmp_path / fautif / "adresses.csv"
    path.write_text(f"{EN_TETE}../x/,,,,,\n", encoding="utf-8")
    before = (content / "adresses.csv").read_bytes()

    assert cli.main(["adresses", str(content), "--site", str(site)]) == cli.ERREURS

    assert capsys.readouterr().out == (
        f"{path}:2:1: « ../x/ » n’est pas l’adresse d’une page de ce site. Retirez cette ligne\n"
    )
    assert (content / "adresses.csv").read_bytes() == before


def test_a_folder_that_holds_no_site_is_said(content, tmp_path, capsys):
    assert cli.main(["adresses", str(content), "--site", str(tmp_path)]) == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err == (
        f"Il n’y a pas de fichier adresses.csv dans {tmp_path} : construisez d’abord le site.\n"
    )
    assert cli.main(["adresses", str(tmp_path / "x"), "--site", "output"]) == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err == f"Ce n’est pas un dossier : {tmp_path / 'x'}\n"
