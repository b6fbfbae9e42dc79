"""The complete CSV: the 32 columns of the standard, then ours, for every lieu."""

import csv
import io
from typing import Any

from annuaire.annuaire import Annuaire
from annuaire.exports import lieux_csv, lieux_tableschema
from annuaire.exports.fichier import USUEL
from annuaire.fiche import Fiche
from annuaire.model import CHAMPS_NATIONAUX, Lieu
from annuaire.parties import Fabrique, Meta, Soutien

PATH = "donnees/lieux-complet.csv"
LABEL = "CSV complet : toutes les fiches, avec le label et ses sources"

_FABRIQUE = tuple(name for name in Fabrique.model_fields if name not in {"soutien", "sources"})
COLONNES = (
    *CHAMPS_NATIONAUX,
    "slug",
    "precision",
    "departement",
    "region",
    "acces",
    "ferme_le",
    "verifie_le",
    *(f"fabrique_{name}" for name in _FABRIQUE),
    "soutien_montant",
    "soutien_duree_ans",
    "soutien_bonus_numerique",
    "sources",
)


def _schema() -> dict[str, Any]:
    """Return the Table Schema: the model's columns, then those that the site derives.

    Looser than that of the standard: here nothing but what the model requires has to be known.
    """
    lieu, fabrique, soutien, meta = (
        part.model_json_schema() for part in (Lieu, Fabrique, Soutien, Meta)
    )
    known = {
        **lieu["properties"],
        **{f"fabrique_{name}": one for name, one in fabrique["properties"].items()},
        **{f"soutien_{name}": one for name, one in soutien["properties"].items()},
        "verifie_le": meta["properties"]["verifie_le"],
        "slug": {"title": "Adresse de la page, sans « lieux/ »", "type": "string"},
        "departement": {"title": "Code du département", "type": "string"},
        "region": {"title": "Région", "type": "string"},
        "sources": {"title": "Sources de la fiche", "type": "string"},
    }
    fields = [lieux_tableschema.champ(name, known[name]) for name in COLONNES]
    for field in fields:
        if field["name"] in {*lieu["required"], "slug", "precision", "departement", "region"}:
            field.setdefault("constraints", {})["required"] = True
    return {"primaryKey": "id", "missingValues": [""], "fields": fields}


SCHEMA, DIALECTE = _schema(), USUEL


def export(annuaire: Annuaire) -> str:
    """Return every lieu; here the point is always given, with its `precision` beside it."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLONNES, restval="", lineterminator="\n")
    writer.writeheader()
    for fiche in annuaire.fiches:
        writer.writerow({name: lieux_csv.texte(value) for name, value in _row(fiche).items()})
    return stream.getvalue()


def _row(fiche: Fiche) -> dict[str, Any]:
    lieu, fabrique = fiche.lieu, fiche.lieu.fabrique
    latitude, longitude = fiche.point or (None, None)
    row: dict[str, Any] = {
        **lieux_csv.ligne(fiche),
        "pivot": lieu.pivot,
        "telephone": lieu.telephone,
        "horaires": lieu.horaires,
        "presentation_detail": lieux_csv.sans_formule(lieu.presentation_detail or ""),
        "latitude": latitude,
        "longitude": longitude,
        "slug": fiche.slug,
        "precision": fiche.precision,
        "departement": fiche.departement.code,
        "region": fiche.region.nom,
        "acces": lieu.acces,
        "ferme_le": lieu.ferme_le,
        "verifie_le": lieu.meta.verifie_le,
        "sources": tuple(source.url or source.titre for source in lieu.meta.sources),
    }
    if fabrique:
        row |= {f"fabrique_{name}": getattr(fabrique, name) for name in _FABRIQUE}
        if fabrique.soutien:
            row |= {f"soutien_{name}": value for name, value in fabrique.soutien}
    return row
