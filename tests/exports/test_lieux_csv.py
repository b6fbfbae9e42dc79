"""The CSV of the national standard v1.0.2, held against the standard itself."""

import csv
import io
import re
import unicodedata

import pytest

from annuaire.exports import lieux_csv
from annuaire_de_test import annuaire_de, petit
from exports.standard_de_test import fautes, lignes

ENTETE = (
    '"id","pivot","nom","commune","code_postal","code_insee","adresse","complement_adresse",'
    '"latitude","longitude","typologie","telephone","courriels","site_web","horaires",'
    '"presentation_resume","presentation_detail","source","itinerance","structure_parente",'
    '"date_maj","services","publics_specifiquement_adresses","prise_en_charge_specifique",'
    '"frais_a_charge","dispositif_programmes_nationaux","formations_labels",'
    '"autres_formations_labels","modalites_acces","modalites_accompagnement",'
    '"fiche_acces_libre","prise_rdv"'
)


def une_ligne(lieu, **changes):
    """The row of a lieu that has all that the standard requires."""
    found = annuaire_de(lieu(adresse="1 rue de la Gare", **changes))
    (row,) = lignes(lieux_csv.export(found))
    return row


# --- The dialect ------------------------------------------------------------------------


def test_the_header_is_that_of_the_standard():
    assert lieux_csv.export(petit()).split("\n")[0] == ENTETE
    assert lieux_csv.export(annuaire_de()) == ENTETE


def test_every_cell_is_quoted_or_empty_and_no_row_ends_the_file():
    text = lieux_csv.export(petit())

    assert not text.endswith("\n")
    assert "\r" not in text
    for row in text.split("\n"):
        assert re.fullmatch(r'("[^"]+")?(,("[^"]+")?){31}', row), row


def test_reading_it_as_any_csv_gives_32_cells_a_row():
    rows = list(csv.reader(io.StringIO(lieux_csv.export(petit())), strict=True))

    assert {len(row) for row in rows} == {32}


def test_every_cell_follows_the_schema_of_the_standard():
    assert [f for row in lignes(lieux_csv.export(petit())) for f in fautes(row)] == []


def test_a_value_in_every_column_of_the_lieu_that_has_them_all():
    rows = {row["id"]: row for row in lignes(lieux_csv.export(petit()))}

    empty = [champ for champ, cell in rows["le-grand-hangar-concarneau"].items() if not cell]

    assert empty == ["horaires"]  # they hold a comment


# --- What a cell says -------------------------------------------------------------------


def test_only_open_lieux_with_all_that_is_required_are_there():
    found = petit()

    assert [row["id"] for row in lignes(lieux_csv.export(found))] == [
        fiche.lieu.id for fiche in found.ouvertes if fiche.lieu.adresse and fiche.code_postal
    ]
    assert len(lignes(lieux_csv.export(found))) == 7


def test_an_unknown_pivot_is_fourteen_zeros(lieu):
    assert une_ligne(lieu)["pivot"] == "00000000000000"


def test_a_postcode_left_out_is_the_commune_s_only_one(lieu):
    assert une_ligne(lieu)["code_postal"] == "23500"


@pytest.mark.parametrize(
    ("typed", "commune", "code"),
    [
        ("23079", "Felletin", "23079"),
        ("75112", "Paris", "75112"),
        ("49069", "Orée d’Anjou", "49126"),
    ],
)
def test_the_code_is_today_s_and_an_arrondissement_keeps_its_own(lieu, typed, commune, code):
    row = une_ligne(lieu, code_insee=typed, commune=commune, code_postal="23500")

    assert row["code_insee"] == code


def test_a_point_known_to_the_commune_is_left_out(lieu):
    row = une_ligne(lieu, precision="commune")

    assert (row["latitude"], row["longitude"]) == ("", "")


@pytest.mark.parametrize(
    ("typed", "cell"),
    [("45.88490", "45.8849"), ("46", "46"), ("0.00005", "0.00005"), ("-0.5", "-0.5"), ("0", "0")],
)
def test_a_number_is_in_its_shortest_decimal_form(lieu, typed, cell):
    assert une_ligne(lieu, latitude="46", longitude=typed)["longitude"] == cell


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        (["+33381562065", "+33381562066"], "+33381562065"),
        (["3960", "+33381562065"], "+33381562065"),
        (["3960"], ""),
        ([], ""),
    ],
)
def test_the_telephone_is_one_number_in_the_international_form(lieu, typed, cell):
    assert une_ligne(lieu, telephone=typed)["telephone"] == cell


@pytest.mark.parametrize(
    ("fabrique", "formations", "autres"),
    [
        ({"label": "fabrique"}, "ORDI 3.0|Fabriques de Territoire", "QPV"),
        ({"label": "fabrique-numerique"}, "ORDI 3.0|Fabriques de Territoire", "QPV"),
        ({"label": "candidate"}, "ORDI 3.0", "QPV"),
        (
            {"hybridation": ["cafe", "micro-folie", "ecm"]},
            "ORDI 3.0",
            "QPV|Micro-Folie|Espace culture multimédia (ECM)",
        ),
    ],
)
def test_the_label_and_the_programmes_are_derived(lieu, fabrique, formations, autres):
    row = une_ligne(
        lieu, fabrique=fabrique, formations_labels="ORDI 3.0", autres_formations_labels="QPV"
    )

    assert (row["formations_labels"], row["autres_formations_labels"]) == (formations, autres)


def test_a_label_typed_and_derived_is_there_once(lieu):
    row = une_ligne(
        lieu, fabrique={"label": "fabrique"}, formations_labels="Fabriques de Territoire"
    )

    assert row["formations_labels"] == "Fabriques de Territoire"


def test_a_double_quote_is_never_doubled(lieu):
    row = une_ligne(lieu, presentation_detail='Le "lieu"\n\nde\tFelletin')

    assert row["presentation_detail"] == "Le ＂lieu＂ de Felletin"


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("Mo 09:00-12:00; PH off", "Mo 09:00-12:00; PH off"),
        ('Mo 09:00-12:00 "sur rendez-vous"', ""),
        ('Mo-Fr 09:00-12:00 "PH off"', ""),
        ('"=1+1"', ""),
    ],
)
def test_hours_with_a_comment_are_left_out_rather_than_changed(lieu, typed, cell):
    assert une_ligne(lieu, horaires=typed)["horaires"] == cell


def test_spaces_that_do_not_break_stay(lieu):
    row = une_ligne(lieu, presentation_detail="Vous\u202f? «\u00a0Oui\u00a0»  ou\u2028non")

    assert row["presentation_detail"] == "Vous\u202f? «\u00a0Oui\u00a0» ou non"


def test_the_separator_of_a_list_is_never_inside_a_value(lieu):
    row = une_ligne(lieu, autres_formations_labels=["a|b", "c"])

    assert row["autres_formations_labels"] == "a/b|c"


@pytest.mark.parametrize(
    ("champ", "typed", "cell"),
    [
        ("presentation_detail", "- un café\n- une table", "un café - une table"),
        ("presentation_detail", "+cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
        ("presentation_detail", "---", ""),
    ],
)
def test_no_text_is_a_formula_in_a_spreadsheet(lieu, champ, typed, cell):
    assert une_ligne(lieu, **{champ: typed})[champ] == cell


# --- Real data --------------------------------------------------------------------------


@pytest.mark.xdist_group("donnees-reelles")
def test_every_real_row_that_conforms_is_exported_and_follows_the_standard(reels):
    exported = {nom: lignes(lieux_csv.export(one.annuaire)) for nom, one in reels.items()}

    assert {nom: len(rows) for nom, rows in exported.items()} == {
        "france-services-2024-08-01": 2845,
        "lieux-hinaura-corse": 841,
        "les nôtres": len(reels["les nôtres"].annuaire.conformes),
    }
    assert [fault for rows in exported.values() for row in rows for fault in fautes(row)] == []


@pytest.mark.xdist_group("donnees-reelles")
def test_what_is_exported_is_what_france_services_published_but_for_what_the_import_told(reels):
    """Straight quotes apart, which become « » : the standard's dialect cannot carry them."""
    one = reels["france-services-2024-08-01"]
    published = {row["id"]: row for row in one.lignes}
    told = {(n.id, n.champ) for n in one.rapport.nettoyages if n.champ != "pivot"}

    changed = {
        (row["id"], champ)
        for row in lignes(lieux_csv.export(one.annuaire))
        for champ, cell in row.items()
        if cell != unicodedata.normalize("NFC", " ".join(published[row["id"]][champ].split()))
        and '"' not in published[row["id"]][champ]
    }

    assert changed == told
