"""The charts of the programme: what each says, and that every figure has its proof."""

import pytest

from annuaire import annuaire, graphiques, programme, reader
from annuaire_de_test import LE, annuaire_de
from conftest import PROJET

CONTENT = PROJET / "content"
PROUVE = {"sources": ["https://www.konkarlab.bzh/"]}


@pytest.fixture(scope="module")
def faits():
    return programme.lire(CONTENT / "programme")[0]


@pytest.fixture(scope="module")
def notre():
    return annuaire.build(reader.read_tree(CONTENT), LE)


def dits(graphique):
    return [(barre.nom, barre.valeur, barre.texte) for barre in graphique.barres]


def test_the_waves_rise_from_80_to_407_against_the_300_that_were_promised(faits):
    found = graphiques.vagues(faits)

    assert dits(found) == [
        ("1", 80, "80"),
        ("2", 110, "110"),
        ("3", 170, "170"),
        ("4", 189, "189"),
        ("5", 218, "218"),
        ("6–8", 300, "300"),
        ("9", 382, "382"),
        ("10", 407, "407"),
    ]
    assert [barre.avant for barre in found.barres] == [0, 80, 110, 170, 189, 218, 300, 382]
    assert found.repere == ("Promis : 300", 300)
    assert found.phrase == "407 fabriques labellisées en tout, pour 300 promises."


def test_the_support_ends_when_the_wave_and_its_length_say(faits):
    assert dits(graphiques.fins(faits)) == [
        ("2023", 170, "170"),
        ("2024", 29 + 82 + 82, "193"),
        ("2027", 80, "80"),
        ("Sans date", 19, "19"),
    ]
    assert graphiques.fins(faits).note == (
        "Les 55 lauréats renouvelés y sont comptés deux fois."
        " Sources : celles de chaque vague, ci-dessus."
    )


def test_a_promise_is_against_what_was_announced_and_what_is_proved_here(faits, notre):
    gauges = {g.cle: g for g in graphiques.jauges(faits, notre)}

    assert list(gauges) == [
        "jauge-fabriques-300",
        "jauge-fabriques-qpv",
        "jauge-fabriques-rurales",
        "jauge-fabriques-numeriques",
    ]
    assert [b[1:] for b in dits(gauges["jauge-fabriques-300"])[:2]] == [(300, "300"), (407, "407")]
    assert dits(gauges["jauge-fabriques-300"])[2][1] == notre.nombre_fabriques
    assert dits(gauges["jauge-fabriques-numeriques"])[1] == ("Annoncé en 2020", 32, "32")


def test_every_bar_has_its_sources_or_its_query_but_where_the_note_says_them(faits, notre):
    charts = [
        *graphiques.jauges(faits, notre),
        graphiques.vagues(faits),
        graphiques.regions(notre),
        graphiques.territoires(notre),
        graphiques.formes(notre),
    ]
    for chart in charts:
        for barre in chart.barres:
            assert barre.cles or barre.requete or barre.valeur is None, (chart.cle, barre.nom)
            assert all(key in faits.sources for key in barre.cles)


def test_a_region_is_counted_for_a_million_inhabitants_the_best_served_first(notre):
    found = graphiques.regions(notre)

    assert len(found.barres) == 18
    rates = [barre.valeur for barre in found.barres]
    assert rates == sorted(rates, reverse=True)
    (bretagne,) = (b for b in found.barres if b.nom.startswith("Bretagne"))
    count = len([f for f in notre.labellisees if f.region.nom == "Bretagne"])
    assert bretagne.nom == f"Bretagne ({count})"
    assert bretagne.valeur == pytest.approx(1e6 * count / 3449370)


def test_a_region_without_lieu_is_zero_and_says_so(lieu):
    found = graphiques.regions(annuaire_de(lieu()))

    assert {barre.texte for barre in found.barres} == {"0,0"}
    assert found.part(0) == "0%"


def test_what_no_fiche_tells_is_the_last_bar(lieu):
    known = lieu(fabrique={"label": "fabrique", "territoire": "rural", **PROUVE})
    silent = lieu(id="autre", nom="Autre", fabrique={"label": "fabrique", **PROUVE})

    found = graphiques.territoires(annuaire_de(known, silent))

    assert dits(found) == [("Territoire rural", 1, "1"), ("Non renseigné", 1, "1")]
    assert found.phrase == "Nos fiches le disent pour 1\xa0fabrique sur 2."


def test_the_bars_of_a_chart_add_up_to_the_fabriques(notre):
    for chart in (graphiques.territoires(notre), graphiques.formes(notre)):
        assert sum(barre.valeur for barre in chart.barres) == notre.nombre_fabriques


def test_a_chart_over_nothing_says_so(lieu):
    found = graphiques.formes(annuaire_de(lieu()))

    assert (found.phrase, dits(found)) == (
        "Aucune fabrique n’est présentée ici.",
        [("Non renseigné", 0, "0")],
    )


def test_a_programme_of_which_nothing_is_told_has_charts_all_the_same():
    nothing = programme.Programme()

    assert graphiques.vagues(nothing).phrase == "Aucun total publié."
    assert graphiques.vagues(nothing).maximum == 1
    assert graphiques.fins(nothing).barres == ()


@pytest.mark.parametrize(("valeur", "part"), [(0, "0%"), (407, "100%"), (110, "27.03%")])
def test_a_length_is_a_share_of_the_longest(faits, valeur, part):
    assert graphiques.vagues(faits).part(valeur) == part
