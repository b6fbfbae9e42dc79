"""The JSON Schema of an entry: structure by structure, and against the real entries.

No validator is installed: `valider` reads the few keywords that the schema has, and a test holds
that it has no other.
"""

import json
import re
from pathlib import Path

import pytest

from annuaire import reader
from annuaire import vocabulaires as voc
from annuaire.exports import lieu_schema
from annuaire.model import Lieu
from annuaire.parties import Fabrique, Meta
from annuaire_de_test import PETIT, annuaire_de, petit

CONTENT = Path(__file__).parents[2] / "content"
SCHEMA = json.loads(lieu_schema.export(annuaire_de()))
COMPRIS = {
    "$defs", "$ref", "additionalProperties", "anyOf", "const", "enum", "items", "maxLength",
    "maximum", "minItems", "minLength", "minimum", "pattern", "properties", "required", "type",
}  # fmt: skip
SANS_EFFET = {"$schema", "default", "description", "examples", "format", "title"}
TYPES = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
    "null": type(None),
}  # fmt: skip


def valider(value, schema, ou=""):
    """Yield what a value has against a schema."""
    schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "anyOf" in schema and all(list(valider(value, one)) for one in schema["anyOf"]):
        yield ou, "anyOf"
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        yield ou, schema["type"]
        return
    if "enum" in schema and value not in schema["enum"]:
        yield ou, value
    if "const" in schema and value != schema["const"]:
        yield ou, value
    yield from _bornes(value, schema, ou)
    if isinstance(value, dict) and "properties" in schema:
        yield from ((ou, name) for name in schema.get("required", ()) if name not in value)
        yield from ((ou, name) for name in set(value) - set(schema["properties"]))
        for name in set(value) & set(schema["properties"]):
            yield from valider(value[name], schema["properties"][name], f"{ou}.{name}")
    if isinstance(value, list):
        for item in value:
            yield from valider(item, schema.get("items", {}), f"{ou}[]")


def _bornes(value, schema, ou):
    size = len(value) if isinstance(value, str | list) else 0
    faults = {
        "minLength": isinstance(value, str) and size < schema.get("minLength", 0),
        "maxLength": isinstance(value, str) and size > schema.get("maxLength", size),
        "minItems": isinstance(value, list) and size < schema.get("minItems", 0),
        "minimum": "minimum" in schema and value < schema["minimum"],
        "maximum": "maximum" in schema and value > schema["maximum"],
        "pattern": "pattern" in schema and not re.search(schema["pattern"], value),
    }
    yield from ((ou, name) for name, found in faults.items() if found)


def mots(schema):
    """Every keyword that a schema uses, at any depth."""
    for key, value in schema.items():
        yield key
        if key in {"properties", "$defs"}:
            for one in value.values():
                yield from mots(one)
        elif key == "anyOf":
            for one in value:
                yield from mots(one)
        elif isinstance(value, dict):
            yield from mots(value)


def champ(name, schema=SCHEMA):
    """The schema of a field, less "or null"."""
    found = schema["properties"][name]
    return next((one for one in found.get("anyOf", ()) if one != {"type": "null"}), found)


def test_it_says_what_it_is():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Fiche d’un lieu"


def test_it_has_every_field_of_the_model_and_no_other_is_allowed():
    assert list(SCHEMA["properties"]) == list(Lieu.model_fields)
    for part in (Fabrique, Meta):
        assert list(SCHEMA["$defs"][part.__name__]["properties"]) == list(part.model_fields)
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        assert part["additionalProperties"] is False


def test_what_is_required_of_an_entry_is_required():
    assert set(SCHEMA["required"]) == {"id", "nom", "commune", "code_insee", "date_maj", "meta"}
    assert SCHEMA["$defs"]["Meta"]["required"] == ["sources"]
    assert SCHEMA["$defs"]["Meta"]["properties"]["sources"]["minItems"] == 1


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("typologie", voc.TYPOLOGIES),
        ("itinerance", voc.ITINERANCES),
        ("services", voc.NOMS_SERVICES),
        ("publics_specifiquement_adresses", voc.PUBLICS),
        ("prise_en_charge_specifique", voc.PRISES_EN_CHARGE),
        ("frais_a_charge", voc.FRAIS),
        ("dispositif_programmes_nationaux", voc.DISPOSITIFS),
        ("formations_labels", voc.FORMATIONS_LABELS),
        ("modalites_acces", voc.MODALITES_ACCES),
        ("modalites_accompagnement", voc.MODALITES_ACCOMPAGNEMENT),
    ],
)
def test_a_list_of_the_standard_is_closed(name, values):
    assert champ(name)["items"]["enum"] == list(values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("label", voc.LABELS),
        ("territoire", voc.TERRITOIRES),
        ("origine", voc.ORIGINES),
        ("tres_haut_debit", voc.DEBITS),
        ("forme_juridique", voc.FORMES_JURIDIQUES),
    ],
)
def test_a_choice_of_a_fabrique_is_closed(name, values):
    assert champ(name, SCHEMA["$defs"]["Fabrique"])["enum"] == list(values)


@pytest.mark.parametrize(
    ("name", "values"), [("roles", voc.ROLES), ("hybridation", voc.HYBRIDATIONS)]
)
def test_a_list_of_a_fabrique_is_closed(name, values):
    assert champ(name, SCHEMA["$defs"]["Fabrique"])["items"]["enum"] == list(values)


def test_the_precision_of_a_point_is_closed():
    assert champ("precision")["enum"] == list(voc.PRECISIONS)


def test_a_point_is_in_a_french_territory():
    latitude, longitude = champ("latitude"), champ("longitude")

    assert (latitude["minimum"], latitude["maximum"]) == (-30, 52)
    assert (longitude["minimum"], longitude["maximum"]) == (-180, 180)


def test_the_keywords_are_those_that_this_test_reads():
    assert set(mots(SCHEMA)) - COMPRIS - SANS_EFFET == set()


def entrees():
    trees = [*reader.read_tree(PETIT), *reader.read_tree(CONTENT)]
    return [lecture.lieu for lecture in trees if lecture.lieu]


def test_every_entry_of_the_site_is_valid_once_its_values_are_typed():
    lieux = entrees()

    faults = {
        lieu.id: found
        for lieu in lieux
        if (found := list(valider(lieu.model_dump(mode="json"), SCHEMA)))
    }

    assert len(lieux) > len(petit().fiches)
    assert faults == {}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"nom": None}, (".nom", "string")),
        ({"nom": "x"}, (".nom", "minLength")),
        ({"nom": "x" * 201}, (".nom", "maxLength")),
        ({"couleur": "bleu"}, ("", "couleur")),
        ({"latitude": 60}, (".latitude", "anyOf")),
        ({"services": ["Cuisine"]}, (".services[]", "Cuisine")),
        ({"meta": {"sources": []}}, (".meta.sources", "minItems")),
        ({"meta": {}}, (".meta", "sources")),
        ({"fabrique": {"vague": 11}}, (".fabrique", "anyOf")),
    ],
)
def test_a_value_that_the_model_refuses_is_not_valid(lieu, changes, fault):
    assert fault in list(valider({**lieu().model_dump(mode="json"), **changes}, SCHEMA))
