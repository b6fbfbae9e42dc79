"""CSV text → rows, one at a time, each with the line of the file where it starts.

A row that cannot be read is a row with its fault: what stands before it and after it comes in.
A stray quote makes csv swallow the lines that follow: those are read again, each on its own.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

SEPARATEURS = (",", ";", "\t", "|")
SIGNES_MAX = 1_000_000
"""The longest row, in characters: beyond it a quote was left open, or the file is no CSV."""
REPRISES_MAX = 50
"""How many stray quotes are got over; a file that has more is no CSV, and each costs a long look."""

# The limit of one field, 131,072 by default, must not strike before that of the row.
csv.field_size_limit(SIGNES_MAX)


@dataclass(frozen=True, slots=True)
class Rangee:
    """One row: its first line in the file, its cells, and its fault in French ("" if none)."""

    numero: int
    cellules: tuple[str, ...]
    faute: str = ""


class _TropLongError(Exception):
    """A row passed SIGNES_MAX."""


class _Lignes:
    """The lines of a text as csv asks for them, those of the row being read kept at hand."""

    def __init__(self, flux: TextIO) -> None:
        self._flux = flux
        self._rendues: deque[str] = deque()
        self.numero = 0
        self._finie = True
        self.commencer()

    def commencer(self) -> None:
        """Start a row."""
        self.debut = self.numero + 1
        self._lues: list[str] = []
        self._signes = 0

    @property
    def texte(self) -> str:
        """What was read of the row so far."""
        return "".join(self._lues)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lire()
        if not line:
            raise StopIteration
        self._lues.append(line)
        self._signes += len(line)
        if self._signes > SIGNES_MAX:
            raise _TropLongError
        return line

    def rendre(self, apres: int) -> None:
        """Give back the lines of the row after the line `apres`, to be read again."""
        count = apres - self.debut + 1
        self._rendues.extendleft(reversed(self._lues[count:]))
        self.numero = apres
        self._finie = True

    def finir_la_ligne(self) -> None:
        """Leave out what remains of a line too long to be read."""
        while not self._finie and self._lire():
            pass

    def finir(self) -> None:
        """Count the lines that remain, without keeping them."""
        while self._lire():
            pass

    def _lire(self) -> str:
        line = self._rendues.popleft() if self._rendues else self._flux.readline(SIGNES_MAX + 1)
        if line:
            self.numero += self._finie
            self._finie = line.endswith(("\n", "\r"))
        return line


def rangees(flux: TextIO, separateur: str) -> Iterator[Rangee]:
    """Read the rows of a text opened with newline="" (line ends as they are)."""
    lignes = _Lignes(flux)
    rows = csv.reader(lignes, delimiter=separateur, strict=True)
    reprises = 0
    while True:
        lignes.commencer()
        try:
            row = next(rows)
        except StopIteration:
            return
        except (_TropLongError, csv.Error) as error:
            opened = _guillemet_ouvert(lignes.texte, separateur)
            too_long = isinstance(error, _TropLongError)
            if opened is not None and (too_long or "unexpected end" in str(error)):
                if reprises == REPRISES_MAX:
                    yield _jamais_refermee(lignes, opened)
                    return
                reprises += 1
                yield _ouverte(lignes, opened)
            elif not too_long and lignes.numero > lignes.debut and reprises < REPRISES_MAX:
                reprises += 1
                lignes.rendre(apres=lignes.debut)
                yield Rangee(lignes.debut, (), _faute(lignes, too_long=False))
            else:
                lignes.finir_la_ligne()
                yield Rangee(lignes.debut, (), _faute(lignes, too_long=too_long))
            rows = csv.reader(lignes, delimiter=separateur, strict=True)
            continue
        if any(cell.strip() for cell in row):
            yield Rangee(lignes.debut, tuple(row))


def _ouverte(lignes: _Lignes, opened: int) -> Rangee:
    """Leave out the row as far as the line of its open quote; the lines after it are read again."""
    line = lignes.debut + _sauts(lignes.texte[:opened])
    first = lignes.debut
    lignes.rendre(apres=line)
    return Rangee(first, (), _jamais(line, first, line))


def _jamais_refermee(lignes: _Lignes, opened: int) -> Rangee:
    """Leave out all that remains, without keeping it."""
    line = lignes.debut + _sauts(lignes.texte[:opened])
    lignes.finir()
    return Rangee(lignes.debut, (), _jamais(line, lignes.debut, lignes.numero))


def _jamais(line: int, first: int, last: int) -> str:
    lost = (
        f"les lignes {first} à {last} ne peuvent pas être lues"
        if last > first
        else "cette ligne ne peut pas être lue"
    )
    return f"un guillemet ouvert à la ligne {line} n’est jamais refermé : {lost}"


def _faute(lignes: _Lignes, *, too_long: bool) -> str:
    if too_long:
        return f"cette ligne dépasse {SIGNES_MAX} caractères : elle n’a pas été lue"
    where = (
        f"les lignes {lignes.debut} à {lignes.numero} sont mal formées"
        if lignes.numero > lignes.debut
        else "cette ligne est mal formée"
    )
    return f'{where} : un guillemet est de trop (dans un texte, il s’écrit deux fois : "")'


_CITATION = re.compile(r'"[^"]*+(?:""[^"]*+)*+"(?!")')


def _guillemet_ouvert(texte: str, separateur: str) -> int | None:
    """Return the place of the quote that was opened and not closed, None if none is."""
    ends = re.compile(f"[{re.escape(separateur)}\r\n]")
    place = 0
    while place < len(texte):
        if texte[place] == '"':
            quoted = _CITATION.match(texte, place)
            if quoted is None:
                return place
            place = quoted.end()
        end = ends.search(texte, place)
        if end is None:
            return None
        place = end.end()
    return None


def _sauts(texte: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", texte))


def entete(texte: str, connues: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return (separator, names of the columns) of a CSV, from its beginning.

    The separator is the one that gives the most of the columns `connues`, then the most columns.
    """
    known = set(connues)
    said = re.match(r"sep=(.)\s*$", texte.partition("\n")[0])  # written there by Excel
    found = []
    for separateur in (said[1],) if said else SEPARATEURS:
        rows = (row for row in rangees(io.StringIO(texte, newline=""), separateur))
        first = next((row for row in rows if not _est_sep(row)), None)
        names = tuple(nom(cell) for cell in first.cellules) if first else ()
        found.append((len(known & set(names)), len(names), separateur, names))
    best = max(found, key=lambda one: one[:2])
    return best[2], best[3]


def nom(cell: str) -> str:
    """Return the name of a column as it is compared: one line, spaces tidied."""
    return " ".join(cell.replace("\ufeff", "").split())


def _est_sep(row: Rangee) -> bool:
    return bool(row.cellules) and row.cellules[0].startswith("sep=")


def corps(flux: TextIO, separateur: str, largeur: int) -> Iterator[Rangee]:
    """Read the rows after the first, which names the columns; their width is checked."""
    rows = (row for row in rangees(flux, separateur) if not _est_sep(row))
    next(rows, None)
    for row in rows:
        count = len(row.cellules)
        if row.faute or count == largeur:
            yield row
        elif count > largeur:
            yield Rangee(row.numero, row.cellules, "cette ligne a plus de colonnes que la première")
        else:
            yield Rangee(
                row.numero,
                row.cellules,
                f"cette ligne n’a que {count} colonne{'s' * (count > 1)} au lieu de {largeur} : elle "
                "est peut-être coupée",
            )
