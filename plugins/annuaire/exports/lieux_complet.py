"""The complete CSV: the 32 columns of the standard, then ours, for every lieu."""

import csv
import io
from typing import Any

from annuaire.annuaire import Annuaire, Fiche
from annuaire.exports import lieux_csv
from annuaire.model import CHAMPS_NATIONAUX
from annuaire.parties import Fabrique

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
