"""What one tool found: the sentence it ends with, and its faults."""

from collections.abc import Callable
from dataclasses import dataclass, field


class EmpechementError(Exception):
    """A tool that could not do its work, said in French."""


@dataclass(frozen=True)
class Constat:
    """What was looked at, then each fault as a line or more; no fault: it passes."""

    outil: str
    vu: str
    fautes: list[str] = field(default_factory=list)


def tenter(outil: str, audit: Callable[[], Constat]) -> Constat:
    """Run an audit; what stops it is a fault, and never stops the next one."""
    print(f"— {outil}…", flush=True)
    try:
        constat = audit()
    except EmpechementError as error:
        constat = Constat(outil, "n’a pas pu finir", [str(error)])
    except (OSError, ValueError, LookupError, TypeError) as error:
        constat = Constat(outil, "n’a pas pu finir", [f"{type(error).__name__} : {error}"])
    for faute in constat.fautes:
        print(f"  ✗ {faute}")
    print(f"  {constat.vu}", flush=True)
    return constat


def verdict(constats: list[Constat]) -> str:
    """Return the last line: all is well, or what to mend and what to run then."""
    fautifs = [f"{c.outil} ({len(c.fautes)})" for c in constats if c.fautes]
    if not fautifs:
        return "Audit réussi : " + ", ".join(c.outil for c in constats) + ". Rien à faire."
    return (
        f"Audit en échec : {', '.join(fautifs)}. "
        "Corrigez les lignes marquées ✗ ci-dessus, puis relancez make audit."
    )
