"""What is missing, as a file."""

import csv
import io

from annuaire.contextes import MANQUES, manque_au_standard
from annuaire.exports import ce_qui_manque, lieux_csv
from annuaire.model import Lieu
from annuaire_de_test import TOUT, annuaire_de, petit
from exports.standard_de_test import REQUIS, lignes


def rows(annuaire):
    text = ce_qui_manque.export(annuaire)
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text), strict=True)}


def test_every_open_lieu_that_is_not_in_the_national_file_is_there_with_why():
    national = {row["id"] for row in lignes(lieux_csv.export(petit()))}

    why = {id_: row["manque_au_standard"] for id_, row in rows(petit()).items()}

    assert {id_ for id_, reasons in why.items() if reasons} == {
        fiche.lieu.id for fiche in petit().ouvertes
    } - national
    assert why["atelier-des-palmiers-ajaccio"] == "adresse|code_postal"


def test_what_is_missing_is_what_the_standard_requires_and_has_no_cell():
    for fiche in petit().fiches:
        cells = lieux_csv.ligne(fiche)
        empty = {champ for champ in REQUIS if not cells[champ]}

        assert set(manque_au_standard(fiche)) == empty
        assert fiche.est_conforme == (not empty)


def test_a_lieu_of_which_all_is_known_is_not_there(lieu):
    assert rows(annuaire_de(lieu(**TOUT))) == {}


def test_each_useful_field_is_told_when_it_is_missing(lieu):
    for missing in TOUT:
        known = {champ: value for champ, value in TOUT.items() if champ != missing}
        (row,) = rows(annuaire_de(lieu(**known))).values()

        assert (row["manque_au_standard"] or row["manque_utile"]) == missing


def test_a_field_is_told_once_the_most_useful_first(lieu):
    (row,) = rows(annuaire_de(lieu())).values()

    assert row["manque_au_standard"] == "adresse"
    assert row["manque_utile"] == "telephone|horaires|services|frais_a_charge|courriels|site_web"
    assert {one.champ for one in MANQUES} <= set(Lieu.model_fields)


def test_a_closed_lieu_is_not_asked_about():
    assert "point-cyb-felletin" not in rows(petit())


def test_the_page_of_the_lieu_is_named_from_the_root_of_the_site():
    assert rows(petit())["fs-3001"]["page"] == "lieux/mediatheque-de-la-baie-saint-martin/"
