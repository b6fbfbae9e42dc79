"""The cells of a record that may hold several values: each read apart, with what was done to it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from annuaire.ligne import Ligne


class Lu(NamedTuple):
    """What a text gave: the values to keep, and what was done or refused, in French."""

    valeurs: tuple[str, ...]
    raisons: tuple[str, ...] = ()


def textes(value: Any) -> list[str]:
    """Return the texts of a cell: the items of a list, or what « | » separates."""
    items = value if isinstance(value, list) else str(value).split("|")
    return list(dict.fromkeys(filter(None, (str(item).strip() for item in items))))


def relire(ligne: Ligne, champ: str, lire: Callable[[str], Lu]) -> None:
    """Read each text of a field that is a list; the account tells the field once, if changed."""
    if not ligne.valeurs.get(champ):
        return
    lus = [lire(texte) for texte in textes(ligne.valeurs[champ])]
    kept = list(dict.fromkeys(valeur for lu in lus for valeur in lu.valeurs))
    raisons = dict.fromkeys(raison for lu in lus for raison in lu.raisons)
    if raisons:
        ligne.note(champ, kept or None, " ; ".join(raisons))
    elif kept:
        ligne.valeurs[champ] = kept
    else:
        del ligne.valeurs[champ]
