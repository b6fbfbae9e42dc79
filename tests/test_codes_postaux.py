"""The pages of the postcodes, and what is nearest to a commune."""

import math
import random
import re
from html import unescape

import pytest

from annuaire import annuaire, pages, pres, reader, territoires, textes
from annuaire.fiche import point_de
from annuaire.pages.page import url_pres
from annuaire.voisins import RAYON_KM
from annuaire_de_test import LE, TESTS, annuaire_de, contenu, html_de, petit

CONTENT = TESTS.parent / "content"


def de(lieux):
    """The pages of the postcodes of an annuaire, by path."""
    return {page.path: page for page in pages.codes_postaux.codes_postaux(contenu(lieux))}


@pytest.fixture(scope="module")
def notre():
    """The annuaire of our own entries."""
    return annuaire.build(reader.read_tree(CONTENT), LE)


@pytest.fixture(scope="module")
def nos_pages(notre):
    return de(notre)


def haversine(a, b):
    (lat_a, lon_a), (lat_b, lon_b) = (map(math.radians, point) for point in (a, b))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * RAYON_KM * math.asin(math.sqrt(half))


def texte(html):
    """The words of the content of a page, with usual spaces."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


# --- Every postcode ---------------------------------------------------------------------


def test_every_postcode_of_france_has_its_page(nos_pages):
    codes = {cp for commune in territoires.communes().values() for cp in commune.codes_postaux}

    assert len(codes) > 6_300
    assert set(nos_pages) == {"cp/", *(f"cp/{code}/" for code in codes)}


def test_no_page_is_empty_and_each_has_somebody_to_call(notre, nos_pages):
    for path, page in nos_pages.items():
        # Clipperton has no inhabitant, no chef-lieu and no point: its page says where to go on.
        if path not in {"cp/", "cp/98799/"}:
            near = page.context["proches"]
            assert len(near) >= pres.NOMBRE, path
            assert any(one.fiche.lieu.telephone for one in near), path
            assert any(notre.aide(one.fiche) for one in near), path
            assert page.context["communes"], path


def test_distances_are_right_across_borders_and_the_nearest_come_first(notre, nos_pages):
    sample = random.Random(6).sample([path for path in nos_pages if path != "cp/"], 120)
    crossed = 0
    for path in sample:
        page = nos_pages[path]
        own = territoires.communes_par_code_postal(page.context["code"])
        code = territoires.departement_du_code_postal(page.context["code"])
        center = pres.centre_de(own, territoires.departements()[code]).point
        every = {f.slug: haversine(center, f.point) for f in notre.ouvertes if f.point}
        near = page.context["proches"]

        assert [one.km for one in near] == pytest.approx([every[one.fiche.slug] for one in near])
        order = sorted(
            notre.ouvertes,
            key=lambda f: (textes.km_dits(every[f.slug]), not f.lieu.telephone, every[f.slug]),
        )
        expected = order[: pres.NOMBRE]
        assert {f.slug for f in expected} <= {one.fiche.slug for one in near}, path
        assert [textes.km_dits(p.km) for p in near] == sorted(textes.km_dits(p.km) for p in near)
        crossed += any(one.fiche.departement.code != code for one in near)

    assert crossed > 60


def test_the_centre_of_communes_is_where_their_people_are():
    found = territoires.communes_par_code_postal("51300")
    lat, lon = pres.centre_de(found, None).point
    largest = max(found, key=lambda commune: commune.population)

    assert len(found) == 46
    assert largest.nom == "Vitry-le-François"
    assert haversine((lat, lon), point_de(largest)) < 5


def test_an_arrondissement_is_measured_from_its_own_point(nos_pages):
    twelfth = next(c for c in territoires.communes_par_code_postal("75012") if c.parent)

    assert pres.centre_de(
        territoires.communes_par_code_postal("75012"), None
    ).point == pytest.approx(point_de(twelfth))
    assert nos_pages["cp/75012/"].context["nom"] == "Paris 12e"
    assert [c.code for c, _ in nos_pages["cp/75012/"].context["communes"]] == ["75112"]
    assert [c.code for c, _ in nos_pages["cp/75001/"].context["communes"]] == ["75056", "75101"]


def test_a_place_that_only_rents_desks_never_stands_alone(lieu):
    rents = {"hybridation": ["coworking"], "sources": ["https://www.creuse.fr/"]}
    desks = [lieu(id=f"bureau-{n}", fabrique=rents) for n in range(6)]
    helps = lieu(id="aide", code_insee="87085", commune="Limoges", services="Aide aux démarches administratives")  # fmt: skip

    found = annuaire_de(*desks, helps)
    near = de(found)["cp/23500/"].context["proches"]

    assert [found.offre(one.fiche) for one in near] == [
        *["Bureaux pour travailler"] * 5,
        "Aide pour vos démarches",
    ]


def test_at_distances_said_alike_who_can_be_called_comes_first(lieu):
    mute = lieu(id="muet", latitude="45.8835", longitude="2.1741", precision="lieu")
    called = lieu(id="joignable", latitude="45.885", longitude="2.19", precision="lieu",
                  telephone="+33555661234")  # fmt: skip
    point = point_de(territoires.commune("23079"))

    (near,) = pres.pres(annuaire_de(mute, called), [point])

    assert [one.fiche.slug for one in near] == ["joignable", "muet"]


def test_where_nothing_is_near_it_is_said_with_whom_to_call_and_what_to_do(notre, nos_pages):
    page = nos_pages["cp/97500/"]

    said = texte(html_de(contenu(notre), page))

    assert page.indexe is False
    assert "Nous ne connaissons aucun lieu à moins de 50 km. Le plus proche est à environ" in said
    assert "à vol d’oiseau. Demandez aussi à votre mairie, ou signalez un lieu ." in said
    assert re.search(r"0\d \d\d \d\d \d\d \d\d|05\d\d \d\d \d\d \d\d", said)


def test_a_place_that_nobody_can_locate_is_measured_from_its_chef_lieu(nos_pages):
    page = nos_pages["cp/98780/"]

    assert [c.nom for c, _ in page.context["communes"]] == [
        c.nom for c in territoires.communes_par_code_postal("98780")
    ]
    assert page.context["depuis"] == "Papeete"
    assert page.context["proches"]


def test_without_any_lieu_a_page_still_says_where_to_ask():
    found = contenu(annuaire_de())

    (page,) = [p for p in pages.codes_postaux.codes_postaux(found) if p.path == "cp/23500/"]

    assert "Nous ne connaissons pas de lieu près d’ici. Demandez à votre mairie" in texte(
        html_de(found, page)
    )
    assert page.indexe is False


def test_a_territoire_has_only_its_postcodes(lieu):
    found = de(annuaire_de(lieu(), territoire=("23",)))

    assert "cp/23500/" in found
    assert 20 < len(found) < 60
    assert all(
        any(c.departement == "23" for c in territoires.communes_par_code_postal(path[3:8]))
        for path in found
        if path != "cp/"
    )


# --- Where a commune leads --------------------------------------------------------------


def test_every_commune_leads_to_a_page_that_has_its_row(notre, nos_pages):
    known = notre.communes
    rows = {
        f"{path}#{pages.ancre(commune)}"
        for path, page in nos_pages.items()
        if path != "cp/"
        for commune, _ in page.context["communes"]
    }
    for commune in territoires.communes().values():
        target = url_pres(commune, notre)
        if commune.code in known:
            assert target == f"communes/{commune.slug}/"
        elif commune.codes_postaux:
            assert target in rows, commune
        else:
            assert target.endswith("/communes/")


def test_a_commune_where_only_a_round_stops_has_a_page_that_says_when():
    found = contenu(petit())
    (page,) = [p for p in pages.territoires.communes(found) if "19275" in p.path]

    said = texte(html_de(found, page))

    assert "Aucun lieu fixe dans la commune, mais on y vient" in said
    assert (
        "On vient près de chez vous Bus numérique"
        " Place de la mairie, Ussel, premier jeudi du mois, 14 h – 17 h 05 55 20 00 00"
    ) in said


def test_a_postcode_says_where_a_round_stops():
    found = contenu(petit())
    (page,) = [p for p in pages.codes_postaux.codes_postaux(found) if p.path == "cp/19200/"]

    said = texte(html_de(found, page))

    assert "Place de la mairie, Ussel" in said


def test_the_stops_of_a_closed_lieu_are_not_served(lieu):
    stop = [{"code_insee": "19275", "lieu": "Halle", "regle": "We 09:00-12:00"}]
    found = annuaire_de(lieu(tournee=stop, itinerance="Itinérant", ferme_le="2024-01-01"))

    assert found.passages == {}
    assert set(found.communes) == {"23079"}


def test_a_poster_keeps_five_lieux_those_of_the_commune_first(lieu):
    here = [lieu(id=f"ici-{n}") for n in range(3)]
    helps = lieu(id="aide", services="Aide aux démarches administratives", telephone="+33555661234")
    there = [lieu(id=f"autour-{n}", code_insee="23008", commune="Aubusson") for n in range(4)]
    found = contenu(annuaire_de(*here, helps, *there))
    (page,) = [p for p in pages.territoires.communes(found) if "felletin" in p.path]

    assert page.context["affiches"] == {"aide", "ici-0", "ici-1", "ici-2", "autour-0"}
