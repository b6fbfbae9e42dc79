r"""The columns of the national standard v1.0.2 as a Table Schema: what a row of lieux.csv holds.

The standard is « Lieux de médiation numérique » (github.com/LaMednum/standard-mediation-num).
Names, titles, types and closed lists come from the model; the table below adds what the standard
asks of a cell. `typologie` stays open, as there.

One value is spelt in two ways. The standard's text and the national library say « Étapes
numériques (La Poste) », the pattern of its schema lacks the space. We write the space: the
library refuses the whole lieu otherwise (FormationsLabels throws on a value out of its list),
while the pattern is only a check. Our pattern takes both, so that a file made by the letter of
the schema passes too.
"""

import json
import re
from functools import cache
from typing import Any

from annuaire.annuaire import Annuaire
from annuaire.model import CHAMPS_NATIONAUX, Lieu

PATH = "donnees/lieux.tableschema.json"
LABEL = "Schéma des CSV du standard national (Table Schema)"

VERSION = "1.0.2"
PAGE = "https://github.com/LaMednum/standard-mediation-num"
REQUIS = ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")
MOTIFS = {
    "pivot": r"^[a-zA-Z0-9]{9,14}$",
    "code_postal": r"^\d{5}$",
    "code_insee": r"^([013-9]\d|2[AB1-9])\d{3}$",
    "telephone": r"^(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)(\d){6,9}$",
}
MAXIMA = {"presentation_resume": 280}
OUVERTES = ("typologie",)
"""Closed lists of ours that the standard leaves open."""
_DEUX_ECRITURES = {"Étapes numériques (La Poste)": r"Étapes numériques ?\(La Poste\)"}


def export(_annuaire: Annuaire) -> str:
    """Return the schema; the same for every site."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Return the Table Schema of the strict CSV."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": "lieux-mediation-numerique",
        "title": "Lieux de médiation numérique, standard national",
        "description": f"D’après le standard national {VERSION}, reconstruit ici. Une valeur y a"
        " deux écritures : « Étapes numériques (La Poste) », avec ou sans espace.",
        "homepage": PAGE,
        "version": VERSION,
        "countryCode": "FR",
        "primaryKey": "id",
        "missingValues": [""],
        "fields": [_field(name) for name in CHAMPS_NATIONAUX],
    }


def _field(name: str) -> dict[str, Any]:
    own = {
        "required": name in REQUIS,
        "unique": name == "id",
        "pattern": MOTIFS.get(name),
        "maxLength": MAXIMA.get(name),
    }
    field = champ(name, _proprietes()[name])
    if name in OUVERTES:
        field.pop("constraints", None)
    constraints = {**field.get("constraints", {}), **{key: v for key, v in own.items() if v}}
    return {**field, "constraints": constraints} if constraints else field


def champ(name: str, propriete: dict[str, Any]) -> dict[str, Any]:
    """Return a column of a CSV from the JSON Schema of its field: title, type, closed list.

    A list of closed values, joined by « | » in its cell, has a pattern.
    """
    own = next((p for p in propriete.get("anyOf", ()) if p.get("type") != "null"), propriete)
    values = own.get("items", own).get("enum")
    kinds = {"integer": "integer", "number": "number"}
    found: dict[str, Any] = {
        "name": name,
        "title": propriete["title"],
        "type": "date" if own.get("format") == "date" else kinds.get(own["type"], "string"),
    }
    if values:
        closed = {"pattern": _liste(values)} if own["type"] == "array" else {"enum": values}
        found["constraints"] = closed
    return found


def _liste(values: list[str]) -> str:
    """Return the pattern of a list of these values, as the standard writes it, anchored."""
    signs = re.compile(r"([.()])")  # re.escape marks spaces too, which other languages refuse
    one = "|".join(_DEUX_ECRITURES.get(value) or signs.sub(r"\\\1", value) for value in values)
    return rf"^(?:(?:^|\|)(?:{one}))+$"


@cache
def _proprietes() -> dict[str, Any]:
    return dict(Lieu.model_json_schema()["properties"])
