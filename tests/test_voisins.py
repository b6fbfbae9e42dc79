"""The nearest points: equal to a search of all of them, in every corner of the sphere."""

import math
import random

import pytest

from annuaire.voisins import RAYON_KM, Voisinage

FELLETIN, AUBUSSON, AJACCIO = (45.8835, 2.1741), (45.9567, 2.1686), (41.9192, 8.7386)


def distance(a, b):
    """Great-circle distance in kilometres, the textbook way."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (a, b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * RAYON_KM * math.asin(math.sqrt(h))


def test_gives_the_nearest_first_with_its_distance():
    found = Voisinage([AJACCIO, AUBUSSON]).proches(FELLETIN, 2)

    assert [index for index, _ in found] == [1, 0]
    assert found[0][1] == pytest.approx(distance(FELLETIN, AUBUSSON), abs=1e-6)
    assert found[0][1] == pytest.approx(8.15, abs=0.05)


def test_equals_a_search_of_all_the_points():
    draw = random.Random(7)
    points = [(draw.uniform(-90, 90), draw.uniform(-180, 180)) for _ in range(300)]
    near = Voisinage(points)

    for here in points[:40]:
        ordered = sorted((distance(here, point), i) for i, point in enumerate(points))[:5]
        found = near.proches(here, 5)
        assert [i for i, _ in found] == [i for _, i in ordered]
        assert [km for _, km in found] == pytest.approx([km for km, _ in ordered], abs=1e-3)


def test_crosses_the_antimeridian():
    wallis, east, west = (-13.3, -176.2), (-13.3, 179.9), (-13.3, -100.0)

    assert Voisinage([west, east]).proches(wallis, 1)[0][0] == 1


def test_equal_points_come_in_their_order():
    assert [i for i, _ in Voisinage([FELLETIN] * 4).proches(FELLETIN, 4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("points", "count", "length"), [([], 3, 0), ([AJACCIO], 3, 1), ([AJACCIO], 0, 0)]
)
def test_gives_what_there_is(points, count, length):
    assert len(Voisinage(points).proches(FELLETIN, count)) == length


def test_answers_many_points_at_once():
    near = Voisinage([FELLETIN, AJACCIO])

    assert near.proches_de([AUBUSSON, AJACCIO], 1) == [
        near.proches(AUBUSSON, 1),
        near.proches(AJACCIO, 1),
    ]
    assert near.proches_de([], 1) == []
