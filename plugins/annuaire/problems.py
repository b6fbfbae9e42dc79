"""What is wrong with an entry, said to the person who can mend it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Niveau = Literal["erreur", "avis"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault of one file: where it is, what is wrong, how to mend it, an example.

    `line` and `column` start at 1. `champ` is the field as the author typed it, "" for the
    file as a whole. A problem of level "erreur" stops a strict build; an "avis" only informs.
    """

    path: Path
    line: int = 1
    column: int = 1
    champ: str = ""
    message: str
    remede: str = ""
    exemple: str = ""
    niveau: Niveau = "erreur"

    @property
    def phrase(self) -> str:
        """Message, remedy and example in one line."""
        parts = [self.message.rstrip(".")]
        if self.remede:
            parts.append(f". {self.remede.rstrip('.')}")
        if self.exemple:
            parts.append(f" (exemple : {self.exemple})")
        return " ".join("".join(parts).split())


def sur_une_ligne(text: str) -> str:
    """Return a text safe to print: one line, no terminal escape, no command of GitHub Actions."""
    shown = "".join(
        c if c.isprintable() or c in "\u00a0\u202f" else c.encode("unicode_escape").decode()
        for c in text
    )
    # GitHub obeys « :: » at the start of a line, and « ##[ » anywhere in it.
    shown = shown.replace("##[", "## [")
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def terminal(problem: Problem) -> str:
    """`file:line:column: champ : message`, the line that scripts and editors read."""
    champ = f"{problem.champ} : " if problem.champ else ""
    return sur_une_ligne(f"{problem.path}:{problem.line}:{problem.column}: {champ}{problem.phrase}")


def github(problem: Problem) -> str:
    """The same as a workflow command of GitHub Actions, shown beside the line it speaks of."""
    kind = "error" if problem.niveau == "erreur" else "notice"
    place = f"file={_property(sur_une_ligne(str(problem.path)))},line={problem.line},col={problem.column}"
    title = "Fiche à corriger" if problem.niveau == "erreur" else "À relire"
    champ = f"{problem.champ} : " if problem.champ else ""
    return f"::{kind} {place},title={title}::{_data(sur_une_ligne(champ + problem.phrase))}"


def erreurs(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that stop a strict build, in the order of the files and of their lines."""
    return sorted(problem for problem in problems if problem.niveau == "erreur")


def avis(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that inform."""
    return sorted(problem for problem in problems if problem.niveau == "avis")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def json_(problems: Iterable[Problem], root: Path) -> str:
    """A report for machines: one object a problem, paths relative to `root`."""
    rows = [
        {
            "fichier": (
                p.path.relative_to(root) if p.path.is_relative_to(root) else p.path
            ).as_posix(),
            "ligne": p.line,
            "colonne": p.column,
            "champ": p.champ,
            "message": p.phrase,
        }
        for p in problems
    ]
    return json.dumps({"problemes": rows}, ensure_ascii=False, indent=1) + "\n"
