"""What the fiches prove of the programme: the measures of `mesures`, counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annuaire import mesures
from annuaire.annuaire import Annuaire, une_par_fabrique
from annuaire.fiche import Fiche
from annuaire.mesures import MESURES, Mesure
from annuaire.textes import pluriel


@dataclass(frozen=True)
class Compte:
    """A measure and its result: `total` of them, `dites` of `sur` tell the field."""

    mesure: Mesure
    total: int
    dites: int
    sur: int

    @property
    def phrase(self) -> str:
        """The result as a sentence, with how many fiches say nothing of it."""
        if not self.sur:
            return "Aucune fabrique n’est présentée ici : rien à compter"
        said = pluriel(self.total, self.mesure.un, self.mesure.plusieurs)
        return f"{said} ; {self.muettes}" if self.muettes else said

    @property
    def muettes(self) -> str:
        """How many fiches do not tell the field, "" where all do or where silence means no."""
        silent = self.sur - self.dites
        if not silent or not self.mesure.silence:
            return ""
        return f"{pluriel(silent, 'fiche')} ne le {'dit' if silent == 1 else 'disent'} pas"


def compter(cle: str, annuaire: Annuaire) -> Compte:
    """Count a measure by its key; KeyError for one that does not exist."""
    mesure = MESURES[cle]
    among = parmi(mesure.parmi, annuaire)
    values = [tuple(_values(fiche, mesure.champ)) for fiche in among]
    told = sum(map(bool, values))
    if mesure.calcul == mesures.SOMME:
        total = round(sum(float(value) for row in values for value in row))
    elif mesure.calcul == mesures.DISTINCTS:
        total = len({value for row in values for value in row})
    else:
        total = sum(any(not mesure.valeurs or v in mesure.valeurs for v in row) for row in values)
    return Compte(mesure, total, told, len(among))


def parmi(base: str, annuaire: Annuaire) -> Sequence[Fiche]:
    """Return what a measure counts among: see `mesures.FABRIQUES` and the others."""
    if base == mesures.LIEUX:
        return annuaire.fiches
    if base == mesures.LABELLISES:
        return annuaire.labellisees
    return une_par_fabrique(annuaire.fiches)


def _values(fiche: Fiche, champ: str) -> Iterator[Any]:
    """Yield the values of a field as `donnees/lieux.json` has them, none where it is not told."""
    first, *rest = champ.split(".")
    found: Any
    if first == "familles":
        found = tuple(famille.cle for famille in fiche.familles)
    elif first == "departement":
        found = fiche.departement.code
    else:
        found = getattr(fiche.lieu, first)
    yield from _inside(found, rest)


def _inside(value: Any, path: Sequence[str]) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item, path)
    elif value is not None:
        if path:
            yield from _inside(getattr(value, path[0]), path[1:])
        else:
            yield value
