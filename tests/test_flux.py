"""The change feeds, from the history of a repository that the test builds."""

import json
from xml.etree import ElementTree as ET

import pytest

from annuaire import annuaire, flux, historique, reader
from annuaire.ecriture import entree
from annuaire.nouvelles import nouvelles
from annuaire_de_test import GOLDEN, LE, annuaire_de, site
from git_de_test import depot, valider

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIE = site(siteurl="https://exemple.org/annuaire")


@pytest.fixture
def contenu(tmp_path):
    folder = depot(tmp_path / "depot") / "content"
    (folder / "lieux").mkdir(parents=True)
    return folder


def ecrit(contenu, dossier, lieu):
    folder = contenu / "lieux" / dossier
    folder.mkdir(exist_ok=True)
    (folder / f"{lieu.id}.md").write_text(entree(lieu), encoding="utf-8")


def lu(contenu):
    """The annuaire of a folder and what changed in it."""
    found = annuaire.build(reader.read_tree(contenu), LE)
    return found, nouvelles(found, historique.lire(contenu))


@pytest.fixture
def histoire(contenu, lieu):
    """Two lieux in two régions: one moves, gets hours, a label; the other closes."""
    felletin = {"id": "q&a", "nom": "Le Quartier < & l'atelier", "adresse": "1 rue A"}
    brest = {"id": "brest", "nom": "Brest", "commune": "Brest", "code_insee": "29019"}
    brest["code_postal"] = "29200"
    ecrit(contenu, "23-creuse", lieu(**felletin))
    ecrit(contenu, "29-finistere", lieu(**brest))
    valider(contenu, "2026-01-05")
    moved = felletin | {"adresse": "2 rue B", "horaires": "Mo 09:00-12:00"}
    ecrit(contenu, "23-creuse", lieu(**moved))
    valider(contenu, "2026-03-03")
    labelled = moved | {"telephone": "+33555664242", "fabrique": {
        "label": "fabrique", "sources": ["https://www.quartierrouge.org/"]}}  # fmt: skip
    ecrit(contenu, "23-creuse", lieu(**labelled))
    ecrit(contenu, "29-finistere", lieu(**brest, ferme_le="2026-04-01"))
    valider(contenu, "2026-04-02")
    return lu(contenu)


def test_the_feeds_are_those_expected(histoire, attendu):
    found = dict(flux.fichiers(*histoire, PUBLIE))

    assert list(found) == [
        f"{folder}changements.{kind}"
        for folder in (
            "",
            "regions/bretagne/",
            "regions/nouvelle-aquitaine/",
            "departements/23-creuse/",
            "departements/29-finistere/",
        )
        for kind in ("atom", "json")
    ]
    attendu(GOLDEN.parent / "flux/changements.atom", found["changements.atom"])
    attendu(GOLDEN.parent / "flux/changements.json", found["changements.json"])
    attendu(
        GOLDEN.parent / "flux/finistere.atom", found["departements/29-finistere/changements.atom"]
    )


def test_an_atom_feed_is_xml_that_says_what_was_written(histoire):
    root = ET.fromstring(dict(flux.fichiers(*histoire, PUBLIE))["changements.atom"])
    entries = root.findall(f"{ATOM}entry")

    assert [e.find(f"{ATOM}category").get("term") for e in entries] == [
        "ferme",
        "autre",
        "labellise",
        "demenage",
        "horaires",
        "nouveau",
        "nouveau",
    ]
    assert entries[1].find(f"{ATOM}title").text == (
        "Le Quartier < & l’atelier, Felletin\xa0: ajouté\xa0: Téléphone"
    )
    ids = [e.find(f"{ATOM}id").text for e in entries]
    assert len(set(ids)) == len(ids)
    assert ids[1] == "tag:exemple.org,2026:annuaire/q%26a/2026-04-02/autre"


def test_the_id_of_a_change_outlives_the_address_of_the_page(contenu, lieu):
    ecrit(contenu, "23-creuse", lieu())
    valider(contenu, "2026-01-05")
    before = json.loads(dict(flux.fichiers(*lu(contenu), PUBLIE))["changements.json"])["items"]
    old = contenu / "lieux/23-creuse/quartier-rouge-felletin.md"
    old.rename(old.with_name("autre-adresse.md"))
    valider(contenu, "2026-02-01")
    after = json.loads(dict(flux.fichiers(*lu(contenu), PUBLIE))["changements.json"])["items"]

    assert [one["id"] for one in after] == [one["id"] for one in before]
    assert after[0]["url"] == "https://exemple.org/annuaire/lieux/autre-adresse/"


def test_a_feed_holds_fifty_changes_at_most_the_newest(contenu, lieu):
    for n in range(60):
        ecrit(contenu, "23-creuse", lieu(id=f"lieu-{n:02}"))
    valider(contenu, "2026-01-05")
    ecrit(contenu, "23-creuse", lieu(id="lieu-59", horaires="Mo 09:00-12:00"))
    valider(contenu, "2026-02-01")

    items = json.loads(dict(flux.fichiers(*lu(contenu), PUBLIE))["changements.json"])["items"]

    assert len(items) == flux.MAX
    assert items[0]["content_text"] == "Horaires ajoutés le 1er\xa0février 2026."


def test_without_an_address_or_without_a_change_there_is_no_feed(histoire, lieu):
    nothing = annuaire_de(lieu())

    assert list(flux.fichiers(*histoire, site())) == []
    assert list(flux.fichiers(nothing, nouvelles(nothing, historique.Historique()), PUBLIE)) == []
