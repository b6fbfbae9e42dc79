"""The index: each lieu in its territory, in order, counted, near to others."""

import math
import random
from datetime import date
from pathlib import Path

import pytest

from annuaire import annuaire, territoires
from annuaire.reader import Lecture
from annuaire_de_test import LE, annuaire_de, lecture, petit


def km(a, b):
    """Great-circle distance by the haversine formula, for comparison."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(h))


def slugs(fiches):
    return [fiche.slug for fiche in fiches]


# --- Where a lieu is --------------------------------------------------------------------


def test_groups_lieux_by_departement_and_region(lieu):
    creuse, corse = lieu(), lieu(id="ajaccio", code_insee="2A004", commune="Ajaccio")

    found = annuaire_de(corse, creuse)

    assert {k: slugs(v) for k, v in found.par_departement.items()} == {
        "23": ["quartier-rouge-felletin"],
        "2A": ["ajaccio"],
    }
    assert set(found.par_region) == {"75", "94"}


def test_an_arrondissement_is_on_the_page_of_its_city(lieu):
    douzieme = lieu(id="a", code_insee="75112", commune="Paris")
    ville = lieu(id="b", code_insee="75056", commune="Paris")

    found = annuaire_de(douzieme, ville)

    assert {k: slugs(v) for k, v in found.par_commune.items()} == {"75056": ["a", "b"]}
    assert found.fiches[0].commune.nom == "Paris"


def test_an_arrondissement_keeps_its_own_postcode_and_its_own_point(lieu):
    (fiche,) = annuaire_de(lieu(code_insee="75112", commune="Paris")).fiches

    assert (fiche.code_insee, fiche.code_postal) == ("75112", "75012")
    assert (fiche.point, fiche.precision) == ((48.8343, 2.3872), "commune")


def test_a_former_code_leads_to_the_commune_of_today(lieu):
    (fiche,) = annuaire_de(lieu(code_insee="49069", commune="Orée d’Anjou")).fiches

    assert fiche.commune.code == fiche.code_insee == "49126"
    assert fiche.departement.slug == "49-maine-et-loire"


@pytest.mark.parametrize(
    ("typed", "point", "precision"),
    [
        ({}, (45.8849, 2.1733), "commune"),
        ({"latitude": 45.88, "longitude": 2.17}, (45.88, 2.17), "lieu"),
        ({"latitude": 45.88, "longitude": 2.17, "precision": "rue"}, (45.88, 2.17), "rue"),
    ],
)
def test_a_point_is_the_one_typed_else_the_commune_s(lieu, typed, point, precision):
    (fiche,) = annuaire_de(lieu(**typed)).fiches

    assert (fiche.point, fiche.precision) == (point, precision)


@pytest.mark.parametrize(
    ("code_insee", "commune", "typed", "expected"),
    [
        ("23079", "Felletin", None, "23500"),
        ("38185", "Grenoble", None, ""),
        ("38185", "Grenoble", "38100", "38100"),
    ],
)
def test_the_postcode_is_derived_where_the_commune_has_only_one(
    lieu, code_insee, commune, typed, expected
):
    (fiche,) = annuaire_de(lieu(code_insee=code_insee, commune=commune, code_postal=typed)).fiches

    assert fiche.code_postal == expected


@pytest.mark.parametrize(
    ("changes", "genre"),
    [
        ({}, "autre"),
        ({"typologie": "RFS"}, "france-services"),
        ({"dispositif_programmes_nationaux": "France Services"}, "france-services"),
        ({"fabrique": {"label": "fabrique"}, "typologie": "RFS"}, "fabrique"),
        ({"fabrique": {"label": "candidate"}}, "autre"),
        ({"fabrique": {"hybridation": "france-services"}}, "france-services"),
    ],
)
def test_a_lieu_has_one_shape_on_the_map(lieu, changes, genre):
    (fiche,) = annuaire_de(lieu(**changes)).fiches

    assert fiche.genre == genre


def test_a_lieu_is_of_every_famille_that_it_names_or_that_its_kinds_imply(lieu):
    lieu_ = lieu(typologie="FABLAB", fabrique={"hybridation": ["cafe", "coworking"]})

    found = annuaire_de(lieu_)

    assert [famille.cle for famille in found.fiches[0].familles] == ["coworking", "fablab", "cafe"]
    assert set(found.par_famille) == {"coworking", "fablab", "cafe"}


def test_services_are_in_the_order_of_the_standard():
    hangar = petit().par_id["le-grand-hangar-concarneau"]

    assert [service.slug for service in hangar.services] == ["demarches", "creation"]
    assert hangar in petit().par_service["creation"]


# --- Order and counts -------------------------------------------------------------------


def test_equal_names_are_sorted_by_id_whatever_the_order_of_reading(lieu):
    same = [lieu(id=id_, nom="Le Lieu") for id_ in ("c", "a", "b")]

    orders = [slugs(annuaire_de(*some).fiches) for some in (same, same[::-1])]

    assert orders == [["a", "b", "c"]] * 2


def test_accents_and_case_do_not_change_the_order(lieu):
    names = ["Étape", "atelier", "Zèbre", "École"]

    found = annuaire_de(*(lieu(id=f"l{i}", nom=nom) for i, nom in enumerate(names)))

    assert [f.lieu.nom for f in found.fiches] == ["atelier", "École", "Étape", "Zèbre"]


def test_there_are_101_departements_and_18_regions_whatever_the_lieux(lieu):
    found = annuaire_de(lieu())

    assert len(found.departements) == 101
    assert len(found.regions) == 18


def test_a_collectivity_with_a_lieu_has_its_place_after_the_101_and_the_18():
    found = petit()

    assert len([d for d in found.departements if not d.outre_mer_com]) == 101
    assert len([r for r in found.regions if not r.outre_mer_com]) == 18
    assert [d.slug for d in found.departements[101:]] == ["978-saint-martin"]
    assert [r.nom for r in found.regions[18:]] == ["Saint-Martin"]


def test_regions_are_by_name_and_departements_by_code(lieu):
    found = annuaire_de(lieu())

    assert [r.nom for r in found.regions[:2]] == ["Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté"]
    corse = territoires.regions()["94"]
    assert [d.code for d in found.departements_de(corse)] == ["2A", "2B"]


def test_a_consortium_is_one_fabrique_in_two_places():
    found = petit()

    assert slugs(found.labellisees) == [
        "la-tete-de-pont-brest",
        "le-grand-hangar-concarneau",
        "case-numerique-saint-denis",
    ]
    assert found.nombre_fabriques == 2


@pytest.mark.parametrize(
    ("label", "count"), [("", 2), ("fabrique", 1), ("fabrique-numerique", 1), ("candidate", 0)]
)
def test_fabriques_are_counted_by_label_a_consortium_once(label, count):
    assert annuaire.compte_fabriques(petit().fiches, label) == count


def test_a_consortium_is_one_even_by_a_former_id_of_its_lead(lieu):
    lead = lieu(id="chef", anciens_ids=["ancien"], fabrique={"label": "fabrique"})
    member = lieu(id="membre", fabrique={"label": "fabrique", "consortium": "ancien"})

    assert annuaire_de(lead, member).nombre_fabriques == 1


def test_a_consortium_counts_even_where_its_lead_is_elsewhere():
    hangar = petit().par_id["le-grand-hangar-concarneau"]

    assert annuaire.compte_fabriques([hangar]) == 1


def test_a_closed_lieu_is_listed_but_not_open():
    found = petit()

    assert "point-cyb-felletin" in slugs(found.fiches)
    assert "point-cyb-felletin" not in slugs(found.ouvertes)


def test_a_lieu_that_will_close_is_still_open(lieu):
    closing = lieu(ferme_le="2026-11-24")

    assert slugs(annuaire_de(closing, le=LE).ouvertes) == ["quartier-rouge-felletin"]
    assert annuaire_de(closing, le=date(2026, 11, 24)).ouvertes == ()


def test_finds_a_lieu_by_its_id_and_by_its_former_ones():
    found = petit()

    assert found.par_id["fs-3001"].slug == "mediatheque-de-la-baie-saint-martin"
    assert found.par_id["fs-23079"] is found.par_id["l-etape-and-co-felletin"]


def test_a_former_slug_leads_to_its_lieu():
    assert petit().redirections == {
        "l-etape-felletin": "lieux/l-etape-and-co-felletin/",
        "cafe-de-l-etape": "lieux/l-etape-and-co-felletin/",
        "hangar-concarneau": "lieux/le-grand-hangar-concarneau/",
    }


def test_a_territoire_keeps_its_lieux_only(lieu):
    creuse, corse = lieu(), lieu(id="ajaccio", code_insee="2A004", commune="Ajaccio")

    found = annuaire_de(corse, creuse, territoire=("2A", "2B"))

    assert slugs(found.fiches) == ["ajaccio"]
    assert [d.code for d in found.departements] == ["2A", "2B"]
    assert [r.nom for r in found.regions] == ["Corse"]


# --- Entries set aside ------------------------------------------------------------------


def faulty(slug, dossier="23-creuse", **brut):
    return Lecture(Path("content/lieux", dossier, f"{slug}.md"), None, brut=brut)


def test_a_faulty_entry_keeps_its_name_and_its_place():
    found = annuaire.build([faulty("le-lieu", nom=" Le   Lieu ", code_insee="23079")], LE)

    (fiche,) = found.en_correction
    assert (fiche.nom, fiche.url, fiche.chemin) == (
        "Le Lieu",
        "lieux/le-lieu/",
        "lieux/23-creuse/le-lieu.md",
    )
    assert fiche.point == (45.8849, 2.1733)


def test_a_faulty_entry_without_a_name_takes_its_file_s_and_the_point_of_its_departement():
    found = annuaire.build([faulty("le-lieu-de-felletin", nom="", code_insee="9")], LE)

    (fiche,) = found.en_correction
    assert fiche.nom == "Le lieu de felletin"
    assert (fiche.commune, fiche.point) == (None, (46.1696, 1.8715))


@pytest.mark.parametrize("slug", ["..", "é", "a b"])
def test_a_faulty_entry_whose_name_is_no_address_has_no_page(slug):
    assert annuaire.build([faulty(slug)], LE).en_correction == ()


@pytest.mark.parametrize(
    ("dossier", "code_insee", "departement"),
    [("zz", "23079", "23"), ("29-finistere", "23079", "23"), ("29-finistere", "9", "29")],
)
def test_a_faulty_entry_is_in_the_departement_of_its_code_else_of_its_folder(
    dossier, code_insee, departement
):
    (fiche,) = annuaire.build([faulty("x", dossier, code_insee=code_insee)], LE).en_correction

    assert fiche.departement
    assert fiche.departement.code == departement


def test_a_faulty_entry_that_nothing_places_has_a_page_all_the_same():
    (fiche,) = annuaire.build([faulty("x", "zz")], LE).en_correction

    assert (fiche.departement, fiche.commune, fiche.point) == (None, None, None)
    assert annuaire.build([faulty("x", "zz")], LE, territoire=("23",)).en_correction == ()


def test_a_collectivity_that_only_has_a_faulty_entry_keeps_its_place():
    found = annuaire.build([faulty("x", "978-saint-martin")], LE)

    assert [d.slug for d in found.departements[101:]] == ["978-saint-martin"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["ancien-nom", "Pas Un Nom", "../x", 3, None], ("ancien-nom", "3")),
        ("ancien-nom", ("ancien-nom",)),
        (None, ()),
        ({"a": "b"}, ()),
    ],
)
def test_the_former_addresses_of_a_faulty_entry_still_lead_to_it(typed, kept):
    found = annuaire.build([faulty("x", anciens_slugs=typed)], LE)

    assert found.en_correction[0].anciens_slugs == kept
    assert found.redirections == dict.fromkeys(kept, "lieux/x/")


def test_a_good_entry_wins_a_former_address_from_a_faulty_one(lieu):
    good = lecture(lieu(anciens_slugs=["biblio"]))

    found = annuaire.build([good, faulty("x", anciens_slugs=["biblio"])], LE)

    assert found.redirections == {"biblio": "lieux/quartier-rouge-felletin/"}


def test_a_faulty_entry_never_takes_the_address_of_another(lieu):
    good = lecture(lieu(id="mediatheque"))
    twins = [faulty("mediatheque", "29-finistere"), faulty("bus", "19-correze"), faulty("bus")]

    found = annuaire.build([*twins, good], LE)

    assert slugs(found.fiches) == ["mediatheque"]
    assert slugs(found.en_correction) == ["bus"]


# --- Nearest ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trois_cents(lieu):
    """300 lieux in communes taken at random, overseas included; each tenth is closed."""
    chance = random.Random(1)
    known = [c for c in territoires.communes().values() if c.latitude is not None]
    return annuaire_de(
        *(
            lieu(
                id=f"l{i}",
                code_insee=commune.code,
                commune=commune.nom,
                telephone="+33381562065" if i % 3 == 0 else None,
                ferme_le="2020-01-01" if i % 10 == 0 else None,
                **({"latitude": commune.latitude, "longitude": commune.longitude} if i % 2 else {}),
            )
            for i, commune in enumerate(chance.sample(known, 300))
        )
    )


def test_the_nearest_are_those_that_counting_one_by_one_finds(trois_cents):
    chance = random.Random(2)
    points = [(chance.uniform(-30, 52), chance.uniform(-180, 180)) for _ in range(200)]

    for point in points:
        expected = sorted(km(point, f.point) for f in trois_cents.ouvertes)[:5]
        found = [proche.km for proche in trois_cents.proches(point, 5)]
        assert found == pytest.approx(expected, abs=1e-6)


def test_the_nearest_to_a_lieu_are_open_others_nearest_first(trois_cents):
    opened = set(slugs(trois_cents.ouvertes))

    for fiche in trois_cents.fiches:
        found = trois_cents.proches(fiche.point, 3, sauf=(fiche.slug,))
        assert fiche.slug not in {p.fiche.slug for p in found}
        assert {p.fiche.slug for p in found} <= opened
        assert len(found) == 3
        assert [p.km for p in found] == sorted(p.km for p in found)


def test_the_nearest_to_call_all_have_a_telephone(trois_cents):
    found = trois_cents.proches((46.0, 2.0), 300, joignables=True)

    assert {p.fiche.slug for p in found} == {
        f.slug for f in trois_cents.ouvertes if f.lieu.telephone
    }


def test_a_distance_is_sure_where_both_points_are_exact(lieu):
    exact = {"latitude": 45.88, "longitude": 2.17}
    found = annuaire_de(lieu(id="exact", **exact), lieu(id="flou"))

    near = found.proches((45.88, 2.17), 2)
    from_a_commune = found.proches((45.88, 2.17), 2, sur=False)

    assert [(p.fiche.slug, p.sur) for p in near] == [("exact", True), ("flou", False)]
    assert [p.sur for p in from_a_commune] == [False, False]


def test_the_nearest_lieu_of_each_point_at_once_is_one_that_can_be_called(trois_cents):
    points = [(48.85, 2.35), (-20.88, 55.45)]

    found = trois_cents.plus_proche_de(points)

    nearest = [trois_cents.proches(p, 1, joignables=True)[0].fiche for p in points]
    assert [p.fiche for p in found] == nearest
    assert all(p.fiche.lieu.telephone for p in found)
    assert {p.sur for p in found} == {False}


def test_where_no_lieu_can_be_called_the_nearest_is_given_all_the_same(lieu):
    found = annuaire_de(lieu()).plus_proche_de([(45.88, 2.17)])

    assert [p.fiche.slug for p in found] == ["quartier-rouge-felletin"]


def test_an_empty_annuaire_has_no_neighbour():
    empty = annuaire_de()

    assert empty.proches((45.88, 2.17), 3) == []
    assert empty.plus_proche_de([(45.88, 2.17)]) == [None]
    assert empty.plus_proche_de([]) == []


def test_a_lieu_whose_place_nobody_knows_has_no_point_and_no_neighbour_finds_it(lieu):
    found = annuaire_de(lieu(code_insee="98901", commune="Île de Clipperton"))

    assert found.fiches[0].point is None
    assert found.proches((10.3, -109.2), 1) == []
