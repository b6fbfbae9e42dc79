"""JSON text → the objects of its list, one at a time, with the faults of the text."""

import io

import pytest

from annuaire.formats import flux_json
from annuaire.formats.flux_json import ListeIntrouvableError, Objet, objets


def lus(texte):
    return list(objets(io.StringIO(texte))[1])


def test_reads_numbers_as_they_were_typed():
    (found,) = lus('[{"a": 48.10, "b": 12345678901234567890, "c": -0, "d": NaN, "e": null}]')

    assert found.valeur == {
        "a": "48.10", "b": "12345678901234567890", "c": "-0", "d": "NaN", "e": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("texte", "cle"),
    [
        ('[{"a": 1}]', ""),
        ('{"type": "FeatureCollection", "bbox": [1, 2], "features": [{"a": 1}]}', "features"),
        ('{"total": 1, "resultats": [{"a": 1}]}', "resultats"),
    ],
)
def test_finds_the_list_wherever_it_stands(texte, cle):
    key, found = objets(io.StringIO(texte))

    assert (key, list(found)) == (cle, [Objet(1, {"a": "1"})])


@pytest.mark.parametrize("morceau", [1, 2, 3, 7])
def test_what_it_reads_does_not_depend_on_the_pieces(morceau, monkeypatch):
    texte = '[ {"a": "é\\u00e9 \\"x\\"", "b": [1, 22, 333]} ,\n {"c": {"d": 4.25}}, 12 ]'
    whole = lus(texte)

    monkeypatch.setattr(flux_json, "_MORCEAU", morceau)

    assert lus(texte) == whole
    assert [one.faute for one in whole][:2] == ["", ""]


def test_reads_lazily():
    class Espion(io.StringIO):
        lu = 0

        def read(self, size=-1, /):
            self.lu += size
            return super().read(size)

    flux = Espion("[" + ",".join(['{"nom": "un lieu"}'] * 100_000) + "]")

    _, found = objets(flux)
    first = [next(found) for _ in range(10)]

    assert [one.rang for one in first] == list(range(1, 11))
    assert flux.lu < 200_000


@pytest.mark.parametrize(
    ("texte", "fautes"),
    [
        ('[{"a": 1}, {"a": ', ["", "le JSON est mal formé à la ligne 1"]),
        ('[{"a": 1}\n {"a": 2}]', ["", "il manque une virgule (ligne 2)"]),
        ('[{"a": 1}', ["", "le fichier s’arrête au milieu (ligne 1)"]),
        ('[{"a": 1},\n\n{"a": x}, {"a": 3}]', ["", "le JSON est mal formé à la ligne 3"]),
    ],
)
def test_what_stands_before_a_fault_of_the_text_comes_in(texte, fautes):
    suite = " : la suite du fichier ne peut pas être lue"

    assert [one.faute for one in lus(texte)] == [f and f + suite for f in fautes]


@pytest.mark.parametrize("texte", ["[" * 100_000, '[{"a":' * 100_000, '{"a":' * 100_000])
def test_a_bomb_of_brackets_is_a_fault(texte):
    try:
        found = [one.faute for one in lus(texte)]
    except ListeIntrouvableError as error:
        found = [str(error)]

    assert len(found) == 1
    assert "imbriqués sans fin" in found[0]


def test_an_object_too_deep_is_a_fault_of_its_own():
    deep = '{"a":' * 30 + "1" + "}" * 30

    assert [one.faute for one in lus(f'[{deep}, {{"a": 1}}]')] == [
        "des crochets sont imbriqués trop profondément",
        "",
    ]


def test_an_object_too_long_is_a_fault(monkeypatch):
    monkeypatch.setattr(flux_json, "SIGNES_MAX", 1000)
    monkeypatch.setattr(flux_json, "_MORCEAU", 100)

    assert [one.faute[:38] for one in lus('[{"a": 1}, {"a": "' + "x" * 9000)] == [
        "",
        "un élément dépasse 1000 caractères (li",
    ]


def test_a_key_written_twice_is_a_fault_unless_it_says_the_same():
    assert [one.faute for one in lus('[{"a": 1, "a": 2}, {"a": 1, "a": 1}]')] == [
        "« a » est écrit deux fois, avec deux valeurs",
        "",
    ]


def test_what_is_no_object_is_a_fault():
    assert [one.faute for one in lus('["a", {"a": 1}]')] == [
        "ce n’est pas un lieu : il faut un objet entre accolades",
        "",
    ]


@pytest.mark.parametrize("texte", ["{}", '{"a": 1}', '"a"', '{"a": "b"'])
def test_a_json_without_a_list_is_refused(texte):
    with pytest.raises(ListeIntrouvableError, match="ce JSON ne contient pas de liste de lieux"):
        objets(io.StringIO(texte))
