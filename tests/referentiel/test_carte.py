"""The map of the home page: every département once, closed shapes inside the frame."""

import gzip
import json
import re
from pathlib import Path

import annuaire.territoires

DATA = Path(annuaire.territoires.__file__).parent / "data"
CARTE = json.loads((DATA / "carte-france.json").read_text(encoding="utf-8"))


def rings(path):
    """Points of each sub-path of a relative path."""
    start, found = (0, 0), []
    for part in path.split("z")[:-1]:
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        x, y = start
        ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        start = ring[0]
        found.append(ring)
    return found


def test_the_map_has_the_101_departements():
    expected = [d.code for d in annuaire.territoires.departements().values() if not d.outre_mer_com]

    assert list(CARTE["departements"]) == expected


def test_paths_use_relative_moves_only():
    for shape in CARTE["departements"].values():
        assert re.fullmatch(r"(m-?\d+(?: ?-?\d+)+z)+", shape["d"])


def test_paths_and_labels_stay_in_the_view_box():
    _, _, width, height = (int(n) for n in CARTE["viewBox"].split())

    for shape in CARTE["departements"].values():
        points = [p for ring in rings(shape["d"]) for p in ring] + [(shape["x"], shape["y"])]
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_overseas_departements_stay_in_their_frame():
    frames = {code: f for f in CARTE["cadres"] for code in f["codes"]}

    for code in ("971", "972", "973", "974", "976"):
        f = frames[code]
        for ring in rings(CARTE["departements"][code]["d"]):
            assert all(f["x"] < x < f["x"] + f["largeur"] for x, _ in ring)
            assert all(f["y"] < y < f["y"] + f["hauteur"] for _, y in ring)


def test_neighbours_share_the_points_of_their_border():
    creuse = {p for ring in rings(CARTE["departements"]["23"]["d"]) for p in ring}
    others = {
        p
        for code, shape in CARTE["departements"].items()
        if code != "23"
        for ring in rings(shape["d"])
        for p in ring
    }

    assert creuse <= others  # the Creuse has no coast


def test_paths_weigh_at_most_6_5_kb():
    paths = "\n".join(shape["d"] for shape in CARTE["departements"].values())

    assert len(gzip.compress(paths.encode(), 6, mtime=0)) <= 6_500
