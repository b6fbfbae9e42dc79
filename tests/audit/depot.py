"""What the repository relies on: the locked Python packages, and the workflows of GitHub."""

import json
import subprocess
import sys
from pathlib import Path

from audit.constat import Constat
from audit.outils import lancer

RACINE = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PAQUETS = "requirements/build.txt"


def dependances() -> Constat:
    """Ask whether a flaw is known in a package of the site."""
    options = ["--requirement", PAQUETS, "--disable-pip", "--format", "json"]
    done = lancer([str(BIN / "pip-audit"), *options], attendus=(0, 1), cwd=RACINE)
    paquets = json.loads(done.stdout)["dependencies"]
    vus = sum("vulns" in paquet for paquet in paquets)
    return Constat(
        "pip-audit", f"{vus} paquets de {PAQUETS} comparés aux failles connues", failles(paquets)
    )


def failles(paquets: list[dict]) -> list[str]:
    """Return each known flaw, then how many packages pip-audit left aside: it says so, and exits 0."""
    found = [
        f"{paquet['name']} {paquet['version']} : {faille['id']}, corrigée dans "
        f"{' ou '.join(faille['fix_versions']) or 'aucune version'}"
        for paquet in paquets
        for faille in paquet.get("vulns", [])
    ]
    if ecartes := [paquet for paquet in paquets if "vulns" not in paquet]:
        found.append(
            f"{len(ecartes)} sur {len(paquets)} n’ont pas pu être comparés (relancez là où pypi.org "
            f"répond) ; {ecartes[0]['name']} : {ecartes[0]['skip_reason']}"
        )
    return found


def workflows() -> Constat:
    """Read the workflows again; zizmor says itself what it finds."""
    command = [str(BIN / "zizmor"), "--pedantic", "--offline", ".github"]
    done = subprocess.run(command, cwd=RACINE, check=False)
    fautes = [f"code {done.returncode}, voir ci-dessus"] if done.returncode else []
    return Constat("zizmor", "les workflows de .github relus", fautes)
