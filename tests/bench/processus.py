"""A command run to its end, with what its whole tree of processes took: time, CPU, memory."""

import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PAS = 0.05
"""Seconds between two looks at the memory, at least."""
PART_MAX = 0.05
"""Of the time, at most, that may go into looking: the kernel counts every page of a process."""


@dataclass(frozen=True, slots=True)
class Depense:
    """What a command took: seconds on the clock, seconds of CPU of all its processes, MB of memory.

    The memory is the highest sum of the PSS of its processes, where shared pages count once
    (proc_pid_smaps(5)); 0 where the system does not tell it.
    """

    secondes: float
    cpu: float
    memoire: float


class CommandeEchoueeError(Exception):
    """A command that was to be measured and failed, with what it said."""


def lancer(command: tuple[str, ...], depuis: Path, env: dict[str, str]) -> Depense:
    """Run a command and return what it took; raise CommandeEchoueeError where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=depuis, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        watch = _Memoire(process.pid)
        watch.start()
        assert process.stdout
        said = process.stdout.read()
        # wait4 alone gives the CPU of this child and of those that it waited for.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.finir()
    if process.returncode:
        raise CommandeEchoueeError(f"{' '.join(command)}\n{said.decode(errors='replace')}")
    return Depense(seconds, usage.ru_utime + usage.ru_stime, peak)


class _Memoire(Thread):
    """Looks at the memory of a tree of processes until it is told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._end = pid, 0.0, Event()

    def run(self) -> None:
        pause = 0.0
        while not self._end.wait(pause):
            start = time.perf_counter()
            self._peak = max(self._peak, sum(map(pss, arbre(self._pid))))
            pause = max(PAS, (time.perf_counter() - start) / PART_MAX)

    def finir(self) -> float:
        """Stop looking, and return the highest sum seen."""
        self._end.set()
        self.join()
        return self._peak


def arbre(pid: int) -> list[int]:
    """Return a process and all that descend from it, as far as they are still there."""
    found = [pid]
    for parent in found:  # grows as it goes
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def pss(pid: int) -> float:
    """Return the proportional memory of a process in MB, 0 for one that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0
