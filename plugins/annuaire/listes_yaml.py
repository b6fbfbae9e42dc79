"""A YAML file that is a list → its items as one model says them, each fault at its line.

What `reader` does for an entry, for the files of content/ that hold many small things: the
programme, the sources, the decisions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from annuaire import yaml_strict
from annuaire.fautes_du_modele import en_francais
from annuaire.parties import Partie
from annuaire.problems import Niveau, Problem
from annuaire.reader import read_text

P = TypeVar("P", bound=Partie)
_RETRAIT = 2


class Element(NamedTuple, Generic[P]):
    """One item that has no fault, and its rank in the file, from 0."""

    rang: int
    valeur: P


@dataclass(frozen=True)
class Liste(Generic[P]):
    """What reading a file gave: its good items, and the problems of the others."""

    path: Path
    texte: str = ""
    elements: tuple[Element[P], ...] = ()
    problems: tuple[Problem, ...] = ()

    def ligne(self, rang: int) -> int:
        """Return the line where an item begins."""
        return self._positions.of(("items", rang))[0]

    def problem(
        self,
        rang: int,
        loc: tuple[int | str, ...],
        message: str,
        remede: str = "",
        exemple: str = "",
        *,
        niveau: Niveau = "erreur",
        au_nom: bool = False,
    ) -> Problem:
        """Return a problem of an item, at the place of the field `loc` (() for the whole of it)."""
        line, column = self._positions.of(("items", rang, *loc), key=au_nom or not loc)
        return Problem(
            path=self.path,
            line=line,
            column=max(column - _RETRAIT, 1),
            champ=".".join(str(p + 1) if isinstance(p, int) else p for p in loc),
            message=message,
            remede=remede,
            exemple=exemple,
            niveau=niveau,
        )

    @cached_property
    def _positions(self) -> yaml_strict.Positions:
        return yaml_strict.positions(_en_bloc(self.texte), first_line=0)


def lire(path: Path, model: type[P], taille_max: int, exemple: str) -> Liste[P]:
    """Read a list of items of a model; empty where the file is absent.

    `taille_max` is in bytes; `exemple` shows the first line of an item to who wrote no list.
    """
    if not path.exists() and not path.is_symlink():
        return Liste(path)
    text, fault = read_text(path, taille_max)
    if fault:
        return Liste(path, problems=(fault,))
    values, faults = yaml_strict.lire(_en_bloc(text), first_line=0)
    problems = tuple(_problem(path, fault) for fault in faults)
    rows = values.get("items") or []
    if not isinstance(rows, list):
        no_list = Problem(
            path=path,
            message="ce fichier est une liste",
            remede="Commencez chaque élément par un tiret",
            exemple=exemple,
        )
        return Liste(path, text, (), (*problems, no_list))
    return _lue(Liste(path, text, (), problems), rows, model, exemple)


def _lue(liste: Liste[P], rows: list[Any], model: type[P], exemple: str) -> Liste[P]:
    elements: list[Element[P]] = []
    problems = list(liste.problems)
    for rang, row in enumerate(rows):
        if not isinstance(row, dict):
            said = ("il faut un bloc de champs", "Écrivez chaque champ sur sa ligne, en retrait")
            problems.append(liste.problem(rang, (), *said, exemple))
            continue
        try:
            elements.append(Element(rang, model.model_validate(row)))
        except ValidationError as error:
            problems += _faults(liste, rang, error, model)
    return Liste(liste.path, liste.texte, tuple(elements), tuple(problems))


def _faults(
    liste: Liste[P], rang: int, error: ValidationError, model: type[P]
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        loc, message, remede, exemple, au_nom = en_francais(detail, model)
        yield liste.problem(rang, loc, message, remede, exemple, au_nom=au_nom)


def _problem(path: Path, fault: yaml_strict.Fault) -> Problem:
    return Problem(
        path=path,
        line=max(fault.line, 1),
        column=max(fault.column - _RETRAIT, 1),
        champ=fault.champ.removeprefix("items").lstrip("."),
        message=fault.message,
        remede=fault.remede,
        exemple=fault.exemple,
    )


def _en_bloc(text: str) -> str:
    """Set a list under one key, on the line before: the strict reader of the entries then serves."""
    return "items:\n" + "".join(f"{' ' * _RETRAIT}{line}\n" for line in text.split("\n"))
