"""What the Leaflet map reads: an overview, one compact file per département, the outlines.

Columnar: one array per field, coordinates as integers each written as the difference from the
previous one, so that gzip finds little to say. theme/static/js/lib/donnees.js reads it back.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annuaire import territoires
from annuaire.annuaire import Annuaire
from annuaire.fiche import GENRES, Fiche, centre, point_de

DOSSIER = "carte/donnees/"


def fichiers(annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (path, text) for each file of the map."""
    yield f"{DOSSIER}apercu.json", _json(_apercu(annuaire))
    data = Path(__file__).parent / "data"
    yield f"{DOSSIER}contours.json", (data / "contours.json").read_text(encoding="utf-8")
    for departement in annuaire.departements:
        code = departement.code.lower()
        own = annuaire.par_departement.get(departement.code, ())
        fiches = [fiche for fiche in own if not fiche.lieu.est_ferme(annuaire.le)]
        if fiches:
            yield f"{DOSSIER}{code}.json", _json(_departement(fiches))
        yield f"{DOSSIER}communes-{code}.json", _json(_communes(departement.code))


def _apercu(annuaire: Annuaire) -> dict[str, list[Any]]:
    rows = [(d, centre(d)) for d in annuaire.departements]
    shown = [(d, point) for d, point in rows if point]
    return {
        "code": [d.code for d, _ in shown],
        "nom": [d.nom for d, _ in shown],
        "n": [len(annuaire.par_departement.get(d.code, ())) for d, _ in shown],
        "lat": [round(point[0], 3) for _, point in shown],
        "lon": [round(point[1], 3) for _, point in shown],
    }


def _departement(fiches: Sequence[Fiche]) -> dict[str, list[Any]]:
    located = [(fiche, fiche.point) for fiche in fiches if fiche.point]
    names = list(dict.fromkeys(fiche.commune.nom for fiche, _ in located))
    return {
        "slug": [fiche.slug for fiche, _ in located],
        "nom": [fiche.lieu.nom for fiche, _ in located],
        "communes": names,
        "commune": [names.index(fiche.commune.nom) for fiche, _ in located],
        "lat": _deltas((point[0] for _, point in located), 100_000),
        "lon": _deltas((point[1] for _, point in located), 100_000),
        "genre": [GENRES.index(fiche.genre) for fiche, _ in located],
        "flou": [int(fiche.precision == "commune") for fiche, _ in located],
        "tel": [next(iter(fiche.lieu.telephone), "") for fiche, _ in located],
    }


def _communes(code: str) -> dict[str, list[Any]]:
    """The names and points of a département's communes, the most populous first."""
    own = [c for c in territoires.communes_du_departement(code) if c.parent is None]
    ranked = sorted(own, key=lambda c: (-(c.population or 0), c.code))
    located = [(c.nom, point) for c in ranked if (point := point_de(c))]
    return {
        "nom": [nom for nom, _ in located],
        "lat": _deltas((point[0] for _, point in located), 1000),
        "lon": _deltas((point[1] for _, point in located), 1000),
    }


def _deltas(values: Iterable[float], scale: int) -> list[int]:
    deltas, previous = [], 0
    for value in values:
        rounded = round(value * scale)
        deltas.append(rounded - previous)
        previous = rounded
    return deltas


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
