"""The filters of a list: which lieux pass, which filters a list needs, and that pages and CSS agree."""

import re
from collections import Counter

import pytest

from annuaire import filtres
from annuaire.filtres import FILTRES, LIGNES_MIN
from annuaire_de_test import LE, annuaire_de
from construction import PROJET

CSS = (PROJET / "theme/static/css/filtres.css").read_text(encoding="utf-8")
LABEL = {"label": "fabrique", "sources": ["https://exemple.fr/"]}


@pytest.fixture
def cles(lieu):
    """The keys that a lieu with these fields passes."""
    return lambda **champs: filtres.cles(annuaire_de(lieu(**champs)).fiches[0], LE)


@pytest.mark.parametrize(
    ("champs", "attendues"),
    [
        ({}, ()),
        ({"services": ["Aide aux démarches administratives"]}, ("demarche",)),
        ({"services": ["Maîtrise des outils numériques du quotidien"]}, ("apprendre",)),
        ({"publics_specifiquement_adresses": ["Familles et/ou enfants"]}, ("familles-et-ou-enfants",)),
        ({"prise_en_charge_specifique": ["Surdité"]}, ("accessible",)),
        ({"prise_en_charge_specifique": ["Illettrisme"]}, ()),
        ({"fiche_acces_libre": "https://acceslibre.beta.gouv.fr/app/23-felletin/"}, ("accessible",)),
        ({"services": ["Accès internet et matériel informatique"]}, ("connexion",)),
        ({"prise_en_charge_specifique": ["Langues étrangères (autres)"]}, ("langue",)),
        ({"services": ["Loisirs et créations numériques"]}, ()),
        ({"typologie": ["FABLAB"]}, ("fabriquer", "fablab")),
        ({"frais_a_charge": ["Gratuit"]}, ("gratuit",)),
        ({"frais_a_charge": ["Gratuit sous condition"]}, ()),
        ({"frais_a_charge": ["Gratuit", "Payant"]}, ()),
        ({"dispositif_programmes_nationaux": ["France Services"]}, ("demarche", "france-services")),
        ({"fabrique": LABEL}, ("fabrique",)),
        ({"fabrique": {**LABEL, "label": "candidate"}}, ()),
        ({"fabrique": {"hybridation": ["coworking", "formation", "incubateur"]}},
         ("travailler", "formation", "incubateur")),
        ({"horaires": "Mo-Sa 09:00-12:00"}, ("samedi",)),
        ({"horaires": "Mo-Fr 09:00-12:00; PH off"}, ()),
        ({"horaires": "Sa[1] 09:00-12:00"}, ()),
        ({"horaires": "24/7"}, ("samedi",)),
        ({"horaires": '"sur rendez-vous"'}, ()),
        ({"frais_a_charge": ["Gratuit"], "fabrique": LABEL, "ferme_le": "2026-11-22"}, ()),
        ({"frais_a_charge": ["Gratuit"], "ferme_le": "2026-12-31"}, ("gratuit",)),
    ],
)  # fmt: skip
def test_a_lieu_passes_the_filters_of_which_it_told_us(cles, champs, attendues):
    assert cles(**champs) == attendues


def liste(lieu, total, gratuits):
    """The fiches of a list in which some are free."""
    frais = [["Gratuit"] if n < gratuits else [] for n in range(total)]
    return annuaire_de(*(lieu(id=f"l-{n}", frais_a_charge=f) for n, f in enumerate(frais))).fiches


@pytest.mark.parametrize(
    ("total", "gratuits", "attendus"),
    [
        (LIGNES_MIN, 1, [("gratuit", 1)]),
        (LIGNES_MIN, LIGNES_MIN - 1, [("gratuit", LIGNES_MIN - 1)]),
        (LIGNES_MIN, LIGNES_MIN, []),
        (LIGNES_MIN, 0, []),
        (LIGNES_MIN - 1, 1, []),
        (0, 0, []),
    ],
)
def test_only_the_filters_that_part_a_long_list_are_offered(lieu, total, gratuits, attendus):
    found = filtres.choix(liste(lieu, total, gratuits), LE)

    assert [(one.filtre.cle, one.nombre) for one in found] == attendus


def test_each_filter_has_its_two_rules_and_each_rule_its_filter():
    declared = Counter(filtre.cle for filtre in FILTRES)

    assert set(declared.values()) == {1}
    assert Counter(re.findall(r":has\(\[value=([\w-]+)\]:checked\)", CSS)) == declared + declared
    for cle in declared:
        box = f".filtrable:has([value={cle}]:checked)"
        assert f"{box} .lieux > li:not([data-f~={cle}])" in CSS
        assert f"{box} [data-dit={cle}]" in CSS


def test_every_box_of_the_country_counts_the_rows_that_it_leaves(site_national):
    shown = Counter()
    for path in [
        *site_national.glob("departements/*/index.html"),
        *site_national.glob("communes/*/index.html"),
    ]:
        html = path.read_text(encoding="utf-8")
        if "data-f=" not in html:
            assert "filtres.css" not in html
            continue
        block = html[html.index('<div class="filtrable">') :]
        rows = [set(found.split()) for found in re.findall(r'data-f="([^"]*)"', block)]
        boxes = dict(re.findall(r'value="([\w-]+)"><span>.*?<span class="discret">(\d+)', block))
        told = Counter(cle for row in rows for cle in row)

        assert {cle: int(number) for cle, number in boxes.items()} == dict(told), path
        assert all(0 < number < len(rows) for number in told.values()), path
        assert len(rows) >= LIGNES_MIN
        shown[path.parent.parent.name] += 1

    assert shown["departements"] > 90
    assert shown["communes"] >= 2
