"""All that the entries say, as JSON."""

import json

import pytest

from annuaire.exports import lieux_json
from annuaire.model import Lieu
from annuaire_de_test import annuaire_de, petit

DERIVES = {"slug", "departement", "region", "familles"}


def test_each_lieu_is_read_back_as_it_was():
    rows = {row["id"]: row for row in json.loads(lieux_json.export(petit()))["lieux"]}

    for fiche in petit().fiches:
        row = {k: v for k, v in rows[fiche.lieu.id].items() if k not in DERIVES}
        back = Lieu.model_validate(row).model_copy(
            update={
                "latitude": fiche.lieu.latitude,
                "longitude": fiche.lieu.longitude,
                "precision": fiche.lieu.precision,
                "code_postal": fiche.lieu.code_postal,
            }
        )
        assert back == fiche.lieu


def test_the_lieu_that_has_every_field_has_them_all_in_the_json():
    rows = {row["id"]: row for row in json.loads(lieux_json.export(petit()))["lieux"]}

    found = rows["le-grand-hangar-concarneau"]

    assert set(found) == {*Lieu.model_fields, *DERIVES}


def test_what_the_site_derives_is_said():
    rows = {row["id"]: row for row in json.loads(lieux_json.export(petit()))["lieux"]}

    assert rows["fs-3001"]["slug"] == "mediatheque-de-la-baie-saint-martin"
    assert rows["fs-3001"]["departement"] == "978"
    assert rows["fs-3001"]["code_postal"] == "97150"
    assert rows["fs-3001"]["familles"] == ["france-services"]
    assert (rows["espace-mende"]["latitude"], rows["espace-mende"]["precision"]) == (
        44.5178,
        "commune",
    )
    assert rows["atelier-des-palmiers-ajaccio"]["code_postal"] is None


@pytest.mark.parametrize(
    ("typed", "commune", "code"),
    [
        ("23079", "Felletin", "23079"),
        ("75112", "Paris", "75112"),
        ("49069", "Orée d’Anjou", "49126"),
    ],
)
def test_the_code_is_today_s_and_an_arrondissement_keeps_its_own(lieu, typed, commune, code):
    found = json.loads(lieux_json.export(annuaire_de(lieu(code_insee=typed, commune=commune))))

    assert found["lieux"][0]["code_insee"] == code


def test_two_versions_compare_line_by_line():
    lines = lieux_json.export(petit()).splitlines()

    assert lines[0] == '{"date": "2026-11-23", "licence": "etalab-2.0", "lieux": ['
    assert len(lines) == len(petit().fiches) + 2
    for line in lines[1:-1]:
        json.loads(line.rstrip(","))


def test_an_empty_annuaire_is_an_empty_list():
    assert json.loads(lieux_json.export(annuaire_de()))["lieux"] == []
