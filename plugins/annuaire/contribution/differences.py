"""What differs between two states of a lieu, field by field, in the words of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from annuaire import horaires, textes
from annuaire.model import Lieu

LUNDI = date(2026, 6, 1)
"""A Monday without holiday before the summer: any would do, the text as typed stands beside."""
ABSENT = "(non renseigné)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed: its name in the entry, its label, its value before and after."""

    champ: str
    label: str
    avant: str
    apres: str


def differences(avant: Lieu | None, apres: Lieu | None) -> list[Difference]:
    """Return the fields that differ, in the order of the model; None is a lieu without entry."""
    return list(_differing(avant, apres, Lieu, "", ""))


def _differing(
    avant: Any, apres: Any, model: type[BaseModel], champ: str, label: str
) -> Iterator[Difference]:
    for name, info in model.model_fields.items():
        before, after = getattr(avant, name, None), getattr(apres, name, None)
        if before == after or (not before and not after):
            continue
        place, title = f"{champ}{name}", f"{label}{info.title}"
        part = next((v for v in (before, after) if isinstance(v, BaseModel)), None)
        if part is not None:
            yield from _differing(before, after, type(part), f"{place}.", f"{title} : ")
        elif (avant, after) != (None, info.default):  # what a new block says by default
            yield Difference(place, title, *_shown(name, before, after))


def _shown(champ: str, before: Any, after: Any) -> tuple[str, str]:
    """Return both values as text; of two lists that share some items, only what parts them."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        gone = tuple(item for item in before if item not in after)
        new = tuple(item for item in after if item not in before)
        if len(gone) < len(before) and (gone or new):
            return (
                f"retiré : {valeur(champ, gone)}" if gone else "rien n’est retiré",
                f"ajouté : {valeur(champ, new)}" if new else "rien n’est ajouté",
            )
    return valeur(champ, before), valeur(champ, after)


def valeur(champ: str, value: Any) -> str:
    """Return a value as people say it, its blocks as « label : value ».

    >>> valeur("telephone", ("+33381562065",)), valeur("ferme_le", date(2025, 8, 1))
    ('03 81 56 20 65', '1er août 2025')
    """
    if value is None or value == ():
        return ABSENT
    if isinstance(value, tuple):
        return ", ".join(valeur(champ, item) for item in value)
    if isinstance(value, BaseModel):
        return " ; ".join(
            f"{info.title} : {valeur(name, getattr(value, name))}"
            for name, info in type(value).model_fields.items()
            if getattr(value, name) not in (None, ())
        )
    if champ in {"horaires", "regle"}:
        return f"{_plain(textes.semaine_fr(horaires.semaine(value, LUNDI)))} ({value})"
    if isinstance(value, date):
        return _plain(textes.date_fr(value))
    return _plain(textes.telephone(value)) if champ == "telephone" else str(value)


def _plain(text: str) -> str:
    return text.replace(textes.NBSP, " ").replace(textes.FINE, " ")
