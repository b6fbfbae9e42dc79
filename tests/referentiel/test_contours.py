"""contours.json read with the reference decoder."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

import annuaire.territoires
from annuaire import polyligne

pytest.importorskip("shapely", reason="le référentiel demande shapely")
contours = pytest.importorskip("annuaire.referentiel.contours")

DATA = Path(annuaire.territoires.__file__).parent / "data"
CONTOURS = json.loads((DATA / "contours.json").read_text(encoding="utf-8"))


def inside(ring, longitude, latitude):
    crossings = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > latitude) != (by > latitude):
            crossings += longitude < ax + (latitude - ay) * (bx - ax) / (by - ay)
    return crossings % 2 == 1


def test_a_polyline_is_read_as_it_was_written():
    points = [(0, 0), (-1, 16), (1200, -51000), (1200, -51000)]

    assert polyligne.decode(polyligne.encode(points, (5, 5)), (5, 5)) == points


def test_every_ring_of_the_101_departements_is_closed():
    assert len(CONTOURS["departements"]) == 101
    for code in CONTOURS["departements"]:
        for ring in contours.decode_departement(CONTOURS, code):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


def test_each_chef_lieu_is_inside_its_departement():
    for code, departement in annuaire.territoires.departements().items():
        if departement.outre_mer_com:
            continue
        rings = contours.decode_departement(CONTOURS, code)
        x, y = departement.longitude, departement.latitude
        held = sum(inside(r, x, y) for r in rings) % 2 == 1
        # A town on the coast may fall just off a simplified outline.
        near = any(abs(a - x) + abs(b - y) < 0.1 for ring in rings for a, b in ring)
        assert held or near, departement.nom


def test_a_region_is_outlined_by_the_borders_its_departements_do_not_share():
    corse = contours.decode_region(CONTOURS, "94")
    inner = {tuple(arc) for code in ("2A", "2B") for arc in _arcs(code)} - {
        tuple(arc) for arc in corse
    }

    assert corse
    assert len(inner) == 1  # the border between 2A and 2B


def _arcs(code):
    arcs = contours.decode_arcs(CONTOURS)
    references = [i for ring in CONTOURS["departements"][code][1] for i in ring]
    return [arcs[i if i >= 0 else ~i] for i in references]
