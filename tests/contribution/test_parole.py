"""Who speaks for a lieu: a telephone, a site or a closure asks for a proof."""

import pytest

from annuaire.contribution.parole import preuves, sensibles
from annuaire.contribution.reponse import a_verifier

SOURCE = "https://www.quartierrouge.org/"
APPEL = {"verifie_le": "2026-11-20", "verifie_par": "un appel au lieu"}


@pytest.mark.parametrize(
    ("changement", "champs"),
    [
        ({"telephone": "+33555664242"}, ("telephone",)),
        ({"site_web": "https://www.felletin.fr/"}, ("site_web",)),
        ({"ferme_le": "2026-06-30"}, ("ferme_le",)),
        ({"ferme_le": "2026-06-30", "telephone": "3960"}, ("telephone", "ferme_le")),
        ({"horaires": "Mo 09:00-12:00"}, ()),
        ({}, ()),
    ],
)
def test_tells_the_fields_that_need_a_proof(changement, champs, lieu):

    assert sensibles(lieu(), lieu(**changement)) == champs


def test_a_number_taken_away_needs_one_too(lieu):
    assert sensibles(lieu(telephone="3960"), lieu()) == ("telephone",)


def test_a_new_lieu_has_its_sources_already(lieu):
    assert sensibles(None, lieu(telephone="3960")) == ()


def test_a_new_link_or_a_call_is_a_proof(lieu):
    link = {"sources": [SOURCE, "https://www.felletin.fr/"]}

    assert preuves(lieu(), lieu(meta=link)) == ("https://www.felletin.fr/",)
    assert preuves(lieu(), lieu(meta={"sources": [SOURCE], **APPEL})) == (
        "un appel au lieu, le 2026-11-20",
    )


@pytest.mark.parametrize(
    "meta",
    [
        {},
        {"sources": [SOURCE, {"titre": "Ouï-dire"}]},
        {"verifie_par": "un appel au lieu"},
        {"verifie_le": "2026-11-20"},
    ],
)
def test_neither_a_hearsay_nor_half_a_call_is_one(meta, lieu):
    assert preuves(lieu(), lieu(meta={"sources": [SOURCE], **meta})) == ()


def test_a_call_of_before_proves_nothing_of_today(lieu):
    called = {"sources": [SOURCE], **APPEL}

    assert preuves(lieu(meta=called), lieu(meta=called, telephone="3960")) == ()


def test_says_what_is_missing_to_who_must_accept(lieu):
    assert a_verifier(lieu(), lieu(telephone="3960")) == (
        "**À confirmer avant d’accepter : Téléphone.** Rien ne le prouve encore. Il faut une page"
        " qui le dit (dans `meta.sources`) ou un appel au lieu (dans `meta.verifie_le` et"
        " `meta.verifie_par`)."
    )


def test_says_what_is_given_for_a_proof(lieu):
    assert a_verifier(lieu(), lieu(telephone="3960", meta={"sources": [SOURCE], **APPEL})) == (
        "**À confirmer avant d’accepter : Téléphone.** Ce qui est donné pour preuve : `un appel au"
        " lieu, le 2026-11-20`. Regardez-la, ou appelez le lieu."
    )
