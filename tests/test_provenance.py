"""Who told a page's facts."""

from annuaire import annuaire, provenance
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, lecture

FS = Source(cle="france-services", nom="France services")


def fiche_de(own, *rows):
    index = annuaire.build([lecture(own)] if own else [], LE, (), [Collecte(FS, rows)])
    return index, index.fiches[0]


def test_each_dataset_is_named_with_what_it_told(lieu):
    row = lieu(id="fs-1", horaires="Mo-Fr 09:00-12:00", telephone=["+33555661234"],
               anciens_ids=["quartier-rouge-felletin"])  # fmt: skip

    _, fiche = fiche_de(lieu(), row)

    ((origine, said),) = provenance.origines(fiche)
    assert (origine.source.nom, said) == ("France services", "le téléphone et les horaires")


def test_a_page_that_one_dataset_tells_alone_says_so_once(lieu):
    _, fiche = fiche_de(None, lieu(id="fs-1"))

    assert [said for _, said in provenance.origines(fiche)] == [""]
