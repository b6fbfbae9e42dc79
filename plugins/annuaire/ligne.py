"""One record of an imported file being put in order, with the account of what was done to it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Nettoyage:
    """One value put in order or left out of an entry."""

    ligne: int
    id: str
    champ: str
    avant: str
    apres: str
    raison: str


@dataclass(frozen=True, slots=True)
class Refus:
    """One record that gave no entry."""

    ligne: int
    id: str
    raison: str


@dataclass
class Ligne:
    """One record: its values so far under the names of the model, and what was done to them.

    `numero` is its line in the file, or its rank where a file has no lines (JSON). A format gives
    texts, lists of texts or blocks (`fabrique`), stripped, and leaves out what is empty. `faute`
    says in French why the record cannot be read at all, "" where it can.
    """

    numero: int
    id: str
    valeurs: dict[str, Any]
    faute: str = ""
    nettoyages: list[Nettoyage] = field(default_factory=list)

    def note(self, champ: str, apres: Any, raison: str) -> None:
        """Change a value (None leaves it out) and keep the account of it."""
        avant = self.valeurs.pop(champ, "")
        if apres is not None:
            self.valeurs[champ] = apres
        self.nettoyages.append(
            Nettoyage(self.numero, self.id, champ, _shown(avant), _shown(apres), raison)
        )


class FormatInconnuError(Exception):
    """A file of which no record can be read, said in French with what to do."""


class LigneRefuseeError(Exception):
    """A record that cannot be an entry, with the reason in French."""


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)
