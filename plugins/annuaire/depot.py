"""Imported entries → the files of a tree, without losing what somebody wrote there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from annuaire.ecriture import entree, place
from annuaire.model import Lieu
from annuaire.reader import TAILLE_MAX, Lecture, read_tree

_IDENTITE = ("id", "anciens_ids", "anciens_slugs")
"""What an entry is known by: no row of a file changes it."""


@dataclass(frozen=True, slots=True)
class Depose:
    """What became of one entry: its file, and the fields in which an entry left as it is differs."""

    etat: Literal["ecrite", "inchangee", "gardee"]
    path: Path
    champs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gardee:
    """One entry that says something else than its row, and stays as it is."""

    ligne: int
    id: str
    fiche: str
    champs: tuple[str, ...]


class Depot:
    """A tree that receives entries. One that exists already and differs is left as it is."""

    def __init__(self, vers: Path, *, remplacer: bool) -> None:
        """Read what `vers/lieux/` holds; `remplacer` lets an import write over it."""
        self._vers, self._remplacer = vers, remplacer
        self._known: dict[str, tuple[str, Lecture]] = {}
        self._taken: set[str] = set()
        self._rows: dict[str, str] = {}
        self._claimed: dict[Path, str] = {}
        for lecture in read_tree(vers):
            self._taken |= {lecture.path.stem.lower(), *_typed(lecture, "anciens_slugs")}
            for id_ in _ids(lecture):
                self._known.setdefault(id_.lower(), (id_, lecture))

    def refus(self, id_: str) -> str:
        """Return why a row of this identifier cannot come in, "" if it can."""
        if not id_:
            return "cette ligne n’a pas d’identifiant"
        folded = id_.lower()
        spelt, there = self._known.get(folded, (id_, None))
        if self._rows.get(folded) == id_:
            return f"l’identifiant « {id_} » est déjà pris plus haut"
        near = self._rows.get(folded, spelt)
        if near != id_:
            return f"l’identifiant « {id_} » ne diffère que par les majuscules de « {near} »"
        self._rows[folded] = id_
        if there and self._claimed.setdefault(there.path, id_) != id_:
            return f"{there.path.name} est déjà la fiche de « {self._claimed[there.path]} »"
        return ""

    def deposer(self, lieu: Lieu, text: str) -> Depose:
        """Write the text of an entry, or leave the one that exists already."""
        there = self._known.get(lieu.id.lower(), ("", None))[1]
        if there is None:
            return self._write(self._new(lieu), text)
        if there.lieu is None:
            differing = sorted({problem.champ.partition(".")[0] for problem in there.problems})
        else:
            lieu = lieu.model_copy(update={name: getattr(there.lieu, name) for name in _IDENTITE})
            differing = [n for n in Lieu.model_fields if getattr(lieu, n) != getattr(there.lieu, n)]
            if not differing:
                return Depose("inchangee", there.path)
            text = entree(lieu)
        # The old names of an entry that cannot be read would be lost, and the links with them.
        named = not there.lieu and any(_typed(there, champ) for champ in _IDENTITE[1:])
        if named or not self._remplacer:
            return Depose("gardee", there.path, tuple(filter(None, differing)))
        path = self._vers / place(lieu, there.path.stem)
        if path != there.path and path.exists():
            path = self._new(lieu)
        done = self._write(path, text)
        if path != there.path:
            there.path.unlink()
        return done

    def _new(self, lieu: Lieu) -> Path:
        base = name = place(lieu).stem
        number = 1
        while name in self._taken:
            number += 1
            name = f"{base[:76].rstrip('-')}-{number}"
        self._taken.add(name)
        return self._vers / place(lieu, name)

    def _write(self, path: Path, text: str) -> Depose:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return Depose("ecrite", path)


def rang(id_: str) -> tuple[tuple[int, int | str], ...]:
    """Return what puts fs-2 before fs-10: names are given in the order of the identifiers."""
    parts = "".join(c if c.isdecimal() else f" {c} " for c in id_).split()
    return tuple((0, int(p)) if p.isdecimal() else (1, p) for p in parts)


def _ids(lecture: Lecture) -> Iterator[str]:
    """Yield the identifiers of an entry, even one that has faults."""
    yield from _typed(lecture, "id")
    yield from _typed(lecture, "anciens_ids")
    if lecture.brut or lecture.path.is_symlink() or not lecture.path.is_file():
        return
    with lecture.path.open("rb") as file:  # its YAML or its encoding is broken
        text = file.read(TAILLE_MAX).decode("utf-8", "replace")
    typed = re.search(r"^id:[ \t]*([\"']?)(.+?)\1[ \t\r]*$", text, re.MULTILINE)
    if typed:
        yield typed[2]


def _typed(lecture: Lecture, champ: str) -> list[str]:
    """Return the values of a field that is one text or a list of texts."""
    value = getattr(lecture.lieu, champ) if lecture.lieu else lecture.brut.get(champ)
    values = [value] if isinstance(value, str) else value or ()
    return [item for item in values if isinstance(item, str) and item]
