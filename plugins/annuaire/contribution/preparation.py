"""A message of an issue form → what it proposes, judged by the checks of every entry."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from annuaire import checks, ecriture, photos, problems, reader
from annuaire.contribution import entree, reponses_humaines
from annuaire.contribution.formulaires import (
    CORRIGER,
    FERME,
    FICHE,
    NOUVEAU,
    RIEN_N_A_CHANGE,
    SIGNALER,
    Formulaire,
)
from annuaire.contribution.markdown import code, prose
from annuaire.contribution.proposition import Proposition
from annuaire.contribution.reponses import Reponses
from annuaire.contribution.reponses_humaines import faute
from annuaire.contribution.retrouver import proches, retrouver
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.reader import Lecture

Preparer = Callable[[dict[str, str], Sequence[Lecture], date], Proposition]

IGNORES = frozenset({FICHE, "lieu", "nom", "commune", "source", "preuve", "changement"})
"""The answers that a whole entry does not replace, or that say the same by nature."""


def preparer(reponses: Reponses, lectures: Sequence[Lecture], le: date) -> Proposition:
    """Return what a message proposes against the entries of today, all of its faults with it."""
    form, answers = reponses.formulaire, reponses.valeurs
    missing = [q for q in form.questions if q.obligatoire and q.id not in answers]
    if missing:
        told = (faute(q.id, "cette réponse manque", "Écrivez-la", q.exemple) for q in missing)
        return Proposition(formulaire=form, fautes=tuple(told))
    return _PREPARER[form.nom](answers, lectures, le)


# --- One function a form ----------------------------------------------------------------


def _nouveau(valeurs: dict[str, str], lectures: Sequence[Lecture], le: date) -> Proposition:
    if FICHE in valeurs:
        lecture, above = entree.lire(valeurs[FICHE], le)
        begun = Proposition(formulaire=NOUVEAU, texte=valeurs[FICHE], remarques=_autres(valeurs))
        return _jugee(begun, lecture, lectures, le, above)
    lieu, faults, remarques = reponses_humaines.lieu_de(valeurs, le)
    begun = Proposition(formulaire=NOUVEAU, fautes=faults, remarques=remarques)
    if lieu is None or faults:
        return begun
    named = lieu.model_copy(update={"id": _slug(lieu, lectures)})
    return _jugee(begun, _relue(named), lectures, le)


def _corriger(valeurs: dict[str, str], lectures: Sequence[Lecture], le: date) -> Proposition:
    found = retrouver(valeurs["lieu"], lectures)
    if FICHE not in valeurs:
        begun = _vise(CORRIGER, valeurs, lectures)
        if begun.fautes or "changement" in valeurs:
            return replace(begun, main=begun.main or "c’est une phrase, pas une fiche")
        nothing = faute("changement", "on ne sait pas ce qui change", "Dites-le en une phrase")
        return replace(begun, fautes=(nothing,))
    lecture, above = entree.lire(valeurs[FICHE], le, found.lieu if found else None)
    same = lecture.lieu and retrouver(lecture.lieu.id, lectures)
    if same and (found is None or same is not found):
        found = same
    begun = Proposition(
        formulaire=CORRIGER,
        avant=found,
        texte=valeurs[FICHE],
        remarques=(*_autres(valeurs), *_commentaires(found), *_adoptee(found, lecture)),
    )
    before = found.lieu if found else None
    if before and lecture.lieu and lecture.lieu.id != before.id:
        fixed = lecture.problem(
            "id", "l’identifiant d’un lieu ne change jamais", "Remettez-le", f"id: {before.id}"
        )
        return replace(begun, fautes=_montees((fixed,), above))
    if before and lecture.lieu == before:
        same_text = faute(
            FICHE, "cette fiche est celle qui est en ligne", "Changez ce qui doit l’être"
        )
        return replace(begun, fautes=(same_text,))
    if lecture.lieu:
        proved, faults = reponses_humaines.verifie(lecture.lieu, valeurs, le)
        # The day of the last change: nobody has to think of it.
        if proved and before and proved.date_maj == before.date_maj:
            proved = proved.model_copy(update={"date_maj": le})
        begun = replace(begun, fautes=faults)
        lecture = replace(lecture, lieu=proved or lecture.lieu)
    return _jugee(begun, lecture, lectures, le, above)


def _rien_n_a_change(valeurs: dict[str, str], lectures: Sequence[Lecture], le: date) -> Proposition:
    begun = _vise(RIEN_N_A_CHANGE, valeurs, lectures)
    before = begun.avant.lieu if begun.avant else None
    if before is None:
        return begun
    checked, faults = reponses_humaines.verifie(before, valeurs, le)
    if checked is None or checked.meta.verifie_le != le:
        needed = faute(
            "preuve",
            "il faut avoir vu le lieu, l’avoir appelé, ou y travailler",
            "Appelez le lieu, puis choisissez « J’ai appelé le lieu »",
        )
        return replace(begun, fautes=faults or (needed,))
    return _jugee(begun, _relue(checked), lectures, le)


def _ferme(valeurs: dict[str, str], lectures: Sequence[Lecture], le: date) -> Proposition:
    begun = _vise(FERME, valeurs, lectures)
    before = begun.avant.lieu if begun.avant else None
    if before is None:
        return begun
    if "ferme_le" not in valeurs:
        return replace(begun, main="le jour de la fermeture est à trouver")
    closed, faults = reponses_humaines.ferme(before, valeurs, le)
    if closed is None:
        return replace(begun, fautes=faults)
    return _jugee(begun, _relue(closed), lectures, le)


def _signaler(valeurs: dict[str, str], lectures: Sequence[Lecture], _le: date) -> Proposition:
    begun = _vise(SIGNALER, valeurs, lectures)
    return replace(begun, main=begun.main or "une erreur est signalée, à corriger")


_PREPARER: dict[str, Preparer] = {
    NOUVEAU.nom: _nouveau,
    CORRIGER.nom: _corriger,
    RIEN_N_A_CHANGE.nom: _rien_n_a_change,
    FERME.nom: _ferme,
    SIGNALER.nom: _signaler,
}


# --- What they share --------------------------------------------------------------------


def _vise(
    formulaire: Formulaire, valeurs: dict[str, str], lectures: Sequence[Lecture]
) -> Proposition:
    """Begin with the entry that « Quel lieu ? » names; say which ones are near if none does."""
    found = retrouver(valeurs.get("lieu", ""), lectures)
    if found and found.lieu:
        return Proposition(formulaire=formulaire, avant=found, remarques=_commentaires(found))
    if found:
        return Proposition(
            formulaire=formulaire, avant=found, main="la fiche de ce lieu a une faute, à lire"
        )
    near = ", ".join(
        f"« {one.lieu.nom}, {one.lieu.commune} »"
        for one in proches(valeurs.get("lieu", ""), lectures)
        if one.lieu
    )
    unknown = faute(
        "lieu",
        "aucune de nos fiches n’a ce nom",
        f"Vouliez-vous {near} ?" if near else "Collez l’adresse de sa page",
        "Konk Ar Lab, Concarneau",
    )
    return Proposition(formulaire=formulaire, fautes=(unknown,))


def _jugee(
    begun: Proposition,
    lecture: Lecture,
    lectures: Sequence[Lecture],
    le: date,
    above: int = 0,
) -> Proposition:
    """Give the proposed entry its place, and check it there among all the others."""
    lieu = lecture.lieu
    if lieu is None:
        return replace(begun, fautes=_montees((*begun.fautes, *lecture.problems), above))
    before = begun.avant
    # The path is made from what was checked; no text of the message is ever part of it.
    path = ecriture.place(lieu, before.slug if before else _slug(lieu, lectures))
    placed = replace(lecture, path=path)
    others = [one for one in lectures if one is not before]
    found = [*checks.check_all([*others, placed], le), *photos.verifier(placed)]
    own = [problem for problem in found if problem.path == path]
    return replace(
        begun,
        apres=lieu,
        chemin=path,
        fautes=_montees((*begun.fautes, *problems.erreurs(own)), above),
        avis=_montees(problems.avis(own), above),
    )


def _relue(lieu: Lieu) -> Lecture:
    """Return what reading the entry of a lieu gives, as it will be written."""
    return reader.parse(entree.FICHE, ecriture.entree(lieu))


def _slug(lieu: Lieu, lectures: Sequence[Lecture]) -> str:
    taken = {lecture.slug for lecture in lectures}
    taken |= {old for one in lectures if one.lieu for old in one.lieu.anciens_slugs}
    return ecriture.slug_libre(ecriture.slug_de(lieu), taken)


def _montees(faults: Sequence[Problem], above: int) -> tuple[Problem, ...]:
    """Count the lines from the first that was typed."""
    return tuple(replace(fault, line=max(fault.line - above, 0)) for fault in faults)


def _autres(valeurs: dict[str, str]) -> tuple[str, ...]:
    """Say what was answered beside a whole entry: it is not taken up, nor lost in silence."""
    return tuple(
        f"Vous avez aussi écrit {code(text)} : la fiche fait foi, pas cette réponse."
        for id_, text in valeurs.items()
        if id_ not in IGNORES and text not in valeurs[FICHE]
    )


def _commentaires(found: Lecture | None) -> tuple[str, ...]:
    if found is None or not found.a_des_commentaires:
        return ()
    return ("La fiche d’aujourd’hui a des commentaires (#) : ils seront perdus.",)


def _adoptee(found: Lecture | None, lecture: Lecture) -> tuple[str, ...]:
    if found or lecture.lieu is None:
        return ()
    told = f"Aucune de nos fiches n’a l’identifiant {code(lecture.lieu.id)}"
    return (f"{told} : celle de « {prose(lecture.lieu.nom)} » sera une nouvelle fiche.",)
