"""A site that federates open datasets: nothing is lost, nothing shown twice, each fact signed."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from annuaire import ecriture, reader, territoires
from annuaire.model import Lieu
from conftest import FABRIQUES, FRANCE_SERVICES
from construction import PROJET, construire, construit
from csv_de_test import ecrit


@pytest.fixture(scope="module")
def lieux(site_national: Path) -> list[dict]:
    """All the lieux of the national site."""
    return json.loads((site_national / "donnees/lieux.json").read_text(encoding="utf-8"))["lieux"]


def proposee(page: Path) -> tuple[str, str]:
    """Return the path and the text of the entry that the form of a lieu starts from."""
    started = json.loads((page.parent / "fiche.json").read_text(encoding="utf-8"))
    assert started["nouvelle"]
    return started["chemin"], ecriture.entree(Lieu.model_validate(started["valeurs"]))


def test_every_departement_has_places_with_telephone_and_hours(lieux):
    joignables = {x["departement"] for x in lieux if x.get("telephone") and x.get("horaires")}

    peuples = {code for code, d in territoires.departements().items() if not d.outre_mer_com}
    assert peuples - joignables == set()


def test_every_record_of_every_dataset_has_its_page(lieux, donnees_reelles, site_national):
    known = {
        id_ for lieu in lieux for id_ in (lieu["id"], *(o["id"] for o in lieu.get("origines", ())))
    }

    for name, column in ((FRANCE_SERVICES, "id"), (FABRIQUES, "id_anct")):
        with (donnees_reelles / name).open(encoding="utf-8", newline="") as stream:
            assert {row[column] for row in csv.DictReader(stream)} - known == set()
    for lieu in lieux:
        assert (site_national / "lieux" / lieu["slug"] / "index.html").is_file()


def test_a_labelled_fabrique_that_is_also_an_entry_appears_once_with_both_origins(lieux):
    ours = {
        r.lieu.fabrique.id_anct: r.slug
        for r in reader.read_tree(PROJET / "content")
        if r.lieu and r.lieu.fabrique and r.lieu.fabrique.id_anct
    }
    assert len(ours) > 60
    for number, slug in ours.items():
        shown = [x for x in lieux if any(o["id"] == number for o in x.get("origines", ()))]
        assert [x["slug"] for x in shown] == [slug]
        assert shown[0]["meta"]["sources"]


def test_no_two_lieux_share_an_address(lieux):
    assert len({lieu["slug"] for lieu in lieux}) == len(lieux)


def test_a_page_says_where_its_facts_come_from_and_how_old_they_are(site_national: Path):
    html = (site_national / "lieux/france-services-de-valserhone/index.html").read_text("utf-8")

    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).replace("\u00a0", " ")
    assert "Ces informations datent de plus de 2 ans (août 2024) : appelez avant de venir." in text
    assert (
        "Source de toute la fiche&nbsp;: Liste des structures France services, 1er août 2024."
        in text
    )
    assert "Licence Ouverte 2.0." in text
    assert "C’est votre lieu" in text


def test_a_joined_page_says_what_each_dataset_told(site_national: Path):
    html = (site_national / "lieux/konk-ar-lab-concarneau/index.html").read_text("utf-8")

    assert "D’après <a" in html
    assert "Fabriques de territoire labellisées</a>, 18 septembre 2024" in html.replace(
        "\u00a0", " "
    )
    assert "Historique de la fiche" in html


def test_the_page_of_the_data_says_what_each_dataset_brought(site_national: Path):
    html = (site_national / "donnees/index.html").read_text("utf-8")
    kept = json.loads((site_national / "donnees/sources.json").read_text("utf-8"))

    assert [(s["cle"], s["lignes"], s["lieux"]) for s in kept["sources"]] == [
        ("france-services", 2845, 2845),
        ("fabriques-labellisees", 382, 382),
    ]
    assert "Réunis à une autre fiche" in html
    assert "Pas encore reprises" in html
    assert "Cartographie nationale des lieux d’inclusion numérique" in html


def test_the_pairs_to_settle_are_listed_with_what_to_write(site_national: Path):
    html = (site_national / "donnees/rapprochements/index.html").read_text("utf-8")
    kept = json.loads((site_national / "donnees/sources.json").read_text("utf-8"))

    assert kept["rapprochements_a_confirmer"]
    for pair in kept["rapprochements_a_confirmer"]:
        assert f"- fiches: [{', '.join(pair['fiches'])}]" in html


def test_the_form_starts_from_the_entry_that_would_be_ours(site_national, tmp_path):
    place, text = proposee(site_national / "lieux/france-services-de-valserhone/index.html")
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    lecture = reader.read(path)

    assert place == "lieux/01-ain/france-services-de-valserhone.md"
    assert lecture.problems == ()
    assert lecture.lieu.id == "fs-1"


def test_an_adopted_entry_takes_the_place_of_its_record(tmp_path):
    content = Path(shutil.copytree(PROJET / "content", tmp_path / "content"))
    source = ecrit(tmp_path / "creuse.csv", {"id": "x-1", "nom": "La Grange aux clics"})
    before = construit(tmp_path / "avant", content, SOURCES=str(source), TERRITOIRE=["23"])
    (page,) = before.glob("lieux/la-grange*/index.html")
    adopted = content / "lieux/23-creuse/la-grange-aux-clics-felletin.md"
    _, text = proposee(page)
    adopted.write_text(text.replace("+33555661234", "+33555665111"), encoding="utf-8")

    after = construit(tmp_path / "apres", content, SOURCES=str(source), TERRITOIRE=["23"])

    (path,) = after.glob("lieux/la-grange*/index.html")
    assert path.parent.name == "la-grange-aux-clics-felletin"
    assert "05 55 66 51 11" in path.read_text("utf-8").replace("\u00a0", " ")


def test_a_file_given_by_hand_that_is_no_list_of_lieux_is_refused_in_french(tmp_path):
    page = tmp_path / "france-services.csv"
    page.write_text("<!doctype html><title>503</title>", encoding="utf-8")

    done = construire(tmp_path / "site", SOURCES=str(page))

    assert done.returncode == 1
    assert "c’est une page web" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_file_of_no_declared_source_joins_the_declared_ones(tmp_path):
    """A source without a page beside sources that have one: all are named in the package."""
    rows = [{"id": f"x-{n}", "nom": f"La Grange {n}"} for n in (1, 2)]
    source = ecrit(tmp_path / "creuse.csv", *rows)
    site = construit(tmp_path / "site", SOURCES=str(source), TERRITOIRE=["23"])

    html = (site / "lieux/la-grange-1-felletin/index.html").read_text("utf-8")
    assert "creuse.csv" in html
    assert 'href="None"' not in html
    kept = json.loads((site / "donnees/datapackage.json").read_text("utf-8"))
    assert {"title": "creuse.csv"} in kept["sources"]
