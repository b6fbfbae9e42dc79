"""The files of the Leaflet map, read back as the browser reads them."""

import json
from itertools import accumulate

import pytest

from annuaire import carte_donnees, territoires
from annuaire.fiche import GENRES
from annuaire_de_test import annuaire_de, petit


@pytest.fixture(scope="module")
def fichiers():
    return {path: json.loads(text) for path, text in carte_donnees.fichiers(petit())}


def undelta(column, unit):
    return [value / unit for value in accumulate(column)]


def lieux(table):
    """The rows of a département's file: slug → (lat, lon, commune, genre, flou, tel)."""
    return {
        slug: (lat, lon, table["communes"][commune], GENRES[genre], bool(flou), tel)
        for slug, lat, lon, commune, genre, flou, tel in zip(
            table["slug"],
            undelta(table["lat"], 1e5),
            undelta(table["lon"], 1e5),
            table["commune"],
            table["genre"],
            table["flou"],
            table["tel"],
            strict=True,
        )
    }


def test_every_open_located_lieu_is_read_back_within_a_metre(fichiers):
    read = {}
    for code in {fiche.departement.code for fiche in petit().ouvertes}:
        read |= lieux(fichiers[f"carte/donnees/{code.lower()}.json"])

    assert set(read) == {fiche.slug for fiche in petit().ouvertes}
    for fiche in petit().ouvertes:
        lat, lon, commune, genre, flou, tel = read[fiche.slug]
        assert (lat, lon) == pytest.approx(fiche.point, abs=1e-5)
        assert (commune, genre) == (fiche.commune.nom, fiche.genre)
        assert flou == (fiche.precision == "commune")
        assert tel == (fiche.lieu.telephone[0] if fiche.lieu.telephone else "")


def test_many_points_do_not_drift(lieu):
    points = [(45.8 + i * 0.000137, 2.1 - i * 0.000071) for i in range(500)]
    many = annuaire_de(
        *(lieu(id=f"l{i:03}", latitude=lat, longitude=lon) for i, (lat, lon) in enumerate(points))
    )
    found = dict(carte_donnees.fichiers(many))

    read = lieux(json.loads(found["carte/donnees/23.json"]))

    for fiche in many.fiches:
        assert read[fiche.slug][:2] == pytest.approx(fiche.point, abs=1e-5)


def test_a_lieu_that_nobody_can_place_is_not_on_the_map(lieu):
    found = dict(
        carte_donnees.fichiers(annuaire_de(lieu(code_insee="98901", commune="Île de Clipperton")))
    )

    assert json.loads(found["carte/donnees/989.json"])["slug"] == []


def test_codes_are_in_lower_case_in_the_names_of_files(fichiers):
    assert "carte/donnees/2a.json" in fichiers
    assert [path for path in fichiers if path != path.lower()] == []


def test_an_empty_departement_has_no_file_of_lieux(fichiers):
    assert "carte/donnees/2b.json" not in fichiers
    assert "carte/donnees/communes-2b.json" in fichiers


def test_the_overview_counts_every_departement(fichiers):
    overview = fichiers["carte/donnees/apercu.json"]

    counts = dict(zip(overview["code"], overview["n"], strict=True))

    assert len(counts) == 102
    assert {code: n for code, n in counts.items() if n} == {
        code: len(fiches) for code, fiches in petit().par_departement.items()
    }
    assert {len(column) for column in overview.values()} == {102}


def test_the_communes_are_named_the_most_populous_first(fichiers):
    table = fichiers["carte/donnees/communes-23.json"]

    assert table["nom"][:2] == ["Guéret", "La Souterraine"]
    assert (undelta(table["lat"], 1e3)[0], undelta(table["lon"], 1e3)[0]) == pytest.approx(
        (46.1696, 1.8715), abs=6e-4
    )
    assert len(table["nom"]) == len(territoires.communes_du_departement("23"))


def test_the_arrondissements_are_not_communes_of_the_map(fichiers):
    assert fichiers["carte/donnees/communes-75.json"]["nom"] == ["Paris"]


def test_no_file_holds_a_line_break_or_a_useless_space():
    for path, text in carte_donnees.fichiers(petit()):
        if not path.endswith("contours.json"):
            assert "\n" not in text
            assert '": ' not in text
