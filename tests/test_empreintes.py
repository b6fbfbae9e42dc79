"""What a page comes from, as one hash: nothing that it shows may change without it."""

import pytest

from annuaire.empreintes import Empreintes
from annuaire.fiche import Proche
from annuaire.pages import Page
from annuaire_de_test import annuaire_de


@pytest.fixture
def empreinte(lieu):
    """The hash of a page that comes from a lieu with these fields."""

    def of(**champs):
        found = annuaire_de(lieu(**champs))
        return Empreintes(found).page(Page("lieux/x/", "lieu", "Titre", selon=found.fiches))

    return of


@pytest.mark.parametrize(
    "champs",
    [
        {"nom": "Autre"},
        {"telephone": ["+33555664242"]},
        {"horaires": "Mo 09:00-12:00"},
        {"presentation_detail": "Un texte."},
        {"fabrique": {"label": "fabrique", "sources": ["https://exemple.fr/"]}},
        {"meta": {"sources": ["https://exemple.fr/autre"]}},
    ],
)
def test_a_field_of_the_fiche_changes_it(champs, empreinte):
    assert empreinte() == empreinte()
    assert empreinte(**champs) != empreinte()


def test_what_the_page_itself_says_changes_it(lieu):
    made = Empreintes(annuaire_de(lieu()))
    pages = [
        Page("a/", "lieu", "Titre", selon=()),
        Page("a/", "commune", "Titre", selon=()),
        Page("a/", "lieu", "Autre", selon=()),
        Page("a/", "lieu", "Titre", "Description", selon=()),
        Page("a/", "lieu", "Titre", fil=(("Creuse", "departements/23-creuse/"),), selon=()),
        Page("a/", "lieu", "Titre", indexe=False, selon=()),
    ]
    assert len({made.page(page) for page in pages}) == len(pages)


def test_a_distance_and_an_order_change_it(lieu):
    found = annuaire_de(lieu())
    (fiche,) = found.fiches
    made = Empreintes(found)
    near = [[Proche(fiche, 1.0)], [Proche(fiche, 1.5)], [Proche(fiche, 1.0, sur=False)], [], None]
    assert len({made.texte(one) for one in near}) == len(near)
    assert made.texte(("a", "b")) != made.texte(("b", "a"))
    assert made.texte(("a", ("b",))) != made.texte((("a",), "b"))
    assert made.texte(("1",)) != made.texte((1,))


def test_a_commune_that_gets_a_page_changes_what_links_to_it(lieu):
    with_page, without = annuaire_de(lieu()), annuaire_de()
    (commune,) = with_page.communes.values()
    assert Empreintes(with_page).texte(commune) != Empreintes(without).texte(commune)


def test_a_page_of_the_whole_site_has_none(lieu):
    assert Empreintes(annuaire_de(lieu())).page(Page("plan/", "plan", "Plan")) == ""


def test_a_value_that_cannot_be_read_whole_is_refused(lieu):
    with pytest.raises(TypeError, match="generator : une page ne peut pas en dépendre"):
        Empreintes(annuaire_de(lieu())).texte(one for one in ())
