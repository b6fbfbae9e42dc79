"""Points of real files: every writing seen, kept only in the commune of the record."""

import pytest

from annuaire import territoires
from annuaire.nettoyage import lambert93, points


@pytest.fixture
def nettoie(ligne):
    """Clean the point of a record of a commune; return (latitude, longitude, reason)."""

    def clean(code, latitude, longitude, **values):
        record = ligne(latitude=latitude, longitude=longitude, **values)
        points.nettoyer(record, territoires.commune(code))
        kept = tuple(record.valeurs.get(champ) for champ in ("latitude", "longitude", "precision"))
        raisons = {n.raison for n in record.nettoyages}
        assert len(raisons) <= 1
        return *kept, "".join(raisons)

    return clean


ECRIT = "point écrit en degrés décimaux"
SEPARE = "latitude et longitude séparées"
ORDRE = "latitude et longitude remises dans l’ordre"
METRES = "mètres Lambert-93 convertis en degrés"


@pytest.mark.parametrize(
    ("code", "latitude", "longitude", "attendu"),
    [
        ("23079", "45.8835", "2.1741", ("45.8835", "2.1741", "")),
        ("23079", "45,8835", "2,1741", ("45.8835", "2.1741", ECRIT)),
        (
            "49002",
            "47,29212184845607",
            "0,02176010906045345",
            ("47.29212184845607", "0.02176010906045345", ECRIT),
        ),
        (
            "49002",
            "47.29212184845607,0.02176010906045345",
            None,
            ("47.29212184845607", "0.02176010906045345", SEPARE),
        ),
        ("23079", "45.8835,2.1741", None, ("45.8835", "2.1741", SEPARE)),
        ("23079", None, "45.8835,2.1741", ("45.8835", "2.1741", SEPARE)),
        ("23079", "45.8835,2.1741", "45.8835,2.1741", ("45.8835", "2.1741", SEPARE)),
        ("23079", "[45.8835, 2.1741]", None, ("45.8835", "2.1741", SEPARE)),
        ("40192", "POINT (-0.49316 43.89695)", None, ("43.89695", "-0.49316", SEPARE)),
        ("23079", "45.8835°", "2.1741°", ("45.8835", "2.1741", ECRIT)),
        ("23079", "lat : 45.8835 N", "lon : 2.1741 E", ("45.8835", "2.1741", ECRIT)),
        ("29039", "47.87", "3.92 O", ("47.87", "-3.92", ECRIT)),
        ("23079", "2.1741", "45.8835", ("45.8835", "2.1741", ORDRE)),
        ("35238", "6789183.34", "352113.49", ("48.110268", "-1.677095", METRES)),
        ("35238", "352113.49", "6789183.34", ("48.110268", "-1.677095", METRES)),
    ],
)
def test_reads_a_point_whatever_its_writing(code, latitude, longitude, attendu, nettoie):
    lat, lon, precision, raison = nettoie(code, latitude, longitude)

    assert (lat, lon, raison) == attendu
    assert precision == "lieu"


@pytest.mark.parametrize(
    ("latitude", "longitude", "raison"),
    [
        ("0", "0", points.NUL),
        ("0,0", None, points.NUL),
        ("0.0", "0.0", points.NUL),
        ("45.8835", None, points.ILLISIBLE),
        ("41.93414,8", "8.7555", points.ILLISIBLE),
        ("45° 53' 0.6\"", "2° 10' 26\"", points.ILLISIBLE),
        ("environ 45.88", "2.17", points.ILLISIBLE),
        ("48.8566", "2.3522", points.LOIN),
        ("6789183.34", "352113.49", points.LOIN),
        ("95.5", "2.17", points.LOIN),
    ],
)
def test_leaves_out_a_point_that_is_not_in_the_commune(latitude, longitude, raison, nettoie):
    assert nettoie("23079", latitude, longitude) == (None, None, "commune", raison)


def test_the_precision_of_a_file_is_kept(nettoie):
    assert nettoie("23079", "45.8835", "2.1741", precision="rue")[2] == "rue"
    assert nettoie("23079", "45.8835", "2.1741", precision="commune")[:3] == (None, None, "commune")


def test_an_island_without_contour_is_judged_by_its_mairie(nettoie):
    assert nettoie("97502", "46.78", "-56.18")[3] == ""
    assert nettoie("97502", "48.85", "2.35")[3] == points.LOIN


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [
        (46.5, 3.0, 700000.0, 6600000.0),  # the origin, by definition
        # The others by PROJ 9.5.1, from EPSG:4326 to EPSG:2154; EPSG:9793 gives the same.
        (48.8566, 2.3522, 652469.02, 6862035.26),
        (45.7475, 4.8384, 842919.12, 6518097.41),
        (48.38, -4.48, 146973.2, 6835068.8),
        (41.9267, 8.7369, 1176466.0, 6109095.67),
        (50.93, 1.85, 618984.7, 7093250.51),
        (43.7, 7.26, 1043310.29, 6298259.45),
    ],
)
def test_converts_lambert_93_as_proj_does(latitude, longitude, x, y):
    assert lambert93.est_en_metres(x, y)
    assert lambert93.en_degres(x, y) == pytest.approx((latitude, longitude), abs=2e-7)
