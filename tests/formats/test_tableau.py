"""CSV text → rows, whatever the separator, the line ends, and the faults of some rows."""

import io

import pytest

from annuaire.formats import tableau
from annuaire.formats.tableau import Rangee, rangees


def lues(texte, separateur=","):
    return list(rangees(io.StringIO(texte, newline=""), separateur))


@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_says_the_true_line_of_each_row_whatever_the_line_ends(fin):
    texte = fin.join(["a,b", '1,"deux', 'lignes"', "", "2,x"])

    assert [(row.numero, row.cellules) for row in lues(texte)] == [
        (1, ("a", "b")),
        (2, ("1", f"deux{fin}lignes")),
        (5, ("2", "x")),
    ]


def test_a_row_of_empty_cells_is_nothing():
    assert lues("a,b\n,\n  , \n1,2\n") == [Rangee(1, ("a", "b")), Rangee(4, ("1", "2"))]


def test_a_quote_too_many_spoils_its_row_only():
    assert lues('a,b\n1,"x"y\n2,z\n') == [
        Rangee(1, ("a", "b")),
        Rangee(
            2,
            (),
            "cette ligne est mal formée : un guillemet est de trop (dans un texte, il s’écrit "
            'deux fois : "")',
        ),
        Rangee(3, ("2", "z")),
    ]


def test_a_quote_too_many_spoils_its_line_not_those_it_swallows():
    rows = lues('a,b\n1,"x\n2,"z"\n3,t\n')

    assert [(row.numero, row.cellules) for row in rows] == [
        (1, ("a", "b")),
        (2, ()),
        (3, ("2", "z")),
        (4, ("3", "t")),
    ]
    assert rows[1].faute.startswith("cette ligne est mal formée : un guillemet est de trop")


def test_a_quote_never_closed_spoils_its_line_alone():
    assert lues('a,b\n1,x\n2,"y\n3,z\n4,t\n') == [
        Rangee(1, ("a", "b")),
        Rangee(2, ("1", "x")),
        Rangee(
            3,
            (),
            "un guillemet ouvert à la ligne 3 n’est jamais refermé : cette ligne ne peut pas "
            "être lue",
        ),
        Rangee(4, ("3", "z")),
        Rangee(5, ("4", "t")),
    ]


def test_rows_after_a_stray_quote_may_hold_quotes_and_line_ends():
    rows = lues('a,b\n1,y"\n2,"z\nt"\n"3","u"\n')

    assert [(row.numero, row.cellules) for row in rows if not row.faute] == [
        (1, ("a", "b")),
        (2, ("1", 'y"')),
        (3, ("2", "z\nt")),
        (5, ("3", "u")),
    ]


def test_a_file_of_stray_quotes_is_given_up_after_some(monkeypatch):
    monkeypatch.setattr(tableau, "REPRISES_MAX", 2)

    rows = lues("a,b\n" + '1,"x\n' * 6 + "2,y\n")

    assert [row.numero for row in rows if row.faute] == [2, 3, 4, 6]
    assert rows[-2].faute.startswith("les lignes 6 à 7 sont mal formées")


def test_says_the_line_of_the_quote_not_that_of_its_row():
    (row,) = lues('1,"a ""b""\nc","d')

    assert row.faute.startswith("un guillemet ouvert à la ligne 2 n’est jamais refermé")
    assert row.numero == 1


def test_a_quote_never_closed_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(tableau, "SIGNES_MAX", 1000)
    monkeypatch.setattr(tableau, "REPRISES_MAX", 0)

    rows = lues("a,b\n" + '1,"x\n' + "2,y\n" * 5000)

    assert [row.numero for row in rows] == [1, 2]
    assert rows[1].faute.endswith("les lignes 2 à 5002 ne peuvent pas être lues")


def test_a_row_too_long_is_left_out_alone(monkeypatch):
    monkeypatch.setattr(tableau, "SIGNES_MAX", 1000)

    rows = lues("a,b\n" + "x" * 5000 + ",y\n1,z\n")

    assert [(row.numero, row.faute) for row in rows] == [
        (1, ""),
        (2, "cette ligne dépasse 1000 caractères : elle n’a pas été lue"),
        (3, ""),
    ]


def test_a_cell_may_be_longer_than_what_csv_takes_by_default():
    (row,) = lues("a," + "x" * 200_000)

    assert len(row.cellules[1]) == 200_000


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("id,nom,commune\n", (",", ("id", "nom", "commune"))),
        ("id;nom;commune, ville\n", (";", ("id", "nom", "commune, ville"))),
        ("id\tnom\tcommune\n", ("\t", ("id", "nom", "commune"))),
        ("id|nom|commune\n", ("|", ("id", "nom", "commune"))),
        ("\ufeffid;nom\n", (";", ("id", "nom"))),
        ("sep=;\nid;nom,usuel\n", (";", ("id", "nom,usuel"))),
        ("\n\n id , Nom\xa0du\nlieu\n", (",", ("id", "Nom du"))),
        ('"id","nom\ndu lieu"\n', (",", ("id", "nom du lieu"))),
    ],
)
def test_finds_the_separator_and_the_names_of_the_columns(texte, attendu):
    assert tableau.entete(texte, {"id", "nom"}) == attendu


def test_says_which_rows_have_not_the_width_of_the_first():
    rows = tableau.corps(io.StringIO("a,b\n1,2,3\n4\n5,6\n", newline=""), ",", 2)

    assert [(row.numero, row.faute) for row in rows] == [
        (2, "cette ligne a plus de colonnes que la première"),
        (3, "cette ligne n’a que 1 colonne au lieu de 2 : elle est peut-être coupée"),
        (4, ""),
    ]
