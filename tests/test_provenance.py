"""How old a page's facts are, who told them, and the entry that can be adopted."""

from datetime import date

import pytest

from annuaire import annuaire, provenance
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, annuaire_de, lecture

FS = Source(cle="france-services", nom="France services")
DEPOT = "https://github.com/fabriques/fabriques"


def fiche_de(own, *rows):
    index = annuaire.build([lecture(own)] if own else [], LE, (), [Collecte(FS, rows)])
    return index, index.fiches[0]


@pytest.mark.parametrize(
    ("date_maj", "verifie_le", "said"),
    [
        ("2025-11-24", None, ""),
        ("2025-11-23", None, "plus d’un an (novembre 2025)"),
        ("2024-08-01", None, "plus de 2 ans (août 2024)"),
        ("2024-08-01", "2026-10-01", ""),
    ],
)
def test_facts_older_than_a_year_are_said_to_be_old(date_maj, verifie_le, said, lieu):
    meta = {"sources": ["https://www.quartierrouge.org/"], "verifie_le": verifie_le}
    index = annuaire_de(lieu(date_maj=date_maj, meta=meta))

    assert provenance.ancien(index.fiches[0], index) == said


def test_the_age_is_that_of_who_told_the_hours(lieu):
    row = lieu(id="fs-1", horaires="Mo-Fr 09:00-12:00", date_maj="2024-08-01",
               anciens_ids=["quartier-rouge-felletin"])  # fmt: skip

    index, fiche = fiche_de(lieu(telephone=["+33555661234"]), row)

    assert (len(index.fiches), fiche.faits_du) == (1, date(2024, 8, 1))
    assert provenance.ancien(fiche, index) == "plus de 2 ans (août 2024)"


def test_an_entry_that_says_its_own_hours_is_as_old_as_it_is(lieu):
    hours = {"horaires": "Mo-Fr 09:00-12:00"}
    row = lieu(id="fs-1", date_maj="2024-08-01", anciens_ids=["quartier-rouge-felletin"], **hours)

    _, fiche = fiche_de(lieu(**hours), row)

    assert fiche.faits_du == date(2026, 11, 20)


def test_each_dataset_is_named_with_what_it_told(lieu):
    row = lieu(id="fs-1", horaires="Mo-Fr 09:00-12:00", telephone=["+33555661234"],
               anciens_ids=["quartier-rouge-felletin"])  # fmt: skip

    _, fiche = fiche_de(lieu(), row)

    ((origine, said),) = provenance.origines(fiche)
    assert (origine.source.nom, said) == ("France services", "le téléphone et les horaires")


def test_a_page_that_one_dataset_tells_alone_says_so_once(lieu):
    _, fiche = fiche_de(None, lieu(id="fs-1"))

    assert [said for _, said in provenance.origines(fiche)] == [""]
