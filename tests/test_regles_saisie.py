"""The rules that the form reads, and what Python answers: the browser must answer the same."""

import gzip
import json

import saisie_vecteurs
from annuaire.contribution import regles_saisie
from saisie_vecteurs import FIXTURES


def lignes(items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def test_the_rules_of_the_form_are_those_of_the_model(attendu):
    (fichier,) = regles_saisie.fichiers()

    assert fichier.path == "contribuer/regles.json"
    regles = json.loads(fichier.texte)
    attendu(FIXTURES / "regles.json", json.dumps(regles, ensure_ascii=False, indent=1) + "\n")


def test_two_makings_of_the_rules_are_one_text_that_is_light():
    (first,), (second,) = regles_saisie.fichiers(), regles_saisie.fichiers()

    assert first == second
    assert len(gzip.compress(first.texte.encode(), 9)) <= 12_000


def test_python_answers_what_the_vectors_say_of_each_field(attendu):
    found = saisie_vecteurs.vecteurs()

    assert len(found) >= 500
    attendu(FIXTURES / "vecteurs.jsonl", lignes(found))


def test_python_answers_what_the_vectors_say_of_entries(attendu):
    attendu(FIXTURES / "verdicts-fiches.jsonl", lignes(saisie_vecteurs.fiches()))


def test_the_vectors_know_the_communes_they_speak_of(attendu):
    known = saisie_vecteurs.contexte()

    communes = ",\n".join(json.dumps(c, ensure_ascii=False) for c in known.pop("communes"))
    rest = json.dumps(known, ensure_ascii=False)[1:]
    attendu(FIXTURES / "contexte.json", f'{{"communes": [\n{communes}\n],\n{rest}\n')


def test_every_field_and_every_sentence_of_a_field_has_a_vector():
    found = saisie_vecteurs.vecteurs()
    regles = regles_saisie.regles_saisie()

    leaves = {name for name, champ in regles["champs"].items() if champ["genre"] != "bloc"}
    assert leaves == {vecteur["champ"] for vecteur in found}
