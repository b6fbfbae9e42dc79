"""Answers as people write them → a Lieu, or the faults of the answers; nothing is lost unsaid."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from annuaire import ecriture
from annuaire.contribution.formulaires import FERME, LABEL_OUI, NOUVEAU, VERIFIE_PAR
from annuaire.contribution.markdown import code, prose
from annuaire.contribution.reponses import choix
from annuaire.fautes_du_modele import en_francais
from annuaire.ligne import Ligne, LigneRefuseeError, Nettoyage
from annuaire.mise_en_ordre import lieu_de as ligne_en_lieu
from annuaire.model import LISTES, Lieu
from annuaire.problems import Problem

Fautes = tuple[Problem, ...]


def faute(champ: str, message: str, remede: str, exemple: str = "") -> Problem:
    """Return a fault of an answer, that no line of an entry holds."""
    return Problem(
        path=Path(), line=0, champ=champ, message=message, remede=remede, exemple=exemple
    )


SANS_SOURCE = faute(
    "source",
    "on ne sait pas d’où vient ce que vous dites",
    "Donnez une page, un article, ou dites comment vous connaissez le lieu",
    "https://www.monlieu.fr/",
)


def lieu_de(valeurs: dict[str, str], le: date) -> tuple[Lieu | None, Fautes, tuple[str, ...]]:
    """Return the lieu that the answers for a new one describe, their faults, what was put in form.

    An answer that cannot be kept is a fault: its author is there to correct it.
    """
    faults: Fautes = () if "source" in valeurs else (SANS_SOURCE,)
    ligne = Ligne(1, "", _typed(valeurs, le))
    try:
        lieu = ligne_en_lieu(ligne, "message reçu", le)
    except LigneRefuseeError as refused:
        return None, (*faults, _refused(str(refused))), ()
    kept = _mises_en_forme(ligne.nettoyages)
    faults += tuple(
        faute(
            done.champ,
            f"« {done.avant} » : {done.raison}",
            "Écrivez-le autrement",
            _exemple(done.champ),
        )
        for done in ligne.nettoyages
        if done.champ in valeurs and not done.apres
    )
    if "source" not in valeurs:
        return lieu, faults, kept
    found, more = _avec(lieu, {"meta": {"sources": [valeurs["source"]]}, **_label(valeurs)})
    return found, (*faults, *more), kept


def verifie(lieu: Lieu, valeurs: dict[str, str], le: date) -> tuple[Lieu | None, Fautes]:
    """Return the lieu with what the answers prove: who checked it that day, and their page."""
    return _avec(lieu, {"meta": _meta(lieu, valeurs, le)})


def ferme(lieu: Lieu, valeurs: dict[str, str], le: date) -> tuple[Lieu | None, Fautes]:
    """Return the lieu, closed for good on the day answered."""
    day = re.sub(
        r"\A(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\Z",
        lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}",
        valeurs["ferme_le"],
    )
    change = {"ferme_le": day, "date_maj": str(le), "meta": _meta(lieu, valeurs, le)}
    return _avec(lieu, change)


def _typed(valeurs: dict[str, str], le: date) -> dict[str, Any]:
    """Return the answers under the names of the model, as a format gives the values of a row."""
    typed: dict[str, Any] = {"date_maj": str(le)}
    for question in NOUVEAU.questions:
        answer = valeurs.get(question.id)
        if answer is None or question.id not in Lieu.model_fields or question.id == "source":
            continue
        if question.options:
            typed[question.id] = choix(question, answer)
        else:
            typed[question.id] = [answer] if question.id in LISTES else answer
    typed["id"] = ecriture.slug(valeurs["nom"], valeurs["commune"])
    return typed


def _label(valeurs: dict[str, str]) -> dict[str, Any]:
    # Without a page that says so, nothing is said of the label.
    if valeurs.get("label") != LABEL_OUI:
        return {}
    return {"fabrique": {"label": "fabrique", "sources": [valeurs["source"]]}}


def _meta(lieu: Lieu, valeurs: dict[str, str], le: date) -> dict[str, Any]:
    meta = lieu.meta.model_dump(mode="json")
    if "source" in valeurs and valeurs["source"] not in {s.url for s in lieu.meta.sources}:
        meta["sources"] = [*meta["sources"], valeurs["source"]]
    by = VERIFIE_PAR.get(valeurs.get("preuve", ""), "")
    return {**meta, "verifie_le": str(le), "verifie_par": by} if by else meta


def _avec(lieu: Lieu, changes: dict[str, Any]) -> tuple[Lieu | None, Fautes]:
    """Return the lieu with some fields changed, or what the model refuses of them."""
    try:
        return Lieu.model_validate({**lieu.model_dump(mode="json"), **changes}), ()
    except ValidationError as error:
        faults = [en_francais(detail, Lieu) for detail in error.errors(include_url=False)]
        return None, tuple(
            faute(_question(one.champ), one.message, one.remede, one.exemple) for one in faults
        )


def _question(champ: str) -> str:
    """Return the question that gave a field: meta.sources.1.url comes from « source »."""
    return "source" if "sources" in champ else champ.split(".", maxsplit=1)[0]


def _refused(told: str) -> Problem:
    """Say why no entry could be made: « champ : reason », or a sentence."""
    champ, _, reason = told.partition(" : ")
    if champ in Lieu.model_fields and reason:
        return faute(champ, reason, "Corrigez cette réponse", _exemple(champ))
    return faute("commune", told, "Donnez la commune et son code postal", "Felletin, 23500")


def _mises_en_forme(done: list[Nettoyage]) -> tuple[str, ...]:
    """Say each value that was put in form, but those that nobody typed."""
    return tuple(
        f"{prose(_titre(n.champ))} : {code(n.avant)} est devenu {code(n.apres)}."
        for n in done
        if n.avant and n.apres and n.champ in {q.id for q in NOUVEAU.questions}
    )


def _titre(champ: str) -> str:
    return str(Lieu.model_fields[champ].title)


def _exemple(champ: str) -> str:
    questions = (*NOUVEAU.questions, *FERME.questions)
    return next((q.exemple for q in questions if q.id == champ), "")
