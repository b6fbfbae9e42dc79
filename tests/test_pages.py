"""The pages of the site, as data."""

import re
from pathlib import Path

import pytest

from annuaire import annuaire, contextes, pages, programme, redaction
from annuaire import vocabulaires as voc
from annuaire.reader import Lecture
from annuaire.sources import Collecte, Source
from annuaire_de_test import GOLDEN, LE, annuaire_de, contenu, lecture, petit

TEMPLATES = Path(__file__).parents[1] / "theme" / "templates" / "pages"
CONTENT = Path(__file__).parents[1] / "content"


def toutes(found):
    return [page for build in pages.PAGES for page in build(found)]


@pytest.fixture(scope="module")
def site():
    """The pages of the small tree, by path."""
    return {page.path: page for page in toutes(contenu())}


def de(lieux, build):
    """The pages that one function makes of an annuaire, by path."""
    return {page.path: page for page in build(contenu(lieux))}


def slugs(proches):
    return [proche.fiche.slug for proche in proches]


def simple(text):
    """The text with usual spaces."""
    return re.sub(r"\s", " ", text)


# --- The whole site ---------------------------------------------------------------------


def test_the_addresses_of_the_site_are_those_expected(site, attendu):
    # The postcodes apart: test_codes_postaux looks at every one of them.
    own = [path for path in site if site[path].template != "code_postal"]
    attendu(GOLDEN / "adresses.txt", "".join(f"{path}\n" for path in own))


def test_no_two_pages_share_an_address(site):
    paths = [page.path for page in toutes(contenu())]

    assert len(paths) == len(set(paths)) == len(site)


def test_no_two_pages_share_an_address_when_an_entry_is_set_aside(lieu):
    good = lecture(lieu(id="mediatheque", anciens_slugs=["biblio"]))
    twin = Lecture(Path("lieux/29-finistere/mediatheque.md"), None)
    found = contenu(annuaire.build([good, twin], LE))

    paths = [page.path for page in toutes(found)]

    assert len(paths) == len(set(paths))


@pytest.fixture
def deux_voisins(lieu):
    """A dataset that has two records near one another, with the same telephone."""
    one = {"nom": "France services", "longitude": "2.1741", "precision": "lieu",
           "telephone": ["+33555661234"]}  # fmt: skip
    rows = (
        lieu(id="fs-1", latitude="45.8835", **one),
        lieu(id="fs-2", latitude="45.8845", **one | {"nom": "Maison France services"}),
    )
    return Collecte(Source(cle="fs", nom="France services"), rows)


def test_every_function_makes_at_least_one_page(deux_voisins):
    faulty = Lecture(Path("lieux/23-creuse/en-panne.md"), None)
    own = [lecture(f.lieu, f.slug) for f in petit().fiches]
    found = contenu(annuaire.build([*own, faulty], LE, (), [deux_voisins]))

    assert [build.__name__ for build in pages.PAGES if not list(build(found))] == []


def test_two_records_that_may_be_one_place_are_shown_with_what_settles_it(deux_voisins):
    found = contenu(annuaire.build([], LE, (), [deux_voisins]))

    (page,) = pages.site.rapprochements(found)
    ((a, b, raison, ids),) = page.context["paires"]
    assert (a.slug, b.slug) == ("france-services-felletin", "maison-france-services-felletin")
    assert raison == "à 111 m, même contact, noms trop généraux pour conclure"
    assert ids == ("fs-1", "fs-2")


def test_every_page_has_its_template_and_every_template_its_page(site):
    used = {page.template for page in site.values()}
    used |= {"en_correction", "rapprochements", "disparu"}

    assert used == {path.stem for path in TEMPLATES.glob("*.html")}


def test_a_path_is_a_folder_in_lower_case_or_a_file(site):
    for path in site:
        assert re.fullmatch(r"|([a-z0-9-]+/)+|404\.html", path), path


def test_a_page_to_index_says_what_it_is(site):
    for page in site.values():
        assert page.titre
        assert page.description or not page.indexe, page.path


def test_a_breadcrumb_leads_only_to_pages_that_exist(site):
    for page in site.values():
        assert {path for _, path in page.fil} <= set(site), page.path
        assert page.path not in {path for _, path in page.fil}


def test_the_pages_not_to_index_are_the_closed_the_moved_the_posters_and_the_404(site):
    posters = {page.path for page in site.values() if page.template == "affiche"}

    assert len(posters) == 11
    assert {page.path for page in site.values() if not page.indexe} - posters == {
        "lieux/point-cyb-felletin/",
        "lieux/l-etape-felletin/",
        "lieux/cafe-de-l-etape/",
        "lieux/hangar-concarneau/",
        "lieux/",
        "communes/",
        "404.html",
        "a-relire/",
        *(path for path in site if path.endswith("/tournee-telephonique/")),
        *(path for path in site if path.startswith("l/")),
        *(path for path, page in site.items() if page.context.get("loin")),
        *(
            p
            for p, one in site.items()
            if one.template == "besoin_ici" and not one.context["fiches"]
        ),
    }


def test_an_empty_annuaire_still_makes_a_site():
    found = {page.path: page for page in toutes(contenu(annuaire_de()))}

    assert found[""].context["besoins"] == ()
    assert found["departements/23-creuse/"].context["proches"] == []
    assert [path for path in found if path.startswith("communes/")] == ["communes/"]


def test_a_territoire_makes_only_its_pages(lieu):
    found = contenu(annuaire_de(lieu(), territoire=("23", "87")))

    paths = [page.path for page in toutes(found)]

    assert [p for p in paths if re.fullmatch(r"departements/[^/]+/", p)] == [
        "departements/23-creuse/",
        "departements/87-haute-vienne/",
    ]
    assert [p for p in paths if p.startswith("regions/")] == [
        "regions/",
        "regions/nouvelle-aquitaine/",
    ]


# --- Home -------------------------------------------------------------------------------


def test_home_has_the_departements_and_the_needs_that_some_lieu_answers(site):
    found = site[""].context

    assert len(found["carte"].traces) == 101
    assert [besoin.phrase for besoin in found["besoins"]] == [
        "Faire une démarche",
        "Apprendre",
        "Me connecter",
        "Imprimer ou scanner",
        "Réparer ou fabriquer",
        "Travailler",
    ]
    assert found["annoncees"] == 407


def test_at_most_six_needs_are_shown(lieu):
    found = annuaire_de(
        lieu(
            services=[
                "Aide aux démarches administratives",
                "Maîtrise des outils numériques du quotidien",
                "Accès internet et matériel informatique",
            ],
            prise_en_charge_specifique=["Langues étrangères (autres)"],
            fabrique={"hybridation": ["fablab", "coworking"]},
        )
    )

    assert contextes.besoins(found) == voc.BESOINS
    shown = de(found, pages.site.accueil)[""].context["besoins"]
    assert [besoin.cle for besoin in shown] == [b.cle for b in voc.BESOINS[:6]]
    assert len(voc.BESOINS) == 7


def test_a_cafe_does_not_answer_who_needs_a_computer(lieu):
    found = annuaire_de(lieu(fabrique={"hybridation": ["cafe"]}))

    assert de(found, pages.site.accueil)[""].context["besoins"] == ()


def test_the_number_announced_is_the_last_total_of_the_waves():
    written, problems = redaction.read(CONTENT, CONTENT)

    assert (written.programme.annoncees, problems) == (407, [])


def test_no_number_is_announced_where_no_wave_has_a_total():
    vague = programme.Vague(vague="1", sources=["presse"])

    assert programme.Programme(vagues=(vague,)).annoncees is None


# --- One lieu ---------------------------------------------------------------------------


def test_a_lieu_has_all_that_its_page_shows(site):
    page = site["lieux/le-grand-hangar-concarneau/"]

    assert page.titre == "Le Grand Hangar, Concarneau"
    assert page.description == "Un FabLab et un café associatif."
    assert page.context["semaine"].jours[0] == ((540, 720), (840, 1050))
    assert page.context["chef_de_file"].slug == "la-tete-de-pont-brest"
    assert page.context["remplacant"].slug == "la-tete-de-pont-brest"
    assert page.context["manque"] == ()
    assert page.context["joignable"] is None
    assert page.context["ferme"] is False
    assert page.context["json_ld"]["name"] == "Le Grand Hangar"
    assert page.fil == (
        ("Bretagne", "regions/bretagne/"),
        ("Finistère", "departements/29-finistere/"),
        ("Concarneau", "communes/29039-concarneau/"),
    )


@pytest.mark.parametrize(
    ("du", "au", "shown"),
    [
        ("2026-12-21", "2027-01-03", True),
        ("2026-11-01", "2026-11-23", True),
        ("2026-11-01", "2026-11-22", False),
    ],
)
def test_a_message_is_shown_until_its_last_day(lieu, du, au, shown):
    found = annuaire_de(lieu(avis={"du": du, "au": au, "texte": "Travaux"}))

    page = de(found, pages.lieux.lieux)["lieux/quartier-rouge-felletin/"]

    assert [avis.texte for avis in page.context["avis"]] == ["Travaux"] * shown


@pytest.mark.parametrize(
    ("jour", "shown"), [("2026-11-22", False), ("2026-11-23", True), ("2026-12-03", True)]
)
def test_an_atelier_is_shown_until_its_day(lieu, jour, shown):
    found = annuaire_de(lieu(ateliers={"titre": "Premiers pas", "date": jour}))

    page = de(found, pages.lieux.lieux)["lieux/quartier-rouge-felletin/"]

    assert [atelier.titre for atelier, _ in page.context["ateliers"]] == ["Premiers pas"] * shown


def test_an_atelier_says_when_in_plain_words(site):
    found = site["lieux/le-grand-hangar-concarneau/"].context["ateliers"]

    assert [(atelier.titre, simple(when)) for atelier, when in found] == [
        ("Premiers pas avec mon téléphone", "3 décembre 2026, 14 h à 16 h"),
        ("Réparer ensemble", "mardi 14 h – 16 h"),
    ]


def test_a_round_says_where_and_when_in_plain_words(site):
    found = site["lieux/bus-numerique-tulle/"].context["tournee"]

    assert [(commune, place, simple(when)) for commune, place, when in found] == [
        ("Brive-la-Gaillarde", "Halle de Brive", "mardi 9 h – 12 h"),
        (
            "Ussel",
            "Place de la mairie",
            "premier jeudi du mois, 14 h – 17 h",
        ),
    ]
    assert site["lieux/espace-mende/"].context["tournee"] == ()


def test_a_lieu_without_a_summary_has_a_description_all_the_same(site):
    page = site["lieux/espace-mende/"]

    assert page.description == "Espace Mende, Mende : adresse et contacts."


def test_what_is_missing_is_said_the_most_useful_first(site):
    assert site["lieux/espace-mende/"].context["manque"] == (
        "le téléphone",
        "l’adresse exacte",
        "les horaires",
        "ce qu’on y fait",
        "le prix",
        "le courriel",
        "le site web",
    )


@pytest.mark.parametrize(
    ("latitude", "proche"), [("46.10", "loin"), ("46.39", "loin"), ("46.50", None)]
)
def test_another_telephone_is_offered_within_sixty_kilometres(lieu, latitude, proche):
    # Felletin is at 45.8849: 0.5396 degree of latitude is 60 km.
    muet = lieu(id="muet", latitude="45.8849", longitude="2.1733")
    loin = lieu(
        id="loin", latitude=latitude, longitude="2.1733", telephone="+33381562065", commune="X"
    )

    found = de(annuaire_de(muet, loin), pages.lieux.lieux)["lieux/muet/"].context["joignable"]

    assert (found and found.fiche.slug) == proche
    assert contextes.JOIGNABLE_MAX_KM == 60


def test_the_nearest_are_three_others_that_are_open(site):
    assert slugs(site["lieux/l-etape-and-co-felletin/"].context["proches"]) == [
        "bus-numerique-tulle",
        "espace-mende",
        "salle-belledonne-grenoble",
    ]


def test_a_closed_lieu_names_the_one_that_replaces_it_even_by_a_former_id(site):
    found = site["lieux/point-cyb-felletin/"].context

    assert found["ferme"] is True
    assert found["remplacant"].slug == "l-etape-and-co-felletin"


def test_a_lieu_that_nobody_can_place_has_a_page_without_neighbours(lieu):
    found = annuaire_de(lieu(id="ile", code_insee="98901", commune="Île de Clipperton"), lieu())

    page = de(found, pages.lieux.lieux)["lieux/ile/"]

    assert (page.context["proches"], page.context["joignable"]) == ([], None)


def test_a_faulty_entry_has_a_page_with_the_nearest_lieux():
    faulty = Lecture(
        Path("lieux/23-creuse/en-panne.md"), None, brut={"nom": "En panne", "code_insee": "23079"}
    )
    found = annuaire.build([*(lecture(f.lieu, f.slug) for f in petit().fiches), faulty], LE)

    page = de(found, pages.lieux.en_correction)["lieux/en-panne/"]

    assert (page.titre, page.indexe) == ("En panne", False)
    assert slugs(page.context["proches"])[0] == "l-etape-and-co-felletin"
    assert {p.sur for p in page.context["proches"]} == {False}


def test_a_faulty_entry_that_nothing_places_has_a_page_without_neighbours():
    nowhere = Lecture(Path("lieux/zz/en-panne.md"), None)

    page = de(annuaire.build([nowhere], LE), pages.lieux.en_correction)["lieux/en-panne/"]

    assert (page.context["proches"], page.fil) == ([], ())


def test_former_addresses_and_bare_folders_lead_somewhere():
    assert {
        path: page.context["vers"] for path, page in de(petit(), pages.lieux.redirections).items()
    } == {
        "lieux/l-etape-felletin/": "lieux/l-etape-and-co-felletin/",
        "lieux/cafe-de-l-etape/": "lieux/l-etape-and-co-felletin/",
        "lieux/hangar-concarneau/": "lieux/le-grand-hangar-concarneau/",
        "lieux/": "departements/",
        "communes/": "departements/",
    }


# --- Territories ------------------------------------------------------------------------


def test_a_commune_has_its_lieux_and_the_nearest_elsewhere(site):
    found = site["communes/23079-felletin/"].context

    assert [f.slug for f in found["fiches"]] == ["l-etape-and-co-felletin", "point-cyb-felletin"]
    assert slugs(found["proches"])[0] == "bus-numerique-tulle"
    assert len(found["proches"]) == 5


def test_paris_has_one_page_for_all_its_arrondissements(site):
    assert [path for path in site if path.startswith("communes/75")] == ["communes/75056-paris/"]


def test_a_departement_has_its_lieux_by_commune_and_their_open_days(site):
    found = site["departements/23-creuse/"].context

    assert [(c.nom, len(fiches)) for c, fiches in found["groupes"]] == [("Felletin", 2)]
    assert found["semaines"] == {"l-etape-and-co-felletin": "du lundi au samedi"}
    assert found["proches"] == []


def test_hours_that_vary_are_said_by_their_usual_week(site):
    assert site["lieux/salle-belledonne-grenoble/"].context["semaine"].variable is True
    assert (
        "lundi" in site["departements/38-isere/"].context["semaines"]["salle-belledonne-grenoble"]
    )


def test_an_empty_departement_names_the_nearest_lieux(site):
    found = site["departements/87-haute-vienne/"].context

    assert found["fiches"] == ()
    assert slugs(found["proches"])[:2] == ["l-etape-and-co-felletin", "bus-numerique-tulle"]
    assert len(found["proches"]) == 5


def test_every_commune_of_a_departement_has_its_nearest_lieu(site):
    rows = site["departements/23-creuse/communes/"].context["communes"]
    nearest = {commune.nom: near.fiche.slug for commune, near in rows}

    assert nearest["Felletin"] == "l-etape-and-co-felletin"
    assert [c.nom for c, _ in rows][:2] == ["Ahun", "Ajain"]
    assert len(rows) == len(nearest)


def test_a_commune_that_nobody_can_place_is_listed_without_its_nearest(lieu):
    found = annuaire_de(lieu(code_insee="98901", commune="Île de Clipperton"))

    page = de(found, pages.territoires.communes_du_departement)[
        "departements/989-ile-de-clipperton/communes/"
    ]

    assert [(c.nom, near) for c, near in page.context["communes"]] == [("Île de Clipperton", None)]


def test_the_drawing_of_a_departement_leaves_out_what_has_closed(lieu):
    ailleurs = {"latitude": "45.90", "longitude": "2.20", "precision": "lieu"}
    both = annuaire_de(lieu(id="ouvert"), lieu(id="clos", ferme_le="2024-01-01", **ailleurs))

    found = de(both, pages.territoires.departements)["departements/23-creuse/"].context

    assert len(found["fiches"]) == 2
    assert len(found["dessin"].reperes) == 1


def test_a_region_has_its_departements_its_lieux_and_its_outlines(site):
    found = site["regions/bretagne/"].context

    assert [d.code for d in found["departements"]] == ["22", "29", "35", "56"]
    assert [t.departement.code for t in found["dessin"].traces] == ["22", "29", "35", "56"]
    assert (len(found["fiches"]), found["fabriques"]) == (2, 1)


# --- Lists ------------------------------------------------------------------------------


def test_a_famille_lists_its_lieux_by_departement(site):
    found = site["familles/coworking/"].context

    assert [(d.code, [f.slug for f in fiches]) for d, fiches in found["par_departement"]] == [
        ("23", ["l-etape-and-co-felletin"]),
        ("29", ["le-grand-hangar-concarneau"]),
    ]
    assert found["nommes"] is True


def test_a_famille_without_a_lieu_has_its_page(site):
    assert site["familles/habitat/"].context["fiches"] == ()


def test_a_long_national_list_gives_counts_instead_of_names(lieu):
    many = [lieu(id=f"l{i}", typologie="EPN") for i in range(contextes.LISTE_MAX + 1)]

    named = de(annuaire_de(*many[1:]), pages.listes.familles)["familles/epn/"].context["nommes"]
    counted = de(annuaire_de(*many), pages.listes.familles)["familles/epn/"].context["nommes"]

    assert (named, counted) == (True, False)


def test_a_service_lists_its_lieux(site):
    page = site["services/demarches/"]

    assert page.titre == "Se faire aider pour une démarche"
    assert len(page.context["fiches"]) == 3


# --- Our own pages ----------------------------------------------------------------------


def test_the_programme_has_its_facts_and_counts_a_consortium_once(site):
    page = site["programme/"]

    assert page.titre == "Le programme"
    assert len(page.context["programme"].vagues) == 3
    assert page.context["programme"].annoncees == 407
    assert [b.texte for b in page.context["jauges"][0].barres] == ["300", "407", "2"]


def test_the_data_page_counts_the_rows_that_conform(site):
    assert site["donnees/"].context["conformes"] == 7


def test_a_written_page_has_its_own_address(site):
    assert site["a-propos/"].context["page_redigee"].titre == "À propos"
    assert site["a-propos/"].template == "redigee"
