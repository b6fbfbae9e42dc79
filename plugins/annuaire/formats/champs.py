"""Cells under the names of the model → a Ligne, each cell tidied and accounted for."""

import re
from collections.abc import Mapping
from typing import Any

from annuaire.formats.cellules import ILLISIBLE, propre
from annuaire.ligne import Ligne
from annuaire.model import CHAMPS_NATIONAUX, LISTES

PRESENTATIONS = ("presentation_resume", "presentation_detail")
_INDISPENSABLES = ("id", "nom")


def ligne(numero: int, brut: Mapping[str, Any], separateurs: str = r"\|", faute: str = "") -> Ligne:
    """Build the Ligne of one record: texts stripped, lists split, empty values left out.

    `brut` has texts or lists of texts; `separateurs` is the regular expression of what parts a
    list in one cell. What was mended in a cell is in the account; a cell with an unreadable
    character is left out of the entry, and where it is the name or the identifier the record is
    at fault.
    """
    one = Ligne(numero, propre(texte(brut.get("id")))[0], {}, faute)
    for champ, value in brut.items():
        typed = texte(value)
        tidied, faits = propre(typed, presentation=champ in PRESENTATIONS)
        parted = r"\|" if isinstance(value, list) else separateurs
        kept = decouper(tidied, parted) if champ in LISTES else tidied
        if not kept:
            continue
        one.valeurs[champ] = typed if faits else kept
        if isinstance(value, dict):
            one.note(champ, None, "un bloc de champs au lieu d’un texte")
        elif ILLISIBLE in tidied:
            if champ in _INDISPENSABLES:
                one.faute = one.faute or f"{champ} : « {tidied} » contient un caractère illisible"
            one.note(champ, None, "caractère illisible")
        elif faits:
            one.note(champ, kept, " ; ".join(faits))
    return one


def decouper(text: str, separateurs: str = r"\|") -> list[str]:
    """Split a list written in one cell: each item once, in its order, none empty."""
    items = (item.strip() for item in re.split(separateurs, text))
    return list(dict.fromkeys(filter(None, items)))


def texte(value: Any) -> str:
    """Return a cell as text: that of a JSON may be a list, a block, true, or nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return "|".join(filter(None, map(texte, value)))
    return str(value)


def nationaux(brut: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the cells of the 32 fields of the standard."""
    return {champ: brut[champ] for champ in CHAMPS_NATIONAUX if champ in brut}
