"""The issue forms: what GitHub shows is what the model says, and comes back as it was answered."""

import re
from pathlib import Path

import pytest
import yaml
from evenements import message

from annuaire.contribution.formulaires import FORMULAIRES, VERIFIE_PAR
from annuaire.contribution.gabarits import gabarits
from annuaire.contribution.reponses import choix, lire
from annuaire.model import FERMES, Lieu

MODELES = Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE"
QUESTIONS = [(form, question) for form in FORMULAIRES for question in form.questions]
chaque = pytest.mark.parametrize("form", FORMULAIRES, ids=lambda form: form.nom)


@pytest.mark.parametrize(("nom", "texte"), gabarits().items())
def test_the_form_of_the_repository_is_the_one_of_the_model(nom, texte):
    assert (MODELES / nom).read_text(encoding="utf-8") == texte, "lancez make docs"


def test_the_keys_of_the_prefilled_addresses_never_change():
    assert {form.nom: [q.id for q in form.questions] for form in FORMULAIRES} == {
        "corriger": ["lieu", "changement", "preuve", "source", "fiche"],
        "nouveau": [
            "nom",
            "commune",
            "code_postal",
            "source",
            "adresse",
            "telephone",
            "courriels",
            "site_web",
            "horaires",
            "services",
            "frais_a_charge",
            "modalites_acces",
            "presentation_resume",
            "label",
            "fiche",
        ],
        "rien-n-a-change": ["lieu", "preuve"],
        "lieu-ferme": ["lieu", "ferme_le", "preuve", "source"],
        "signaler": ["lieu", "erreur", "preuve"],
    }


@chaque
def test_github_can_read_a_form(form):
    """The rules of GitHub's form schema that it refuses a file for."""
    read = yaml.safe_load(gabarits()[f"{form.nom}.yml"])

    assert set(read) == {"name", "description", "title", "labels", "body"}
    assert read["labels"] == ["fiche"]
    fields = [field for field in read["body"] if field["type"] != "markdown"]
    labels = [field["attributes"]["label"] for field in fields]
    assert len(labels) == len(set(labels))
    for field in fields:
        assert re.fullmatch(r"[a-z_]+", field["id"])
        options = field["attributes"].get("options", [])
        assert (field["type"] == "dropdown") == bool(options)
        assert all(isinstance(option, str) for option in options)
        assert len(options) == len(set(options))


def test_the_closed_lists_are_those_of_the_model():
    listed = {q.id: q.options for _, q in QUESTIONS if q.id in FERMES}

    assert listed == {name: FERMES[name] for name in listed}
    assert set(listed) == {"services", "frais_a_charge", "modalites_acces"}


def test_an_option_holds_no_comma_by_which_github_parts_several():
    assert [o for _, q in QUESTIONS if q.plusieurs for o in q.options if ", " in o] == []


def test_the_words_of_a_field_are_those_of_the_model():
    own = [(q, Lieu.model_fields[q.id]) for _, q in QUESTIONS if q.id in Lieu.model_fields]

    assert {q.id for q, info in own if q.label != info.title} == {"source"}


@chaque
def test_a_message_is_known_by_its_form_and_gives_every_answer_back(form):
    given = {
        q.id: "; ".join(q.options[:1]) or f"réponse de {q.id}\n\n### et un titre"
        for q in form.questions
    }

    read = lire(message(form, **given))

    assert read is not None
    assert (read.formulaire, read.valeurs) == (form, given)


@chaque
def test_a_form_left_empty_is_known_and_has_no_answer(form):
    read = lire(message(form))

    assert read is not None
    assert (read.formulaire, read.valeurs) == (form, {})


def test_an_answer_cannot_pass_for_the_one_before():
    form = next(form for form in FORMULAIRES if form.nom == "corriger")
    text = "nom: x\n### Quel lieu ?\n\nun autre"

    read = lire(message(form, lieu="Konk Ar Lab", fiche=text))

    assert read is not None
    assert read.valeurs == {"lieu": "Konk Ar Lab", "fiche": text}


def test_several_choices_are_found_whatever_their_order():
    question = next(q for _, q in QUESTIONS if q.id == "frais_a_charge")

    assert choix(question, "Payant, Gratuit sous condition") == ["Gratuit sous condition", "Payant"]
    assert choix(question, "Autre chose") == []


def test_who_checked_is_said_only_where_somebody_saw_or_called():
    assert [by for by in VERIFIE_PAR.values() if by] == [
        "le lieu lui-même",
        "une visite",
        "un appel au lieu",
    ]
