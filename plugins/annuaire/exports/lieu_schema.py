"""The JSON Schema of an entry, derived from the model: editors and re-users check with it."""

import json

from annuaire.annuaire import Annuaire
from annuaire.model import Lieu

PATH = "donnees/lieu.schema.json"
LABEL = "Schéma JSON d’une fiche"


def export(_annuaire: Annuaire) -> str:
    """Return the schema; the same for every site."""
    schema = Lieu.model_json_schema()
    schema |= {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fiche d’un lieu",
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
