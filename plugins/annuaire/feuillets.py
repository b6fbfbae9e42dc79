"""A page written in content/: its fields between two lines « --- », then its text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from annuaire import yaml_strict
from annuaire.fautes_du_modele import en_francais, sans_suites
from annuaire.problems import Problem
from annuaire.reader import read_text
from annuaire.valeurs import SLUG

_ENTETE = re.compile(r"---\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


class Feuillet(NamedTuple):
    """The YAML of the fields, None where there are none; the text, and the line it begins at."""

    champs: str | None
    texte: str
    ligne: int


def lire(path: Path, taille_max: int, exemple: str) -> Feuillet | Problem:
    """Part a file, or say why nobody can; its name is an address. `taille_max` is in bytes."""
    text, fault = read_text(path, taille_max)
    if fault:
        return fault
    if not SLUG.fullmatch(path.stem):
        return Problem(
            path=path,
            message=f"le nom du fichier « {path.name} » ne peut pas servir d’adresse",
            remede="Renommez-le : minuscules, chiffres et tirets",
            exemple=exemple,
        )
    match = _ENTETE.match(text)
    end = match.end() if match else 0
    return Feuillet(match[1] if match else None, text[end:], text[:end].count("\n") + 1)


def fautes(
    path: Path,
    error: ValidationError,
    model: type[BaseModel],
    yaml: str,
    *,
    ligne: int = 1,
    sous: tuple[str, ...] = (),
) -> Iterator[Problem]:
    """Yield what a model refuses of a YAML that begins at a line, under a key where it is one."""
    places = yaml_strict.positions(yaml, ligne)
    for detail in sans_suites(error.errors(include_url=False), model):
        fault = en_francais(detail, model)
        line, column = places.of((*sous, *fault.loc), key=fault.au_nom)
        yield Problem(
            path=path,
            line=line,
            column=column,
            champ=".".join(filter(None, (*sous, fault.champ))),
            message=fault.message,
            remede=fault.remede,
            exemple=fault.exemple,
        )
