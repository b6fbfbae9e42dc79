"""A record as its file gives it → a Lieu, each value put in order or left out with a reason.

`nettoyage` cleans the values; here the model and the rules judge what remains, and what they
refuse is left out of the entry.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annuaire import checks, ecriture, problems, reader
from annuaire.fautes_du_modele import en_francais
from annuaire.ligne import Ligne, LigneRefuseeError
from annuaire.model import CHAMPS_NATIONAUX, Lieu
from annuaire.nettoyage import nettoyer
from annuaire.reader import Lecture

# What an entry writes as it is typed: letters, figures and the usual punctuation, no dashes in a row.
_A_RELIRE = re.compile(r"[^\w .,;:!?'’\"«»()/@+&%€°=#–…-]|[-?][ \t]+[-?]")


def lieu_de(ligne: Ligne, origine: str, le: date, *, date_defaut: date | None = None) -> Lieu:
    """Return the Lieu of a record put in order, as its entry says it; raise LigneRefuseeError.

    `origine` is the title of the source of a record that names none; `le` the day of the checks;
    `date_defaut` the day of a record that gives none that can be read.
    """
    origine = re.sub(r"^\W+|[^\w .,;:()«»’'–-]", "", origine) or "fichier importé"
    if ligne.faute:
        raise LigneRefuseeError(ligne.faute)
    nettoyer(ligne, le, date_defaut)
    for _ in CHAMPS_NATIONAUX:  # each turn leaves out one value at least
        source = ligne.valeurs.get("source") or origine
        ligne.valeurs["meta"] = {"sources": [{"titre": source}]}
        lieu = _validated(ligne)
        if lieu and (checked := _checked(ligne, lieu, le)):
            return checked
    raise LigneRefuseeError("cette ligne n’a pas pu être mise en ordre")


def _validated(ligne: Ligne) -> Lieu | None:
    """Return the Lieu of a row; None if values had to be left out, each accounted for."""
    try:
        return Lieu.model_validate(ligne.valeurs)
    except ValidationError as error:
        # The title of the source is refused with the source, then the name of the file serves.
        details = [
            detail
            for detail in error.errors(include_url=False)
            if detail["loc"][0] != "meta" or "source" not in ligne.valeurs
        ]
        for detail in details:
            _refuse_or_leave_out(ligne, detail["loc"], _reason(detail))
    return None


def _checked(ligne: Ligne, lieu: Lieu, le: date) -> Lieu | None:
    """Return the Lieu as its entry says it; None if a value had to be left out."""
    lecture = _lecture(ligne, lieu)
    faults = problems.erreurs(checks.check_one(lecture, le))
    for fault in faults:
        champ, *rest = fault.champ.split(".")
        loc = (champ, *(int(part) - 1 if part.isdecimal() else part for part in rest))
        _refuse_or_leave_out(ligne, loc, fault.message)
    return None if faults else lecture.lieu


def _lecture(ligne: Ligne, lieu: Lieu) -> Lecture:
    """Return what reading the entry of a lieu gives.

    Writing it and reading it again takes four times as long as all the rest: only where a sign
    or a length might be read otherwise than it is written.
    """
    path = ecriture.place(lieu)
    texts = list(_texts(ligne.valeurs))
    room = sum(len(text) + 8 for text in texts)  # quotes, comma and space around each
    if room < reader.TAILLE_MAX // 8 and not any(map(_A_RELIRE.search, texts)):
        return Lecture(path, lieu)
    text = ecriture.entree(lieu)
    if len(text.encode()) > reader.TAILLE_MAX:
        raise LigneRefuseeError(f"sa fiche ferait plus de {reader.TAILLE_MAX // 1000} Ko")
    return reader.parse(path, text)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a value, and a text to read again for the body of an entry."""
    if isinstance(value, dict):
        if value.get("presentation_detail"):
            yield "\n"
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)


def _refuse_or_leave_out(ligne: Ligne, loc: tuple[int | str, ...], raison: str) -> None:
    champ = str(loc[0])
    info = Lieu.model_fields.get(champ)
    if info is None or info.is_required():
        raise LigneRefuseeError(f"{champ} : {raison}" if champ else raison)
    if champ in ligne.valeurs:
        _leave_out(ligne, champ, loc, raison)


def _reason(detail: ErrorDetails) -> str:
    missing = detail["type"] == "missing"
    return "cette colonne est vide" if missing else en_francais(detail, Lieu).message


def _leave_out(ligne: Ligne, champ: str, loc: tuple[int | str, ...], raison: str) -> None:
    """Leave out the refused value: the one item of a list, or the whole field."""
    value = ligne.valeurs[champ]
    if isinstance(value, list) and len(loc) > 1 and isinstance(loc[1], int):
        kept = [item for item in value if item != value[loc[1]]] if loc[1] < len(value) else []
        ligne.note(champ, kept or None, raison)
    else:
        ligne.note(champ, None, raison)
    if champ in {"latitude", "longitude"}:
        other = "longitude" if champ == "latitude" else "latitude"
        if other in ligne.valeurs:
            ligne.note(other, None, raison)
        ligne.valeurs["precision"] = "commune"
