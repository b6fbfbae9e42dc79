"""Shared borders of a coverage of integer polygons, each held once (as TopoJSON does).

A ring is a list of arc references: `i` = arc i forwards, `~i` = arc i backwards. Each arc ends on
the first point of the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]
Anneau = list[Point]  # closed ring, first point not repeated
Arc = tuple[Point, ...]


def anneaux(shape: BaseGeometry, quantum: float) -> list[Anneau]:
    """Rings of a (multi)polygon on a grid of 1/`quantum` units; those that collapse are left out."""
    rings = []
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            grid = np.rint(shapely.get_coordinates(ring) * quantum).astype(int)
            points = [(int(x), int(y)) for x, y in grid]
            kept = [p for p, following in pairwise(points) if p != following]
            if len(set(kept)) >= 3:
                rings.append(_sans_pointes(kept))
    return [ring for ring in rings if len(ring) >= 3]


def _sans_pointes(ring: Anneau) -> Anneau:
    """Drop the spikes a → b → a that rounding makes of a very thin cape."""
    changed = True
    while changed and len(ring) >= 3:
        changed = False
        for i in range(len(ring)):
            if ring[i - 1] == ring[(i + 1) % len(ring)]:
                drop = {i, (i + 1) % len(ring)}
                ring = [p for j, p in enumerate(ring) if j not in drop]
                changed = True
                break
    return ring


def decoupe(
    shapes: Mapping[str, Sequence[Anneau]],
) -> tuple[list[Arc], dict[str, list[list[int]]]]:
    """Arcs, and for each shape its rings as references to them."""
    nodes = _noeuds([ring for rings in shapes.values() for ring in rings])
    arcs: list[Arc] = []
    index: dict[Arc, int] = {}
    references: dict[str, list[list[int]]] = {}
    for code, rings in shapes.items():
        references[code] = [[_reference(a, arcs, index) for a in _arcs(r, nodes)] for r in rings]
    return arcs, references


def _noeuds(rings: Iterable[Anneau]) -> set[Point]:
    """Points where borders meet: those whose neighbours differ from one ring to the other."""
    neighbours: dict[Point, frozenset[Point]] = {}
    nodes = set()
    for ring in rings:
        for i, point in enumerate(ring):
            pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
            if neighbours.setdefault(point, pair) != pair:
                nodes.add(point)
    return nodes


def _arcs(ring: Anneau, nodes: set[Point]) -> list[Arc]:
    cuts = [i for i, point in enumerate(ring) if point in nodes]
    if not cuts:
        # A whole ring is one arc; its start must not depend on the ring's direction.
        first = ring.index(min(ring))
        return [tuple(ring[first:] + ring[: first + 1])]
    turned = ring[cuts[0] :] + ring[: cuts[0] + 1]
    ends = [i - cuts[0] for i in cuts] + [len(ring)]
    return [tuple(turned[a : b + 1]) for a, b in pairwise(ends)]


def _reference(arc: Arc, arcs: list[Arc], index: dict[Arc, int]) -> int:
    if arc in index:
        return index[arc]
    back = arc[::-1]
    if back in index:
        return ~index[back]
    index[arc] = len(arcs)
    arcs.append(arc)
    return index[arc]
