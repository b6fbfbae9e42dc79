"""Work shared between the processors: processes that are copies of this one, with all that it has read."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
MAX = 8
PERDU = (
    "Un des processus de la construction a été arrêté, sans doute faute de mémoire."
    " Le site déjà construit n’a pas changé. Relancez avec un seul : make html PROCESSUS=1"
)
_FINI = "fini"
_OCTETS = 4
_TUBE = 65_536
"""Bytes that a pipe holds on every system that has fork: 16,384 parts."""


class OuvrierPerduError(Exception):
    """A process that the system stopped, most often for want of memory."""


def processus() -> int:
    """Return how many processes to use: PROCESSUS, else one a processor, MAX at most; 1 without fork."""
    asked = os.environ.get("PROCESSUS", "")
    if asked.isdigit() and int(asked):
        wanted = int(asked)
    elif hasattr(os, "sched_getaffinity"):
        wanted = len(os.sched_getaffinity(0))
    else:
        wanted = os.cpu_count() or 1
    return min(wanted, MAX) if "fork" in multiprocessing.get_all_start_methods() else 1


def partager(travail: Callable[[int], T], parts: int, combien: int) -> Iterator[T]:
    """Yield what `travail` gives of each number below `parts`, as each is done.

    With one process, here and in order. Else this one and its copies each take the next number:
    what a copy changes of its memory stays there, only what `travail` returns comes back. An
    exception comes back as well, and ends the others.
    """
    if combien == 1 or parts < 2:
        yield from map(travail, range(parts))
        return
    gc.freeze()  # else the first collection of each process would copy all the memory they share
    todo = _numeros(parts)
    copies = [_Copie(travail, todo) for _ in range(combien - 1)]
    done: SimpleQueue[Any] = SimpleQueue()
    reader = Thread(target=_recueillir, args=(copies, done), daemon=True)
    reader.start()
    try:
        while (part := _suivant(todo)) is not None:
            yield travail(part)
            while not done.empty():
                yield _rendu(done.get())
        reader.join()
        while not done.empty():
            yield _rendu(done.get())
    finally:
        os.close(todo)
        for copie in copies:
            copie.processus.kill()
            copie.processus.join()
        reader.join()
        gc.unfreeze()


def _numeros(parts: int) -> int:
    """Return a pipe that holds the numbers: each is read once, and a process that dies locks nothing."""
    read, write = os.pipe()
    if parts * _OCTETS > _TUBE:
        raise ValueError(f"{parts} parts : au plus {_TUBE // _OCTETS}")
    os.write(write, b"".join(part.to_bytes(_OCTETS) for part in range(parts)))
    os.close(write)
    return read


def _suivant(todo: int) -> int | None:
    found = os.read(todo, _OCTETS)
    return int.from_bytes(found) if found else None


class _Copie:
    """A copy of this process at work, and the pipe by which it answers."""

    def __init__(self, travail: Callable[[int], Any], todo: int) -> None:
        context = multiprocessing.get_context("fork")
        self.tube, there = context.Pipe(duplex=False)
        self.processus = context.Process(target=_travailler, args=(travail, todo, there))
        self.processus.daemon = True
        self.processus.start()
        there.close()


def _travailler(travail: Callable[[int], Any], todo: int, tube: Connection) -> None:
    try:
        while (part := _suivant(todo)) is not None:
            tube.send((travail(part), None))
        tube.send(_FINI)
    except BaseException as error:  # noqa: BLE001 - the other process says it
        tube.send((None, error))


def _recueillir(copies: list[_Copie], done: SimpleQueue[Any]) -> None:
    """Take what the copies send, all the time: one that waited to be heard would not work."""
    heard = {copie.tube for copie in copies}
    while heard:
        for tube in wait(list(heard)):
            assert isinstance(tube, Connection)
            try:
                said = tube.recv()
            except (EOFError, OSError):
                said = (None, OuvrierPerduError(PERDU))
            if said != _FINI:
                done.put(said)
            if said == _FINI or said[1] is not None:
                heard.discard(tube)


def _rendu(said: tuple[Any, BaseException | None]) -> Any:
    value, error = said
    if error is not None:
        raise error
    return value
