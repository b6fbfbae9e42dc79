"""How far each located commune is from a lieu: what /atlas/ adds up.

Communes that nothing locates are not in it. An empty distance says that the land of the commune has
no such lieu.
"""

import csv
import io

from annuaire.annuaire import Annuaire
from annuaire.atlas import FICHIER, QUESTIONS
from annuaire.exports.fichier import USUEL

PATH = FICHIER
LABEL = "La distance de chaque commune au lieu le plus proche"

_COLONNES = {
    "code_insee": ("Code INSEE de la commune", "string"),
    "commune": ("Commune", "string"),
    "departement": ("Code du département", "string"),
    "region": ("Code de la région", "string"),
    "population": ("Habitants", "integer"),
    **{
        q.colonne: (f"{q.nom} : distance du plus proche, en km à vol d’oiseau", "number")
        for q in QUESTIONS
    },
}
SCHEMA = {
    "primaryKey": "code_insee",
    "missingValues": [""],
    "fields": [
        {"name": name, "title": title, "type": kind} for name, (title, kind) in _COLONNES.items()
    ],
}
DIALECTE = USUEL


def export(annuaire: Annuaire) -> str:
    """Return one row per located commune, by code INSEE."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLONNES)
    writer.writerows(
        (c.code, c.nom, c.departement, c.region, c.population, *kms)
        for c, kms in annuaire.atlas.distances
    )
    return stream.getvalue()
