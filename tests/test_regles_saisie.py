"""The rules that the form reads, and what Python answers: the browser must answer the same."""

import csv
import gzip
import json
import re
import shutil
import subprocess

import pytest
from pydantic_core import PydanticCustomError

import saisie_lots
import saisie_vecteurs
from annuaire import contacts, valeurs
from annuaire.contribution import regles_saisie
from annuaire.refus import CHAMPS
from annuaire.theme import theme
from construction import PROJET
from saisie_vecteurs import FIXTURES
from test_contacts import ADRESSES, ADRESSES_REFUSEES, COURRIELS, COURRIELS_REFUSES


def lignes(items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def test_the_rules_of_the_form_are_those_of_the_model(attendu):
    ((path, texte),) = regles_saisie.fichiers()

    assert path == "contribuer/regles.json"
    regles = json.loads(texte)
    attendu(FIXTURES / "regles.json", json.dumps(regles, ensure_ascii=False, indent=1) + "\n")


def test_two_makings_of_the_rules_are_one_text_that_is_light():
    ((_, first),), ((_, second),) = regles_saisie.fichiers(), regles_saisie.fichiers()

    assert first == second
    assert len(gzip.compress(first.encode(), 9)) <= 12_000


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


def test_every_field_has_a_vector():
    found = saisie_vecteurs.vecteurs()
    regles = regles_saisie.regles_saisie()

    leaves = {name for name, champ in regles["champs"].items() if champ["genre"] != "bloc"}
    assert leaves == {vecteur["champ"] for vecteur in found}


def test_every_refusal_of_a_form_has_a_vector():
    found = saisie_vecteurs.vecteurs()
    said = {vecteur["attendu"].get("message", "") for vecteur in found}

    unsaid = [
        cle
        for cle, (message, *_) in CHAMPS.items()
        if message and not any(re.fullmatch(comme_motif(message), one) for one in said)
    ]

    # A form gives text, one item at a time; its sources have a field each.
    assert unsaid == [
        *("liste_vide", "pas_une_liste", "texte", "une_valeur"),
        *("source_collee", "source_vide", "horaires_ligne"),
    ]


def comme_motif(message):
    return re.sub(r"\\\{[a-z]+\\\}", "(?s:.*)", re.escape(message))


def test_the_scripts_of_the_form_weigh_less_than_13_kb_as_served():
    served = [
        data
        for path, data in theme(PROJET / "theme/static")
        if "/saisie/" in path or "/partage" in path
    ]

    assert len(served) == 10
    assert sum(len(gzip.compress(data, 9)) for data in served) <= 13_000


def compares(lot, tmp_path, lire):
    """Return [what was typed, Python's verdict, the browser's] where they differ."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node n’est pas installé : le jumeau du navigateur n’est pas comparé")
    lot = [entry for entry in lot if entry[1].strip() not in valeurs.ABSENTS]
    path = tmp_path / "lot.json"
    path.write_text(json.dumps(lot), encoding="utf-8")
    script = PROJET / "tests" / "js" / "saisie_lot.js"
    done = subprocess.run([node, script, path], capture_output=True, text=True, check=True)
    expected = [verdict(lire, texte, saisie) for _, texte, saisie in lot]
    assert any("valeur" in one for one in expected)
    given = json.loads(done.stdout)
    return [
        (entry, mine, its)
        for entry, mine, its in zip(lot, expected, given, strict=True)
        if mine != its
    ]


def verdict(lire, texte, saisie):
    try:
        return {"valeur": lire(texte, **saisie)}
    except PydanticCustomError as error:
        return {part: error.context[part] for part in ("message", "remede", "exemple")}


def test_twenty_thousand_numbers_are_read_alike(tmp_path):
    lot = saisie_lots.telephones(20_000, seed=20261123)

    assert compares(lot, tmp_path, telephone) == []


def test_eight_thousand_opening_hours_are_read_alike(tmp_path):
    lot = saisie_lots.alteres(
        "horaires", saisie_lots.HORAIRES, saisie_lots.MORCEAUX, 8_000, seed=20261123
    )

    assert compares(lot, tmp_path, horaires) == []


def test_five_thousand_addresses_are_read_alike(tmp_path):
    mails = saisie_lots.alteres(
        "courriels", [*COURRIELS, *COURRIELS_REFUSES], "ab.-_@+ ,é;A0x", 2_500, seed=20261123
    )
    sites = saisie_lots.alteres(
        "site_web", [*ADRESSES, *ADRESSES_REFUSEES], "ab.-_@:/?#é[]= 08;hTtp", 2_500, seed=20261123
    )

    assert compares(mails, tmp_path, contacts.courriel) == []
    assert compares(sites, tmp_path, contacts.url) == []


def test_eight_thousand_days_codes_and_texts_are_read_alike(tmp_path):
    for champ, lire in VALEURS.items():
        lot = saisie_lots.alteres(
            champ, saisie_lots.VALEURS[champ], saisie_lots.SIGNES, 2_000, seed=20261123
        )

        assert compares(lot, tmp_path, lire) == []


def test_the_contacts_and_hours_of_the_real_files_are_read_alike(donnees_reelles, tmp_path):
    lot = []
    for name in ("lieux-hinaura-corse.csv", "france-services-2024-08-01.csv"):
        with (donnees_reelles / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                code = {"code_postal": row["code_postal"]}
                lot += [[champ, row[champ], code] for champ in LECTURES if row[champ]]

    for champ, lire in LECTURES.items():
        mine = [
            entry if champ == "telephone" else [*entry[:2], {}]
            for entry in lot
            if entry[0] == champ
        ]
        assert len(mine) > 300
        assert compares(mine, tmp_path, lire) == []


def telephone(texte, code_postal=""):
    return contacts.telephone(texte, code_postal)


def jour(texte):
    return valeurs.jour(texte).isoformat()


VALEURS = {
    "date_maj": jour,
    "code_postal": valeurs.CodePostal.__metadata__[0].func,
    "source": valeurs.texte,
    "pivot": valeurs.pivot,
}
horaires = valeurs.Horaires.__metadata__[0].func
LECTURES = {
    "telephone": telephone,
    "courriels": contacts.courriel,
    "site_web": contacts.url,
    "horaires": horaires,
}
