"""What stands where nothing does any more: a redirection, or a page that says where to go."""

import re

import pytest

from annuaire import annuaire, liens_courts, pages
from annuaire.pages import disparus
from annuaire.registre import Adresse
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, contenu, html_de, lecture
from lecture_html import Document

MEDIATHEQUE = Adresse("lieux/la-mediatheque/", ("mediatheque",), "La médiathèque", ("23079",))
FS = Source(cle="france-services", nom="France services")


def site(*lieux, registre=(), collectes=(), territoire=("23", "87")):
    known = {one.adresse: one for one in registre}
    index = annuaire.build(map(lecture, lieux), LE, territoire, collectes, None, known)
    found = contenu(index)
    return found, {page.path: page for page in pages.toutes(found)}


def vers(chemin, *lieux, registre=(), **options):
    """Where an address of the record leads."""
    page = site(*lieux, registre=(Adresse(chemin), *registre), **options)[1][chemin]
    assert page.template == "redirection"
    return page.context["vers"]


def corps(found, page):
    """What the page says, one line a block."""
    html = html_de(found, page)
    main = html.partition('<main id="contenu">')[2].partition("</main>")[0]
    text = re.sub(r"<br>", " / ", re.sub(r"\n\s*", "\n", main))
    lines = (" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in text.splitlines())
    return [line for line in lines if line]


# --- A lieu that is gone ----------------------------------------------------------------------


def test_a_lieu_that_is_gone_says_so_and_where_to_go(lieu):
    found, made = site(
        lieu(telephone=["+33555664242"], services=["Utilisation sécurisée du numérique"]),
        registre=[MEDIATHEQUE],
    )
    page = made[MEDIATHEQUE.adresse]

    assert corps(found, page) == [
        "La médiathèque / Felletin",
        "Ce lieu n’est plus dans l’annuaire.",
        "Les lieux les plus proches",
        (
            "Quartier Rouge Felletin, tout près / Aide avec l’ordinateur ou le téléphone"
            " 05 55 66 42 42"
        ),
        "Tous les lieux dans la Creuse",
    ]
    html = html_de(found, page)
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>La médiathèque – Fabriques</title>" in html
    assert 'href="tel:+33555664242"' in html
    assert [name for name, _ in page.fil] == ["Nouvelle-Aquitaine", "Creuse", "Felletin"]


def test_who_took_over_comes_first_and_once(lieu):
    gone = Adresse("lieux/la-mediatheque/", ("m",), "La médiathèque", ("23079",), "", "neuf")
    found, made = site(
        lieu(id="neuf", nom="Le Tiers-Lieu", adresse="1 rue de la Gare"), lieu(), registre=[gone]
    )

    assert corps(found, made[gone.adresse]) == [
        "La médiathèque / Felletin",
        "Ce lieu n’est plus dans l’annuaire.",
        "Allez plutôt ici",
        "Le Tiers-Lieu 1 rue de la Gare, Felletin / Activités à demander",
        "Les lieux les plus proches",
        "Quartier Rouge Felletin, tout près / Activités à demander",
        "Tous les lieux dans la Creuse",
    ]


def test_who_took_over_is_followed_to_the_one_that_is_open(lieu):
    a = Adresse("lieux/a/", ("a",), "A", ("23079",), "", "b")
    b = Adresse("lieux/b/", ("b",), "B", ("23079",), "", "c")
    closed = lieu(
        id="c", nom="Chez C", ferme_le="2025-01-01", remplace_par="quartier-rouge-felletin"
    )

    _, made = site(closed, lieu(), registre=[a, b])

    assert made["lieux/a/"].context["successeur"].slug == "quartier-rouge-felletin"


def test_who_took_over_from_itself_or_closed_in_turn_is_not_named(lieu):
    a = Adresse("lieux/a/", ("a",), "A", ("23079",), "", "b")
    b = Adresse("lieux/b/", ("b",), "B", ("23079",), "", "a")
    c = Adresse("lieux/c/", ("c",), "C", ("23079",), "", "d")

    _, made = site(lieu(id="d", nom="Chez D", ferme_le="2025-01-01"), lieu(), registre=[a, b, c])

    assert [made[f"lieux/{x}/"].context["successeur"] for x in "abc"] == [None, None, None]


def test_a_lieu_of_a_dataset_that_did_not_answer_is_not_said_to_be_gone(lieu):
    gone = Adresse("lieux/fs/", ("fs-1",), "France services", ("23079",), "france-services")
    found, made = site(registre=[gone], collectes=[Collecte(FS, ())])
    read, made_read = site(registre=[gone], collectes=[Collecte(FS, (lieu(id="fs-2"),))])

    assert corps(found, made["lieux/fs/"]) == [
        "France services / Felletin",
        (
            "Cette fiche n’est pas disponible aujourd’hui. La liste publique d’où elle vient n’a pas"
            " répondu."
        ),
        "Tous les lieux dans la Creuse",
    ]
    assert corps(read, made_read["lieux/fs/"])[1] == "Ce lieu n’est plus dans l’annuaire."


def test_of_a_page_of_which_only_the_address_is_known_the_address_gives_the_name(lieu):
    found, made = site(lieu(), registre=[Adresse("lieux/la-vieille-poste/")])

    assert corps(found, made["lieux/la-vieille-poste/"]) == [
        "La vieille poste",
        "Ce lieu n’est plus dans l’annuaire.",
        "Tous les départements",
    ]


def test_no_text_of_the_record_runs(lieu):
    nasty = Adresse("lieux/x/", ("x",), "<script>alert(1)</script>", ("23079",))
    found, made = site(lieu(), registre=[nasty])

    assert "<script>alert" not in html_de(found, made["lieux/x/"])


# --- A lieu that has its page elsewhere ---------------------------------------------------------


def test_a_lieu_renamed_or_known_by_a_former_id_is_found_by_its_id(lieu):
    renamed = lieu(id="neuf", anciens_ids=["mediatheque"])

    assert vers("lieux/la-mediatheque/", renamed, registre=[MEDIATHEQUE]) == "lieux/neuf/"


def test_an_entry_deleted_leads_to_the_dataset_that_knows_the_lieu(lieu):
    known = Adresse("lieux/a/", ("a", "fs-1"), "France services", ("23079",))
    row = lieu(id="fs-1", nom="France services")

    made = site(registre=[known], collectes=[Collecte(FS, (row,))])[1]

    assert made["lieux/a/"].context["vers"] == "lieux/france-services-felletin/"


def test_a_living_page_keeps_its_address(lieu):
    known = Adresse("lieux/quartier-rouge-felletin/", ("a",), "A", ("23079",))

    made = site(lieu(), registre=[known])[1]

    assert made["lieux/quartier-rouge-felletin/"].template == "lieu"


@pytest.mark.parametrize(
    ("changes", "slug", "mene"),
    [
        ({}, "la-mediatheque", "lieux/neuf/affiche/"),
        ({"ferme_le": "2025-01-01"}, "la-mediatheque", "lieux/neuf/"),
        ({"ferme_le": "2025-01-01"}, "neuf", "lieux/neuf/"),
        ({"anciens_slugs": ["la-mediatheque"]}, "la-mediatheque", "lieux/neuf/affiche/"),
        ({"id": "autre"}, "la-mediatheque", "lieux/la-mediatheque/"),
    ],
)
def test_a_poster_leads_to_the_poster_of_its_lieu_else_to_its_page(lieu, changes, slug, mene):
    own = lieu(**{"id": "neuf", "anciens_ids": ["mediatheque"], **changes})
    own = own if own.id == "neuf" else lieu(id="autre")

    assert vers(f"lieux/{slug}/affiche/", own, registre=[MEDIATHEQUE]) == mene


# --- What is no lieu -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chemin", "mene"),
    [
        ("communes/23079-felletin/", "communes/23079-felletin/"),
        ("communes/23079-l-ancien-nom/", "communes/23079-felletin/"),
        ("communes/23096-gueret/", "cp/23000/#c23096"),
        ("communes/87028-sans-lieu/", "cp/87320/#c87028"),
        ("departements/23-la-creuse/communes/", "departements/23-creuse/communes/"),
        ("departements/87-haute-vienne/tournee-telephonique/", "departements/87-haute-vienne/"),
        ("je-veux/demarche/23-la-creuse/", "je-veux/demarche/23-creuse/"),
        ("cp/23999/", "departements/23-creuse/communes/"),
    ],
)
def test_a_territory_is_found_by_its_code(lieu, chemin, mene):
    page = site(lieu(), registre=[Adresse(chemin)])[1][chemin]

    if chemin == mene:
        assert page.template == "commune"
    else:
        assert (page.template, page.context["vers"]) == ("redirection", mene)


def test_a_merged_commune_leads_to_the_one_that_took_it_over(lieu):
    own = lieu(commune="Orée d'Anjou", code_insee="49126")

    assert vers("communes/49069-champtoceaux/", own, territoire=("49",)) == (
        "communes/49126-oree-d-anjou/"
    )
    assert vers("communes/49069-champtoceaux/", territoire=("49",)) == "cp/49270/#c49126"


def test_a_collectivity_without_entry_leads_to_its_town(lieu):
    assert vers("departements/978-saint-martin/", lieu(), territoire=()) == "cp/97150/#c97801"


@pytest.mark.parametrize(
    ("chemin", "mene"),
    [
        ("demarches/la-vignette/", "demarches/"),
        ("regions/limousin/", "regions/"),
        ("je-veux/oublie/23-creuse/", "je-veux/"),
        ("lieux/jamais-vu/affiche/", "departements/"),
        ("une-page/", ""),
    ],
)
def test_any_other_page_says_so_and_leads_to_what_is_above(lieu, chemin, mene):
    found, made = site(lieu(), registre=[Adresse(chemin)])

    assert corps(found, made[chemin]) == [
        "Cette page n’existe plus",
        "Continuer vers la page la plus proche",
    ]
    assert made[chemin].context["vers"] == mene


# --- Paper --------------------------------------------------------------------------------------


def test_the_short_link_of_a_lieu_that_moved_or_is_gone_still_leads_somewhere(lieu):
    moved = Adresse(
        "lieux/quartier-rouge-felletin/", ("quartier-rouge-felletin",), "Quartier Rouge",
        ("87085", "23079"),
    )  # fmt: skip
    own = lieu(commune="Limoges", code_insee="87085")

    found, made = site(own, registre=[moved, MEDIATHEQUE])
    html = html_de(found, made["l/23/"])

    assert (
        '<li id="dksv72"><a href="../../lieux/quartier-rouge-felletin/">Quartier Rouge</a> Limoges'
    ) in html
    assert (
        f'<li id="{liens_courts.code("mediatheque")}"><a href="../../lieux/la-mediatheque/">'
        "La médiathèque</a> Felletin"
    ) in html
    assert made["l/87/"].context["anciennes"] == []


def test_the_short_links_of_a_collectivity_outlive_its_last_entry(lieu):
    gone = Adresse("lieux/x/", ("x",), "X", ("97801",))
    found, made = site(lieu(), registre=[gone, Adresse("l/978/")], territoire=())

    document = html_de(found, made["l/978/"])
    assert 'href="../../lieux/x/"' in document
    assert "departements/978-saint-martin/" not in document


def test_without_a_record_nothing_is_added(lieu):
    found, made = site(lieu())

    assert list(disparus.disparus(found, set())) == []
    assert "disparu" not in {page.template for page in made.values()}


def test_every_link_of_a_tombstone_leads_to_a_page(lieu, tmp_path):
    found, made = site(lieu(), registre=[MEDIATHEQUE])
    page = tmp_path / "index.html"
    page.write_text(html_de(found, made[MEDIATHEQUE.adresse]), encoding="utf-8")

    local = [x for x in Document(page).liens if x.startswith("../../")]
    written = {"contribuer/", "mentions-legales/", "accessibilite/"}  # of content/pages/
    assert [x for x in local if x.removeprefix("../../") not in {*made, *written}] == []
