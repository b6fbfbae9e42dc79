"""The entries of a tree: all read, on every core; or one, and those that it is compared with.

The rules across entries speak of an entry and of those that name it, are named by it, or stand in
its commune. All of these hold its id, its address, its code INSEE or what it names as plain text:
of a tree of 16,000, the few files that do are read, the others are known by their names alone.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from annuaire import reader
from annuaire.reader import Lecture

SEUIL = 1500
"""Fewer files than this are read sooner than a second process starts."""
PROCHES_MAX = 0.02
"""Beyond this share of a tree, reading it all is sooner than looking for what is near."""


def racine(fichier: Path) -> Path | None:
    """Return the lieux/ that a file is an entry of: the nearest above it, or above its folder."""
    return next((parent for parent in fichier.parents[:3] if parent.name == "lieux"), None)


def place(fichier: Path) -> Path:
    """One path for one file; a shortcut is a file of its own, to be refused as such."""
    return _resolved(fichier.parent.absolute()) / fichier.name


def lire_avec_leur_arbre(demandes: Sequence[Path], coeurs: int = 0) -> list[Lecture]:
    """Read the rest of the trees, then the files asked for: the newcomer is told of a clash.

    What cannot concern the files asked for is given unread, without a Lieu. `coeurs` is how many
    processes read, 0 for as many as there are cores; it changes nothing to what is returned.
    """
    wanted = {place(fichier): fichier for fichier in demandes}
    roots = sorted({root for one in wanted if (root := racine(one))})
    # A tree is not walked through its shortcuts: below a resolved root, a path is a place.
    others = [file for root in roots for file in reader.files(root) if file not in wanted]
    asked = [wanted[one] for one in sorted(wanted, key=wanted.__getitem__)]
    own = lire(asked, coeurs)
    if len(asked) > PROCHES_MAX * len(others):
        return [*lire(others, coeurs), *own]
    return [*_proches(others, own), *own]


def lire(fichiers: Sequence[Path], coeurs: int = 0) -> list[Lecture]:
    """Read files, on several cores where there are many; in the order given."""
    # A process made by copying this one has its tables; elsewhere it would load them again.
    forks = "fork" in multiprocessing.get_all_start_methods() and os.name == "posix"
    workers = coeurs or (_coeurs() if forks and len(fichiers) >= SEUIL else 1)
    if workers == 1 or not fichiers:
        with _sans_ramassage():
            return [_lire(fichier) for fichier in fichiers]
    first = _lire(fichiers[0])  # it loads the tables
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, _demarre) as pool, _sans_ramassage():
        return [first, *pool.map(_lire, fichiers[1:], chunksize=200)]


def _demarre() -> None:
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that made this one is told


@contextmanager
def _sans_ramassage() -> Iterator[None]:
    """Set the garbage collector aside: it would count again and again all that is kept."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _coeurs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _lire(fichier: Path) -> Lecture:
    there = place(fichier)
    root = racine(there)
    return reader.read(fichier, there.relative_to(root).parts[:-1] if root else ())


def _proches(fichiers: Iterable[Path], own: Iterable[Lecture]) -> Iterator[Lecture]:
    """Read the files that may concern some readings; give the others unread."""
    words = {word.lower().encode() for lecture in own for word in _mots(lecture)}
    for fichier in fichiers:
        if (
            fichier.suffix != ".md"
            or fichier.stem.lower().encode() in words
            or _dit(fichier, words)
        ):
            yield _lire(fichier)
        else:
            yield Lecture(fichier, None)


def _dit(fichier: Path, mots: Iterable[bytes]) -> bool:
    """True if a file says one of the words, or what only reading it would tell."""
    try:
        data = fichier.read_bytes().lower()
    except OSError:
        return True
    # An escape of a double-quoted text may spell anything.
    return b"\\" in data or any(mot in data for mot in mots)


def _mots(lecture: Lecture) -> Iterator[str]:
    """Yield all by which another entry may concern this one: its names, those that it says."""
    yield lecture.slug
    yield from _textes({champ: lecture.brut.get(champ) for champ in _NOMMENT})
    if lecture.lieu and lecture.lieu.fabrique and lecture.lieu.fabrique.consortium:
        yield lecture.lieu.fabrique.consortium


_NOMMENT = (
    "id",
    "code_insee",
    "anciens_ids",
    "anciens_slugs",
    "distinct_de",
    "remplace_par",
)
"""The fields that `regles_ensemble` compares, `fabrique.consortium` apart."""


def _textes(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _textes(one)
    elif isinstance(value, list):
        for one in value:
            yield from _textes(one)


@cache
def _resolved(folder: Path) -> Path:
    return folder.resolve()
