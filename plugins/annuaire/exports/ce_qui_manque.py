"""What nobody told us yet: every open lieu that lacks a field, and which.

First what the national standard requires, for want of which the lieu is not in lieux.csv; then
what a visitor needs most.
"""

import csv
import io

from annuaire.annuaire import Annuaire
from annuaire.contextes import manque_au_standard, manques
from annuaire.exports.fichier import USUEL

PATH = "donnees/ce-qui-manque.csv"
LABEL = "Ce qui manque : les fiches à compléter, et pourquoi certaines ne sont pas au standard"

_COLONNES = {
    "id": "Identifiant",
    "nom": "Nom du lieu",
    "commune": "Commune",
    "departement": "Code du département",
    "page": "Adresse de la page, depuis la racine du site",
    "manque_au_standard": "Champs que le standard exige, séparés par « | » ; vide si le lieu"
    " est dans lieux.csv",
    "manque_utile": "Autres champs utiles, séparés par « | », le plus utile d’abord",
}
SCHEMA = {
    "primaryKey": "id",
    "missingValues": [""],
    "fields": [
        {"name": name, "title": title, "type": "string"} for name, title in _COLONNES.items()
    ],
}
DIALECTE = USUEL


def export(annuaire: Annuaire) -> str:
    """Return one row per open lieu that lacks something, in the order of the annuaire."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLONNES)
    for fiche in annuaire.ouvertes:
        required = manque_au_standard(fiche)
        useful = [m.champ for m in manques(fiche) if m.champ not in required]
        if required or useful:
            writer.writerow(
                (
                    fiche.lieu.id,
                    fiche.lieu.nom,
                    fiche.commune.nom,
                    fiche.departement.code,
                    fiche.url,
                    "|".join(required),
                    "|".join(useful),
                )
            )
    return stream.getvalue()
