"""YAML as text: nothing changes type, nothing is guessed, each fault has its place."""

import pytest

from annuaire import yaml_strict

FAUTES = {
    "nom: Le lieu : ici\n": (1, "il y a deux fois « : » sur cette ligne"),
    'nom: "Le lieu\ncommune: X\n': (1, "un guillemet n’est pas refermé"),
    "nom: 'Le lieu\ncommune: X\n": (1, "un guillemet n’est pas refermé"),
    'nom: x\nadresse: "Le lieu\ncommune: "X"\n': (2, "un guillemet n’est pas refermé"),
    "nom: 'L'Atelier'\n": (1, "il y a un guillemet, une apostrophe ou un texte de trop"),
    "a: b\ntypologie: [A, B\ncommune: X\n": (2, "une liste ouverte par [ n’est pas refermée"),
    "fabrique: {label: x\ncommune: X\n": (1, "un bloc ouvert par { n’est pas refermé"),
    "nom: X\n  commune: Y\n": (2, "cette ligne n’est pas alignée"),
    " nom: X\ncommune: Y\n": (2, "cette ligne n’est pas alignée"),
    "nom:X\ncommune: Y\n": (1, "il manque « : » suivi d’une espace"),
    "nom: X\ncommune\ncode: 1\n": (2, "il manque « : » suivi d’une espace"),
    "courriels:\n  - a@b.fr\n  c@d.fr\n": (3, "une ligne de la liste ne commence pas par un tiret"),
    "nom: @telier\n": (1, "cette valeur commence par un signe réservé"),
    "nom: | x\n": (1, "cette valeur commence par un signe réservé"),
    'nom: "a\\qb"\n': (1, "une barre oblique inverse est mal placée"),
    "nom: x\n...\ncommune: y\n": (2, "il y a une ligne de trop"),
    "nom: x\n\tcommune: y\n": (2, "cette ligne commence par une tabulation"),
    "nom: a\x00b\n": (1, "un caractère invisible"),
    "nom: x\ncommune: a\u202eb\n": (2, "un caractère invisible"),
    "nom: x\ncommune: a\u2028b\n": (2, "un caractère invisible"),
    "nom: x\ncommune: a\ufffeb\n": (2, "un caractère invisible"),
    "a: &a [x, x]\nb: [*a, *a]\n": (1, "une valeur ne peut pas commencer par &, * ou !"),
    "nom: !!python/object:os.system x\n": (1, "une valeur ne peut pas commencer par &, * ou !"),
    "nom: x\nb: *a\n": (2, "une valeur ne peut pas commencer par &, * ou !"),
    "nom: x\nb: " + "[" * 3000 + "\n": (2, "les champs sont trop imbriqués"),
    "nom: x\nb: " + "[" * 3000 + "]" * 3000 + "\n": (2, "les champs sont trop imbriqués"),
    "nom: x\nb: " + "{a: " * 3000 + "\n": (1, ""),
    "nom: x\n" + "? " * 500 + "a\n": (2, "les champs sont trop imbriqués"),
    "nom: x\nb: " + "- " * 500 + "a\n": (2, "les champs sont trop imbriqués"),
    "nom: x\n? [a, b]\n: y\n": (2, "le nom d’un champ est un simple mot"),
    "nom: x\n? ? a\n: y\n": (2, "le nom d’un champ est un simple mot"),
    "nom: x\nmeta: {{a: b}: c}\n": (2, "le nom d’un champ est un simple mot"),
    'nom: "a\\e[31mb"\n': (1, "un caractère invisible est écrit ici"),
    'nom: x\ncommune: "a\\n::error::b"\n': (2, "un caractère invisible est écrit ici"),
    'nom: x\ncommune: "a\\u202eb"\n': (2, "un caractère invisible est écrit ici"),
    'nom: x\n"a\\nb": y\n': (2, "un caractère invisible est écrit ici"),
    "nom: x\nnom: y\n": (2, "ce champ est écrit deux fois (déjà ligne 1)"),
    "- a\n- b\n": (1, "entre les deux lignes « --- », il faut des champs"),
    "bonjour\n": (1, "entre les deux lignes « --- », il faut des champs"),
    "": (1, "entre les deux lignes « --- », il faut des champs"),
}


@pytest.mark.parametrize(
    "typed", ["03200", "NO", "off", "14:30", "1e5", "12_000", "2024-05-01", "~", "+33473942049"]
)
def test_keeps_a_value_as_it_was_typed(typed):
    assert yaml_strict.lire(f"champ: {typed}\n") == ({"champ": typed}, [])


def test_an_empty_value_is_an_empty_text():
    assert yaml_strict.lire("champ:\nautre: ''\n") == ({"champ": "", "autre": ""}, [])


@pytest.mark.parametrize(("texte", "attendu"), FAUTES.items(), ids=lambda v: repr(v)[:40])
def test_says_a_fault_at_its_line(texte, attendu):
    line, message = attendu

    _, faults = yaml_strict.lire(texte, first_line=1)

    assert len(faults) == 1
    assert faults[0].message.startswith(message)
    assert line <= faults[0].line <= max(texte.count("\n"), 1)


@pytest.mark.parametrize("depth", [5, 60, 500, 5000])
def test_names_of_fields_one_in_another_are_no_crash(depth):
    for texte in ("? " * depth + "a\n", "\n".join(" " * n + "?" for n in range(min(depth, 200)))):
        _, faults = yaml_strict.lire(texte)

        assert faults
        yaml_strict.positions(texte)


def test_a_text_on_several_lines_hides_nothing():
    values, faults = yaml_strict.lire("nom: |\n  un\n  deux\nacces: 'un\n\n  deux'\n")

    assert faults == []
    assert values == {"nom": "un\ndeux\n", "acces": "un\ndeux"}


def test_counts_lines_from_the_first_line_of_the_file():
    _, faults = yaml_strict.lire("nom: x\nnom: y\n", first_line=40)

    assert (faults[0].line, faults[0].column) == (41, 1)


def test_tells_every_repeated_field():
    _, faults = yaml_strict.lire("a: 1\na: 2\nb: 1\nb: 2\nc:\n  d: 1\n  d: 2\n")

    assert [(fault.line, fault.champ) for fault in faults] == [(2, "a"), (4, "b"), (7, "c.d")]


def test_knows_where_everything_was_typed():
    found = yaml_strict.positions("nom: x\nmeta:\n  sources:\n    - a\n    - b\nvide:\n", 2)

    assert found.of(("nom",)) == (2, 6)
    assert found.of(("nom",), key=True) == (2, 1)
    assert found.of(("meta", "sources", 1)) == (6, 7)
    assert found.of(("meta", "sources", 9)) == (5, 5)
    assert found.of(("meta", "verifie_le"), key=True) == (3, 1)
    assert found.of(("vide",)) == (7, 1)
    assert found.of(("inconnu",)) == (2, 1)
