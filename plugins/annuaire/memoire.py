"""The entries as they were read last time: YAML and Markdown are read again only where a file changed."""

import contextlib
import json
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from annuaire import checks, reader
from annuaire.federation import Place
from annuaire.fiche import Fiche, fiche_de
from annuaire.manifeste import empreinte, en_json
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.reader import Lecture

T = TypeVar("T")


class Memoire:
    """What is known of the entries of a content, by the hash of their bytes.

    A lieu comes back through the model, from JSON, in a third of the time (95 µs of 330): a memory
    that somebody wrote by hand gives no lieu that an entry could not.
    """

    def __init__(self, path: Path, fond: str) -> None:
        """Take up what a file remembers, if it was written by the same code: `fond` tells."""
        self._path, self._fond = path, fond
        self._le, self._douteuses, self._avant = self._relue()
        self._le_avant = self._le
        self._apres: dict[str, tuple[str, str]] = {}
        self._noms: dict[Path, str] = {}
        self._rappelees: set[Path] = set()

    @property
    def rappelees(self) -> int:
        """How many entries were not read again."""
        return len(self._rappelees)

    def _relue(self) -> tuple[str, set[str], dict[str, tuple[str, str]]]:
        try:
            known = json.loads(self._path.read_bytes())
            if known["fond"] != self._fond:
                return "", set(), {}
            fiches = {
                name: (str(mark), str(text)) for name, (mark, text) in known["fiches"].items()
            }
            return str(known["le"]), set(known["douteuses"]), fiches
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "", set(), {}

    def oublier(self, paths: Collection[Path]) -> bool:
        """Forget some entries: a fault is told with its line, which the memory does not have.

        False where none of them was remembered: to read again would say nothing more.
        """
        found = self._rappelees & set(paths)
        for path in found:
            self._avant.pop(self._noms[path], None)
        return bool(found)

    def lire(self, content: Path) -> Iterator[Lecture]:
        """Read all the entries of a content, as `reader.read_tree` does."""
        self._apres, self._rappelees = {}, set()
        self._noms = self._lister(content / "lieux")
        for path in self._noms:
            yield self._une(path)

    def _lister(self, lieux: Path) -> dict[Path, str]:
        """Return the files to read, each with its place under lieux/."""
        return {path: path.relative_to(lieux).as_posix() for path in reader.files(lieux)}

    def _une(self, path: Path) -> Lecture:
        try:
            mark = "" if path.is_symlink() else empreinte(path.read_bytes())
        except OSError:
            mark = ""
        name = self._noms[path]
        before = self._avant.get(name)
        if mark and before and before[0] == mark:
            with contextlib.suppress(
                ValueError
            ):  # written by hand: the entry itself says what it is
                lieu = Lieu.model_validate_json(before[1])
                self._apres[name] = before
                self._rappelees.add(path)
                return Lecture(path, lieu)
        self._douteuses.add(name)
        found = reader.read(path, tuple(name.split("/")[:-1]))
        if mark and found.lieu and not found.problems:
            self._apres[name] = (mark, found.lieu.model_dump_json(exclude_unset=True))
        return found

    def verifier(self, lecture: Lecture, today: date) -> list[Problem]:
        """Check an entry by itself; one that is remembered without fault has none on the same day.

        1 s of 16,000 entries.
        """
        if self._le != str(today):
            self._le, self._douteuses = str(today), set(self._noms.values())
        name = self._noms[lecture.path]
        if name not in self._douteuses:
            return []
        found = list(checks.check_one(lecture, today))
        if not found:
            self._douteuses.discard(name)
        return found

    def placer(self, place: Place) -> Fiche | None:
        """Place a lieu in its territory."""
        return fiche_de(place)

    def sources(self, lire: Callable[[], T]) -> T:
        """Read the open datasets: a build reads them once."""
        return lire()

    def retenir(self) -> None:
        """Remember what was read, if the disk lets us: it only saves time."""
        known = {
            "fond": self._fond,
            "le": self._le,
            "douteuses": sorted(self._douteuses & self._apres.keys()),
            "fiches": self._apres,
        }
        if (self._le, self._apres) == (self._le_avant, self._avant):
            return
        part = self._path.with_suffix(".partiel")
        try:
            part.write_bytes(en_json(known))
            part.replace(self._path)
        except OSError:
            return


class MemoireVive(Memoire):
    """The same for a process that goes on: what did not change is neither opened nor made again."""

    def __init__(self, path: Path, fond: str) -> None:
        """Take up what a file remembers."""
        super().__init__(path, fond)
        self._lues: dict[Path, Lecture] = {}
        self._liste: dict[Path, str] = {}
        self._sources: list[Any] = []
        self._fiches: dict[str, tuple[Place, Fiche | None]] = {}
        self._neuves: set[Path] = set()
        self._retenue = False

    def changer(self, fiches: Collection[Path], *, liste: bool, sources: bool) -> None:
        """Say what to read again: entries, the list of entries, the open datasets."""
        for path in fiches:
            self._lues.pop(path, None)
            self._neuves.discard(path)
        if liste:
            self._liste = {}
        if sources:
            self._sources = []

    def oublier(self, paths: Collection[Path]) -> bool:
        """Forget some entries, those read since the last fault apart."""
        for path in self._rappelees & set(paths):
            self._lues.pop(path, None)
        return super().oublier(paths)

    def _lister(self, lieux: Path) -> dict[Path, str]:
        self._liste = self._liste or super()._lister(lieux)
        return self._liste

    def _une(self, path: Path) -> Lecture:
        known = self._lues.get(path)
        if known is None:
            known = self._lues[path] = super()._une(path)
            self._neuves.add(path)
        elif not known.problems and not known.tape:
            self._rappelees.add(path)
        return known

    def placer(self, place: Place) -> Fiche | None:
        """Return the fiche made last time of the same place, with all that it has derived since."""
        known = self._fiches.get(place.slug)
        if known is None or known[0] != place:
            known = self._fiches[place.slug] = (place, super().placer(place))
        return known[1]

    def sources(self, lire: Callable[[], T]) -> T:
        """Read the open datasets where `changer` said so."""
        if not self._sources:
            self._sources = [lire()]
        return cast("T", self._sources[0])

    def retenir(self) -> None:
        """Remember the first reading only: a file of 30 MB at each entry saved would be the slowest part.

        The texts of the entries, which faults alone need, are let go: 60 MB of 16,000.
        """
        for path in self._neuves:
            self._lues[path] = reader.allegee(self._lues[path])
        self._neuves = set()
        if not self._retenue:
            super().retenir()
            self._retenue, self._avant = True, {}
