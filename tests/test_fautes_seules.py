"""One fault in a good entry: told at its line, by the name of its field, in French, and alone."""

from collections import Counter

import pytest

from anglais import mots_anglais
from annuaire.model import Lieu
from fautes import GENRES, SALES, Faute, fautes
from fiches_bonnes import importees, propres

COMBIEN = 1000


@pytest.fixture(scope="module")
def posees(donnees_reelles) -> list[Faute]:
    """A thousand faults in our entries and in one in twenty of the real rows."""
    return list(fautes([*propres(), *importees(donnees_reelles, une_sur=20)], COMBIEN, graine=1))


def nomme(faute: Faute) -> bool:
    """True if the first message names the field, before it or in its sentence."""
    first = faute.fiche.fautes()[0]
    return faute.champ in first.champ.split(".") or f"« {faute.champ}: »" in first.message


def test_the_entries_to_spoil_are_good(donnees_reelles):
    fiches = [*propres(), *importees(donnees_reelles, une_sur=20)]

    assert len(fiches) > 250
    assert [fiche.path for fiche in fiches if fiche.fautes()] == []


def test_the_faults_are_of_every_kind_and_of_many_fields(posees):
    kinds, fields = Counter(f.genre for f in posees), {f.champ for f in posees}

    assert set(kinds) == set(GENRES)
    assert min(kinds.values()) > COMBIEN / len(GENRES) / 2
    assert len(SALES) > 200
    assert len(fields & set(Lieu.model_fields)) > 30


def test_the_first_error_is_at_the_faulty_line_and_names_the_field(posees):
    seen = [(faute, faute.fiche.fautes()) for faute in posees]
    astray = [
        (faute.genre, faute.champ, faute.ligne, [(p.line, p.champ, p.message) for p in found[:2]])
        for faute, found in seen
        if not found or found[0].line != faute.ligne or not nomme(faute)
    ]

    assert astray[:5] == []


def test_a_single_fault_brings_no_other_error(posees):
    more = [(f.genre, f.champ, len(f.fiche.fautes())) for f in posees if len(f.fiche.fautes()) > 1]

    assert len(more) <= COMBIEN / 100, more[:5]


def test_no_message_has_an_english_word(posees):
    said = {p.phrase for faute in posees for p in faute.fiche.fautes()}

    assert len(said) > 100
    assert {phrase: words for phrase in said if (words := mots_anglais(phrase))} == {}
