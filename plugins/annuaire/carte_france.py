"""The outlines of the home page: one path per département, in four tints."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from annuaire.annuaire import Annuaire
from annuaire.territoires import Departement


class Trace(NamedTuple):
    """One département of the map: its outline (SVG path), its count, its tint from 0 to 3."""

    departement: Departement
    d: str
    nombre: int
    teinte: int


@cache
def dessin() -> dict[str, Any]:
    """Return the drawing: its viewBox, the frames of the insets, the outlines by code."""
    path = Path(__file__).parent / "data" / "carte-france.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def traces(annuaire: Annuaire) -> Iterator[Trace]:
    """Yield the outlines with their tints: none, then three thirds of the counts there are."""
    shapes = dessin()["departements"]
    shown = [d for d in annuaire.departements if d.code in shapes]
    counts = {d.code: len(annuaire.par_departement.get(d.code, ())) for d in shown}
    ranks = sorted({count for count in counts.values() if count})
    for departement in shown:
        count = counts[departement.code]
        tint = 1 + 3 * ranks.index(count) // len(ranks) if count else 0
        yield Trace(departement, shapes[departement.code]["d"], count, tint)
