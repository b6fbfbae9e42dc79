"""The message that an issue form gave → its answers, by the ids of its questions.

GitHub writes each answer under « ### label », `_No response_` where there is none.
"""

import re
from dataclasses import dataclass

from annuaire.contribution.formulaires import FORMULAIRES, Formulaire, Question

SANS_REPONSE = frozenset({"", "_No response_", "None", "https://"})


@dataclass(frozen=True, slots=True)
class Reponses:
    """The answers to a form; a question without answer is not in `valeurs`."""

    formulaire: Formulaire
    valeurs: dict[str, str]


def lire(corps: str) -> Reponses | None:
    """Return the answers of a message; None where it comes from none of our forms."""
    found = {form.nom: _sections(corps, form) for form in FORMULAIRES}
    form = max(FORMULAIRES, key=lambda one: 2 * len(found[one.nom]) - len(one.questions))
    sections = found[form.nom]
    if any(question.obligatoire and question.id not in sections for question in form.questions):
        return None
    answers = {
        question.id: _answer(question, sections[question.id])
        for question in form.questions
        if question.id in sections
    }
    return Reponses(form, {id_: text for id_, text in answers.items() if text not in SANS_REPONSE})


def _sections(corps: str, form: Formulaire) -> dict[str, str]:
    """Part a message at the labels of a form, each once and in the order of the form.

    What an answer holds is no heading, even where it looks like one of those already passed.
    """
    sections: dict[str, list[str]] = {}
    ahead = list(form.questions)
    here: list[str] = []
    for line in corps.split("\n"):
        known = next((q for q in ahead if line.rstrip() == f"### {q.label}"), None)
        if known:
            ahead = ahead[ahead.index(known) + 1 :]
            here = sections[known.id] = []
        else:
            here.append(line)
    return {id_: "\n".join(lines) for id_, lines in sections.items()}


def _answer(question: Question, text: str) -> str:
    text = text.strip()
    if question.render:
        text = re.sub(r"\A(`{3,})[^\n]*\n?(.*?)\n?\1\Z", r"\2", text, flags=re.DOTALL)
    return text.strip("\n") if question.render else text


def choix(question: Question, reponse: str) -> list[str]:
    """Return the options that an answer names: GitHub joins several with commas."""
    named = [part.strip() for part in reponse.split(", ")]
    return [option for option in question.options if option in named]
