"""« Autour de moi »: the boxes, and that the few files they ask for hold the true nearest lieux."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from annuaire import annuaire, autour, carte_donnees, reader, textes
from annuaire.annuaire import Annuaire
from annuaire.filtres import FILTRES
from annuaire.voisins import Point, Voisinage
from annuaire_de_test import LE, annuaire_de, petit
from conftest import FABRIQUES, FRANCE_SERVICES
from construction import PROJET
from lieux_reels import collectes

RAYON = 300
DEHORS = [
    ("Genève", (46.204, 6.143)),
    ("Bruxelles", (50.85, 4.35)),
    ("Douvres", (51.13, 1.31)),
    ("Turin", (45.07, 7.69)),
    ("Andorre", (42.51, 1.52)),
    ("Jersey", (49.19, -2.11)),
    ("Ouessant", (48.46, -5.09)),
    ("Bonifacio", (41.39, 9.16)),
    ("Menton", (43.78, 7.51)),
    ("Maripasoula", (3.64, -54.03)),
    ("Albina, au Suriname", (5.5, -54.05)),
    ("Marie-Galante", (15.93, -61.27)),
    ("Saint-Martin", (18.07, -63.08)),
    ("Fort-de-France", (14.61, -61.07)),
    ("Saint-Denis de La Réunion", (-20.88, 55.45)),
    ("Mamoudzou", (-12.78, 45.23)),
    ("Saint-Pierre", (46.78, -56.17)),
    ("Nouméa", (-22.27, 166.44)),
    ("Papeete", (-17.54, -149.57)),
    ("Tokyo", (35.68, 139.69)),
]
"""Edges, overseas, abroad."""


def tables(found: Annuaire) -> tuple[dict[str, list], dict[str, dict]]:
    """The boxes, and the files of the map by code of département, as they are served."""
    boites = json.loads(dict(autour.fichiers(found))["autour/boites.json"])
    served = dict(carte_donnees.fichiers(found))
    files = {c: json.loads(served[f"carte/donnees/{c.lower()}.json"]) for c in boites["code"]}
    return boites, files


def au_navigateur(tmp_path: Path, found: Annuaire, points: list[Point], nombre: int) -> list[dict]:
    """What the script that is served finds around each point."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node n’est pas installé : ce que fait le navigateur n’est pas relu")
    boites, files = tables(found)
    lot = tmp_path / "lot.json"
    asked = {"points": points, "nombre": nombre, "rayon": RAYON}
    lot.write_text(json.dumps({"boites": boites, "fichiers": files, **asked}), encoding="utf-8")
    command = [node, "--experimental-default-type=module", str(PROJET / "tests/js/proches_lot.js")]
    done = subprocess.run([*command, str(lot)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_box_holds_the_open_lieux_that_have_a_point_to_the_hundredth(lieu):
    ouverts = [
        lieu(id="a", latitude=45.88123, longitude=2.17, precision="lieu"),
        lieu(id="b", latitude=45.9, longitude=2.17999, precision="lieu"),
    ]
    ferme = lieu(id="c", latitude=45.95, longitude=2.3, precision="lieu", ferme_le="2025-01-01")

    boites, _ = tables(annuaire_de(*ouverts, ferme))

    assert boites == {"code": ["23"], "sud": [4588], "ouest": [217], "nord": [4590], "est": [218]}


def test_a_departement_without_an_open_lieu_has_no_box(lieu):
    boites, _ = tables(annuaire_de(lieu(ferme_le="2025-01-01")))

    assert boites == {"code": [], "sud": [], "ouest": [], "nord": [], "est": []}


def test_every_point_of_the_map_is_in_its_box():
    boites, files = tables(petit())

    assert boites["code"]
    for rank, code in enumerate(boites["code"]):
        for name, low, high in (("lat", "sud", "nord"), ("lon", "ouest", "est")):
            value = 0
            for step in files[code][name]:
                value += step
                assert boites[low][rank] * 1000 <= value <= boites[high][rank] * 1000


def test_help_with_paperwork_is_the_need_that_the_service_demarches_answers():
    found = FILTRES[autour.rang_papiers()]

    assert found.groupe == "Ce que vous venez faire"
    assert any(
        "demarches" in {s.slug for s in f.services} and found.passe(f, LE) for f in petit().fiches
    )


@pytest.fixture(scope="module")
def national(donnees_reelles: Path) -> Annuaire:
    """Our entries, the France services and the labelled fabriques."""
    content = PROJET / "content"
    found = collectes(donnees_reelles, (FRANCE_SERVICES, FABRIQUES))
    return annuaire.build(reader.read_tree(content), LE, (), found)


def au_hasard(found: Annuaire, n: int) -> list[Point]:
    """Points near some lieu, and points of the whole box of metropolitan France, from a seed."""
    draw = random.Random(2026)
    known = [fiche.point for fiche in found.fiches if fiche.point]
    near = [
        (lat + draw.gauss(0, 0.2), lon + draw.gauss(0, 0.3)) for lat, lon in draw.sample(known, n)
    ]
    return near + [(draw.uniform(41.2, 51.2), draw.uniform(-5.3, 9.7)) for _ in range(n)]


@pytest.mark.parametrize("nombre", [10, 40])
def test_the_nearest_of_the_files_asked_for_are_the_nearest_of_all(
    tmp_path: Path, national: Annuaire, nombre: int
):
    points = [*au_hasard(national, 300), *(point for _, point in DEHORS)]
    fiches = [fiche for fiche in national.ouvertes if fiche.point]
    scale = autour.POINTS_PAR_DEGRE  # a metre: what the files of the map tell of a point
    every = Voisinage([tuple(round(x * scale) / scale for x in f.point) for f in fiches])
    truth = [[km for _, km in found if km <= RAYON] for found in every.proches_de(points, nombre)]

    seen = au_navigateur(tmp_path, national, points, nombre)

    slugs = {fiche.slug for fiche in fiches}
    wrong = []
    for point, expected, found in zip(points, truth, seen, strict=True):
        assert {slug for slug, _ in found["lieux"]} <= slugs
        assert len({slug for slug, _ in found["lieux"]}) == len(found["lieux"])
        if [km for _, km in found["lieux"]] != pytest.approx(expected, abs=1e-6):
            wrong.append(point)
    assert wrong == []


def test_few_files_are_enough_for_the_first_list(tmp_path: Path, national: Annuaire):
    points = au_hasard(national, 300)[:300]

    counts = [len(found["lus"]) for found in au_navigateur(tmp_path, national, points, 10)]

    assert sum(counts) / len(counts) < 3
    assert max(counts) <= 6


def test_from_another_sea_no_file_is_asked_for(tmp_path: Path, national: Annuaire):
    far = [point for name, point in DEHORS if name in {"Nouméa", "Papeete", "Tokyo"}]

    assert [found["lus"] for found in au_navigateur(tmp_path, national, far, 10)] == [[], [], []]


def test_a_distance_is_said_in_the_browser_as_on_the_pages(tmp_path: Path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node n’est pas installé : ce que fait le navigateur n’est pas relu")
    # Halves are left out: the two languages round them differently, by 50 m at most.
    kms = [0, 0.04, 0.11, 0.76, 0.94, 0.96, 1.02, 3.33, 9.94, 9.96, 12.4, 99.6, 1234.2]
    cas = [[km, sur] for km in kms for sur in (True, False)]
    script = (
        f"import {{ ecart }} from '{PROJET}/theme/static/js/autour/mots.js'\n"
        f"console.log(JSON.stringify({json.dumps(cas)}.map(([km, sur]) => ecart(km, sur))))"
    )
    path = tmp_path / "ecarts.mjs"
    path.write_text(script, encoding="utf-8")
    command = [node, "--experimental-default-type=module", str(path)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [textes.ecart(km, sur) for km, sur in cas]
