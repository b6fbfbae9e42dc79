"""The payloads of GitHub that the tests of this folder read, and messages as its forms write them."""

import json
from pathlib import Path

from annuaire.contribution.formulaires import Formulaire

EVENEMENTS = Path(__file__).parents[1] / "fixtures" / "evenements"
CONTENU = EVENEMENTS / "contenu"
"""A tree of two entries, those that the messages speak of."""
ATTENDUS = Path(__file__).parents[1] / "golden" / "evenements"


def message(form: Formulaire, **answers: str) -> str:
    """Write a message as GitHub does from a form: each label, then the answer or its absence."""
    parts = []
    for question in form.questions:
        answer = answers.pop(question.id, None)
        if question.render:
            answer = f"```{question.render}\n{answer or ''}\n```"
        parts.append(f"### {question.label}\n\n{answer or '_No response_'}")
    assert answers == {}, "the form does not ask for that"
    return "\n\n".join(parts)


def evenement(dossier: Path, corps: str, *, accepte: bool = False) -> Path:
    """Write the payload of a message, opened or just accepted; return its file."""
    given = json.loads((EVENEMENTS / "nouveau-lieu.json").read_text("utf-8"))
    given["issue"]["body"] = corps
    if accepte:
        given["action"], given["label"] = "labeled", {"name": "accepté"}
    path = dossier / "evenement.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return path
