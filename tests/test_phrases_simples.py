"""Plain French, as a machine may count it."""

import pytest

from annuaire import phrases_simples


def fautes(*lines):
    return [said for _, (said, _) in phrases_simples.fautes(enumerate(lines, 1))]


@pytest.mark.parametrize(
    "text",
    [
        "Appelez la mairie. Elle vous dira le jour, l’heure et ce qu’il faut apporter.",
        "- Votre numéro fiscal : 13 chiffres, en haut de l’avis que vous avez reçu chez vous",
        "[Une page](https://exemple.fr/une/adresse/tres/longue) et un *mot*.",
        "Le RSA (revenu de solidarité active) est une aide.",
        "1. Ouvrez le site officiel « impots.gouv.fr ».",
        "",
    ],
)
def test_a_plain_sentence_has_nothing_to_change(text):
    assert fautes(text) == []


def test_a_sentence_has_fifteen_words_at_most():
    fifteen = " ".join(["mot"] * 15)

    assert fautes(f"{fifteen}.") == []
    assert fautes(f"{fifteen} mot.") == [f"cette phrase a 16 mots : « {fifteen[:40]}… »"]
    assert fautes(f"{fifteen} ! {fifteen} ?") == []


def test_initials_are_explained_once_for_the_whole_text():
    assert fautes("Demandez une HLM (habitation à loyer modéré).", "Une HLM est un logement.") == []
    assert fautes("Demandez une HLM.") == ["« HLM » n’est pas expliqué"]


def test_an_office_word_has_a_simpler_one():
    said = list(phrases_simples.fautes([(4, "Ce Téléservice est dématérialisé.")]))

    assert said == [
        (4, ("« téléservice » est un mot de bureau", "Écrivez plutôt « site »")),
        (4, ("« dématérialis » est un mot de bureau", "Écrivez plutôt « en ligne »")),
    ]
