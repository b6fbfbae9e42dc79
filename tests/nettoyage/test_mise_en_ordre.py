"""A whole record → a Lieu: what its entry says when it is read again, and nothing less."""

from datetime import date

import pytest

from annuaire import checks, ecriture, formats, reader
from annuaire.ligne import LigneRefuseeError
from annuaire.mise_en_ordre import lieu_de
from annuaire.problems import erreurs

LE = date(2026, 11, 23)
FICHIERS = (
    "france-services-2024-08-01.csv",
    "lieux-hinaura-corse.csv",
    "fabriques-labellisees-anct.csv",
)


def relu(lieu):
    """Write the entry of a lieu and read it again; fail where it has a fault."""
    lecture = reader.parse(ecriture.place(lieu), ecriture.entree(lieu))
    assert erreurs(checks.check_one(lecture, LE)) == []
    return lecture.lieu


@pytest.mark.parametrize("name", FICHIERS)
def test_every_real_row_is_what_its_entry_says(name, donnees_reelles):
    """Most entries are not read again when they are put in order: here all of them are."""
    kept = 0
    for ligne in formats.ouvrir(donnees_reelles / name).lignes:
        try:
            lieu = lieu_de(ligne, name, LE, date_defaut=LE)
        except LigneRefuseeError:
            continue
        kept += 1

        assert relu(lieu) == lieu, ligne.id
    assert kept > 300


SIGNES = ['"', "'", ":", "#", "- ", "-", "? ", "[", "{", "&a", "*a", "!a", "%", "@", "`", "|", ">",
          "\\", "\t", "…", "=", "+", ",", "null", "~", "---", "...", "é", "\u0301", "\u00ad", "\u2028",
          "\U0001f600", "1", "on", "<b>"]  # fmt: skip


@pytest.mark.parametrize("signe", SIGNES)
@pytest.mark.parametrize(
    "forme", ["{0}", "{0}a", "a{0}", "a {0} b", "a{0}{0}b", "a: {0}", "{0} " * 8]
)
def test_whatever_a_text_holds_its_entry_says_the_same(signe, forme, ligne):
    texte = forme.format(signe)
    record = ligne(
        nom=f"Lieu {texte}",
        complement_adresse=texte,
        structure_parente=texte,
        presentation_resume=texte,
        presentation_detail=texte,
        autres_formations_labels=[texte, "Micro-Folie"],
        horaires=texte,
    )
    try:
        lieu = lieu_de(record, texte, LE)
    except LigneRefuseeError:
        return

    assert relu(lieu) == lieu


def test_refuses_an_entry_too_big_to_be_read(ligne):
    labels = [f"Label numéro {n}" for n in range(3000)]

    with pytest.raises(LigneRefuseeError, match="sa fiche ferait plus de 32 Ko"):
        lieu_de(ligne(autres_formations_labels=labels), "essai", LE)


def test_a_short_presentation_too_long_goes_to_the_detailed_one(lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(presentation_resume="x" * 300, presentation_detail="Le détail.")

    assert (lieu.presentation_resume, lieu.presentation_detail) == (
        None,
        "x" * 300 + "\n\nLe détail.",
    )
    assert ligne.nettoyages[-1].raison == (
        "résumé trop long, déplacé dans la présentation détaillée"
    )


def test_a_block_of_a_fabrique_goes_through(lieu_d_une_ligne):
    lieu, _ = lieu_d_une_ligne(fabrique={"label": "fabrique", "sources": [{"titre": "ANCT"}]})

    assert lieu.fabrique.label == "fabrique"
    assert relu(lieu) == lieu


def test_a_very_small_longitude_is_a_number_that_an_entry_reads(ligne):
    record = ligne(
        commune="Villers-sur-Mer", code_insee="14754", code_postal="14640",
        latitude="49.3230", longitude="0.00004",
    )  # fmt: skip
    lieu = lieu_de(record, "essai", LE)

    assert lieu.longitude == 0.0
    assert relu(lieu) == lieu
