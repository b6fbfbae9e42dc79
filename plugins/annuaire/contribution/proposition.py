"""What a message becomes: an entry that could be written, or what is to be done first."""

from dataclasses import dataclass
from pathlib import Path

from annuaire.contribution.formulaires import Formulaire
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.reader import Lecture


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """The outcome of a message.

    `chemin` is where the entry goes, under content/. `texte` is the entry as it was typed, for
    the lines of the faults to be shown, "" where it was made from answers. `remarques` and `main`
    are French sentences of ours, in Markdown, whose foreign texts do nothing.
    """

    formulaire: Formulaire
    avant: Lecture | None = None
    apres: Lieu | None = None
    chemin: Path | None = None
    texte: str = ""
    fautes: tuple[Problem, ...] = ()
    avis: tuple[Problem, ...] = ()
    remarques: tuple[str, ...] = ()
    main: str = ""
    """Why a person must do it by hand, "" where a program can."""

    @property
    def prete(self) -> bool:
        """True if the entry can be written as it is."""
        return self.apres is not None and not self.fautes and not self.main
