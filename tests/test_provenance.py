"""Who told a page's facts, and the entry that can be adopted."""

from urllib.parse import parse_qs, urlsplit

from annuaire import annuaire, provenance, reader
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, lecture, site

FS = Source(cle="france-services", nom="France services")
DEPOT = "https://github.com/fabriques/fabriques"


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


def test_the_entry_to_adopt_is_the_canonical_one(lieu, tmp_path):
    _, fiche = fiche_de(None, lieu(id="fs-1", nom="L’Étape & Cie", telephone=["+33555661234"]))

    asked = parse_qs(urlsplit(provenance.adopter(fiche, site(depot=DEPOT))).query)

    assert asked["filename"] == ["content/lieux/23-creuse/l-etape-cie-felletin.md"]
    assert reader.parse(tmp_path / "x.md", asked["value"][0]).lieu == fiche.lieu


def test_an_entry_too_long_for_an_address_is_not_proposed(lieu):
    _, fiche = fiche_de(None, lieu(id="fs-1", presentation_detail="é" * 2000))

    assert provenance.adopter(fiche, site(depot=DEPOT)) == ""


def test_without_a_repository_nothing_is_proposed(lieu):
    _, fiche = fiche_de(None, lieu(id="fs-1"))

    assert provenance.adopter(fiche, site()) == ""
