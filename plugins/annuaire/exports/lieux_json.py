"""All that the entries say, as JSON."""

import json
from typing import Any

from annuaire.annuaire import Annuaire
from annuaire.federation import Origine
from annuaire.fiche import Fiche

PATH = "donnees/lieux.json"
LABEL = "JSON : toutes les fiches, tous les champs"


def export(annuaire: Annuaire) -> str:
    """Return {date, licence, lieux}, one lieu a line so that two versions compare well."""
    rows = ",\n".join(
        json.dumps(objet(f), ensure_ascii=False, separators=(",", ":")) for f in annuaire.fiches
    )
    date = annuaire.le.isoformat()
    return f'{{"date": "{date}", "licence": "etalab-2.0", "lieux": [\n{rows}\n]}}\n'


def objet(fiche: Fiche) -> dict[str, Any]:
    """Return a lieu as JSON: its known fields under their names, then what the site derives."""
    lieu = fiche.lieu.model_dump(mode="json", exclude_defaults=True)
    latitude, longitude = fiche.point or (None, None)
    return {
        **lieu,
        "code_postal": fiche.code_postal or None,
        "code_insee": fiche.code_insee,
        "latitude": latitude,
        "longitude": longitude,
        "precision": fiche.precision,
        "slug": fiche.slug,
        "departement": fiche.departement.code,
        "region": fiche.region.code,
        "familles": [famille.cle for famille in fiche.familles],
        **({"origines": [_origine(o, fiche) for o in fiche.origines]} if fiche.origines else {}),
    }


def _origine(origine: Origine, fiche: Fiche) -> dict[str, Any]:
    """Return an open dataset that the lieu is taken from, and the fields that it gave: all, if not said."""
    alone = fiche.est_reprise and len(fiche.origines) == 1
    return {
        "source": origine.source.cle,
        "id": origine.id,
        "date": origine.le.isoformat(),
        **({} if alone else {"champs": list(origine.champs)}),
    }
