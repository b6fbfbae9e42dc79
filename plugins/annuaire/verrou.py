"""One build at a time: a lock that the system takes back when a process ends, however it ends."""

import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such lock on this system: builds are not guarded from one another
    fcntl = None  # type: ignore[assignment]

ATTEND = "Une autre construction de ce dossier est en cours : celle-ci attend qu’elle finisse."


def prendre(path: Path) -> int | None:
    """Take the lock that a file holds, after whoever has it; None where the disk has no locks."""
    if fcntl is None:
        return None
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(ATTEND, flush=True)  # noqa: T201 - who waits must know why
        fcntl.flock(opened, fcntl.LOCK_EX)
    except OSError:
        os.close(opened)
        return None
    return opened


def rendre(opened: int | None) -> None:
    """Give the lock back."""
    if opened is not None:
        os.close(opened)
