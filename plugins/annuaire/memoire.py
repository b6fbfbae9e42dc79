"""The entries as they were read last time: YAML and Markdown are read again only where a file changed."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from annuaire import reader
from annuaire.manifeste import empreinte, en_json
from annuaire.model import Lieu
from annuaire.reader import Lecture


class Memoire:
    """What is known of the entries of a content, by the hash of their bytes.

    A lieu comes back through the model, from JSON, in a third of the time (95 µs of 330): a memory
    that somebody wrote by hand gives no lieu that an entry could not.
    """

    def __init__(self, path: Path, fond: str) -> None:
        """Take up what a file remembers, if it was written by the same code: `fond` tells."""
        self._path, self._fond = path, fond
        self._avant = self._relue()
        self._apres: dict[str, tuple[str, str]] = {}
        self.rappelees = 0
        """How many entries were not read again."""

    def _relue(self) -> dict[str, tuple[str, str]]:
        try:
            known = json.loads(self._path.read_bytes())
            if known["fond"] != self._fond:
                return {}
            return {name: (str(mark), str(text)) for name, (mark, text) in known["fiches"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def oublier(self) -> None:
        """Read every entry again: a fault is told with its line, which the memory does not have."""
        self._avant = {}
        self.rappelees = 0

    def lire(self, content: Path) -> Iterator[Lecture]:
        """Read all the entries of a content, as `reader.read_tree` does."""
        lieux = content / "lieux"
        for path in reader.files(lieux):
            yield self._une(path, path.relative_to(lieux))

    def _une(self, path: Path, place: Path) -> Lecture:
        try:
            mark = "" if path.is_symlink() else empreinte(path.read_bytes())
        except OSError:
            mark = ""
        name = place.as_posix()
        before = self._avant.get(name)
        if mark and before and before[0] == mark:
            with contextlib.suppress(
                ValueError
            ):  # written by hand: the entry itself says what it is
                lieu = Lieu.model_validate_json(before[1])
                self._apres[name] = before
                self.rappelees += 1
                return Lecture(path, lieu)
        found = reader.read(path, place.parts[:-1])
        if mark and found.lieu and not found.problems:
            self._apres[name] = (mark, found.lieu.model_dump_json(exclude_unset=True))
        return found

    def retenir(self) -> None:
        """Remember what was read, if the disk lets us: it only saves time."""
        if self._apres == self._avant:
            return
        part = self._path.with_suffix(".partiel")
        try:
            part.write_bytes(en_json({"fond": self._fond, "fiches": self._apres}))
            part.replace(self._path)
        except OSError:
            return
