"""The needs: which lieux answer, which told nothing, and the pages that say so."""

import re
from collections import Counter

import pytest

from annuaire import besoins, pages
from annuaire import vocabulaires as voc
from annuaire_de_test import GOLDEN, annuaire_de, contenu, html_de, petit
from lecture_html import texte_de
from lieux_reels import annuaire_reel

CLES = [besoin.cle for besoin in voc.BESOINS]
PAPIERS = "Aide aux démarches administratives"
SEUL = ["En autonomie"]


@pytest.fixture
def repondent(lieu):
    """The needs that a lieu with these fields answers."""

    def found(**champs):
        fiche = annuaire_de(lieu(**champs)).fiches[0]
        return [b.cle for b in voc.BESOINS if besoins.repond(b, fiche)]

    return found


@pytest.fixture
def muets(lieu):
    """The needs of which a lieu with these fields told nothing."""

    def found(**champs):
        fiche = annuaire_de(lieu(**champs)).fiches[0]
        return [b.cle for b in voc.BESOINS if besoins.est_muet(b, fiche)]

    return found


# --- The declaration --------------------------------------------------------------------


def test_a_need_is_declared_with_the_values_of_the_standard_and_ours():
    for besoin in voc.BESOINS:
        regle = besoin.regle
        assert set(regle.services) <= set(voc.NOMS_SERVICES)
        assert set(regle.familles) <= set(voc.HYBRIDATIONS)
        assert set(regle.typologies) <= set(voc.TYPOLOGIES)
        assert set(regle.dispositifs) <= set(voc.DISPOSITIFS)
        assert set(regle.roles) <= set(voc.ROLES)
        assert set(regle.prises_en_charge) <= set(voc.PRISES_EN_CHARGE)
        assert re.fullmatch(r"[a-z]+", besoin.cle)
    assert len(set(CLES)) == len(CLES) == 7
    assert voc.AIDE_CERTAINE in voc.HYBRIDATIONS
    assert set(voc.SEUL) < set(voc.MODALITES_ACCOMPAGNEMENT)
    assert voc.SANS_PUBLIC in voc.MODALITES_ACCES


def test_what_a_need_says_is_short_and_ends():
    for besoin in voc.BESOINS:
        sentences = re.split(r"(?<=[.!?:]) ", f"{besoin.texte} {besoin.avant}")
        assert all(len(one.split()) <= 15 for one in sentences), besoin.cle
        assert besoin.texte.count(".") == 2, "two plain sentences"
        assert besoin.avant.startswith("Appelez avant de venir : ")


# --- Who answers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("champs", "attendus"),
    [
        ({}, []),
        ({"typologie": ["TIERS_LIEUX"]}, []),
        ({"services": [PAPIERS]}, ["demarche"]),
        ({"services": [PAPIERS], "modalites_accompagnement": SEUL}, []),
        ({"services": [PAPIERS], "modalites_accompagnement": [*SEUL, "À distance"]}, ["demarche"]),
        ({"typologie": ["RFS"], "modalites_accompagnement": SEUL}, ["demarche"]),
        ({"dispositif_programmes_nationaux": ["France Services"]}, ["demarche"]),
        ({"dispositif_programmes_nationaux": ["Point d'accès numérique CAF"]}, []),
        ({"dispositif_programmes_nationaux": ["Aidants Connect"]}, ["demarche"]),
        ({"typologie": ["CCAS"]}, ["demarche"]),
        ({"fabrique": {"roles": ["aidant-connect"]}}, ["demarche"]),
        ({"fabrique": {"hybridation": ["ex-msap"]}}, []),
        ({"fabrique": {"hybridation": ["coworking"]}}, ["travailler"]),
        ({"fabrique": {"hybridation": ["fablab"]}}, ["fabriquer"]),
        ({"fabrique": {"hybridation": ["coworking"]}, "services": [PAPIERS]},
         ["demarche", "travailler"]),
        ({"fabrique": {"hybridation": ["cafe", "formation", "incubateur"]}}, []),
        ({"typologie": ["EPN"]}, ["apprendre", "connexion", "imprimer"]),
        ({"typologie": ["EPN"], "modalites_accompagnement": SEUL}, ["connexion", "imprimer"]),
        ({"services": ["Utilisation sécurisée du numérique"]}, ["apprendre"]),
        ({"services": ["Loisirs et créations numériques"]}, []),
        ({"services": ["Accès internet et matériel informatique"]}, ["connexion", "imprimer"]),
        ({"prise_en_charge_specifique": ["Langues étrangères (anglais)"]}, ["langue"]),
        ({"prise_en_charge_specifique": ["Langues étrangères (autres)"],
          "modalites_accompagnement": SEUL}, []),
        ({"prise_en_charge_specifique": ["Illettrisme"]}, []),
        ({"services": [PAPIERS], "modalites_acces": [voc.SANS_PUBLIC]}, []),
        ({"services": [PAPIERS], "modalites_acces": [voc.SANS_PUBLIC],
          "modalites_accompagnement": ["À distance"]}, ["demarche"]),
    ],
)  # fmt: skip
def test_a_lieu_answers_only_what_it_told(repondent, champs, attendus):
    assert repondent(**champs) == attendus


def test_a_lieu_that_told_nothing_is_silent_not_absent(muets):
    assert muets() == CLES
    assert muets(services=[PAPIERS]) == ["langue"]
    assert muets(fabrique={"hybridation": ["cafe"]}) == [
        "demarche",
        "apprendre",
        "connexion",
        "imprimer",
        "langue",
    ]
    assert muets(prise_en_charge_specifique=["Surdité"], typologie=["RFS"]) == [
        "apprendre",
        "connexion",
        "imprimer",
        "fabriquer",
        "travailler",
    ]
    assert muets(modalites_acces=[voc.SANS_PUBLIC]) == []


def test_a_closed_lieu_answers_no_need(lieu):
    found = annuaire_de(lieu(services=[PAPIERS], ferme_le="2026-11-22"))

    assert found.par_besoin == {}
    assert found.proches_pour("demarche", (45.9, 2.2), 5) == []


def test_the_nearest_that_answers_is_not_the_nearest(lieu):
    found = annuaire_de(
        lieu(id="ici"),
        lieu(id="loin", commune="Guéret", code_insee="23096", services=[PAPIERS]),
    )

    (near,) = found.proches_pour("demarche", (45.88, 2.17), 5)
    assert (near.fiche.slug, round(near.km)) == ("loin", 40)


# --- On the real data -------------------------------------------------------------------


@pytest.fixture(scope="module")
def reel(donnees_reelles):
    """Our entries, then all the rows of the real files."""
    return annuaire_reel(donnees_reelles)


def test_on_the_real_rows_every_answer_is_proven_and_every_need_has_some(reel):
    assert set(reel.par_besoin) == set(CLES)
    for fiche in reel.par_besoin["demarche"]:
        told = PAPIERS in fiche.lieu.services
        kind = {"RFS", "MSAP", "PIMMS", "CCAS", "CIAS"} & set(fiche.lieu.typologie)
        run = {"France Services", "Aidants Connect"} & set(
            fiche.lieu.dispositif_programmes_nationaux
        )
        france_services = any(f.cle == "france-services" for f in fiche.familles)
        assert told or kind or run or france_services, fiche.slug
        assert france_services or fiche.lieu.modalites_accompagnement != voc.SEUL, fiche.slug
    alone = [f for f in reel.ouvertes if f.lieu.modalites_accompagnement == voc.SEUL]
    assert Counter(PAPIERS in f.lieu.services for f in alone) == {False: 11, True: 6}
    assert not {f.slug for f in alone} & {f.slug for f in reel.par_besoin["demarche"]}


def test_on_the_real_rows_a_lieu_answers_or_tells_nothing_never_both(reel):
    for besoin in voc.BESOINS:
        for fiche in reel.ouvertes:
            assert not (besoins.repond(besoin, fiche) and besoins.est_muet(besoin, fiche))


def test_every_departement_has_an_answer_or_a_next_step_for_each_need(reel):
    found = contenu(reel)
    made = [p for p in pages.besoins.je_veux(found) if p.template == "besoin_ici"]

    assert len(made) == 7 * len(reel.departements)
    empty = [
        page.path
        for page in made
        if not (page.context["fiches"] or page.context["proches"] or page.context["muets"])
    ]
    assert empty == []


# --- The pages --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def je_veux():
    """The pages of the needs of the small tree, by path, as HTML."""
    found = contenu()
    return {page.path: html_de(found, page) for page in pages.besoins.je_veux(found)}


def test_a_need_has_its_page_in_france_and_in_each_departement(je_veux):
    wanted = {"je-veux/"} | {f"je-veux/{cle}/" for cle in CLES}
    wanted |= {f"je-veux/{cle}/{d.slug}/" for cle in CLES for d in petit().departements}

    assert set(je_veux) == wanted
    assert sum(path.endswith("/978-saint-martin/") for path in je_veux) == 7


@pytest.mark.parametrize(
    ("nom", "path"),
    [
        ("tous", "je-veux/"),
        ("creuse", "je-veux/demarche/23-creuse/"),
        ("voisins", "je-veux/fabriquer/90-territoire-de-belfort/"),
        ("personne", "je-veux/langue/23-creuse/"),
        ("personne-nulle-part", "je-veux/langue/90-territoire-de-belfort/"),
    ],
)
def test_what_a_page_of_a_need_says_is_the_expected_text(je_veux, attendu, nom, path):
    attendu(GOLDEN / "besoins" / f"{nom}.txt", texte_de(je_veux[path]))


def test_a_page_where_nobody_answers_is_not_for_search_engines():
    found = {page.path: page.indexe for page in pages.besoins.je_veux(contenu())}

    assert found["je-veux/demarche/23-creuse/"]
    assert not found["je-veux/langue/23-creuse/"]
    assert found["je-veux/langue/"]


def test_a_long_list_names_each_lieu_in_one_line(lieu):
    many = [
        lieu(id=f"l-{n}", services=[PAPIERS], telephone=["+33555664242"])
        for n in range(pages.besoins.DETAILLES_MAX + 1)
    ]
    few, long = contenu(annuaire_de(*many[1:])), contenu(annuaire_de(*many))

    def rows(found):
        made = {page.path: page for page in pages.besoins.je_veux(found)}
        html = html_de(found, made["je-veux/demarche/23-creuse/"])
        return html.count('class="nom"'), html.count("tel:+33555664242")

    assert rows(few) == (60, 60)
    assert rows(long) == (0, 61)


def test_the_silent_are_named_when_few_and_the_first_to_call_when_nobody_answers(lieu):
    silent = [lieu(id=f"m-{n}", telephone=["+33555664242"] if n > 5 else []) for n in range(12)]
    alone = contenu(annuaire_de(*silent))
    helped = contenu(annuaire_de(*silent, lieu(id="aide", services=[PAPIERS])))
    few = contenu(annuaire_de(*silent[:2], lieu(id="aide", services=[PAPIERS])))

    def named(found):
        made = {page.path: page for page in pages.besoins.je_veux(found)}
        context = made["je-veux/demarche/23-creuse/"].context
        return [fiche.slug for fiche in context["muets"]], context["nombre_muets"]

    slugs, number = named(alone)
    assert (len(slugs), number) == (8, 12)
    assert all(slug in {f"m-{n}" for n in range(6, 12)} for slug in slugs[:6]), "a telephone first"
    assert named(helped) == ([], 12)
    assert named(few) == (["m-0", "m-1"], 2)
