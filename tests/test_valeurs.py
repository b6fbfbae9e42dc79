"""One value at a time: put in form when its meaning is sure, refused otherwise."""

import pytest
from pydantic import TypeAdapter, ValidationError

from annuaire import valeurs
from annuaire.valeurs import (
    Choix,
    CodeInsee,
    CodePostal,
    CodeQpv,
    DatePartielle,
    Decimal,
    Entier,
    Identifiant,
    Jour,
    Latitude,
    Longitude,
    NomImage,
    Pivot,
    Slug,
    Texte,
)

ACCEPTEES = (
    (Texte, "  Le   lieu\n de Felletin ", "Le lieu de Felletin"),
    (Texte, 'Le "petit" lieu', "Le « petit » lieu"),
    (Texte, 'un " seul', "un seul"),
    (Texte, 'un "" vide', "un vide"),
    (Texte, '"un" "deux"', "« un » « deux »"),
    (Texte, "Cafe\u0301", "Café"),
    (Texte, "1 < 2 > 0", "1 < 2 > 0"),
    (Texte, "{{7*7}} {filename}x", "{{7*7}} {filename}x"),
    (CodeInsee, "2a004", "2A004"),
    (CodeInsee, " 23079 ", "23079"),
    (CodeInsee, "75112", "75112"),
    (CodeInsee, "97801", "97801"),
    (CodeInsee, "49069", "49069"),
    (CodePostal, "23 500", "23500"),
    (CodePostal, "01300", "01300"),
    (Pivot, "434 933 123 00029", "43493312300029"),
    (Pivot, "35600000000048", "35600000000048"),  # La Poste, its own rule
    (Pivot, "W9R2003255", "W9R2003255"),
    (Pivot, "w123456789", "W123456789"),
    (Pivot, "1234567890", "1234567890"),
    (Longitude, "-61.6984", -61.6984),
    (Latitude, "45", 45.0),
    (Entier, "150 000", 150_000),
    (Entier, "150\u202f000", 150_000),
    (Decimal, "2,5", 2.5),
    (DatePartielle, "2020", "2020"),
    (DatePartielle, "2020-02", "2020-02"),
    (DatePartielle, "2020-02-29", "2020-02-29"),
    (Identifiant, "fs-1", "fs-1"),
    (Identifiant, "Coop-numérique_63/12", "Coop-numérique_63/12"),
    (Slug, "konk-ar-lab", "konk-ar-lab"),
    (CodeQpv, "qn02901m", "QN02901M"),
    (NomImage, "entree.webp", "entree.webp"),
)
REFUSEES = (
    (Texte, "<b>x</b>"),
    (Texte, "x<!-- y"),
    (Texte, "=1+1"),
    (Texte, '"=1+1'),
    (Texte, '"" @SUM(A1)'),
    (Texte, '"'),
    (Texte, ""),
    (Texte, "@SUM(A1)"),
    (Texte, "+33"),
    (Texte, "-2"),
    (Texte, "a\u202eb"),
    (Texte, "a\u200bb"),
    (Texte, ["a"]),
    (Texte, {"a": "b"}),
    (CodeInsee, "23500"),
    (CodeInsee, "20000"),
    (CodeInsee, "1034"),
    (CodeInsee, "99999"),
    (CodeInsee, "23999"),
    (CodeInsee, "Felletin"),
    (CodeInsee, "٢٣٠٧٩"),
    (CodePostal, "1300"),
    (CodePostal, "26130.0"),
    (CodePostal, "CEDEX 09"),
    (CodePostal, "２３５００"),
    (Pivot, "00000000000000"),
    (Pivot, "43493312300028"),
    (Pivot, "4349331230002"),
    (Pivot, "٤٣٤٩٣٣١٢٣٠٠٠٢٩"),
    (Pivot, "FR434933123"),
    (Latitude, "41.93414,8"),
    (Latitude, "47,29212184845607"),
    (Latitude, "47.29,0.02"),
    (Latitude, "[47.29, 0.02]"),
    (Latitude, "POINT (-0.49316 43.89695)"),
    (Latitude, "6789183.34"),
    (Latitude, "47.29°"),
    (Latitude, "1e2"),
    (Latitude, "nan"),
    (Entier, "-1"),
    (Entier, "150k"),
    (Entier, "1e5"),
    (Decimal, "beaucoup"),
    (Jour, "21/04/2022 14:34:13"),
    (Jour, "21/04/2022"),
    (Jour, "2022/06/10"),
    (Jour, "2022-04-21T12:00:00"),
    (Jour, "1670421075"),
    (Jour, "Espace labellisé 01/12/2022"),
    (Jour, "2026-02-31"),
    (Jour, "20260223"),
    (DatePartielle, "2020-13"),
    (DatePartielle, "2020-02-31"),
    (DatePartielle, "février 2020"),
    (Identifiant, ""),
    (Identifiant, "a" * 121),
    (Identifiant, "a\u202eb"),
    (Identifiant, 'a"b'),
    (Identifiant, "=1+1"),
    (Slug, "Konk Ar Lab"),
    (Slug, "../index"),
    (Slug, "a--b"),
    (Slug, "a" * 81),
    (CodeQpv, "02901M"),
    (NomImage, "../../etc/passwd"),
    (NomImage, "entree.svg"),
    (NomImage, "Entrée.jpg"),
    (NomImage, "https://lieu.fr/a.jpg"),
)


@pytest.mark.parametrize(("kind", "typed", "value"), ACCEPTEES)
def test_puts_a_value_in_form(kind, typed, value):
    assert TypeAdapter(kind).validate_python(typed) == value


@pytest.mark.parametrize(("kind", "typed"), REFUSEES)
def test_refuses_a_value_with_its_reason(kind, typed):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(typed)

    (error,) = refused.value.errors()
    assert error["type"] == "valeur_refusee"
    assert error["ctx"]["message"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("Seniors", "Seniors"), ("SENIORS", "Seniors"), ("etudiants", "Étudiants")],
)
def test_forgives_case_and_accents_of_a_closed_list(typed, value):
    assert Choix(("Étudiants", "Seniors")).verifier(typed) == value


def test_forgives_the_form_of_an_apostrophe():
    assert Choix(("Point d'accès",)).verifier("Point d’accès") == "Point d'accès"


def test_proposes_the_nearest_of_a_list_or_nothing():
    fields = ("horaires", "telephone", "courriels")

    assert valeurs.proche("horaire", fields) == "horaires"
    assert valeurs.proche("Téléphonne", fields) == "telephone"
    assert valeurs.proche("couleur", fields) == ""


def test_french_dates_are_proposed_the_iso_way():
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Jour).validate_python("5/4/2022")

    assert refused.value.errors()[0]["ctx"]["remede"] == "Écrivez 2022-04-05"
