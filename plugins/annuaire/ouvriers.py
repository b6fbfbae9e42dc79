"""Work shared between the processors: processes that are copies of this one, with all that it has read."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")
MAX = 8
PERDU = (
    "Un des processus de la construction a été arrêté, sans doute faute de mémoire."
    " Le site déjà construit n’a pas changé. Relancez avec un seul : make html PROCESSUS=1"
)
_travail: Callable[[int], Any]


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

    With one process, here and in order; else what a process changes of its memory stays there: only
    what `travail` returns comes back. An exception comes back as well, and ends the others.
    """
    if combien == 1 or parts < 2:
        yield from map(travail, range(parts))
        return
    global _travail  # noqa: PLW0603 - a forked process finds there what cannot be sent to it
    _travail = travail
    gc.freeze()  # else the first collection of each process would copy all the memory they share
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(combien, mp_context=context) as pool:
        todo = [pool.submit(_faire, part) for part in range(parts)]
        try:
            for done in as_completed(todo):
                yield done.result()
        except BrokenProcessPool:
            raise OuvrierPerduError(PERDU) from None
        finally:
            pool.shutdown(cancel_futures=True)
    gc.unfreeze()


def _faire(part: int) -> Any:
    return _travail(part)
