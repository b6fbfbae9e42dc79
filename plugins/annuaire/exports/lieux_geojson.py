"""The lieux on a map, as GeoJSON (RFC 7946: WGS84, longitude first)."""

import json
from typing import Any

from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche

PATH = "donnees/lieux.geojson"
LABEL = "GeoJSON : les lieux et leurs coordonnées"


def export(annuaire: Annuaire) -> str:
    """Return a FeatureCollection; `precision` says when a point is only the commune's."""
    rows = ",\n".join(
        json.dumps(_feature(f), ensure_ascii=False, separators=(",", ":")) for f in annuaire.fiches
    )
    return f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'


def _feature(fiche: Fiche) -> dict[str, Any]:
    lieu = fiche.lieu
    properties = {
        "nom": lieu.nom,
        "slug": fiche.slug,
        "commune": fiche.commune.nom,
        "code_insee": fiche.code_insee,
        "code_postal": fiche.code_postal,
        "adresse": lieu.adresse,
        "telephone": "|".join(lieu.telephone),
        "genre": fiche.genre,
        "label": lieu.fabrique.label if lieu.fabrique else None,
        "precision": fiche.precision,
        "ferme_le": lieu.ferme_le.isoformat() if lieu.ferme_le else None,
        "date_maj": lieu.date_maj.isoformat(),
    }
    return {
        "type": "Feature",
        "id": lieu.id,
        "geometry": _geometry(fiche),
        "properties": {key: value for key, value in properties.items() if value},
    }


def _geometry(fiche: Fiche) -> dict[str, Any] | None:
    if fiche.point is None:
        return None
    latitude, longitude = fiche.point
    return {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]}
