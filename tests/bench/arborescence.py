"""The files of a built site: those that a build wrote, and what each type of page weighs."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

Etat = dict[str, tuple[int, int, int]]
"""The number, the time and the size of each file, by its path: a file that is as it was was not written."""


class Ecrits(NamedTuple):
    """What a build wrote."""

    fichiers: int
    octets: int


def etat(site: Path) -> Etat:
    """Return the state of each file of a site, none where there is no site."""
    found = {}
    for entry in _files(site):
        there = entry.stat()
        found[os.path.relpath(entry.path, site)] = (
            there.st_ino,
            there.st_mtime_ns,
            there.st_size,
        )
    return found


def ecrits(avant: Etat, apres: Etat) -> Ecrits:
    """Return how many files were written between two states, and their bytes."""
    written = [there for path, there in apres.items() if avant.get(path) != there]
    return Ecrits(len(written), sum(size for _, _, size in written))


def par_type(site: Etat) -> tuple[Counter[str], Counter[str]]:
    """Return the bytes and the number of the files of each type, by the form of their address."""
    octets: Counter[str] = Counter()
    fichiers: Counter[str] = Counter()
    for path, (_, _, size) in site.items():
        octets[type_de(path)] += size
        fichiers[type_de(path)] += 1
    return octets, fichiers


def type_de(path: str) -> str:
    """Return the form of an address: what changes from one lieu or territory to the next is « * ».

    >>> type_de("lieux/le-lavoir-felletin/affiche/index.html")
    'lieux/*/affiche/'
    >>> type_de("je-veux/demarche/23-creuse/index.html"), type_de("carte/points.json")
    ('je-veux/*/*/', 'carte/*.json')
    """
    *folders, name = path.split("/")
    # A folder below the third is the name of a view, unless it is that of a département.
    shown = [
        "*" if rank == 1 or (rank > 1 and folder[:1].isdigit()) else folder
        for rank, folder in enumerate(folders)
    ]
    end = "" if name == "index.html" else name if not folders else f"*{Path(name).suffix}"
    return "/".join((*shown, end)) or "/"


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            else:
                yield entry
