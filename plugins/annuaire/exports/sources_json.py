"""What each open dataset brought: its date, its rows, its joins, its refusals one by one."""

import json
from dataclasses import asdict
from typing import Any

from annuaire.annuaire import Annuaire
from annuaire.federation import Federation
from annuaire.rapprochement import Soupcon
from annuaire.sources import Collecte

PATH = "donnees/sources.json"
LABEL = (
    "Sources reprises : dates, lignes, refus, et les fiches qui parlent peut-être d’un même lieu"
)


def export(annuaire: Annuaire) -> str:
    """Return {date, sources, rapprochements_a_confirmer}; the refusals say line and reason."""
    found = annuaire.federation
    content = {
        "date": annuaire.le.isoformat(),
        "sources": [_source(collecte, found) for collecte in found.collectes],
        "rapprochements_a_confirmer": [_soupcon(soupcon) for soupcon in found.soupcons],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _source(collecte: Collecte, found: Federation) -> dict[str, Any]:
    source = collecte.source
    return {
        "cle": source.cle,
        "nom": source.nom,
        "editeur": source.editeur,
        "page": source.page,
        "licence": source.licence,
        "attribution": source.attribution,
        "date": collecte.date.isoformat() if collecte.date else None,
        "lignes": collecte.lignes,
        "lieux": len(collecte.lieux),
        "reunis": found.reunies.get(source.cle, 0),
        "valeurs_mises_en_ordre": collecte.nettoyages,
        "etat": collecte.etat,
        "avis": list(collecte.avis),
        "refus": [asdict(refus) for refus in collecte.refus],
    }


def _soupcon(soupcon: Soupcon) -> dict[str, Any]:
    ids = [soupcon.a.lieu.id, soupcon.b.lieu.id]
    return {"fiches": ids, "score": soupcon.score, "raison": soupcon.raison}
