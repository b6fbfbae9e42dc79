"""A Lieu written and read again is the same Lieu."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire import reader
from annuaire.ecriture import SLUG_MAX, entree, slug
from annuaire.valeurs import INVISIBLES, SLUG

PROJET = Path(__file__).parents[1]
VALIDES = PROJET / "tests" / "fixtures" / "entrees" / "valides"
FICHES = [*sorted(VALIDES.rglob("*.md")), *sorted((PROJET / "content" / "lieux").rglob("*.md"))]


@pytest.mark.parametrize("path", FICHES, ids=lambda path: path.stem)
def test_an_entry_written_again_says_the_same(path, lecture):
    lieu = reader.read(path).lieu

    text = entree(lieu)
    again = lecture(text)

    assert again.problems == ()
    assert again.lieu == lieu
    assert entree(again.lieu) == text


def test_writes_fields_in_the_order_of_the_model_and_leaves_out_the_empty(lieu):
    typed = lieu(
        services=["Loisirs et créations numériques"],
        code_postal="23500",
        adresse="12: rue de l’Église, dite « la Grande »",
        fabrique={"vague": "3"},
    )

    assert entree(typed) == (
        "---\n"
        "id: quartier-rouge-felletin\n"
        "nom: Quartier Rouge\n"
        "commune: Felletin\n"
        'code_postal: "23500"\n'
        'code_insee: "23079"\n'
        'adresse: "12: rue de l’Église, dite « la Grande »"\n'
        "date_maj: 2026-11-20\n"
        "services: [Loisirs et créations numériques]\n"
        "fabrique:\n"
        "  vague: 3\n"
        "meta:\n"
        "  sources:\n"
        "    - url: https://www.quartierrouge.org/\n"
        "---\n"
    )


def one_line(text: str) -> bool:
    return bool(text) and not INVISIBLES.search(text) and text.isprintable()


texts = st.text(min_size=2, max_size=40).map(lambda t: " ".join(t.split())).filter(one_line)


@given(nom=texts, adresse=texts, items=st.lists(texts, max_size=3))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_any_accepted_text_survives(nom, adresse, items, lieu, tmp_path_factory):
    try:
        typed = lieu(nom=nom, adresse=adresse, a_apporter=items)
    except ValueError:
        return
    path = tmp_path_factory.mktemp("entree") / "a.md"
    path.write_text(entree(typed), encoding="utf-8")

    assert reader.read(path).lieu == typed


@pytest.mark.parametrize(
    ("nom", "commune", "adresse"),
    [
        ("L’Arête (La Base)", "Besançon", "l-arete-la-base-besancon"),
        ("Médiathèque de Felletin", "Felletin", "mediatheque-de-felletin"),
        ("L'Œuvre", "Ajaccio", "l-oeuvre-ajaccio"),
        ("!!!", "", "lieu"),
        ("Maison " * 30, "Saint-Martin", "maison-" * 9 + "mai-saint-martin"),
    ],
)
def test_makes_the_address_of_a_lieu(nom, commune, adresse):
    found = slug(nom, commune)

    assert SLUG.fullmatch(found)
    assert len(found) <= SLUG_MAX
    if adresse.count("maison") < 3:
        assert found == adresse


def test_makes_an_address_of_every_real_name(donnees_reelles):
    for name in ("france-services-2024-08-01.csv", "lieux-hinaura-corse.csv"):
        with (donnees_reelles / name).open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                found = slug(row["nom"], row["commune"])
                assert SLUG.fullmatch(found), row["nom"]
                assert len(found) <= SLUG_MAX
