"""Which files changed since they were last looked at, for a process that goes on."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annuaire.entrees import FRAIS_NS, IGNORES
from annuaire.manifeste import empreinte

Etat = tuple[int, int, int, int]
"""Size, times of the content and of the file in ns, place on the disk."""


class Guet:
    """Files and folders to watch; a file is opened only where its time is too new to tell anything."""

    def __init__(self, racines: Callable[[], Iterable[Path]]) -> None:
        """Look at them a first time; `racines` is asked each time."""
        self._racines = racines
        self._vus: dict[str, tuple[Etat, str]] = {}
        self.changements()

    def changements(self) -> dict[Path, bool]:
        """Return the files that changed, True for those that are new or gone; 60 ms of 16,000."""
        seen = {path: etat for root in self._racines() for path, etat in _etats(root)}
        fresh = time.time_ns() - FRAIS_NS
        found = {Path(path): True for path in self._vus.keys() - seen.keys()}
        now: dict[str, tuple[Etat, str]] = {}
        for path, etat in seen.items():
            before = self._vus.get(path)
            if before and before[0] == etat and not before[1]:
                now[path] = before
                continue
            # Changed so shortly before, it may change again within the same instant.
            mark = _marque(path) if etat[1] > fresh or (before and before[1]) else ""
            if before is None or before[0] != etat or before[1] != mark:
                found[Path(path)] = before is None
            now[path] = (etat, mark if etat[1] > fresh else "")
        self._vus = now
        return found


def _etats(root: Path) -> Iterator[tuple[str, Etat]]:
    """Yield all that stands under a root, shortcuts and folders named like entries as they are."""
    if not root.is_dir():
        if root.exists():
            yield str(root), _etat(root.stat())
        return
    todo = [str(root)]
    while todo:
        try:
            with os.scandir(todo.pop()) as found:
                for one in found:
                    folder = one.is_dir(follow_symlinks=False)
                    if folder and one.name not in IGNORES:
                        todo.append(one.path)
                    if not folder or one.name.endswith(".md"):
                        yield one.path, _etat(one.stat(follow_symlinks=False))
        except FileNotFoundError:  # gone in the meantime: the next look tells
            continue


def _etat(found: os.stat_result) -> Etat:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _marque(path: str) -> str:
    try:
        return empreinte(Path(path).read_bytes())
    except OSError:
        return "-"
