"""Spellings of one name meet; slugs are plain ASCII."""

import pytest

from annuaire.noms import normaliser, sans_article, slug


@pytest.mark.parametrize(
    ("written", "normalised"),
    [
        ("ST-ÉTIENNE CEDEX 2", "saint etienne"),
        ("L’Haÿ–les–Roses", "l hay les roses"),
        ("Nœux-les-Mines", "noeux les mines"),
        ("Lyon 3e Arrondissement", "lyon"),
        ("PARIS3 CEDEX02", "paris"),
        ("Stes-Maries-de-la-Mer", "saintes maries de la mer"),
        ("  ", ""),
    ],
)
def test_spellings_of_one_name_meet(written, normalised):
    assert normaliser(written) == normalised


def test_only_a_leading_article_is_dropped():
    assert sans_article("le pont de claix") == "pont de claix"
    assert sans_article("l hay les roses") == "hay les roses"
    assert sans_article("la") == "la"
    assert sans_article("saint cyr l ecole") == "saint cyr l ecole"


def test_slugs_hold_ascii_letters_digits_and_hyphens():
    assert slug("Saint-Cyr-l'École") == "saint-cyr-l-ecole"
    assert slug("Œuilly") == "oeuilly"
    assert slug("Lyon 3e Arrondissement") == "lyon-3e-arrondissement"
