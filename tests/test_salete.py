"""Real dirt typed in an entry: kept in its standard form, or refused with all that helps to mend it."""

import csv

import pytest

import salete
from anglais import mots_anglais
from conftest import FIXTURES

LISTES = {path: salete.lire(path) for path in salete.fichiers()}
CAS = [
    pytest.param(cas, id=f"{path.stem}-{cas.tape[:60]}")
    for path, (_, listed) in LISTES.items()
    for cas in listed
]


@pytest.mark.parametrize("path", LISTES, ids=lambda path: path.stem)
def test_the_golden_lists_are_what_the_checks_say(path, attendu):
    """One test a list, which `make golden` rewrites; the next one tells the cases apart."""
    attendu(path, salete.ecrire(path, *LISTES[path]))


@pytest.mark.parametrize("cas", CAS)
def test_says_of_a_dirty_value_exactly_what_is_expected(cas):
    assert cas.attendu
    assert cas.dit() == cas.attendu


def test_there_are_enough_cases_and_none_twice():
    typed = [(path, cas.tape) for path, (_, listed) in LISTES.items() for cas in listed]

    assert len(typed) >= 600
    assert len(typed) == len(set(typed))


@pytest.mark.parametrize("cas", CAS)
def test_a_refused_value_is_told_at_its_lines_with_how_to_mend_it(cas):
    """Whatever the lists expect: a line that was typed, and a remedy beside the message."""
    last = 2 + cas.tape.count("\n") + 1
    refused = [line for line in cas.attendu.splitlines() if line.startswith("✗")]

    for line in refused:
        number, said = line.removeprefix("✗ ").split(":", 1)
        assert 3 <= int(number) <= last, line
        assert ". " in said or "exemple : " in said, line
        assert not mots_anglais(said), line


@pytest.mark.parametrize("name", ["horaires-semaine", "horaires-jour"])
def test_every_text_that_the_import_knows_is_typed_too(name):
    path = FIXTURES / "nettoyage" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        known = [
            row["texte"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    typed = " ".join(
        " ".join(cas.tape.split()) for cas in LISTES[salete.DOSSIER / f"{name}.txt"][1]
    )

    assert [text for text in known if " ".join(text.replace("⏎", " ").split()) not in typed] == []


@pytest.mark.parametrize(
    "said",
    [
        "mapping values are not allowed here",
        "Field required",
        "while scanning a simple key",
        "value is not a valid email address",
    ],
)
def test_the_list_of_english_words_knows_english(said):
    assert mots_anglais(said)
