"""The issue forms as GitHub reads them: one file of `.github/ISSUE_TEMPLATE` each.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from typing import Any

from annuaire import ecriture
from annuaire.contribution.formulaires import ETIQUETTE, FORMULAIRES, Formulaire, Question

ENTETE = "# Écrit par make docs, depuis le modèle : ne le modifiez pas à la main.\n"


def gabarits() -> dict[str, str]:
    """Return the text of each form, by the name of its file."""
    return {f"{form.nom}.yml": ENTETE + ecriture.yaml_(_form(form)) for form in FORMULAIRES}


def _form(form: Formulaire) -> dict[str, Any]:
    # A label in the form itself: one in the address would need rights that a visitor lacks.
    return {
        "name": form.titre,
        "description": form.description,
        "title": form.prefixe,
        "labels": [ETIQUETTE],
        "body": [
            {"type": "markdown", "attributes": {"value": form.accueil}},
            *map(_question, form.questions),
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "label": question.label,
        "description": question.aide,
        # GitHub shows no example beside a list.
        "placeholder": question.exemple,
        "render": question.render,
        "options": list(question.options),
        "multiple": question.plusieurs,
    }
    kept = {name: value for name, value in attributes.items() if value}
    field: dict[str, Any] = {"type": question.genre, "id": question.id, "attributes": kept}
    if question.obligatoire:
        field["validations"] = {"required": True}
    return field
