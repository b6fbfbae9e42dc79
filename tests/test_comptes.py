"""What the fiches prove of the programme, counted again from the open data."""

import json

import pytest

from annuaire import annuaire, comptes, reader
from annuaire.annuaire import compte_fabriques, une_par_fabrique
from annuaire.exports import lieux_json
from annuaire.mesures import MESURES, Mesure
from annuaire_de_test import LE, annuaire_de, petit
from conftest import PROJET

CONTENT = PROJET / "content"

PROUVE = {"sources": ["https://www.konkarlab.bzh/"]}


@pytest.fixture(scope="module")
def notre():
    return annuaire.build(reader.read_tree(CONTENT), LE)


def refait(mesure: Mesure, rows: list[dict]) -> int:
    """Do the query again over the rows of lieux.json, with nothing of the project's code."""

    def values(row: dict, path: list[str]) -> list:
        found = [row]
        for key in path:
            found = [one.get(key) for one in found if isinstance(one, dict)]
            found = [v for one in found for v in (one if isinstance(one, list) else [one])]
        return [v for v in found if v is not None]

    labelled = [
        r for r in rows if r.get("fabrique", {}).get("label") in ("fabrique", "fabrique-numerique")
    ]
    if mesure.parmi == "fabriques":
        ids = {r["id"] for r in labelled}
        rows = [
            r
            for r in labelled
            if r["fabrique"].get("consortium") in (None, r["id"])
            or r["fabrique"]["consortium"] not in ids
        ]
    elif mesure.parmi == "labellises":
        rows = labelled
    told = [values(row, mesure.champ.split(".")) for row in rows]
    if mesure.calcul == "somme":
        return round(sum(float(v) for row in told for v in row))
    if mesure.calcul == "distincts":
        return len({v for row in told for v in row})
    return sum(any(not mesure.valeurs or v in mesure.valeurs for v in row) for row in told)


@pytest.mark.parametrize("cle", MESURES)
def test_each_measure_is_the_query_that_it_says_over_the_open_data(notre, cle):
    rows = json.loads(lieux_json.export(notre))["lieux"]

    assert comptes.compter(cle, notre).total == refait(MESURES[cle], rows)


def test_the_queries_find_something_in_our_entries(notre):
    """A measure that finds nothing anywhere would prove nothing of the one above."""
    found = {cle for cle in MESURES if comptes.compter(cle, notre).total}

    assert found >= {"fabriques", "lieux", "qpv", "rurales", "numeriques", "crees", "existants"}
    assert found >= {"soutiens", "montant", "associations", "collectivites", "departements"}
    assert found >= {"coworking", "fablab"}


def test_one_fiche_a_fabrique_is_as_many_as_fabriques(notre):
    assert len(une_par_fabrique(notre.fiches)) == notre.nombre_fabriques
    assert len(une_par_fabrique(petit().fiches)) == compte_fabriques(petit().fiches)


def test_the_lead_of_a_consortium_speaks_for_it(lieu):
    chef = lieu(
        id="chef", nom="Chef", fabrique={"label": "fabrique", "territoire": "qpv", **PROUVE}
    )
    membre = lieu(
        id="membre",
        nom="Avant le chef",
        fabrique={"label": "fabrique", "territoire": "rural", "consortium": "chef", **PROUVE},
    )
    found = annuaire_de(chef, membre)

    assert comptes.compter("fabriques", found).phrase == "1\xa0fabrique a une page ici"
    assert comptes.compter("lieux", found).total == 2
    assert comptes.compter("qpv", found).total == 1
    assert comptes.compter("rurales", found).total == 0


def test_the_first_place_speaks_for_a_group_whose_lead_is_not_here(lieu):
    un, deux = (
        lieu(
            id=f"m{n}",
            nom=f"Membre {n}",
            fabrique={"label": "fabrique", "consortium": "ailleurs", **PROUVE},
        )
        for n in (1, 2)
    )

    assert comptes.compter("fabriques", annuaire_de(un, deux)).total == 1


def test_what_a_fiche_does_not_tell_is_neither_yes_nor_no(lieu):
    dit = lieu(id="a", nom="Lieu A", fabrique={"label": "fabrique", "territoire": "qpv", **PROUVE})
    tait = lieu(id="b", nom="Lieu B", fabrique={"label": "fabrique", **PROUVE})

    assert comptes.compter("qpv", annuaire_de(dit, tait)).phrase == (
        "1\xa0fabrique est en quartier prioritaire ; 1\xa0fiche ne le dit pas"
    )
    assert comptes.compter("qpv", annuaire_de(tait)).phrase == (
        "0\xa0fabrique est en quartier prioritaire ; 1\xa0fiche ne le dit pas"
    )


def test_nothing_is_counted_over_nothing(lieu):
    assert comptes.compter("qpv", annuaire_de(lieu())).phrase == (
        "Aucune fabrique n’est présentée ici : rien à compter"
    )


def test_sums_are_of_those_that_tell(lieu):
    dits = [
        lieu(
            id=f"l{n}",
            nom=f"L{n}",
            fabrique={"label": "fabrique", "soutien": {"montant": montant}, **PROUVE},
        )
        for n, montant in enumerate((50000, 150000))
    ]

    assert (
        comptes.compter("montant", annuaire_de(*dits)).phrase
        == "200\u202f000\xa0euros annoncés pour elles"
    )


def test_every_query_says_among_what_which_field_and_which_values():
    assert MESURES["collectivites"].requete == (
        "les lieux labellisés, un seul par groupe (fabrique.consortium) :"
        " fabrique.forme_juridique vaut « collectivite » ou « epci »"
    )
    assert MESURES["montant"].requete.endswith("somme de fabrique.soutien.montant")
    assert (
        MESURES["departements"].requete
        == "les lieux labellisés : valeurs différentes de departement"
    )
    assert MESURES["anciens"].requete == "tous les lieux : historique.type est renseigné"
