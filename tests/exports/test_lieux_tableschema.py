"""The schema of the national CSV, held against the standard written anew in `standard_de_test`."""

import json
import re

import pytest

from annuaire.exports import lieux_tableschema
from annuaire.model import CHAMPS_NATIONAUX
from annuaire_de_test import annuaire_de
from exports.standard_de_test import LISTES, REQUIS

SCHEMA = json.loads(lieux_tableschema.export(annuaire_de()))
CHAMPS = {field["name"]: field for field in SCHEMA["fields"]}


def contrainte(champ, name):
    return CHAMPS[champ].get("constraints", {}).get(name)


def accepte(champ, cell):
    return bool(re.search(contrainte(champ, "pattern"), cell))


def test_the_columns_are_those_of_the_standard_in_its_order():
    assert [field["name"] for field in SCHEMA["fields"]] == list(CHAMPS_NATIONAUX)


def test_what_is_required_is_what_the_standard_requires():
    assert tuple(c for c in CHAMPS if contrainte(c, "required")) == REQUIS
    assert [c for c in CHAMPS if contrainte(c, "unique")] == ["id"] == [SCHEMA["primaryKey"]]


def test_types_are_those_of_the_standard():
    others = {c: field["type"] for c, field in CHAMPS.items() if field["type"] != "string"}

    assert others == {"latitude": "number", "longitude": "number", "date_maj": "date"}


@pytest.mark.parametrize(
    ("champ", "cell", "good"),
    [
        ("pivot", "00000000000000", True),
        ("pivot", "W12345678", True),
        ("pivot", "12345678", False),
        ("pivot", "123456789012345", False),
        ("code_postal", "01000", True),
        ("code_postal", "1000", False),
        ("code_insee", "2A004", True),
        ("code_insee", "2C004", False),
        ("code_insee", "20004", False),
        ("telephone", "+33381562065", True),
        ("telephone", "+508411234", True),
        ("telephone", "+33381562065|+33381562066", False),
        ("telephone", "0381562065", False),
        ("telephone", "3960", False),
    ],
)
def test_a_cell_is_taken_or_refused_as_by_the_standard(champ, cell, good):
    assert accepte(champ, cell) == good


def test_a_summary_has_280_characters_at_most():
    assert [c for c in CHAMPS if contrainte(c, "maxLength")] == ["presentation_resume"]
    assert contrainte("presentation_resume", "maxLength") == 280


@pytest.mark.parametrize("champ", LISTES)
def test_a_list_takes_its_values_alone(champ):
    values = LISTES[champ]

    assert all(accepte(champ, value) for value in values)
    assert accepte(champ, "|".join(values))
    for wrong in ("Cuisine", f"{values[0]}|Cuisine", f"x{values[0]}", f"{values[0]};{values[1]}"):
        assert not accepte(champ, wrong)


def test_no_other_column_has_a_pattern():
    known = {*LISTES, "pivot", "code_postal", "code_insee", "telephone"}

    assert {c for c in CHAMPS if contrainte(c, "pattern")} == known


def test_both_spellings_of_the_label_of_la_poste_are_taken():
    """The pattern of the standard lacks the space that its text and its library have."""
    assert accepte("formations_labels", "Étapes numériques (La Poste)")
    assert accepte("formations_labels", "ORDI 3.0|Étapes numériques(La Poste)")
    assert not accepte("formations_labels", "ORDI 3x0")


def test_patterns_are_read_alike_by_every_language():
    """No escape but those that all regular expressions have."""
    for champ in CHAMPS:
        assert re.findall(r"\\[^.()|+d]", contrainte(champ, "pattern") or "") == []
