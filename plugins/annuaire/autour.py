"""What « Autour de moi » reads: the box that holds the lieux of each département.

The nearest lieux are found on the visitor's device, from the files of carte/donnees/: the boxes say
which of them to ask for. theme/static/js/autour/proches.js reads them.
"""

import json
import math
from collections.abc import Iterator

from annuaire.annuaire import Annuaire
from annuaire.filtres import FILTRES
from annuaire.vocabulaires import DEMARCHE

DOSSIER = "autour/"
POINTS_PAR_DEGRE = 100_000
"""How finely carte/donnees/ tells a point."""
BOITES_PAR_DEGRE = 100


def fichiers(annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the boxes: columns code, sud, ouest, nord, est, in 1/100 of a degree.

    A box holds every open lieu of its département that has a point, as carte/donnees/ tells it;
    a département without any has no row.
    """
    rows = [(code, *box) for code in annuaire.par_departement if (box := _boite(annuaire, code))]
    names = ("code", "sud", "ouest", "nord", "est")
    columns = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    yield f"{DOSSIER}boites.json", json.dumps(columns, separators=(",", ":"))


def _boite(annuaire: Annuaire, code: str) -> tuple[int, int, int, int] | None:
    points = [
        (round(fiche.point[0] * POINTS_PAR_DEGRE), round(fiche.point[1] * POINTS_PAR_DEGRE))
        for fiche in annuaire.par_departement[code]
        if fiche.point and not fiche.lieu.est_ferme(annuaire.le)
    ]
    if not points:
        return None
    latitudes, longitudes = zip(*points, strict=True)
    step = POINTS_PAR_DEGRE // BOITES_PAR_DEGRE
    low = [min(values) // step for values in (latitudes, longitudes)]
    high = [math.ceil(max(values) / step) for values in (latitudes, longitudes)]
    return (low[0], low[1], high[0], high[1])


def rang_papiers() -> int:
    """Return the rank in FILTRES of the need that is help with paperwork, as carte/donnees/ has it."""
    return next(rank for rank, filtre in enumerate(FILTRES) if filtre.cle == DEMARCHE.cle)
