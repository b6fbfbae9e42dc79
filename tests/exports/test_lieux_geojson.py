"""The GeoJSON, held against RFC 7946."""

import json

import pytest

from annuaire.exports import lieux_geojson
from annuaire_de_test import annuaire_de, petit


@pytest.fixture(scope="module")
def carte():
    return json.loads(lieux_geojson.export(petit()))


def test_it_is_a_collection_of_features_and_nothing_else(carte):
    assert set(carte) == {"type", "features"}
    assert carte["type"] == "FeatureCollection"
    for feature in carte["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")


def test_longitude_comes_first_and_both_are_in_range(carte):
    points = {f["id"]: f["geometry"]["coordinates"] for f in carte["features"]}

    assert points["le-grand-hangar-concarneau"] == [-3.91921, 47.87062]
    for longitude, latitude in points.values():
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_every_lieu_is_there_under_an_id_of_its_own(carte):
    ids = [feature["id"] for feature in carte["features"]]

    assert ids == [fiche.lieu.id for fiche in petit().fiches]
    assert len(set(ids)) == len(ids)


def test_a_point_says_how_exact_it_is_and_a_closed_lieu_that_it_is(carte):
    properties = {f["id"]: f["properties"] for f in carte["features"]}

    assert properties["espace-mende"]["precision"] == "commune"
    assert properties["point-cyb-felletin"]["ferme_le"] == "2025-06-30"
    assert "ferme_le" not in properties["espace-mende"]


def test_coordinates_have_six_decimals_at_most(lieu):
    found = lieux_geojson.export(annuaire_de(lieu(latitude="45.88490123456", longitude="2.17")))

    assert json.loads(found)["features"][0]["geometry"]["coordinates"] == [2.17, 45.884901]


@pytest.mark.parametrize(
    ("typed", "commune", "code"),
    [
        ("23079", "Felletin", "23079"),
        ("75112", "Paris", "75112"),
        ("49069", "Orée d’Anjou", "49126"),
    ],
)
def test_the_code_is_today_s_and_an_arrondissement_keeps_its_own(lieu, typed, commune, code):
    found = json.loads(lieux_geojson.export(annuaire_de(lieu(code_insee=typed, commune=commune))))

    assert found["features"][0]["properties"]["code_insee"] == code


def test_a_lieu_that_nobody_can_place_has_no_geometry(lieu):
    found = annuaire_de(lieu(code_insee="98901", commune="Île de Clipperton"))

    assert json.loads(lieux_geojson.export(found))["features"][0]["geometry"] is None


def test_an_empty_annuaire_is_an_empty_collection():
    assert json.loads(lieux_geojson.export(annuaire_de()))["features"] == []
