"""The fields whose values come from a closed list of the national standard."""

import re
import unicodedata
from functools import cache

from annuaire.ligne import Ligne
from annuaire.model import FERMES
from annuaire.nettoyage.cellules import Lu, relire, textes

_LIBRES = ("autres_formations_labels", "anciens_ids")


def nettoyer(ligne: Ligne) -> None:
    """Split the lists, spell their values as the standard does. What is not of the list stays:
    the model will leave it out, with the nearest value in its reason.
    """
    for champ in FERMES:
        if champ in ligne.valeurs:
            relire(ligne, champ, lambda texte, champ=champ: lire(texte, champ))  # type: ignore[misc]
    for champ in _LIBRES:
        if champ in ligne.valeurs:
            ligne.valeurs[champ] = textes(ligne.valeurs[champ])


def lire(texte: str, champ: str) -> Lu:
    """Return the value of the list that a text spells, several where commas separate some."""
    known = _par_cle(champ)
    exact = known.get(_cle(texte))
    if exact:
        near = texte in (exact, exact.replace("'", "’"))
        return Lu((exact,), () if near else ("écrit comme dans la liste",))
    parts = [known.get(_cle(part)) for part in re.split(r"[,;\n]", texte)]
    if len(parts) > 1 and all(parts):
        return Lu(tuple(filter(None, parts)), ("plusieurs valeurs séparées",))
    return Lu((texte,))


@cache
def _par_cle(champ: str) -> dict[str, str]:
    return {_cle(valeur): valeur for valeur in FERMES[champ]}


@cache
def _cle(texte: str) -> str:
    """Letters and digits only, without case nor accents."""
    decomposed = unicodedata.normalize("NFKD", texte.casefold())
    return "".join(c for c in decomposed if c.isalnum())
