"""The facts of the programme: what a person types, and what is refused of it."""

from pathlib import Path

import pytest

from annuaire import programme
from annuaire.programme import Vague
from conftest import PROJET

CONTENT = PROJET / "content"

SOURCES = "etat: {editeur: Ministère, titre: 407 fabriques, date: 2024-10-28}\n"


@pytest.fixture
def lire(tmp_path):
    """Write files of content/programme/ beside one source, and read them."""

    def write_and_read(**files: str):
        (tmp_path / "sources.yml").write_text(SOURCES, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
        return programme.lire(tmp_path)

    return write_and_read


def dits(problems):
    return [(p.path.name, p.line, p.champ, p.message) for p in problems]


@pytest.fixture(scope="module")
def reel():
    found, problems = programme.lire(CONTENT / "programme")
    assert problems == []
    return found


# --- What is refused ----------------------------------------------------------------------


def test_each_fact_of_a_promise_needs_its_own_source(lire):
    _, problems = lire(
        promesses='- cle: a\n  promesse: Trois cents.\n  chiffre: "300"\n  date: 2019-07\n'
        "  sources: [etat]\n  constats:\n    - {texte: 407 labellisées, date: 2024-10}\n"
        "    - {texte: 382 labellisées, date: 2023-11, sources: [inconnue]}\n"
    )

    assert dits(problems) == [
        ("promesses.yml", 7, "constats.1.sources", "ce champ est obligatoire et il manque")
    ]


def test_a_source_that_nobody_declared_is_named_where_it_is_cited(lire):
    _, problems = lire(
        promesses='- cle: a\n  promesse: Trois cents.\n  chiffre: "300"\n  date: 2019-07\n'
        "  sources: [etat]\n  constats:\n    - {texte: 407, date: 2024-10, sources: [inconnue]}\n",
        desaccords='- sur: Combien\n  versions:\n    - {texte: Dix, date: "2020", sources: [etat]}\n'
        '    - {texte: Onze, date: "2020", sources: [perdue]}\n',
    )

    assert dits(problems) == [
        (
            "promesses.yml",
            7,
            "constats.1.sources",
            "la source « inconnue » n’est pas dans sources.yml",
        ),
        (
            "desaccords.yml",
            4,
            "versions.2.sources",
            "la source « perdue » n’est pas dans sources.yml",
        ),
    ]


def test_one_version_is_no_contradiction(lire):
    _, problems = lire(
        desaccords='- sur: Combien\n  versions:\n    - {texte: Dix, date: "2020", sources: [etat]}\n'
    )

    assert [(p.line, p.champ) for p in problems] == [(3, "versions")]


def test_a_total_that_is_not_the_one_before_and_the_wave_is_a_fault(lire):
    found, problems = lire(
        vagues='- {vague: "1", laureats: 80, total: 80, sources: [etat]}\n'
        '- {vague: "2", laureats: 30, total: 101, sources: [etat]}\n'
        '- {vague: "3", laureats: 60, total: 161, sources: [etat]}\n'
    )

    assert len(found.vagues) == 3
    assert dits(problems) == [("vagues.yml", 2, "total", "80 et 30 font 110, pas 101")]


def test_a_total_after_one_that_is_unknown_is_not_judged(lire):
    _, problems = lire(
        vagues='- {vague: "1", laureats: 80, sources: [etat]}\n'
        '- {vague: "2", laureats: 30, total: 110, sources: [etat]}\n'
        '- {vague: "3", total: 170, sources: [etat]}\n'
    )

    assert problems == []


def test_only_what_we_count_may_be_named(lire):
    _, (problem,) = lire(
        promesses='- cle: a\n  promesse: Trois cents.\n  chiffre: "300"\n  date: 2019-07\n'
        "  sources: [etat]\n  mesures: [fabriques, qvp]\n"
    )

    assert (problem.line, problem.champ) == (6, "mesures")
    assert problem.message == "« qvp » n’est pas une chose que nous comptons"
    assert "qpv" in problem.remede


def test_a_contradiction_names_a_promise_that_exists(lire):
    _, (problem,) = lire(
        desaccords="- sur: Combien\n  promesse: nulle-part\n  versions:\n"
        '    - {texte: Dix, date: "2020", sources: [etat]}\n'
        '    - {texte: Onze, date: "2020", sources: [etat]}\n'
    )

    assert (problem.line, problem.message) == (2, "aucune promesse n’a la clé « nulle-part »")


@pytest.mark.parametrize("date", ["hier", "2020-13", "2021-02-30"])
def test_a_date_is_a_date(lire, date):
    _, (problem,) = lire(vagues=f'- {{vague: "1", date: "{date}", sources: [etat]}}\n')

    assert (problem.line, problem.champ) == (1, "date")


# --- What is read -------------------------------------------------------------------------


def test_a_wave_without_date_has_no_year_and_no_end(lire):
    found, problems = lire(vagues='- {vague: "4", laureats: 19, duree_ans: 3, sources: [etat]}\n')

    assert problems == []
    assert (found.vagues[0].annee, found.vagues[0].fin) == (None, None)


@pytest.mark.parametrize(("numero", "vague"), [(1, "1"), (6, "6 à 8"), (7, "6 à 8"), (10, "10")])
def test_a_wave_is_found_by_its_number_alone_or_among_those_that_cannot_be_split(
    reel, numero, vague
):
    assert reel.vague(numero).vague == vague


def test_no_wave_has_a_number_that_nobody_told(reel):
    assert reel.vague(11) is None


def test_the_eight_published_totals_are_those_of_the_reference(reel):
    assert [v.total for v in reel.vagues] == [80, 110, 170, 189, 218, 300, 382, 407]


def test_the_promises_of_2019_are_all_there_with_their_figure(reel):
    figures = {p.cle: (p.chiffre, p.nombre) for p in reel.promesses}

    assert figures["fabriques-300"] == ("300", 300)
    assert figures["fabriques-qpv"] == ("150", 150)
    assert figures["fabriques-numeriques"] == ("30", 30)
    assert figures["millions-45"] == ("45 millions d’euros", None)
    assert figures["aide-par-fabrique"] == ("75 000 à 150 000 euros", None)
    assert figures["bonus-numerique"] == ("100 000 euros", None)


def test_the_last_fact_that_counts_is_what_was_announced(reel):
    (promesse,) = (p for p in reel.promesses if p.cle == "fabriques-qpv")

    assert promesse.annonce.nombre == 102


def test_every_publication_is_cited_or_of_a_network(reel):
    of_networks = {key for r in reel.reseaux.values() for key in r.sources}

    assert {key for key, _ in reel.citees} | of_networks == set(reel.sources)


def test_each_fact_given_to_us_has_its_publication(reel, donnees_reelles):
    """The addresses of programme-facts.csv are those of our sources."""
    import csv

    with Path(donnees_reelles / "programme-facts.csv").open(encoding="utf-8") as file:
        given = {row["source_url"] for row in csv.DictReader(file) if "://" in row["source_url"]}

    assert given - {source.url for source in reel.sources.values()} == set()


@pytest.mark.parametrize(
    "vague",
    [
        Vague(vague="1", laureats=80, sources=["a"]),
        Vague(vague="1", laureats=80, nouvelles=80, sources=["a"]),
    ],
)
def test_a_wave_adds_its_laureates_but_for_those_that_had_the_label(vague):
    assert vague.ajoutees == 80
