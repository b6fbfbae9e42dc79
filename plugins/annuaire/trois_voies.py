"""Three-way merge: what an import said before, what it says now, what people wrote in between."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from annuaire.base_import import Base, base_de
from annuaire.model import Lieu

IDENTITE = ("id", "anciens_ids", "anciens_slugs")
"""What an entry is known by: no row of a file changes it."""

ENSEMBLES = (
    ("commune", "code_insee", "code_postal"),
    ("latitude", "longitude", "precision"),
)
"""Fields that mean nothing one without the others: they change together or not at all."""


class Fusion3(NamedTuple):
    """The merged Lieu, the fields that took the new value, those where a person's edit stays."""

    lieu: Lieu
    pris: tuple[str, ...]
    gardes: tuple[str, ...]


def differences(a: Lieu, b: Lieu) -> tuple[str, ...]:
    """Name the fields in which two Lieux differ, in the order of the model."""
    return tuple(name for name in Lieu.model_fields if getattr(a, name) != getattr(b, name))


def fusionner(fiche: Lieu, ligne: Lieu, base: Base | None) -> Fusion3:
    """Merge a row into the entry that exists already; a field that a person edited is kept.

    A field is edited where it is no longer what the last import said (`base`). Without a base
    nobody can tell, and every field is kept. The identity of the entry is never touched.
    """
    ligne = ligne.model_copy(update={name: getattr(fiche, name) for name in IDENTITE})
    differing = differences(fiche, ligne)
    if base is None:
        return Fusion3(fiche, (), differing)
    now = base_de(fiche, "").champs
    taken: list[str] = []
    for group in _groups(differing):
        # The day of an entry follows what changed in it: decided once the rest is known.
        if group != ("date_maj",) and all(now.get(n) == base.champs.get(n) for n in group):
            taken += group
    pris = tuple(name for name in differing if name in taken)
    if "date_maj" in differing and (pris or now.get("date_maj") == base.champs.get("date_maj")):
        later = max(fiche.date_maj, ligne.date_maj)
        pris += ("date_maj",) if later != fiche.date_maj else ()
    updated: dict[str, Any] = {name: getattr(ligne, name) for name in pris}
    kept = (n for n in differing if n not in pris and n != "date_maj")
    return Fusion3(fiche.model_copy(update=updated), pris, tuple(kept))


def _groups(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the fields that differ, each with those that change with it."""
    done: set[str] = set()
    for name in names:
        if name not in done:
            group = next((g for g in ENSEMBLES if name in g), (name,))
            done.update(group)
            yield group
