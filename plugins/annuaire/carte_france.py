"""France and its régions as maps made of links: one outline per département, in four tints."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from annuaire.annuaire import Annuaire
from annuaire.atlas import Question
from annuaire.croquis import croquis
from annuaire.territoires import Departement
from annuaire.textes import part, pluriel


class Trace(NamedTuple):
    """One département of a map: its outline (SVG path), where its number stands, number and tint.

    `dit` is what its link says of it.
    """

    departement: Departement
    d: str
    x: int
    y: int
    nombre: int
    teinte: int
    dit: str


class Carte(NamedTuple):
    """A map: its viewBox, its départements, the frames of its insets (x, y, largeur, hauteur)."""

    vue: str
    traces: tuple[Trace, ...]
    cadres: Sequence[dict[str, Any]] = ()


def nationale(annuaire: Annuaire) -> Carte:
    """Return the map of the home page."""
    drawn = _dessin()
    return Carte(drawn["viewBox"], _traces(annuaire, _formes(drawn)), drawn["cadres"])


def eloignement(annuaire: Annuaire, rang: int, question: Question) -> Carte:
    """Return the map of people beyond the first of `atlas.SEUILS`, of the question of a rank.

    Its numbers are whole per cent, rounded down as the bounds of the tints are.
    """
    drawn, shapes = _dessin(), _formes(_dessin())
    traces = []
    for departement in annuaire.departements:
        if departement.code in shapes:
            share = annuaire.atlas.bilan([departement]).part(rang, 0)
            own = (int(share or 0), question.teinte(share), part(share))
            traces.append(Trace(departement, *shapes[departement.code], *own))
    return Carte(drawn["viewBox"], tuple(traces), drawn["cadres"])


def regionale(annuaire: Annuaire, departements: Sequence[Departement]) -> Carte | None:
    """Return the map of some départements, its tints those of France; None without outline."""
    drawn = croquis(d.code for d in departements)
    if drawn is None:
        return None
    return Carte(drawn.vue, _traces(annuaire, drawn.formes))


def _formes(drawn: dict[str, Any]) -> dict[str, tuple[str, int, int]]:
    return {c: (shape["d"], shape["x"], shape["y"]) for c, shape in drawn["departements"].items()}


@cache
def _dessin() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "carte-france.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _traces(annuaire: Annuaire, shapes: Mapping[str, tuple[str, int, int]]) -> tuple[Trace, ...]:
    """Return the outlines with their tints: none, then three thirds of the counts there are."""
    counts = {d.code: len(annuaire.par_departement.get(d.code, ())) for d in annuaire.departements}
    ranks = sorted({count for count in counts.values() if count})
    return tuple(
        Trace(
            d,
            *shapes[d.code],
            n,
            1 + 3 * ranks.index(n) // len(ranks) if n else 0,
            pluriel(n, "lieu", "lieux"),
        )
        for d in annuaire.departements
        if d.code in shapes
        for n in [counts[d.code]]
    )
