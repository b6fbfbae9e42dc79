"""Every name and figure of the text that the project starts from, on the page that shows it.

The text is the Avicca's press notice of 1 August 2019, "too little, too late?". Each row is one of
its statements: the page, the words that a visitor reads there.
"""

import re

import pytest

from annuaire import vocabulaires as voc
from annuaire.parties import Fabrique
from lecture_html import visible

PROMESSES, DATES = "programme/promesses/", "programme/dates/"
PROGRAMME, SOURCES, MEMOIRE = "programme/", "programme/sources/", "memoire/"

PHRASES = {
    "1. l’appel du 11 juillet 2019, puis permanent": [
        (PROMESSES, "11 juillet 2019 L’État ouvre un appel à candidatures, puis le laisse ouvert en continu."),
        (DATES, "L’appel « Fabriques de territoire »"),
        (PROGRAMME, "Un premier appel s’ouvre le 11 juillet 2019 et reste ouvert en continu."),
    ],
    "2. créer ou soutenir, nouveaux ou déjà créés": [
        (PROMESSES, "créer des lieux, ou à soutenir des lieux nouveaux ou déjà créés."),
        (PROMESSES, "lieux ont été créés par le programme"),
        (PROMESSES, "lieux existaient déjà"),
    ],
    "3. politique de la ville et milieu rural": [
        (PROGRAMME, "Il vise les quartiers prioritaires de la politique de la ville et le milieu rural."),
        (PROGRAMME, "Fabriques en quartier prioritaire, en territoire rural"),
    ],
    "4. démarches en ligne, 13 millions de personnes": [
        (PROMESSES, "13 millions de personnes loin d’internet, quand les services de l’État passent en ligne."),
        (PROGRAMME, "Or 13 millions de personnes en sont loin, dit-on alors."),
        ("je-veux/", "Faire une démarche"),
    ],
    "5. nouveaux lieux, nouveaux liens ; Mission Société Numérique": [
        (PROGRAMME, "Le programme s’appelle « Nouveaux lieux, nouveaux liens »."),
        (DATES, "Mission Société Numérique"),
        (DATES, "programme interministériel « Nouveaux lieux, nouveaux liens »"),
    ],
    "6. coworking, FabLab, Micro-Folies, anciennes maisons de services": [
        (PROMESSES, "bureaux partagés (coworking), ateliers de fabrication (FabLab), Micro-Folies et anciennes maisons de services publics."),
        ("familles/", "Micro-Folie"),
        ("familles/", "Ancienne maison de services au public (MSAP)"),
    ],
    "7. les maisons de services publics, France services": [
        (PROMESSES, "Les maisons de services publics vont devenir France services, pour la plupart, espère l’Avicca."),
        (PROMESSES, "il y avait 1 340 maisons de services au public."),
    ],
    "8. 45 millions, 300 fabriques d’ici 2022, 150 en quartier prioritaire": [
        (PROMESSES, "45 millions d’euros pour l’ensemble des fabriques."),
        (PROGRAMME, "300 fabriques de territoire aidées d’ici 2022"),
        (PROGRAMME, "150 de ces fabriques dans les quartiers prioritaires de la politique de la ville"),
    ],
    "9. 75 000 à 150 000 euros sur trois ans": [
        (PROMESSES, "75 000 à 150 000 euros pour chaque fabrique, sur trois ans."),
        (PROGRAMME, "Jusqu’à quand dure le soutien"),
    ],
    "10. 30 numériques, 100 000 euros, jusqu’au 15 octobre 2019": [
        (PROGRAMME, "30 fabriques « numériques », dans les quartiers prioritaires"),
        (PROMESSES, "100 000 euros de bonus pour chaque fabrique numérique, en 2019."),
        (PROMESSES, "15 octobre 2019 L’appel pour les fabriques numériques ferme ce jour-là."),
    ],
    "11. un équilibre difficile dans le temps": [
        (PROMESSES, "l’équilibre économique est difficile à tenir dans le temps."),
        (PROGRAMME, "Combien sont encore ouvertes"),
    ],
    "12. Lévy-Waitz, 1 800 tiers-lieux, le rapport de septembre 2018": [
        (PROMESSES, "1 800 tiers-lieux au départ, comptés par la mission de Patrick Lévy-Waitz."),
        (DATES, "Fondation Travailler autrement"),
        (DATES, "19 septembre 2018 Le rapport « Faire ensemble pour mieux vivre ensemble »"),
    ],
    "13. EPN, Points Cyb, ECM, Cyber-bases, trois fois plus": [
        (PROMESSES, "Jusqu’à trois fois plus de lieux autrefois, rappelle l’Avicca"),
        (PROMESSES, "au temps des emplois-jeunes et de la mission d’accès public à internet."),
        (PROMESSES, "300 Cyber-bases, 600 Points Cyb, 130 espaces culture multimédia."),
        (DATES, "La mission d’accès public à internet"),
        (MEMOIRE, "les espaces publics numériques, les Points Cyb, les Cyber-bases, les espaces culture multimédia."),
    ],
    "14. les élus, des villes comme des villages": [
        (PROMESSES, "Des lieux qui comptent pour les élus locaux, dans les villes comme dans les villages."),
        (DATES, "Les élus locaux"),
    ],
    "15. le très haut débit, la fibre de préférence": [
        (PROMESSES, "des réseaux à très haut débit, en fibre (FttH) de préférence."),
        (DATES, "La fibre atteint 89 % des locaux"),
    ],
    "16. des emplois durables, dans des associations": [
        (PROMESSES, "des emplois qui durent, dans des structures surtout associatives."),
        (PROGRAMME, "Formes juridiques des fabriques"),
    ],
    "17. les sept métiers": [
        (PROMESSES, "technicien multimédia, agent administratif polyvalent, webmestre du territoire, responsable informatique communal."),
        (PROMESSES, "codeur, « maker », concierge de télétravail."),
    ],
    "le communiqué lui-même": [
        (SOURCES, "Avicca, Communiqué du 1er août 2019 sur les fabriques de territoire, 1er août 2019"),
        (DATES, "1er août 2019 L’Avicca interroge : trop peu, trop tard ?"),
    ],
}  # fmt: skip

CHAMPS = {
    "2. d’où vient le lieu": "origine",
    "3. le territoire": "territoire",
    "9. le soutien": "soutien",
    "11. l’économie du lieu": "ressources",
    "15. le débit": "tres_haut_debit",
    "16. la forme juridique": "forme_juridique",
    "16. les emplois": "emplois_etp",
    "17. les métiers": "roles",
}
"""What each fabrique may say for itself."""

METIERS = (
    "technicien-multimedia",
    "agent-administratif",
    "webmestre-territorial",
    "responsable-informatique",
    "codeur",
    "maker",
    "concierge-teletravail",
)


@pytest.fixture(scope="module")
def lu(site):
    """The text of a page of the site, on one line."""
    pages: dict[str, str] = {}

    def page(path: str) -> str:
        if path not in pages:
            html = (site / path / "index.html").read_text(encoding="utf-8")
            pages[path] = visible(html)
        return pages[path]

    return page


@pytest.mark.parametrize(
    ("path", "phrase"),
    [row for rows in PHRASES.values() for row in rows],
    ids=[name for name, rows in PHRASES.items() for _ in rows],
)
def test_the_founding_text_is_on_the_page_that_shows_it(lu, path, phrase):
    assert phrase in lu(path)


def test_each_of_its_seventeen_lines_has_its_place():
    numbers = {int(found[0]) for name in PHRASES if (found := re.match(r"\d+", name))}

    assert numbers == set(range(1, 18))


@pytest.mark.parametrize("champ", CHAMPS.values(), ids=CHAMPS)
def test_a_fabrique_may_say_it_for_itself(champ):
    assert champ in Fabrique.model_fields


@pytest.mark.parametrize("metier", METIERS)
def test_each_of_the_seven_trades_is_said_in_plain_words(metier):
    assert voc.ROLES[metier].startswith("quelqu’un qui ")
