"""The national CSV by région and by département."""

import pytest

from annuaire.exports import lieux_csv, lieux_territoires
from annuaire_de_test import annuaire_de, petit


def fichiers(annuaire, dossier):
    """The text of each file of a folder, by name."""
    return {
        f.path.rpartition("/")[2]: f.texte
        for f in lieux_territoires.fichiers(annuaire)
        if f.path.startswith(f"donnees/{dossier}/")
    }


@pytest.mark.parametrize(("dossier", "nombre"), [("regions", 18 + 1), ("departements", 101 + 1)])
def test_every_territory_has_its_file_and_a_collectivity_that_has_a_lieu(dossier, nombre):
    assert len(fichiers(petit(), dossier)) == nombre


@pytest.mark.parametrize("dossier", ["regions", "departements"])
def test_together_they_are_the_national_file(dossier):
    national = lieux_csv.export(petit()).split("\n")

    rows = [text.split("\n") for text in fichiers(petit(), dossier).values()]

    assert {own[0] for own in rows} == {national[0]}
    assert sorted(row for own in rows for row in own[1:]) == sorted(national[1:])


def test_a_file_bears_the_name_of_the_page_of_its_territory():
    assert lieux_csv.export(petit()).count("\n") == 7
    assert "le-grand-hangar-concarneau" in fichiers(petit(), "departements")["29-finistere.csv"]
    assert "le-grand-hangar-concarneau" in fichiers(petit(), "regions")["bretagne.csv"]


def test_a_departement_without_a_row_has_the_first_line_alone():
    assert fichiers(petit(), "departements")["90-territoire-de-belfort.csv"] == lieux_csv.tableau(
        ()
    )


def test_a_site_of_some_departements_offers_theirs_alone(lieu):
    found = annuaire_de(lieu(), territoire=("23", "87"))

    assert list(fichiers(found, "departements")) == ["23-creuse.csv", "87-haute-vienne.csv"]
    assert list(fichiers(found, "regions")) == ["nouvelle-aquitaine.csv"]
