"""The complete CSV: every lieu, the 32 columns, then ours."""

import csv
import io

import pytest

from annuaire.exports import lieux_complet
from annuaire.model import CHAMPS_NATIONAUX
from annuaire.parties import Fabrique, Soutien
from annuaire_de_test import annuaire_de, petit


def lignes(annuaire):
    text = lieux_complet.export(annuaire)
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)}


def test_the_columns_of_the_standard_come_first_and_each_has_its_own_name():
    assert lieux_complet.COLONNES[:32] == CHAMPS_NATIONAUX
    assert len(set(lieux_complet.COLONNES)) == len(lieux_complet.COLONNES)


def test_every_field_of_a_fabrique_has_its_column():
    for name in set(Fabrique.model_fields) - {"soutien", "sources"}:
        assert f"fabrique_{name}" in lieux_complet.COLONNES
    for name in Soutien.model_fields:
        assert f"soutien_{name}" in lieux_complet.COLONNES


def test_every_lieu_is_there_in_order_conforming_or_not():
    assert list(lignes(petit())) == [fiche.lieu.id for fiche in petit().fiches]


def test_the_lieu_that_has_every_field_has_no_empty_cell():
    row = lignes(petit())["le-grand-hangar-concarneau"]

    assert [name for name, cell in row.items() if not cell] == []


def test_nothing_that_the_national_file_drops_is_lost_here():
    row = lignes(petit())["le-grand-hangar-concarneau"]

    assert row["telephone"] == "+33298971234|+33298971235"
    assert row["horaires"] == 'Mo-Fr 09:00-12:00,14:00-17:30 "sur rendez-vous"; PH off'
    assert row["presentation_detail"].splitlines()[-2] == '- des "jeux"'


def test_an_unknown_pivot_is_empty_and_a_point_always_has_its_precision():
    row = lignes(petit())["espace-mende"]

    assert row["pivot"] == ""
    assert (row["latitude"], row["longitude"], row["precision"]) == ("44.5178", "3.5012", "commune")


@pytest.mark.parametrize("typed", ["- un café", "+cmd|' /C calc'!A0", "@SUM(A1)", "=1+1"])
def test_no_text_is_a_formula_in_a_spreadsheet(lieu, typed):
    (row,) = lignes(annuaire_de(lieu(presentation_detail=typed))).values()

    assert row["presentation_detail"][0] not in "=@+-"


def test_lines_end_as_elsewhere():
    assert "\r" not in lieux_complet.export(petit())
