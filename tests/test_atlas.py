"""How far communes are from a lieu: by brute force, by land, by territory."""

import random

import numpy as np
import pytest

from annuaire import atlas, territoires
from annuaire.atlas import QUESTIONS, SEUILS, Bilan
from annuaire_de_test import annuaire_de
from lieux_reels import annuaire_reel

LIEU, FABRIQUE, GRATUIT, SAMEDI_SOIR = range(4)
AIDE = {"services": "Utilisation sécurisée du numérique"}
LABEL = {"fabrique": {"label": "fabrique", "sources": [{"titre": "La liste"}]}}


def km(found, code):
    return found.atlas.par_commune[code].km


def departement(code):
    return territoires.departements()[code]


def test_every_located_commune_of_the_101_departements_is_measured_and_the_rest_is_named(lieu):
    found = annuaire_de(lieu()).atlas

    assert len(found.distances) == 34_871
    assert [c.nom for c in found.sans_point] == [
        "Celles", "Chalinargues", "Chavagnac", "Sainte-Anastasie",
    ]  # fmt: skip


def test_a_commune_is_as_far_as_the_nearest_lieu_of_each_kind(lieu):
    found = annuaire_de(
        lieu(),
        lieu(id="gueret", commune="Guéret", code_insee="23096", **AIDE, frais_a_charge="Gratuit"),
        lieu(id="aubusson", commune="Aubusson", code_insee="23008", **AIDE, **LABEL),
        lieu(id="la-souterraine", commune="La Souterraine", code_insee="23176", **AIDE,
             horaires="Sa 09:00-12:00"),
    )  # fmt: skip

    assert km(found, "23079") == (0.0, 8.0, 39.3, 66.4)
    assert found.atlas.nombres == (4, 1, 1, 1)


@pytest.mark.parametrize(
    ("horaires", "attendu"),
    [
        ("Mo-Fr 09:00-18:00", 0),
        ("Mo-Fr 09:00-18:00; Sa 10:00-12:00", 1),
        ("Th 14:00-18:30", 1),
        ("Su 14:00-20:00", 0),
        ("Mo[1] 18:00-20:00", 0),
        (None, 0),
    ],
)
def test_an_evening_is_a_weekday_after_18_h_of_the_ordinary_week(lieu, horaires, attendu):
    found = annuaire_de(lieu(horaires=horaires, **AIDE)).atlas

    assert found.nombres[SAMEDI_SOIR] == attendu


def test_free_where_nobody_helps_is_not_free_help(lieu):
    found = annuaire_de(lieu(frais_a_charge="Gratuit")).atlas

    assert found.nombres == (1, 0, 0, 0)


def test_no_island_is_joined_by_sea(lieu):
    found = annuaire_de(
        lieu(), lieu(id="basse-terre", commune="Basse-Terre", code_insee="97105", **LABEL)
    )

    assert km(found, "97106")[LIEU] < 20
    assert km(found, "97209") == (None, None, None, None)
    assert km(found, "2A004") == (None, None, None, None)
    assert km(found, "23079") == (0.0, None, None, None)
    assert {atlas.terre(d) for d in territoires.departements().values()} == {
        "continent", "corse", "971", "972", "973", "974", "975", "976", "977", "978",
        "984", "986", "987", "988", "989",
    }  # fmt: skip


def test_people_are_far_beyond_the_distance_and_where_there_is_nothing(lieu):
    found = annuaire_de(lieu(commune="Fort-de-France", code_insee="97209")).atlas
    martinique, creuse = (found.bilan([departement(code)]) for code in ("972", "23"))

    assert martinique.communes == 34
    assert martinique.loin[LIEU][0] > martinique.loin[LIEU][1] > 0
    assert martinique.loin[FABRIQUE] == (martinique.population,) * len(SEUILS)
    assert creuse.part(LIEU, 0) == 100
    assert atlas.est_loin(10.1, 10)
    assert not atlas.est_loin(10.0, 10)


def test_of_no_commune_there_is_no_share(lieu):
    found = annuaire_de(lieu()).atlas.bilan([departement("984")])

    assert found == Bilan(0, 0, ((0, 0, 0),) * len(QUESTIONS))
    assert found.part(LIEU, 0) is None


def test_the_farthest_communes_come_first_and_only_those_that_are_far_and_inhabited(lieu):
    found = annuaire_de(lieu()).atlas
    creuse = departement("23")
    rows = found.plus_loin(creuse, LIEU, 1000)

    assert [row.km[LIEU] for row in rows] == sorted((r.km[LIEU] for r in rows), reverse=True)
    assert {row.commune.code for row in rows} == {
        one.commune.code
        for one in found.distances
        if one.commune.departement == "23" and one.km[LIEU] > 10 and one.commune.population
    }
    assert len(found.plus_loin(creuse, LIEU, 5)) == 5


def test_an_empty_annuaire_has_an_atlas():
    found = annuaire_de().atlas

    assert found.nombres == (0, 0, 0, 0)
    assert {one.km for one in found.distances} == {(None,) * 4}


def a_vol_d_oiseau(point, points):
    """Kilometres from a point to each of others, by the haversine formula."""
    lat, lon, lats, lons = map(np.radians, (point[0], point[1], points[:, 0], points[:, 1]))
    half = np.sin((lats - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    return 2 * 6371 * np.arcsin(np.sqrt(half))


def test_2000_communes_are_as_far_as_brute_force_says(donnees_reelles):
    annuaire = annuaire_reel(donnees_reelles)
    kept = {
        LIEU: annuaire.ouvertes,
        FABRIQUE: [f for f in annuaire.ouvertes if f.lieu.est_labellise],
        GRATUIT: [
            f for f in annuaire.ouvertes if annuaire.aide(f) and f.lieu.frais_a_charge == ("Gratuit",)
        ],
    }  # fmt: skip
    lands = {"2A": "corse", "2B": "corse"}
    drawn = random.Random(6).sample(annuaire.atlas.distances, 2000)
    assert all(len(fiches) > 300 for fiches in kept.values())

    for question, fiches in kept.items():
        points = {}
        for fiche in fiches:
            code = fiche.departement.code
            land = lands.get(code) or (code if len(code) == 3 else "")
            points.setdefault(land, []).append(fiche.point)
        arrays = {land: np.array([p for p in own if p]) for land, own in points.items()}
        for commune, kms in drawn:
            code = commune.departement
            land = lands.get(code) or (code if len(code) == 3 else "")
            here = (commune.latitude, commune.longitude)
            nearest = a_vol_d_oiseau(here, arrays[land]).min() if land in arrays else None
            assert kms[question] == pytest.approx(nearest, abs=0.1), commune
