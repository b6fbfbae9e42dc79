"""The tools that are not Python: Node with its locked packages, Java, a browser."""

import shutil
import subprocess
from pathlib import Path

from audit.constat import EmpechementError

ICI = Path(__file__).parent
PAQUETS = ICI / "node_modules"
POSE = PAQUETS / ".audit-pose"
"""Stamp of a finished installation: the lock it was made from."""
APT = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}
"""Command → the Debian package that has it."""


def manque() -> str:
    """Return what to install, in one sentence; empty when all is there."""
    paquets = [paquet for commande, paquet in APT.items() if not shutil.which(commande)]
    if not paquets:
        return ""
    return (
        f"L’audit des pages demande Node 20 et Java 17 : sudo apt-get install {' '.join(paquets)}"
    )


def poser() -> None:
    """Install the locked packages, if they are not those of the lock yet; raise EmpechementError."""
    if phrase := manque():
        raise EmpechementError(phrase)
    lock = (ICI / "package-lock.json").read_text(encoding="utf-8")
    if POSE.is_file() and POSE.read_text(encoding="utf-8") == lock:
        return
    print("  Installation de Lighthouse, vnu et pa11y (une seule fois)…", flush=True)
    lancer(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], attendus=(0,), cwd=ICI)
    POSE.write_text(lock, encoding="utf-8")


def lancer(
    command: list[str],
    attendus: tuple[int, ...],
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    secondes: int = 1800,
) -> subprocess.CompletedProcess[str]:
    """Run a tool and return what it wrote; raise EmpechementError on any other exit status."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=env, cwd=cwd, timeout=secondes
        )
    except subprocess.TimeoutExpired:
        raise EmpechementError(f"{command[0]} n’a pas fini en {secondes} secondes") from None
    if done.returncode not in attendus:
        dit = (done.stderr or done.stdout).strip()[-1500:]
        raise EmpechementError(f"{command[0]} a rendu le code {done.returncode} : {dit}")
    return done
