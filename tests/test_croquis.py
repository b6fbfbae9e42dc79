"""The outlines of départements as drawings."""

import math
import re

import pytest

from annuaire import croquis, territoires
from annuaire_de_test import annuaire_de

OUTRE_MER = {"971", "972", "973", "974", "976"}


def points(d):
    """The corners of a path of relative steps, ring by ring."""
    for ring in re.findall(r"M([^Mz]+)z", d):
        start, steps = ring.split("l")
        x, y = map(int, re.findall(r"-?\d+", start))
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        corners = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        yield corners


def is_inside(point, rings):
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("code", sorted(croquis.contours()))
def test_each_departement_fills_its_drawing_and_its_count_stands_inside(code):
    drawn = croquis.croquis([code])
    forme = drawn.formes[code]
    width, height = map(int, drawn.vue.split()[2:])
    rings = list(points(forme.d))
    corners = [corner for ring in rings for corner in ring]

    assert max(width, height) == croquis.COTE
    assert min(x for x, _ in corners) == min(y for _, y in corners) == croquis.MARGE
    assert max(x for x, _ in corners) == width - croquis.MARGE
    assert max(y for _, y in corners) == height - croquis.MARGE
    assert all(ring[0] == ring[-1] for ring in rings)
    assert is_inside((forme.x, forme.y), rings)


def test_the_101_departements_have_an_outline():
    codes = {d.code for d in territoires.departements().values() if not d.outre_mer_com}

    assert set(croquis.contours()) == codes


def test_a_drawing_keeps_the_shape_of_the_land():
    """Width by height, in kilometres: the Finistère by its outermost points."""
    lats, lons = zip(*(p for ring in croquis.contours()["29"] for p in ring), strict=True)
    cosine = math.cos(math.radians(sum((min(lats), max(lats))) / 2))
    land = (max(lons) - min(lons)) * cosine / (max(lats) - min(lats))

    width, height = map(int, croquis.croquis(["29"]).vue.split()[2:])

    margins = 2 * croquis.MARGE
    assert (width - margins) / (height - margins) == pytest.approx(land, rel=0.01)


def test_each_lieu_has_its_mark_and_labelled_ones_are_told_apart(lieu):
    labelled = {"fabrique": {"label": "fabrique", "sources": ["https://exemple.fr/"]}}
    places = [{"latitude": lat, "longitude": 2.17, "precision": "lieu"} for lat in (45.88, 45.95)]
    found = annuaire_de(lieu(id="a", **places[0], **labelled), lieu(id="b", **places[1]))

    assert sorted(r.label for r in croquis.croquis(["23"], found.fiches).reperes) == [False, True]


def test_two_lieux_at_one_spot_have_one_mark_that_of_the_labelled_one(lieu):
    here = {"latitude": 45.88, "longitude": 2.17, "precision": "lieu"}
    labelled = {"fabrique": {"label": "fabrique", "sources": ["https://exemple.fr/"]}}
    found = annuaire_de(lieu(id="a", **here, **labelled), lieu(id="b", **here))

    assert [r.label for r in croquis.croquis(["23"], found.fiches).reperes] == [True]


def test_a_point_outside_the_drawing_has_no_mark(lieu):
    far = annuaire_de(lieu(id="a", code_insee="97411", code_postal="97400", commune="Saint-Denis"))

    assert croquis.croquis(["23"], far.fiches).reperes == ()


def test_what_has_no_outline_is_not_drawn():
    assert croquis.croquis(["975"]) is None
